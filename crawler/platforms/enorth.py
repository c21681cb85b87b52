"""Sites on enorth webpublisher (大江网 and its city channels, 客家新闻网): pages that count down.

The newest page of a list has the highest number and page 1 is the oldest, so a page once full
never changes; the section's index shows the newest articles and links to the numbered pages. The
older ``/system/more/`` files a hundred of them to a folder, ``/system/count/`` a thousand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import ENORTH_PATH
from crawler.extract.urls import first_page
from crawler.platforms.base import ChannelSpider
from crawler.platforms.discovery import ListPage
from crawler.platforms.list_payloads import page_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.discovery import ArticleLink

NUMBERED = re.compile(
    r"(?P<folder>[^\s\"'<>()]{0,200}/system/(?:more/(?P<more>[\w/-]{1,80})/\d{4}"
    r"|count/{1,2}(?P<count>\d{1,20}/\d{1,20})/\d{3}/\d{3}))"
    r"/(?P<name>[\w-]{1,80})_(?P<number>\d{8,9})(?P<extension>\.s?html?)"
)


class EnorthSpider(ChannelSpider):
    """Articles are ``/system/2019/02/24/015387323.shtml``, in GB18030 declared as gb2312."""

    platform = "enorth"
    takes_every_link = True
    article_pattern = ENORTH_PATH.any_page
    article_rules = ArticleRules(template="enorth", body=".content-zw")

    def is_front(self, response: Response, page: ListPage) -> bool:
        """Not so a newest page: it fills up until another one is begun."""
        return page.number == 1 and not NUMBERED.search(response.url)

    def article_address(self, url: str) -> str:
        return first_page(url)

    def continue_list(
        self, response: Response, page: ListPage, links: list[ArticleLink]
    ) -> Iterator[Request]:
        """An index goes on with the newest numbered page of every list it links to."""
        newest = [] if NUMBERED.search(response.url) else newest_pages(response)
        if not newest:
            yield from super().continue_list(response, page, links)
        for url in newest:
            yield from self.list_request(url, ListPage(entry=url))

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        here = NUMBERED.search(response.url)
        if here is None:
            return super().next_list(response)
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


def newest_pages(response: Response) -> list[str]:
    """The highest numbered page of each list that an index links to."""
    newest: dict[str, re.Match[str]] = {}
    for match in NUMBERED.finditer(page_text(response)):
        name = match["more"] or match["count"]
        highest = newest.get(name)
        if highest is None or int(match["number"]) > int(highest["number"]):
            newest[name] = match
    return [response.urljoin(match[0]) for match in newest.values()]
