"""Founder (方正) e-papers: an edition a day, its pages, their articles; complete by calendar.

Classic ones link their articles from ``<area>`` of the page's picture; newer ones keep pages in
``pc/layout/YYYYMM/DD/`` and articles in ``pc/content/YYYYMM/DD/``. Where the index of a month is
known, it says which editions there are: then a day without one is proven to have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from crawler.extract.address_shapes import day_in, url_date
from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import FOUNDER_PATH
from crawler.platforms.calendar_lists import CalendarSpider
from crawler.platforms.edition_index import editions_of
from crawler.platforms.list_payloads import page_text
from crawler.platforms.list_reading import ListPage
from storage.clock import beijing_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.list_reading import ArticleLink

EDITION_PAGE = re.compile(
    r"(?:href|HREF)\s*=\s*[\"']?(?P<href>[^\"'\s>]{0,100}node_\d{1,9}\.html?)"
)


PREVIOUS = re.compile(
    r"<a\b[^>]{0,200}\bhref\s*=\s*[\"']?(?P<href>[^\"'\s>]{1,200})[^>]{0,200}>\s*(?:<[^>]{0,200}>\s*)?上一期"
)
LONGEST_PAUSE = timedelta(days=40)
"""Between two editions; a link over more is to another part of the archive."""
LOOK_BACK = timedelta(days=14)


@dataclass(slots=True)
class Edition:
    """One day's paper while it is being read."""

    pages_left: int = 1
    article_count: int = 0
    articles: set[str] = field(default_factory=set)


class FounderSpider(CalendarSpider):
    """Without ``since`` the last week's editions; with it every edition from that day on."""

    platform = "founder"
    canary_pages = 3  # today's paper may not be out, yesterday none printed
    takes_every_link = True
    month_index: ClassVar[str | None] = None
    """Address of what names a month's editions, as a strftime pattern; without one the address of
    each day's first page is counted up, and one that is not there means that no paper was printed.
    """
    article_pattern = FOUNDER_PATH.first_page
    article_rules = ArticleRules(
        template="founder",
        headline="founder-title h1, founder-title:not(:has(h1))",
        body="founder-content, #ozoom",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions: dict[str, Edition] = {}
        self.earliest_requested = beijing_today()
        self.missing_days: set[date] = set()
        self.days_without_paper: set[date] = set()
        self.doubtful_days: set[date] = set()
        """Days of whose paper a page showed something else."""
        self.last_named = date.min
        """Latest edition that an index of a month named."""

    @classmethod
    def entries(cls) -> list[str]:
        return [cls.month_index or cls.edition]

    def entry_requests(self) -> Iterator[Request]:
        days = self.days
        if days:
            self.discovery.end_list(days[-1])
        if self.month_index is None:
            for day in days:
                yield from self.edition_request(day)
            return
        for first in dict.fromkeys(day.replace(day=1) for day in days):
            url = first.strftime(self.month_index)
            # Of a month that begins today there may be no index yet.
            is_new = first == beijing_today()
            yield from self.list_request(url, ListPage(entry=url, is_guess=is_new))

    def read_index(self, response: Response) -> Iterator[Request]:
        """The editions of a month that are asked for."""
        editions = editions_of(page_text(response), response.url)
        self.last_named = max([*editions, self.last_named])
        for day in self.days:
            if day in editions:
                self.earliest_requested = day
                url = editions[day]
                yield from self.list_request(url, ListPage(entry=url))

    @property
    def complete_until(self) -> date | None:
        """An index that was not brought up to date says nothing of the days after its last one."""
        first, until = self.complete_from, super().complete_until
        if until is None or self.month_index is None:
            return until
        until = min(until, self.last_named)
        return until if first and first <= until else None

    def edition_request(self, day: date) -> Iterator[Request]:
        self.earliest_requested = day
        url = day.strftime(self.edition)
        # A guess: on some days, such as weekends or Spring Festival, no paper is printed.
        yield from self.list_request(url, ListPage(entry=url, is_guess=True))

    def parse_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        yield from super().parse_list(response, page)
        is_last = self.discovery.is_started and not self.discovery.pending
        if not is_last or self.discovery.found or self.discovery.cut_count or self.failed_days:
            return
        if self.month_index is None:
            yield from self.look_back()
        elif self.last_named == date.min:
            self.give_up_list(self.month_index, "no edition in any month asked for")

    def look_back(self) -> Iterator[Request]:
        """No paper on any day asked for: an edition before them tells a holiday from a move."""
        day = self.earliest_requested - timedelta(days=1)
        if self.days[-1] - day <= LOOK_BACK and day >= self.first_edition:
            yield from self.edition_request(day)
        else:
            self.give_up_list(self.edition, f"no edition since {day}: has the paper moved?")

    def page_is_gone(self, response: Response, page: ListPage) -> Iterator[Any]:  # noqa: ARG002
        """No paper was printed that day, or it was not served: a later edition may tell."""
        if self.month_index is None and (day := day_in(page.entry)):
            self.missing_days.add(day)
        yield from ()

    @property
    def open_days(self) -> set[date]:
        missing = self.missing_days - self.days_without_paper
        return missing | self.doubtful_days | super().open_days

    def is_misplaced(self, response: Response, links: list[ArticleLink], edition: Edition) -> bool:
        """Whether a page names only articles of other days, or those of another page."""
        if not links:
            return bool(self.all_links(response))
        new = {link.canonical_url for link in links} - edition.articles
        edition.articles |= new
        return not new

    def note_previous(self, response: Response, day: date | None) -> None:
        """An edition that links to the one before it says that there was none between."""
        match = PREVIOUS.search(page_text(response))
        previous = day_in(response.urljoin(match["href"])) if match else None
        if day and previous and timedelta(0) < day - previous <= LONGEST_PAUSE:
            gap = (day - previous).days
            self.days_without_paper |= {day - timedelta(days=n) for n in range(1, gap)}

    def article_address(self, url: str) -> str:
        return url.partition("?")[0]  # ?div=-1 tells a browser how to lay the page out

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        """Articles of one page of an edition; its first page also names the other pages."""
        if response.url.partition("?")[0].endswith(".xml"):
            yield from self.read_index(response)
            return
        links, day = self.links(response), day_in(page.entry) or day_in(response.url)
        edition = self.editions.setdefault(page.entry, Edition())
        if page.number == 1:
            self.note_previous(response, day)
        if day and self.is_misplaced(response, links, edition):
            self.doubtful_days.add(day)
        edition.pages_left -= 1
        edition.article_count += len(links)
        for url in self.edition_pages(response) if page.number == 1 else ():
            for request in self.list_request(url, ListPage(entry=page.entry, number=2)):
                edition.pages_left += 1
                yield request
        yield from self.article_requests(links, response.url)
        if not edition.pages_left:
            del self.editions[page.entry]
            self.discovery.front_count += 1
            self.discovery.front_links += edition.article_count
            if not edition.article_count:  # a page may hold advertisements only, a paper may not
                self.give_up_list(page.entry, "an edition without articles: a new template?", page)

    def edition_pages(self, response: Response) -> list[str]:
        """Pages of the same edition, in order; links to other days are left to their own day."""
        folder = response.url.rpartition("/")[0]
        found = (response.urljoin(m["href"]) for m in EDITION_PAGE.finditer(page_text(response)))
        return list(dict.fromkeys(url for url in found if url.rpartition("/")[0] == folder))

    def links(self, response: Response) -> list[ArticleLink]:
        """All articles of the page; a page of a paper may hold a single one, which is no list."""
        page: ListPage = response.cb_kwargs["page"]
        day = day_in(page.entry) or day_in(response.url)
        return [link for link in self.all_links(response) if url_date(link.url) == day]

    def all_links(self, response: Response) -> list[ArticleLink]:
        return [*super().links(response), *self.stray_links(response)]
