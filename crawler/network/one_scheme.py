"""Hosts that answer by one scheme only, and redirects that go in circles."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from crawler.failures import BlockedRequestError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

TIMES = 2
"""A site may send once to where one comes from; who is sent there again goes in a circle."""


class OneSchemeMiddleware:
    """Asks a host by the scheme that its channel names (``only_scheme``), redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OneSchemeMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> Request | None:
        url = by_one_scheme(request.url, self._crawler)
        return None if url == request.url else request.replace(url=url, dont_filter=True)


class CircleMiddleware:
    """Ends redirects that lead to where they came from, with the setting that may help."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CircleMiddleware:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        location = response.headers.get("Location")
        if not (300 <= response.status < 400 and location):
            return response
        target = urljoin(request.url, location.decode("latin-1").strip())
        target = by_one_scheme(target, self._crawler)
        chain = [*request.meta.get("redirect_urls", ()), request.url]
        # Who is not asked again would be dropped as a repetition, and nobody would hear of it.
        if chain.count(target) < (TIMES if request.dont_filter else 1):
            return response
        said = "its redirects go in a circle"
        if len({urlsplit(url).scheme for url in chain}) > 1:
            setting = f'only_scheme = {{"{urlsplit(target).hostname}": "http"}}'
            said += f" between http and https; its channel may say {setting}"
        raise BlockedRequestError("redirect_loop", said)


def by_one_scheme(url: str, crawler: Crawler) -> str:
    """The address as its host is asked for it."""
    schemes: dict[str, str] = getattr(crawler.spider, "only_scheme", {})
    parts = urlsplit(url) if schemes else None
    scheme = schemes.get(parts.hostname or "") if parts else None
    return parts._replace(scheme=scheme).geturl() if parts and scheme else url
