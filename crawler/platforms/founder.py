"""Founder (方正) e-papers: an edition a day, its pages, their articles; complete by calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import FOUNDER_PATH
from crawler.platforms.base import ChannelSpider
from crawler.platforms.discovery import ListPage
from crawler.platforms.list_payloads import page_text
from storage.clock import beijing_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.discovery import ArticleLink

EDITION_PAGE = re.compile(
    r"(?:href|HREF)\s*=\s*[\"']?(?P<href>[^\"'\s>]{0,100}node_\d{1,9}\.html?)"
)


LOOK_BACK = timedelta(days=14)


@dataclass(slots=True)
class Edition:
    """One day's paper while it is being read."""

    pages_left: int = 1
    article_count: int = 0


class FounderSpider(ChannelSpider):
    """Without ``since`` the last week's editions; with it every edition from that day on."""

    platform = "founder"
    canary_pages = 3  # today's paper may not be out, yesterday none printed
    takes_every_link = True
    edition: ClassVar[str]
    """Address of a day's first page as a strftime pattern."""
    first_edition: ClassVar[date] = date(2000, 1, 1)
    """Earliest edition the archive holds."""
    last_edition: ClassVar[date | None] = None
    """Latest edition, for a paper that is no longer printed."""
    usual_days: ClassVar[int] = 7
    """Editions read back when no ``since`` is given."""
    article_pattern = FOUNDER_PATH.first_page
    article_rules = ArticleRules(
        template="founder",
        headline="founder-title h1, founder-title:not(:has(h1))",
        body="founder-content, #ozoom",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions: dict[str, Edition] = {}

    @classmethod
    def entries(cls) -> list[str]:
        return [cls.edition]

    @property
    def list_length(self) -> float | None:
        """Articles of an edition, on average: at the New Year there are fewer editions."""
        count = self.discovery.front_count
        return self.discovery.front_links / count if count else None

    @property
    def days(self) -> list[date]:
        """Days whose editions this crawl reads, latest first."""
        today = beijing_today()
        last = min(self.args.until or today, self.last_edition or today)
        first = self.args.since or last - timedelta(days=self.usual_days - 1)
        first = max(first, self.first_edition)
        count = int(min((last - first).days + 1, self.max_pages))
        return [last - timedelta(days=n) for n in range(count)]

    def entry_requests(self) -> Iterator[Request]:
        days = self.days
        if days:
            self.discovery.end_list(days[-1])
        for day in days:
            yield from self.edition_request(day)

    def edition_request(self, day: date) -> Iterator[Request]:
        self.earliest_requested = day
        url = day.strftime(self.edition)
        # A guess: on some days, such as weekends or Spring Festival, no paper is printed.
        yield from self.list_request(url, ListPage(entry=url, is_guess=True))

    def parse_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        yield from super().parse_list(response, page)
        is_last = self.discovery.is_started and not self.discovery.pending
        if is_last and not self.discovery.found and not self.discovery.cut_count:
            yield from self.look_back()

    def look_back(self) -> Iterator[Request]:
        """No paper on any day asked for: an edition before them tells a holiday from a move."""
        day = self.earliest_requested - timedelta(days=1)
        if self.days[-1] - day <= LOOK_BACK and day >= self.first_edition:
            yield from self.edition_request(day)
        else:
            self.give_up_list(self.edition, f"no edition since {day}: has the paper moved?")

    def article_address(self, url: str) -> str:
        return url.partition("?")[0]  # ?div=-1 tells a browser how to lay the page out

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        """Articles of one page of an edition; its first page also names the other pages."""
        links = self.links(response)
        edition = self.editions.setdefault(page.entry, Edition())
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
                self.give_up_list(page.entry, "an edition without articles: a new template?")

    def edition_pages(self, response: Response) -> list[str]:
        """Pages of the same edition, in order; links to other days are left to their own day."""
        folder = response.url.rpartition("/")[0]
        found = (response.urljoin(m["href"]) for m in EDITION_PAGE.finditer(page_text(response)))
        return list(dict.fromkeys(url for url in found if url.rpartition("/")[0] == folder))

    def links(self, response: Response) -> list[ArticleLink]:
        """All articles of the page; a page of a paper may hold a single one, which is no list."""
        folder = urlsplit(response.url).path.rpartition("/")[0]
        found = [*super().links(response), *self.stray_links(response)]
        return [link for link in found if urlsplit(link.url).path.rpartition("/")[0] == folder]
