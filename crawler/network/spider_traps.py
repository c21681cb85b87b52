"""Traps a crawler can walk into for ever: calendars, session ids, sort orders, /a/a/a/, soft 404s.

Addresses are grouped by shape (host and path with digits as 0, names of query parameters). A shape
whose list pages have led to no new article many times in a row is closed; so is one whose articles
are one page under many addresses.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from crawler.fingerprints import LARGE_CRAWL, AddressSet, RecentCounts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

DIGITS = re.compile(r"\d+")
HEX_RUN = re.compile(r"(?=[a-z]*\d)[0-9a-z]{12,}", re.IGNORECASE)
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
MAX_SEGMENTS = 16
MAX_PARAMETERS = 12
"""As many as the proxy of a Hanweb list is asked with by GET."""


def shape_of(url: str) -> str:
    """What addresses made by one template have in common.

    >>> shape_of("http://a.test/news/2019/02/list_3.html?page=7&sort=up")
    'a.test/news/0/0/list_0.html?page&sort'
    >>> shape_of("http://a.test/x;jsessionid=AB12")
    'a.test/x'
    """
    parts = urlsplit(SESSION.sub("", url))
    path = DIGITS.sub("0", HEX_RUN.sub("0", parts.path))
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{parts.hostname}{path}" + (f"?{'&'.join(names)}" if names else "")


def is_endless(url: str) -> bool:
    """True for an address no site means: a path that repeats itself, or far too many parts."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    repeated = Counter(segments).most_common(1)
    names = [segment for segment in segments if not segment.isdigit()]
    return (
        len(segments) > MAX_SEGMENTS
        or len(parse_qsl(parts.query, keep_blank_values=True)) > MAX_PARAMETERS
        or bool(repeated and repeated[0][1] >= 3 and repeated[0][0] in names)
    )


class SpiderTrapMiddleware(BaseSpiderMiddleware):
    """Close shapes that give nothing; never closes one that still leads to new articles."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._barren_limit = crawler.settings.getint("TRAP_BARREN_PAGES")
        self._same_limit = crawler.settings.getint("TRAP_SAME_PAGES")
        self._longest = crawler.settings.getint("URLLENGTH_LIMIT")
        self._barren = RecentCounts()
        self._same = RecentCounts()
        self._closed: set[str] = set()
        self._articles = AddressSet(room=LARGE_CRAWL)

    async def process_spider_output_async(  # type: ignore[override]
        self, response: Response | None, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        before = len(self._articles)
        async for output in super().process_spider_output_async(response, result):
            yield output
        if response is not None and response.status == 200:
            self._learn(response, is_barren=len(self._articles) == before)

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:
        kind = request.meta.get("kind")
        if kind == "article":
            self._articles.add(request.meta.get("canonical_url") or request.url)
        if kind == "part" or response is None:
            return request  # entry points, and parts of an article that was let through
        if len(request.url) > self._longest or is_endless(request.url):
            self.crawler.stats.inc_value("blocked/trap")
            return None
        if self._closed and shape_of(request.url) in self._closed:
            self.crawler.stats.inc_value("blocked/closed_trap")
            return None
        return request

    def _learn(self, response: Response, *, is_barren: bool) -> None:
        requested = response.request.url if response.request else response.url
        shape, kind = shape_of(requested), response.meta.get("kind")
        if kind == "article":
            digest = (response.meta.get("warc") or {}).get("digest")
            if digest and self._same.add(f"{shape} {digest}") >= self._same_limit:
                self._close(shape, "articles are all the same page")
        elif kind != "part":
            if not is_barren:
                self._barren.forget(shape)
            elif self._barren.add(shape) >= self._barren_limit:
                self._close(shape, "list pages lead to nothing new")

    def _close(self, shape: str, why: str) -> None:
        if shape not in self._closed:
            self._closed.add(shape)
            self.crawler.stats.inc_value("traps_closed")
            logger.warning("Trap closed: %s (%s)", shape[:200], why)
