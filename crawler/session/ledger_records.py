"""Rows of the ledger as plain values: what was fetched, what is recorded, what is due again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crawler.session.raw_items import content_hash_of_line
from storage.clock import utc_now

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.items import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedArticle:
    """An article whose bytes and item are (about to be) durable."""

    canonical_url: str
    url: str
    fetched_at: str
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    content_hash: str | None = None

    @classmethod
    def of_response(cls, response: Response) -> FetchedArticle:
        return cls(
            canonical_url=response.meta["canonical_url"],
            url=response.url,
            fetched_at=response.meta["fetched_at"],
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            digest=(response.meta.get("warc") or {}).get("digest"),
        )

    @classmethod
    def of_item(cls, item: Article) -> FetchedArticle:
        return cls(canonical_url=item.canonical_url, url=item.url, fetched_at=item.fetched_at)

    @classmethod
    def of_line(cls, line: dict[str, Any]) -> FetchedArticle:
        """The same from a raw item as it was stored."""
        pointers = line.get("warc") or [{}]
        return cls(
            canonical_url=line["canonical_url"],
            url=line["url"],
            fetched_at=line["fetched_at"],
            digest=pointers[0].get("digest"),
            content_hash=content_hash_of_line(line),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What the ledger holds of one article."""

    canonical_url: str
    state: str
    request: dict[str, Any]
    list_date: str | None
    noted_by: str
    """The crawl whose lists named it first."""
    first_seen_at: str
    attempts: int
    url: str | None
    fetched_at: str | None
    checked_at: str | None
    checks: int
    etag: str | None
    last_modified: str | None
    digest: str | None
    content_hash: str | None
    crawl_id: str | None
    """The crawl that fetched it last."""
    missing_looks: list[str]
    """When its address answered 404 or 410, since it last answered otherwise."""
    refused_hash: str | None
    """Content of the page that last came in its place."""


@dataclass(frozen=True, slots=True)
class RevisitRule:
    """Which done articles are worth another look: recent ones, not too often, not for ever."""

    days: int
    after_seconds: float
    max_checks: int

    def is_due(self, entry: LedgerEntry, newest: date | None) -> bool:
        """True if a done article is recent, by the channel's ``newest`` day, and unchecked long."""
        if entry.state not in ("done", "gone") or not entry.checked_at:
            return False
        now = utc_now()
        since_check = now - datetime.fromisoformat(entry.checked_at)
        if timedelta() <= since_check < timedelta(seconds=self.after_seconds):
            return False  # a check of the future was dated by a wrong clock
        if entry.state == "done" and entry.missing_looks:
            return True  # gone, or only away? a second look tells
        if entry.checks >= self.max_checks:
            return False
        if entry.list_date and newest:
            return entry.list_date >= (newest - timedelta(days=self.days)).isoformat()
        return now - datetime.fromisoformat(entry.first_seen_at) < timedelta(days=self.days)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1")[:200] if value else None
