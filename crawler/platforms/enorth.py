"""Sites on enorth webpublisher (大江网 and its city channels): list pages that count down.

The newest page of a list has the highest number and page 1 is the oldest, so a page once full
never changes; the section's index shows the newest articles and links to the numbered pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.rules import ArticleRules
from crawler.platforms.base import ChannelSpider
from crawler.platforms.payloads import page_text

if TYPE_CHECKING:
    from scrapy.http import Response

NUMBERED = re.compile(
    r"(?P<folder>[^\s\"'<>()]{0,200}/system/more/(?P<id>[\w/-]{1,80}))/\d{4}/"
    r"(?P<name>[\w-]{1,80})_(?P<number>\d{8})(?P<extension>\.s?html?)"
)
PAGES_PER_FOLDER = 100
PART = re.compile(r"_\d{1,3}(?=\.s?html?$)")


class EnorthSpider(ChannelSpider):
    """Articles are ``/system/2019/02/24/015387323.shtml``, in GB18030 declared as gb2312."""

    platform = "enorth"
    takes_every_link = True
    article_pattern = r"/system/\d{4}/\d\d/\d\d/\d{6,}(?:_\d{1,3})?\.s?html?$"
    article_rules = ArticleRules(template="enorth")

    def article_address(self, url: str) -> str:
        return PART.sub("", url)

    def next_list(self, response: Response) -> tuple[str, bool] | None:
        here = NUMBERED.search(response.url)
        if here is None:
            return self.newest_page(response) or super().next_list(response)
        number = int(here["number"]) - 1
        if number < 0:
            return None
        # Whether a site begins at 0 or at 1 is only seen at the end: a 404 there ends the list.
        return (
            f"{here['folder']}/{number // PAGES_PER_FOLDER:04}/"
            f"{here['name']}_{number:08}{here['extension']}",
            number == 0,
        )

    def newest_page(self, response: Response) -> tuple[str, bool] | None:
        """The highest numbered page an index links to."""
        numbered = list(NUMBERED.finditer(page_text(response)))
        if not numbered:
            return None
        newest = max(numbered, key=lambda match: int(match["number"]))
        return response.urljoin(newest[0]), False
