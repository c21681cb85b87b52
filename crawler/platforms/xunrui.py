"""Government sites on xunrui (迅睿): a list page whose rows come by POST, as JSON.

``news-list-zwyw.html`` holds the fields of a form in its script; page n of the list is what
``api-ajax_list-<n>.html`` answers to that form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl, urlencode

from scrapy.http import Request

from crawler.extract.listing import ListItem
from crawler.extract.url_rules import XUNRUI_PATH
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import PayloadError, at_path, page_text, read_json
from crawler.platforms.list_reading import ListPage, Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.http import Response

    from crawler.platforms.list_reading import ListPage

ANSWER = re.compile(r"/api-ajax_list-(?P<number>\d{1,6})\.html")
FORM = re.compile(r"ajax_type[\"']?\s*[:=]\s*\[(?P<fields>[^\]]{1,500})\]")
FIELD = re.compile(r"\"([^\"]{0,60})\"|'([^']{0,60})'|(\d{1,12})")
ROWS_FIELD = 6
"""Which of the form's fields is the number of rows of a page."""


class XunruiSpider(ChannelSpider):
    """Articles are ``/news-show-123.html``, lists ``/news-list-zwyw.html``."""

    platform = "xunrui"
    article_pattern = XUNRUI_PATH.first_page
    form: ClassVar[tuple[str, ...]] = ()
    """Fields of the form where the page does not print them: model, column id, …, rows a page."""

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        if ANSWER.search(response.url):
            yield from super().read_list(response, page)
            return
        yield from self.article_requests(self.links(response), response.url)
        fields = form_on(response) or self.form
        if not fields:
            raise PayloadError("prints no form for further pages: has its template changed?")
        first = posted(response.urljoin("/api-ajax_list-1.html"), fields)
        yield from self.list_request(first, page)

    def stated(self, response: Response) -> Stated | None:
        if not ANSWER.search(response.url):
            return None
        total = at_path(read_json(page_text(response)), "total")
        rows = rows_asked(response.request)
        if not str(total).isdigit():
            return None
        return Stated(records=int(total), pages=-(-int(total) // rows) if rows else None)

    def list_items(self, response: Response) -> Iterable[ListItem]:
        if not ANSWER.search(response.url):
            return super().list_items(response)
        data = at_path(read_json(page_text(response)), "data")
        if not isinstance(data, list):
            raise PayloadError("no list at 'data': has the answer changed?")
        return [
            ListItem(href=item["url"], title=str(item.get("title") or ""), date=day_of(item))
            for item in data
            if isinstance(item, dict) and isinstance(item.get("url"), str)
        ]

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        """Also past the count, which may be stale: an empty page is the end."""
        match, request = ANSWER.search(response.url), response.request
        stated = self.stated(response)
        if match is None or request is None:
            return None
        number = int(match["number"])
        start, end = match.span("number")
        url = f"{response.url[:start]}{number + 1}{response.url[end:]}"
        is_within = bool(stated and stated.pages and number < stated.pages)
        return request.replace(url=url, meta={}), not is_within


def form_on(response: Response) -> list[str]:
    """The fields that the page's script posts, or none."""
    match = FORM.search(page_text(response))
    return ["".join(groups) for groups in FIELD.findall(match["fields"])] if match else []


def posted(url: str, fields: Iterable[str]) -> Request:
    pairs = [*(("ajax_type[]", field) for field in fields), ("is_ds", "1")]
    return Request(
        url,
        method="POST",
        body=urlencode(pairs),
        headers={
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Requested-With": "XMLHttpRequest",
        },
    )


def rows_asked(request: Request | None) -> int | None:
    """How many rows a page has that was asked for with this form."""
    pairs = parse_qsl(request.body.decode(), keep_blank_values=True) if request else []
    fields = [value for name, value in pairs if name == "ajax_type[]"]
    rows = fields[ROWS_FIELD] if len(fields) > ROWS_FIELD else ""
    return int(rows) if rows.isdigit() and rows != "0" else None


def day_of(item: dict[str, Any]) -> str | None:
    return next((str(item[n]) for n in ("inputtime", "updatetime") if item.get(n)), None)
