"""A damaged ledger made again: from what can still be read of it, the archive and the raw items.

The items tell what is done. What was listed and never had stands in the archive only: in the lists
themselves, and in the answers of articles that failed.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.warc_reader import scan
from crawler.extract.date_patterns import iso_day
from crawler.session.recovery import rebuild, recover
from crawler.session.serialized_requests import serialize_request
from storage.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from scrapy import Request

    from archive.warc_reader import Archived
    from crawler.session.ledger import Ledger
    from storage.paths import ChannelPaths

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Articles by where they were found again."""

    salvaged: int
    items: int
    owed: int


def set_aside(ledger: Path) -> Path | None:
    """Rename the damaged file, so that nothing in it is lost; where it is now, None if none was."""
    if not ledger.exists():
        return None
    aside = ledger.with_name(f"{ledger.name}.damaged-{utc_now():%Y%m%dT%H%M%SZ}")
    ledger.rename(aside)
    for suffix in ("-wal", "-shm"):
        beside = ledger.with_name(ledger.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside


def rebuild_ledger(
    paths: ChannelPaths,
    ledger: Ledger,
    *,
    damaged: Path | None,
    read_list: Callable[[Archived], Iterable[Request]],
) -> Rebuilt:
    """Fill a new ledger. ``read_list``: the article requests of an archived list page.

    Raises OSError or sqlite3.DatabaseError (disk full): run it again.
    """
    items = rebuild(paths, ledger)
    recover(paths, ledger)
    salvaged = ledger.take_over(_readable_rows(damaged)) if damaged else 0
    owed = 0
    for path in sorted(paths.raw("warc").glob("*.warc.gz")):
        crawl_id = path.name.removesuffix(".warc.gz").rpartition("-")[0]
        for archived in scan(path):
            for key, request, day in _named_by(archived, read_list):
                if ledger.get(ledger.parameters.fold(key)) is None:
                    ledger.add_link(ledger.parameters.fold(key), request, day, crawl_id)
                    owed += 1
        ledger.commit()
    return Rebuilt(salvaged, items, owed)


def _named_by(
    archived: Archived, read_list: Callable[[Archived], Iterable[Request]]
) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Articles an archived answer names: itself, or what a list page lists."""
    kind = archived.meta.get("kind")
    if kind == "article" and "canonical_url" in archived.meta:
        meta = dict(archived.meta)
        request = {
            "url": meta.pop("requested_url", archived.url),
            "callback": meta.pop("callback", None),
            "cb_kwargs": meta.pop("cb_kwargs", {}),
            "meta": meta,
        }
        yield meta["canonical_url"], request, _day(meta)
    elif kind not in ("article", "part") and archived.status == 200:
        for found in read_list(archived):
            yield found.meta["canonical_url"], serialize_request(found), _day(found.meta)


def _day(meta: dict[str, Any]) -> str | None:
    return meta.get("list_day") or iso_day(meta.get("list_date"))


def _readable_rows(damaged: Path) -> Iterator[dict[str, Any]]:
    """Rows of articles that a damaged ledger still gives, read from both ends."""
    seen: set[str] = set()
    for order in ("", " order by canonical_url desc"):
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(damaged)) as db:
            db.row_factory = sqlite3.Row
            for row in db.execute(f"select * from articles{order}"):
                if row["canonical_url"] not in seen:
                    seen.add(row["canonical_url"])
                    yield dict(row)
