"""A request as plain data, so that it can be made again: from the ledger, or from the archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scrapy import Request

if TYPE_CHECKING:
    from crawler.session.ledger_records import LedgerEntry

ENDS_WITH_CONNECTION = "ends_with_connection"
"""Archived of a body without length or chunks: it may be cut, see ``page_ends``."""
OWN_META = frozenset({"warc", "fetched_at", "proxy", "earlier", "spent", "depth", "retry_times"})


def serialize_request(request: Request) -> dict[str, Any]:
    """What it takes to request again: address, callback name, and meta that JSON can hold."""
    return {
        "url": request.url,
        "callback": getattr(request.callback, "__name__", None),
        "meta": plain_meta(request.meta),
        "cb_kwargs": {key: value for key, value in request.cb_kwargs.items() if _is_plain(value)},
    }


def deserialize_request(entry: LedgerEntry, spider: Any) -> Request | None:
    """The request a ledger row describes; None if the spider has no such callback any more.

    A row made again from a raw item knows the address only.
    """
    row = entry.request
    usual = "parse_article" if hasattr(spider, "parse_article") else "parse"
    callback = getattr(spider, row.get("callback") or usual, None)
    url = row.get("url") or entry.url
    if callback is None or not url:
        return None
    return Request(
        url,
        callback=callback,
        meta={**row.get("meta", {}), "kind": "article", "canonical_url": entry.canonical_url},
        cb_kwargs=row.get("cb_kwargs", {}),
        dont_filter=True,
    )


def archived_meta(request: Request) -> dict[str, Any]:
    """What the archive keeps beside the response: what ``scrapy replay`` must know."""
    redirects = request.meta.get("redirect_urls")
    return plain_meta(request.meta) | {
        "callback": getattr(request.callback, "__name__", None),
        "cb_kwargs": plain_meta(request.cb_kwargs),
        **({"requested_url": redirects[0]} if redirects else {}),
        **({"earlier": request.meta["earlier"]} if "earlier" in request.meta else {}),
    }


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
