"""Sites whose section pages are plain HTML lists that link to plain HTML articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import html_of
from crawler.platforms.printed_counts import printed_counts

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.platforms.discovery import Stated


class StaticListSpider(ChannelSpider):
    """Read a list, follow its 下一页 (or count up ``next_pages``), take every article link."""

    platform = "static_list"

    def stated(self, response: Response) -> Stated | None:
        return printed_counts(html_of(response))
