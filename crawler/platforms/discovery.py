"""What a crawl has found so far, and for which days that is everything there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from crawler.fingerprints import LARGE_CRAWL, AddressSet
from storage.clock import beijing_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLink:
    """One article a list names: where it is, what it is called there, and its day if known."""

    url: str
    canonical_url: str
    headline: str | None = None
    date_raw: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Where a list page stands: its entry point, its number from 1, what the last one held."""

    entry: str
    number: int = 1
    is_guess: bool = False
    """The address was counted up, not linked: a 404 there is the end of the list, no failure."""
    before: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a list page says of its whole list: the measure that a reading is held against."""

    records: int | None = None
    """Entries of all pages together, links to other sites included."""
    pages: int | None = None


@dataclass(slots=True)
class Discovery:
    """Progress of all lists of one crawl. Complete when each was read to its end or far enough."""

    pending: int = 0
    is_started: bool = False
    """All entry points were requested."""
    cut_count: int = 0
    """Lists left early: a failure, an empty first page, or a bound somebody set."""
    floor: date | None = None
    """Latest of the days from which on a list was read whole; None: all to their very end."""
    oldest: date | None = None
    front_count: int = 0
    front_links: int = 0
    """Pages that name about as many articles at every crawl, and articles they named."""
    requested_count: int = 0
    """Articles requested."""
    found: AddressSet = field(default_factory=partial(AddressSet, LARGE_CRAWL))
    requested_lists: AddressSet = field(default_factory=AddressSet)

    def is_new_list(self, url: str, body: bytes = b"") -> bool:
        """True the first time this list page is requested; loops of pages end here.

        ``body``: what is posted there, for lists whose pages share one address.
        """
        return self.requested_lists.add(f"{url} {body!r}" if body else url)

    def is_new_article(self, link: ArticleLink) -> bool:
        """True the first time this article is named, whichever list and spelling names it."""
        if link.day and (self.oldest is None or link.day < self.oldest):
            self.oldest = link.day
        return self.found.add(link.canonical_url)

    def end_list(self, floor: date | None = None) -> None:
        """A list was read down to ``floor`` (None: to its end)."""
        if floor and (self.floor is None or floor > self.floor):
            self.floor = floor

    def cut_list(self) -> None:
        self.cut_count += 1

    @property
    def is_complete(self) -> bool:
        return self.is_started and not self.pending and not self.cut_count

    def complete_from(self, since: date | None) -> date | None:
        """First day of which everything was found, or None if that cannot be said."""
        if not self.is_complete:
            return None
        bounds = [day for day in (self.floor, since) if day]
        return max(bounds) if bounds else self.oldest

    def complete_until(self, until: date | None, started_at: datetime) -> date | None:
        """Last such day: never the day of the crawl itself, which is not over yet."""
        if not self.is_complete:
            return None
        yesterday = beijing_day(started_at) - timedelta(days=1)
        return min(until, yesterday) if until else yesterday
