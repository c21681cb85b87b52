"""Government sites on Hanweb (jpage): first rows in the page, further ones from a proxy as XML.

A column's page holds its first rows in a script, or none at all. The proxy answers by record
numbers: on most sites to GET and POST alike, on some to one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.spidermiddlewares.httperror import HttpError

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import HANWEB_PATH
from crawler.platforms.base import ChannelSpider
from crawler.platforms.hanweb_column import (
    Column,
    pages_total,
    records_in,
    records_total,
    start_of,
)
from crawler.platforms.list_reading import ListPage, Stated
from crawler.platforms.row_lists import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.http import Request, Response
    from twisted.python.failure import Failure

    from crawler.extract.listing import ListItem


class HanwebSpider(ChannelSpider):
    """Articles are ``/art/2020/8/7/art_5178_2697256.html``, lists ``/col/col393/index.html``."""

    platform = "hanweb"
    article_pattern = HANWEB_PATH.first_page
    article_rules = ArticleRules(template="hanweb", body="#zoom, .bt_content")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns: dict[str, Column] = {}
        """By entry point."""
        self.methods: dict[str, str] = {}
        """How the proxy of an entry point is asked, once POST has failed."""

    def article_address(self, url: str) -> str:
        return url.partition("?")[0]  # ?xxgkhide=1 tells the page what not to show

    def stated(self, response: Response) -> Stated | None:
        records = records_total(response)
        return None if records is None else Stated(records=records, pages=pages_total(response))

    def list_items(self, response: Response) -> Iterable[ListItem]:
        records = records_in(response)
        if not records and start_of(response.url) is None:
            return super().list_items(response)
        return [entry for record in records for entry in entries_of(record)]

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        if column := Column.on(response):
            self.columns.setdefault(page.entry, column)
        column = self.columns.get(page.entry)
        if column is None or records_in(response):
            yield from super().read_list(response, page)
        elif start_of(response.url) is None:
            yield from self.list_request(self.asked(page, 1), page)
        elif self.may_ask_otherwise(page, response.request):
            yield from self.ask_otherwise(response.request, page)
        else:
            yield from super().read_list(response, page)

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        page: ListPage = response.cb_kwargs["page"]
        column, total = self.columns.get(page.entry), records_total(response)
        count = len(records_in(response))
        if column is None:
            return super().next_list(response)
        if not count:
            return None
        following = (start_of(response.url) or 1) + count
        # The total may be stale: whether more records follow, only asking tells.
        return self.asked(page, following), total is None or following > total

    def asked(self, page: ListPage, start: int) -> Request:
        return self.columns[page.entry].request(start, self.methods.get(page.entry, "POST"))

    def may_ask_otherwise(self, page: ListPage, request: Request | None) -> bool:
        """Whether the proxy was asked by POST only so far."""
        is_post = request is not None and request.method == "POST"
        return is_post and page.entry not in self.methods

    def ask_otherwise(self, request: Request | None, page: ListPage) -> Iterator[Request]:
        self.methods[page.entry] = "GET"
        start = (start_of(request.url) if request else None) or 1
        yield from self.list_request(self.asked(page, start), page)

    def page_is_gone(self, response: Response, page: ListPage) -> Iterator[Any]:
        if self.may_ask_otherwise(page, response.request):
            yield from self.ask_otherwise(response.request, page)
        else:
            yield from super().page_is_gone(response, page)

    def list_failed(self, failure: Failure) -> Iterator[Request]:  # type: ignore[override]
        """A proxy that takes no POST is asked by GET."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page: ListPage = request.cb_kwargs["page"]
        if isinstance(failure.value, HttpError) and self.may_ask_otherwise(page, request):
            yield from self.ask_otherwise(request, page)
            self.discovery.pending -= 1
        else:
            super().list_failed(failure)
