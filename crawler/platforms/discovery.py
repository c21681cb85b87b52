"""What a crawl has found so far, and for which days that is everything there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from crawler.fingerprints import LARGE_CRAWL, AddressSet
from storage.clock import beijing_day

if TYPE_CHECKING:
    from crawler.platforms.list_proof import Proof
    from crawler.platforms.list_reading import ArticleLink, ListReading

MOST_REASONS = 20


@dataclass(slots=True)
class Discovery:
    """Progress of all lists of one crawl. Read when each was read to its end or far enough.

    Days are complete as far as every list proves them.
    """

    pending: int = 0
    is_started: bool = False
    """All entry points were requested."""
    cut_count: int = 0
    """Lists left early: a failure, an empty first page, or a bound somebody set."""
    doubts: list[str] = field(default_factory=list)
    """Why no day is complete: what the lists that prove nothing lack."""
    limits: list[str] = field(default_factory=list)
    """Why days before ``floor`` are not."""
    readings: list[tuple[ListReading, bool]] = field(default_factory=list)
    """Lists read so far, and whether each proved what it claims."""
    floor: date | None = None
    """Latest of the days from which on a list was read whole; None: all to their very end."""
    oldest: date | None = None
    """First day of any article named, pinned and beside the lists included."""
    begins: date | None = None
    """First day of the lists that were read whole, as far as they tell."""
    is_by_count: bool = False
    """Some list was read whole, page by page: ``begins`` is where its articles begin."""
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

    def conclude(self, reading: ListReading, proof: Proof) -> None:
        """A list was read as far as it will be."""
        self.cut_count += not proof.is_read
        said = f"{reading.entry[:200]}: {proof.reason}"
        if not proof.is_proven:
            self._say(self.doubts, said)
        else:
            self.end_list(proof.floor, said if proof.reason else None)
            if proof.floor is None:
                self.is_by_count = True
                known = [day for day in (self.begins, proof.begins) if day]
                self.begins = min(known, default=None)
        if proof.is_read and reading.pages:
            self.readings.append((reading, proof.is_proven))

    def end_list(self, floor: date | None = None, reason: str | None = None) -> None:
        """A list is proven whole down to ``floor`` (None: to its end)."""
        if floor and (self.floor is None or floor > self.floor):
            self.floor = floor
        if reason:
            self._say(self.limits, reason)

    def cut_list(self, reason: str) -> None:
        """A list was not read, or not as far as it goes: nothing is proven."""
        self.cut_count += 1
        self._say(self.doubts, reason)

    def doubt(self, reason: str) -> None:
        """A list was read, but nothing is proven by it."""
        self._say(self.doubts, reason)

    def _say(self, reasons: list[str], reason: str) -> None:
        if len(reasons) < MOST_REASONS and reason not in reasons:
            reasons.append(reason)

    @property
    def is_read(self) -> bool:
        """Every list was read to its end, or as far as it was new."""
        return self.is_started and not self.pending and not self.cut_count

    @property
    def is_proven(self) -> bool:
        """Every list proves days to be complete."""
        return self.is_started and not self.pending and not self.doubts

    def complete_from(self, since: date | None) -> date | None:
        """First day of which everything was found, or None if that cannot be said."""
        if not self.is_proven:
            return None
        begins = None
        if self.floor is None:
            begins = self.begins if self.is_by_count else self.oldest if since is None else None
        return max((day for day in (self.floor, since, begins) if day), default=None)

    def complete_until(self, until: date | None, started_at: datetime) -> date | None:
        """Last such day: never the day of the crawl itself, which is not over yet."""
        if not self.is_proven:
            return None
        yesterday = beijing_day(started_at) - timedelta(days=1)
        return min(until, yesterday) if until else yesterday
