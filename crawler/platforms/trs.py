"""Government sites on TRS WCM: lists that print their page count as a script call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import TRS_PATH
from crawler.extract.urls import beside
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import page_text
from crawler.platforms.list_reading import ListPage, Stated

if TYPE_CHECKING:
    from scrapy.http import Request, Response

# createPageHTML(25, 0, "index", "htm"); createPageHTML('page_div', 3, 1, 'list', 'shtml', 45)
CALL = re.compile(
    r"createPageHTML\s*\(\s*(?P<element>[\"'][^\"']*[\"']\s*,\s*)?(?P<pages>\d{1,6})"
    r"\s*,\s*(?P<index>\d{1,6})\s*,\s*[\"'](?P<name>[\w-]{1,60})[\"']"
    r"\s*,\s*[\"'](?P<extension>\w{1,6})[\"'](?:\s*,\s*[\"']?(?P<records>\d{1,9}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCount:
    """What the script call of a list page says. ``index`` is that of this page."""

    pages: int
    index: int
    name: str
    extension: str
    records: int | None
    names_element: bool

    @classmethod
    def on(cls, response: Response) -> PageCount | None:
        match = CALL.search(page_text(response))
        if match is None:
            return None
        return cls(
            pages=int(match["pages"]),
            index=int(match["index"]),
            name=match["name"],
            extension=match["extension"],
            records=int(match["records"]) if match["records"] else None,
            names_element=bool(match["element"]),
        )

    def first_index(self, number: int) -> int:
        """Whether pages are counted from 0 or from 1: the page's own ``number`` (from 1) tells.

        Where it does not, because reading began in the midst of the list, whoever names an element
        counts from 1.
        """
        first = self.index - (number - 1)
        return first if first in (0, 1) else int(self.names_element)

    def following(self, number: int) -> tuple[str, bool]:
        """Name of the page after this one, the ``number``-th read; whether it is past the count.

        Counts may be stale: what stands behind the last page, only asking tells.
        """
        index = self.index + 1
        is_past = index - self.first_index(number) >= self.pages
        return f"{self.name}_{index}.{self.extension}", is_past


class TrsSpider(ChannelSpider):
    """Articles are ``t20190224_910617.htm``; list page n is ``index_<n-1>.htm``."""

    platform = "trs"
    takes_every_link = True
    article_pattern = TRS_PATH.first_page
    article_rules = ArticleRules(template="trs", body=".TRS_Editor, .TRS_UEDITOR, #zoom")
    second_index: ClassVar[int] = 1
    """The number in the name of page 2, where no script call says it."""

    def stated(self, response: Response) -> Stated | None:
        count = PageCount.on(response)
        return Stated(pages=count.pages, records=count.records) if count else None

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        page: ListPage = response.cb_kwargs["page"]
        if count := PageCount.on(response):
            name, is_past = count.following(page.number)
            return response.urljoin(name), is_past
        return super().next_list(response) or (self.uncounted(page), True)

    def uncounted(self, page: ListPage) -> str:
        """Address of the page after this one where nothing names it: a 404 there is the end."""
        name = page.entry.partition("?")[0].rpartition("/")[2] or "index.html"
        stem, _, extension = name.rpartition(".")
        return beside(page.entry, f"{stem}_{page.number - 1 + self.second_index}.{extension}")
