"""Half a page is none: a body whose end no server vouched for, and an answer of 206."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import get_retry_request

from crawler.failures import BlockedRequestError
from crawler.network.spider_traps import shape_of
from crawler.session.sessions import session_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

PARTIAL_CONTENT = 206
WITHOUT_PAGE = (202, 204, 205)
"""Successes that bring no page; with 202 several challenges begin."""
ENDED_WITH_CONNECTION = "partial"
"""Scrapy's flag for a body without Content-Length or chunks: it ends where the connection did."""


class CutPageMiddleware:
    """Requests a cut page again, then blocks it: its article stays owed. Sees decoded bodies."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ends = session_of(crawler).ledger.page_ends

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CutPageMiddleware:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if request.meta.get("is_robots"):
            return response
        if response.status in WITHOUT_PAGE:
            raise BlockedRequestError(f"http_{response.status}", "a success without a page")
        if response.status == PARTIAL_CONTENT or self._is_cut(response):
            spider = self._crawler.spider
            assert spider is not None
            if again := get_retry_request(request, spider=spider, reason="cut short"):
                return again
            raise BlockedRequestError("cut_short", "only a part of the page came")
        return response

    def _is_cut(self, response: Response) -> bool:
        if response.status != 200 or not getattr(self._crawler.spider, "pages_have_end", True):
            return False
        content_type = response.headers.get("Content-Type") or b""
        if b"html" not in content_type and b"<html" not in response.body[:2048].lower():
            return False
        return self._ends.is_cut(
            shape_of(response.url),
            response.body,
            is_vouched=ENDED_WITH_CONNECTION not in response.flags,
        )
