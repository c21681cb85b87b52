"""What the ledger knows of an article, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An article whose bytes and item are (about to be) durable."""

    canonical_url: str
    url: str
    fetched_at: str
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    content_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger holds of one article."""

    canonical_url: str
    state: str
    request: dict[str, Any]
    list_date: str | None
    noted_by: str
    """The crawl that first met it."""
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
    """The crawl that had it last."""


@dataclass(frozen=True, slots=True)
class RevisitRule:
    """Which done articles are worth another look: recent ones, not too often, not for ever."""

    days: int
    after_seconds: float
    max_checks: int
