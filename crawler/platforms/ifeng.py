"""Regional channels of 凤凰网: the old template's numbered lists and the newer script objects."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.extract.listing import ListItem
from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import IFENG_DETAIL_PATH, IFENG_PARTS, IFENG_PATH
from crawler.extract.urls import rewritten
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import (
    PayloadError,
    at_path,
    objects_with,
    page_text,
    read_json,
    read_variable,
)
from storage.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Request, Response

OLD_LIST = re.compile(r"/list_\d+/(?P<number>\d+)(?=\.shtml)")
STREAM = re.compile(
    r"(?P<head>/getColumnInfo/_/default/)(?P<last_id>\d+)/(?P<last_time>\d+)(?P<tail>/.*)"
)
OLD = ArticleRules(
    template="ifeng_old",
    headline="#artical_topic",
    published="#artical_sth span.ss01",
    source="#artical_sth span.ss03",
    body="#artical_real #main_content, #main_content",
)


class IfengSpider(ChannelSpider):
    """Articles are ``/a/20190224/7235001_0.shtml`` (old) and ``/c/8vTp6otkYlK`` (script object)."""

    platform = "ifeng"
    takes_every_link = True
    url_rewrites = IFENG_PARTS
    article_rules = ArticleRules(template="ifeng_alldata")
    rules_by_path = ((r"\.shtml$", OLD),)
    article_pattern = (
        rf"(?:{IFENG_PATH.stem}|{IFENG_DETAIL_PATH.stem})_\d{{1,3}}\.shtml$"
        r"|^/c/(?:s/)?\w{8,40}$"
    )

    def article_address(self, url: str) -> str:
        return rewritten(url, *IFENG_PARTS)

    def list_items(self, response: Response) -> Iterable[ListItem]:
        data = self.stream(response)
        if data is None:
            return super().list_items(response)
        return [
            ListItem(href=item["url"], title=item["title"], date=item.get("newsTime"))
            for item in objects_with(data, "url", "title")
        ]

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        if STREAM.search(response.url):
            return self.next_stream(response)
        if following := super().next_list(response):
            return following
        if match := OLD_LIST.search(response.url):
            number = int(match["number"]) + 1
            start, end = match.span("number")
            return f"{response.url[:start]}{number}{response.url[end:]}", True
        return None

    def stream(self, response: Response) -> Any:
        """The list as data: an answer of the stream, or the object a newer page carries."""
        text = page_text(response)
        return read_json(text) if STREAM.search(response.url) else read_variable(text, "allData")

    def next_stream(self, response: Response) -> tuple[str, bool] | None:
        """The stream goes on after the id and the time (milliseconds) of its last article."""
        data = read_json(page_text(response))
        stream = at_path(data, "data.newsstream") or []
        if not stream or at_path(data, "data.isEnd"):
            return None
        try:
            last_id, last_time = int(stream[-1]["id"]), milliseconds(stream[-1]["newsTime"])
        except (KeyError, TypeError, ValueError) as error:
            raise PayloadError(f"the stream's last article has no id or time: {error}") from error
        following = rf"\g<head>{last_id}/{last_time}\g<tail>"
        return STREAM.sub(following, response.url), False


def milliseconds(beijing: str) -> int:
    """Milliseconds since 1970 of a Beijing time like ``2019-02-24 07:42:00``."""
    moment = datetime.strptime(beijing, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)
    return int(moment.timestamp() * 1000)
