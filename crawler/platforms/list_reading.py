"""What was read of one list, page by page: the ground on which its completeness is judged."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.fingerprints import AddressSet, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

NUMBER = re.compile(r"\d+")
SAME_SIZE = 2 / 3
"""Share of the pages that must be of one size for a smaller one to tell of missing rows."""

MOST_RISES = 1 / 4
"""Share of the rows of a page in order that may be newer than the row before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLink:
    """One article a list names: where it is, what it is called there, and its day if known."""

    url: str
    canonical_url: str
    headline: str | None = None
    date_raw: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a list page says of its whole list: the measure that a reading is held against."""

    records: int | None = None
    """Entries of all pages together, links to other sites included."""
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """One page of a list: its address, how many rows it has, the Beijing days of its articles."""

    url: str
    row_count: int
    days: tuple[date, date, date] | None = None
    """Oldest, median and newest; None if it dates nothing."""
    reached: date | None = None
    """The day down to which its rows stand in order, see ``day_reached``."""
    longest_step: int = 0
    """Most days from one row's day to the next one's."""
    is_known: bool = False
    """An earlier crawl listed all its articles."""
    ends_known: bool = False
    """It listed the last one: what follows stood there then."""


@dataclass(slots=True)
class ListReading:
    """The pages of one list in the order they were read; a page that repeats is none."""

    entry: str
    free_pages: int = 0
    """Pages at its head that may be short: where page 1 is the oldest, the newest one fills up."""
    pages: list[PageFacts] = field(default_factory=list)
    stated: Stated | None = None
    has_shrunk: bool = False
    """The list stated fewer records on a later page: rows moved up across a page's end."""
    repeat_count: int = 0
    is_resumed: bool = False
    """New rows came after a page without any: that page should have had some."""
    head: frozenset[int] = frozenset()
    """Fingerprints of the articles of the first page."""
    new_count: int = 0
    """Rows that no earlier crawl met, those of other sites included: of them nobody knows."""
    _rows: AddressSet = field(default_factory=AddressSet)
    _articles: AddressSet = field(default_factory=AddressSet)

    def add(
        self,
        url: str,
        rows: Iterable[str],
        links: list[ArticleLink],
        stated: Stated | None,
        *,
        known: Sequence[ArticleLink] = (),
    ) -> bool:
        """Note one page: the addresses of its rows, its articles. False if it has no new row.

        ``known``: those of its articles that an earlier crawl listed.
        """
        rows = list(rows)
        self.new_count += len(rows) - len(known)
        added = sum(self._rows.add(row) for row in rows)
        self._note_stated(stated)
        for link in links:
            self._articles.add(link.canonical_url)
        if not added:
            self.repeat_count += 1
            return False
        self.is_resumed |= self.repeat_count > 0
        if not self.pages:
            self.head = frozenset(fingerprint(link.canonical_url) for link in links)
        printed = [link.day for link in links if link.day]
        reached, days = day_reached(printed), sorted(printed)
        unpinned = sorted(printed[printed.index(days[-1]) :]) if days else []
        self.pages.append(
            PageFacts(
                url=url,
                row_count=len(rows),
                days=(days[0], days[len(days) // 2], days[-1]) if days else None,
                reached=reached,
                longest_step=max(((two - one).days for one, two in pairwise(unpinned)), default=0),
                is_known=bool(links) and len(known) == len(links),
                ends_known=bool(known) and known[-1] is links[-1],
            )
        )
        return True

    @property
    def has_articles(self) -> bool:
        """Whether any of its rows is one of the channel's."""
        return len(self._articles) > 0

    @property
    def is_whole(self) -> bool:
        """As many rows were read as the list states that it has."""
        return self.stated_records == self.row_count and not self.has_shrunk

    @property
    def stated_records(self) -> int | None:
        return self.stated.records if self.stated else None

    def _note_stated(self, stated: Stated | None) -> None:
        if stated is None:
            return
        before = self.stated.records if self.stated else None
        self.has_shrunk |= bool(before and stated.records is not None and stated.records < before)
        self.stated = stated

    @property
    def row_count(self) -> int:
        """Different rows of all pages."""
        return len(self._rows)

    @property
    def is_ordered(self) -> bool:
        """No page is newer than the one before it; some rows of it may be (pinned ones)."""
        medians = [page.days[1] for page in self.pages if page.days]
        return all(later <= earlier for earlier, later in pairwise(medians))

    @property
    def begins(self) -> date | None:
        """First day of a list that was read whole: pinned rows of its first page say nothing."""
        dated = [page for page in self.pages if page.days]
        if not dated:
            return None
        if self.is_ordered and dated[-1].reached:
            return dated[-1].reached
        return min(page.days[0] for page in dated)  # type: ignore[index]

    @property
    def has_gap(self) -> bool:
        """More days without an article between two pages than between the rows of any page.

        Not where both pages stood so at an earlier crawl.
        """
        dated = [page for page in self.pages if page.days]
        longest = max((page.longest_step for page in dated), default=0)
        pairs = [(one, two) for one, two in pairwise(dated) if not one.ends_known]
        steps = ((_lowest(one) - two.days[2]).days for one, two in pairs)  # type: ignore[index]
        return any(step > max(longest, 1) for step in steps)

    @property
    def page_size(self) -> int | None:
        """Rows of a full page; None if pages have no one size, or there are too few of them."""
        return self._size_of([page.row_count for page in self.full_pages(is_at_end=True)])

    def _size_of(self, sizes: list[int]) -> int | None:
        """The first page may be longer than the others: by pinned rows."""
        for counts in (sizes, sizes[1:]):
            if len(counts) >= 3:
                size, count = max(Counter(counts).items(), key=lambda pair: (pair[1], pair[0]))
                if count >= SAME_SIZE * len(counts):
                    return size
        return max(sizes[len(sizes) // 3 :], default=None) if len(sizes) <= 3 else None

    def full_pages(self, *, is_at_end: bool) -> list[PageFacts]:
        """Those that should be full: all but those where the list fills up, or its end."""
        if self.free_pages:
            return self.pages[self.free_pages :]
        return self.pages[:-1] if is_at_end else self.pages

    def short_page(self, *, is_at_end: bool) -> str | None:
        """The first page with fewer rows than a full one, in words."""
        size = self.page_size
        if size is None:
            return None
        if len(self.pages) == 2:
            size = max(size, *(page.row_count for page in self.pages))
        for page in self.full_pages(is_at_end=is_at_end):
            if page.row_count < size:
                number = self.pages.index(page) + 1
                return f"page {number} has {page.row_count} rows, a full one {size}"
        return None

    def jump(self) -> int | None:
        """Number of the first page whose address skips one: ``index``, ``_1``, ``_3``.

        None where addresses do not count pages.
        """
        numbers = [_page_numbers(one.url, two.url) for one, two in pairwise(self.pages)]
        known = [pair for pair in numbers if pair]
        if not known or len(known) < len(numbers) - 1:
            return None
        step = known[0][1] - known[0][0]
        if abs(step) > 1 and step != self.pages[0].row_count:  # neither pages nor rows are counted
            return 2
        if numbers[0] is None and step > 0 and known[0][0] - step not in (0, 1):
            return 2
        jumps = (n for n, pair in enumerate(numbers, 2) if pair and pair[1] - pair[0] != step)
        return next(jumps, None)

    def has_met(self, head: frozenset[int]) -> bool:
        """Whether all of an earlier crawl's first page was met in this reading."""
        return all(self._articles.has(mark) for mark in head)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Where a list page stands: its entry point, its number from 1, what was read before it."""

    entry: str
    number: int = 1
    is_guess: bool = False
    """The address was counted up, not linked: a 404 there is the end of the list, no failure."""
    reading: ListReading = field(default_factory=partial(ListReading, ""))
    """All pages of the list share it."""


def _lowest(page: PageFacts) -> date:
    """Oldest day of a dated page without what is pinned to it, if it has any order."""
    assert page.days is not None
    return page.reached or page.days[0]


def day_reached(days: list[date]) -> date | None:
    """The day down to which rows in this order name everything; None if they stand in no order.

    Rows above the newest one are pinned. Below it a row that is newer than the one before it may
    be followed by more such rows: only what is newer than it is sure.
    """
    rows = days[days.index(max(days)) :] if days else []
    later = [two for one, two in pairwise(rows) if two > one]
    if 2 * len(rows) < len(days) or len(later) > MOST_RISES * len(rows):
        return None
    return max(rows[-1:] + later, default=None)


def _page_numbers(before: str, after: str) -> tuple[int, int] | None:
    """The one number in which two addresses differ, if that is all they differ in."""
    if NUMBER.split(before) != NUMBER.split(after):
        return None
    pairs = zip(NUMBER.findall(before), NUMBER.findall(after), strict=True)
    differing = [(int(one[-9:]), int(two[-9:])) for one, two in pairs if one != two]
    return differing[0] if len(differing) == 1 else None
