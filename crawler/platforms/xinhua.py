"""Regional channels of 新华网: node lists as JSONP, data sources as JSON beside the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsel import Selector

from crawler.extract.listing import ListItem
from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import XINHUA_NEW_PATH, XINHUA_PATH
from crawler.extract.urls import first_page
from crawler.platforms.base import ChannelSpider
from crawler.platforms.json_list import next_page_address
from crawler.platforms.list_days import window_floor
from crawler.platforms.list_payloads import at_path, objects_with, page_text, read_json
from crawler.platforms.list_reading import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.list_reading import ArticleLink, ListPage

NODE_LIST = re.compile(r"/nodeart/list\?.*\bpgnum=\d")
DATA_FILE = re.compile(r"/ds_[\w-]+\.json$")
NODE_ADDRESS = re.compile(r"[\"']([^\"'\s<>]{0,200}/nodeart/list\?[^\"'\s<>]{0,300})[\"']")
SOURCE_ID = re.compile(r"^\s*datasource:([\w-]{1,64})\s*$")


class XinhuaSpider(ChannelSpider):
    """Articles are ``/2019-02-24/c_1124155123.htm`` and, newer, ``/20240509/<32 hex>/c.html``."""

    platform = "xinhua"
    takes_every_link = True
    article_pattern = f"{XINHUA_PATH.any_page}|{XINHUA_NEW_PATH.any_page}"
    article_rules = ArticleRules(template="xinhua", body="#p-detail, #detailContent")

    has_node_list = False

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        lists = named_lists(response) if is_html(response) else []
        if not lists:
            yield from super().read_list(response, page)
            return
        self.has_node_list |= any(NODE_LIST.search(url) for url in lists)
        for url in lists:
            yield from self.first_page(url)
        # What the page itself shows is an extract of the lists it loads.
        yield from self.article_requests(self.stray_links(response), response.url)

    def article_address(self, url: str) -> str:
        return first_page(url)

    def list_items(self, response: Response) -> Iterable[ListItem]:
        if is_html(response):
            return super().list_items(response)
        data = read_json(page_text(response))
        return [
            ListItem(
                href=item["LinkUrl"], title=str(item.get("Title") or ""), date=item.get("PubTime")
            )
            for item in objects_with(data, "LinkUrl")
        ] or [
            ListItem(
                href=item["publishUrl"],
                title=str(item.get("title") or item.get("showTitle") or ""),
                date=item.get("publishTime"),
            )
            for item in objects_with(data, "publishUrl")
        ]

    def continue_list(
        self, response: Response, page: ListPage, links: list[ArticleLink]
    ) -> Iterator[Any]:
        if DATA_FILE.search(response.url):
            # One file of the latest articles: its oldest day may be cut off in the middle, which
            # does not matter where a node list tells the whole.
            self.discovery.end_list(None if self.has_node_list else window_floor(links))
        else:
            yield from super().continue_list(response, page, links)

    def stated(self, response: Response) -> Stated | None:
        if is_html(response):
            return super().stated(response)
        total = at_path(read_json(page_text(response)), "totalnum")
        return Stated(records=int(total)) if str(total).isdigit() else None

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        if NODE_LIST.search(response.url):
            return next_page_address(response.url, "pgnum"), True
        return super().next_list(response)


def is_html(response: Response) -> bool:
    return not (NODE_LIST.search(response.url) or DATA_FILE.search(response.url))


def named_lists(response: Response) -> list[str]:
    """Lists a page loads by script: node lists, and sources named as ``data="datasource:ID"``."""
    text = page_text(response)
    nodes = [m[1].replace("&amp;", "&") for m in NODE_ADDRESS.finditer(text)]
    sources = [
        SOURCE_ID.match(value)
        for value in Selector(text or " ", type="html").css("[data]::attr(data)").getall()
    ]
    files = [f"ds_{match[1]}.json" for match in sources if match]
    return [response.urljoin(address) for address in dict.fromkeys([*nodes, *files])]
