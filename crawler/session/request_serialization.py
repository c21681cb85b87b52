"""A request as plain data, so that it can be asked again: from the ledger, or from the archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scrapy import Request

if TYPE_CHECKING:
    from crawler.session.ledger_records import Known

OWN_META = frozenset({"warc", "fetched_at", "proxy", "earlier", "spent", "depth", "retry_times"})


def describe(request: Request) -> dict[str, Any]:
    """What it takes to ask again: address, callback name, and meta that JSON can hold."""
    return {
        "url": request.url,
        "callback": getattr(request.callback, "__name__", None),
        "meta": plain_meta(request.meta),
        "cb_kwargs": {key: value for key, value in request.cb_kwargs.items() if _is_plain(value)},
    }


def restore(known: Known, spider: Any) -> Request | None:
    """The request a ledger row describes; None if the spider has no such callback any more."""
    saved = known.request
    callback = getattr(spider, saved.get("callback") or "parse", None)
    if callback is None or not saved.get("url"):
        return None
    return Request(
        saved["url"],
        callback=callback,
        meta={**saved["meta"], "kind": "article", "canonical_url": known.canonical_url},
        cb_kwargs=saved["cb_kwargs"],
        dont_filter=True,
    )


def plain_meta(meta: dict[str, Any]) -> dict[str, Any]:
    """The part of ``meta`` that spiders put there and JSON can hold."""
    return {
        key: value
        for key, value in meta.items()
        if key not in OWN_META
        and not key.startswith(("download_", "redirect_", "is_", "_"))
        and _is_plain(value)
    }


def _is_plain(value: Any) -> bool:
    if value is None or isinstance(value, str | int | float):
        return True
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True
