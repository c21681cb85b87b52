"""Sites on enorth webpublisher (大江网 and its city channels, 客家新闻网): pages that count down.

The newest page of a list has the highest number and page 1 is the oldest, so a page once full
never changes; the section's index shows the newest articles and links to the numbered pages. The
older ``/system/more/`` files a hundred of them to a folder, ``/system/count/`` a thousand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import ENORTH_PATH
from crawler.extract.urls import first_page
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import page_text
from crawler.platforms.list_reading import ListPage, ListReading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.list_reading import ArticleLink

NUMBERED = re.compile(
    r"(?P<folder>[^\s\"'<>()]{0,200}/system/(?:more/(?P<more>[\w/-]{1,80})/\d{4}"
    r"|count/{1,2}(?P<count>\d{1,20}/\d{1,20})/\d{3}/\d{3}))"
    r"/(?P<name>[\w-]{1,80})_(?P<number>\d{8,9})(?P<extension>\.s?html?)"
)


class EnorthSpider(ChannelSpider):
    """Articles are ``/system/2019/02/24/015387323.shtml``, in GB18030 declared as gb2312."""

    platform = "enorth"
    takes_every_link = True
    free_pages = 1
    article_pattern = ENORTH_PATH.any_page
    article_rules = ArticleRules(template="enorth", body=".content-zw")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named: dict[str, str] = {}
        """The newest page that an index names, by list, until the one after it was asked for."""
        self.index_rows: dict[str, set[str]] = {}
        """By list: rows that its index shows and no numbered page did so far."""

    def is_front(self, response: Response, page: ListPage) -> bool:
        """Not so a newest page: it fills up until another one is begun."""
        return page.number == 1 and not NUMBERED.search(response.url)

    def article_address(self, url: str) -> str:
        return first_page(url)

    def continue_list(
        self, response: Response, page: ListPage, links: list[ArticleLink]
    ) -> Iterator[Request]:
        """An index goes on with the newest numbered page of every list it links to.

        The page after that one is asked for first: an index may be older than its list.
        """
        newest = {} if NUMBERED.search(response.url) else newest_pages(response)
        if not newest and page.reading.repeat_count and page.reading.entry in self.named:
            page.reading.repeat_count = 0  # the later page is what the index shows
            yield from self.page_is_gone(response, page)
        elif not newest:
            self.forgive_the_index(response, page.reading)
            yield from super().continue_list(response, page, links)
        page.reading.free_pages += bool(newest)
        for name, here in newest.items():
            # What an index shows of one list is the head of that list.
            reading = page.reading if len(newest) == 1 else ListReading(f"enorth:{name}", 1)
            later = ListPage(entry=page.entry, number=2, is_guess=True, reading=reading)
            if reading is page.reading:
                self.index_rows[reading.entry] = set(response.meta["rows"])
            self.named[reading.entry] = response.urljoin(here[0])
            later_url = numbered_page(here, int(here["number"]) + 1)
            yield from self.list_request(response.urljoin(later_url), later)

    def forgive_the_index(self, response: Response, reading: ListReading) -> None:
        """An index may show all rows of the newest pages: these repeat it, and go on all the same.

        Where it ends within a page, with no row left out, the pages below are those that follow it.
        """
        left = self.index_rows.get(reading.entry)
        if left is None or not NUMBERED.search(response.url):
            return
        rows = set(response.meta["rows"])
        if len(reading.pages) == 1 and rows and rows <= left:
            reading.repeat_count = 0
            left -= rows
            return
        is_gap = len(left) < reading.pages[0].row_count and (not left or not left <= rows)
        reading.is_resumed |= is_gap
        del self.index_rows[reading.entry]

    def page_is_gone(self, response: Response, page: ListPage) -> Iterator[Any]:
        if url := self.named.pop(page.reading.entry, None):
            yield from self.list_request(url, replace(page, is_guess=False))
        else:
            yield from super().page_is_gone(response, page)

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        here = NUMBERED.search(response.url)
        if here is None:
            return super().next_list(response)
        page: ListPage = response.cb_kwargs["page"]
        if self.named.pop(page.reading.entry, None):
            self.discovery.doubt(f"{page.entry[:200]}: names an older page than the newest")
        number = int(here["number"]) - 1
        if number < 0:
            return None
        # Whether a site begins at 0 or at 1 is only seen at the end: a 404 there ends the list.
        return numbered_page(here, number), number == 0


def numbered_page(here: re.Match[str], number: int) -> str:
    """Address of another page of the same list."""
    if here["count"]:
        folders, digits = f"{number // 1_000_000:03}/{number // 1000 % 1000:03}", 9
        above = here["folder"].rsplit("/", 2)[0]
    else:
        folders, digits = f"{number // 100:04}", 8
        above = here["folder"].rsplit("/", 1)[0]
    return f"{above}/{folders}/{here['name']}_{number:0{digits}}{here['extension']}"


def newest_pages(response: Response) -> dict[str, re.Match[str]]:
    """The highest numbered page of each list that an index links to, by the list's id."""
    newest: dict[str, re.Match[str]] = {}
    for match in NUMBERED.finditer(page_text(response)):
        name = match["more"] or match["count"]
        highest = newest.get(name)
        if highest is None or int(match["number"]) > int(highest["number"]):
            newest[name] = match
    return newest
