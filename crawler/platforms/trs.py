"""Government sites on TRS WCM: lists that print their page count as a script call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import TRS_PATH
from crawler.platforms.base import ChannelSpider
from crawler.platforms.discovery import Stated
from crawler.platforms.list_payloads import page_text

if TYPE_CHECKING:
    from scrapy.http import Request, Response

# createPageHTML(25, 0, "index", "htm"); newer pages name an element first.
PAGES = re.compile(
    r"createPageHTML\s*\(\s*(?:[\"'][^\"']*[\"']\s*,\s*)?(?P<count>\d{1,6})\s*,\s*(?P<index>\d{1,6})"
    r"\s*,\s*[\"'](?P<name>[\w-]{1,60})[\"']\s*,\s*[\"'](?P<extension>\w{1,6})[\"']"
)


class TrsSpider(ChannelSpider):
    """Articles are ``t20190224_910617.htm``; list page n is ``index_<n-1>.htm``."""

    platform = "trs"
    counts_pages = True
    takes_every_link = True
    article_pattern = TRS_PATH.first_page
    article_rules = ArticleRules(template="trs", body=".TRS_Editor, .TRS_UEDITOR, #zoom")

    def stated(self, response: Response) -> Stated | None:
        match = PAGES.search(page_text(response))
        return Stated(pages=int(match["count"])) if match else None

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        match = PAGES.search(page_text(response))
        if match is None:
            return super().next_list(response)
        following = int(match["index"]) + 1
        if following >= int(match["count"]):
            return None
        return response.urljoin(f"{match['name']}_{following}.{match['extension']}"), False
