"""From which day on is a list proven to have been read whole?

Silence must not be a hole in the reading, so a claim is made only as far as something bears it:

- *count*: as many rows were read as the list states it has: all of it is whole.
- *end*: the list ended after pages in an order, none short. Its last page may be cut, so days are
  whole above it.
- *boundary*: in a list known to be ordered by day, pages older than what was asked for, or pages
  of which an earlier crawl, whose first page was met again, had listed every row.

Known to be ordered is a list that was once read whole in order, or ORDER_PAGES pages of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crawler.platforms.list_reading import ArticleLink, ListReading

DAY = timedelta(days=1)
ORDER_PAGES = 10
"""Pages in order, no days missing between them, that make a list an ordered one."""
BOUNDARY_PAGES = 3
"""Pages read of every list, and pages read beyond the day asked for: pinned rows fill some."""


class EarlierCrawls(Protocol):
    """What is remembered of the lists that earlier crawls of the channel read."""

    def has_listed(self, canonical_url: str) -> bool:
        """Whether the last crawl that read every list, or one before it, met the article."""

    def head_of(self, entry: str) -> frozenset[int] | None:
        """Fingerprints of the articles on the list's first page then; None if it was not read."""

    def records_of(self, entry: str) -> int | None:
        """Rows that the list stated then; None if it stated none."""

    def is_ordered(self, entry: str) -> bool:
        """Whether the list was read whole then, its pages in the order of their days."""

    def is_proven(self, entry: str) -> bool:
        """Whether that reading proved what it claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a reading proves. ``floor``: first whole day; None with ``is_proven``: all of it."""

    is_read: bool
    """Nothing was left unread that the list still leads to."""
    is_proven: bool
    floor: date | None = None
    begins: date | None = None
    """Of a list that is proven to its very end: its first day, if it dates its rows."""
    reason: str | None = None
    """Why not all of it is proven."""


def at_end(reading: ListReading) -> Proof:
    """What is proven once the list leads no further."""
    if reading.is_whole:
        return Proof(is_read=True, is_proven=True, begins=reading.begins)
    stated = reading.stated_records
    if doubt := doubt_of(reading, is_at_end=True) or _lacks_pages(reading, stated):
        return Proof(is_read=True, is_proven=False, reason=doubt)
    reason = "nothing states how long the list is, so its last page may be cut"
    if stated is not None:
        reason = f"{reading.row_count} of {stated} rows were listed"
    if _is_full_to_the_end(reading):
        return Proof(is_read=True, is_proven=True, begins=reading.begins)
    return _down_to(_end_floor(reading), is_read=True, reason=reason)


def at_failure(reading: ListReading, why: str, *, is_known_ordered: bool) -> Proof:
    """What is proven by the pages before one that could not be read."""
    if reading.is_whole:
        return Proof(is_read=True, is_proven=True, begins=reading.begins)
    doubt = None if is_known_ordered else "the list's order is not known"
    doubt = doubt or doubt_of(reading, is_at_end=False)
    why = f"page {len(reading.pages) + 1}: {why}"
    if doubt or not reading.pages or not reading.is_ordered:
        return Proof(is_read=False, is_proven=False, reason=why)
    return _down_to(_below(reading, -1), is_read=False, reason=why)


def at_boundary(reading: ListReading, floor: date | None) -> Proof:
    """What is proven once nothing new can follow, see ``is_past`` and ``is_known``."""
    # Past ten pages the last one only tells that no more is asked for: it may be the list's end.
    is_long = len(reading.pages) >= ORDER_PAGES
    if doubt := doubt_of(reading, is_at_end=False, is_last_free=is_long):
        return Proof(is_read=True, is_proven=False, reason=doubt)
    return _down_to(floor, is_read=True)


def is_known(reading: ListReading, links: list[ArticleLink], earlier: EarlierCrawls) -> bool:
    """Whether an ordered list goes on with what an earlier crawl has read.

    Its first page then must have been met again: what is new stands above it, not elsewhere.
    ``links``: articles of the page just read; none if it repeats.
    """
    head = earlier.head_of(reading.entry)
    return (
        head is not None
        and len(reading.pages) >= BOUNDARY_PAGES
        and bool(links)
        and reading.pages[-1].is_known
        and reading.has_met(head)
        and not _grew_elsewhere(reading, earlier)
        and reading.is_ordered
        and not reading.has_gap
        and _sizes_are_told(reading)
        and earlier.is_ordered(reading.entry)
    )


def is_known_ordered(reading: ListReading, earlier: EarlierCrawls | None) -> bool:
    """Whether the list was in order once, and begins as it did: nothing old was put above it."""
    if earlier is None or not earlier.is_ordered(reading.entry):
        return False
    head = earlier.head_of(reading.entry)
    return head is not None and reading.has_met(head)


def _sizes_are_told(reading: ListReading) -> bool:
    """Whether its pages are full ones, or so many that they surely have no one size."""
    is_full = reading.page_size is not None and reading.short_page(is_at_end=False) is None
    return is_full or len(reading.pages) >= ORDER_PAGES


def _grew_elsewhere(reading: ListReading, earlier: EarlierCrawls) -> bool:
    """Whether the list states more new rows than were met above what is known."""
    before, now = earlier.records_of(reading.entry), reading.stated_records
    return before is not None and now is not None and now - before > reading.new_count


def known_floor(reading: ListReading, earlier: EarlierCrawls) -> date | None:
    """First day of which everything is above the known page or was read by the earlier crawl."""
    days = reading.pages[-1].days
    if days is None:
        return None
    return days[2] if earlier.is_proven(reading.entry) else days[2] + DAY


def is_past(reading: ListReading, since: date | None, *, is_known_ordered: bool) -> bool:
    """Whether an ordered list has nothing more of ``since`` or later."""
    last = reading.pages[-BOUNDARY_PAGES:]
    if since is None or len(last) < BOUNDARY_PAGES or not reading.is_ordered:
        return False
    is_older = all(page.days and page.days[2] < since for page in last)
    is_long = len(reading.pages) >= ORDER_PAGES and not reading.has_gap
    return is_older and (is_known_ordered or is_long)


def doubt_of(reading: ListReading, *, is_at_end: bool, is_last_free: bool = False) -> str | None:
    """What tells that rows between the first page and the last are missing."""
    if reading.has_shrunk:
        return "the list grew shorter while it was read"
    if reading.is_resumed or (reading.repeat_count and not is_at_end):
        return "a page repeats the rows of others"
    if number := reading.jump():
        return f"page {number} is missing: the addresses skip it"
    return reading.short_page(is_at_end=is_at_end or is_last_free)


def _lacks_pages(reading: ListReading, stated: int | None) -> str | None:
    """Whether more rows are missing than the last page can lack."""
    if stated is None or stated <= reading.row_count:
        return None  # more rows than stated: the statement is worth nothing
    size = reading.page_size
    if size and len(reading.pages) == -(-stated // size) > 2:
        return None
    return f"{reading.row_count} of {stated} rows were listed"


def _is_full_to_the_end(reading: ListReading) -> bool:
    """Whether the last page is a full one, and the last of those that are stated."""
    stated = reading.stated.pages if reading.stated else None
    return _ends_full(reading) and stated == len(reading.pages)


def _ends_full(reading: ListReading) -> bool:
    last, others = reading.pages[-1:], reading.full_pages(is_at_end=False)[:-1]
    is_full = len(reading.pages) > 2 and bool(others) and last[0].row_count == reading.page_size
    return is_full and reading.is_ordered


def _end_floor(reading: ListReading) -> date | None:
    """First day above the last page, unless that is a full one: then of those it begins with."""
    if len(reading.pages) < 2 or _ends_full(reading):
        return _below(reading, -1)
    above, last = _below(reading, -2), reading.pages[-1]
    if above is None:
        return None  # a row that is missing from the last page may be of any day
    return max(above, last.days[2] + DAY) if last.days else above


def _below(reading: ListReading, at: int) -> date | None:
    """The day after the one that a page reaches: of that one, rows may follow."""
    reached = reading.pages[at].reached if reading.pages else None
    return reached + DAY if reached else None


def _down_to(floor: date | None, *, is_read: bool, reason: str | None = None) -> Proof:
    if floor is None:
        return Proof(is_read=is_read, is_proven=False, reason="no order of days among its rows")
    return Proof(is_read=is_read, is_proven=True, floor=floor, reason=reason)
