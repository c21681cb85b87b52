"""Regional channels of 人民网: numbered lists, rolling lists as JSON, a Traditional mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.listing import ListItem
from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import PEOPLE_MIRROR, PEOPLE_PATH
from crawler.extract.urls import first_page, rewritten
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import objects_with, page_text, read_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Request, Response


class PeopleSpider(ChannelSpider):
    """Articles are ``/n2/2019/0224/c186330-29332963.html``; under /BIG5/ stand the same again."""

    platform = "people"
    takes_every_link = True
    article_pattern = r"/n\d?" + PEOPLE_PATH.any_page
    url_rewrites = (PEOPLE_MIRROR,)
    next_pages = "index{page}.html"
    article_rules = ArticleRules(template="people", body="#rwb_zw, .rm_txt_con", drop=(".zdfy",))

    def article_address(self, url: str) -> str:
        return first_page(rewritten(url, PEOPLE_MIRROR))

    def list_items(self, response: Response) -> Iterable[ListItem]:
        if not response.url.partition("?")[0].endswith((".js", ".json")):
            return super().list_items(response)
        return [
            ListItem(href=item["url"], title=item["title"], date=item.get("date"))
            for item in objects_with(read_json(page_text(response)), "url", "title")
        ]

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        is_rolling = response.url.partition("?")[0].endswith((".js", ".json"))
        return None if is_rolling else super().next_list(response)
