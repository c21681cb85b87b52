"""May this crawl send a request to this host now? Throttle, circuit breaker, budget, shutdown."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from scrapy import signals

from crawler.failures import HOST_CHALLENGED, BlockedRequestError
from crawler.network.host_throttle import HostThrottle
from crawler.session.extension import close_spider
from crawler.session.sessions import session_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from scrapy.crawler import Crawler

STOP_GRACE_SECONDS = 5.0
LOOK_SECONDS = 0.5

_controls: WeakKeyDictionary[Crawler, TrafficControl] = WeakKeyDictionary()


def traffic_control_of(crawler: Crawler) -> TrafficControl:
    """The traffic control of a crawler, made at the first call."""
    if crawler not in _controls:
        _controls[crawler] = TrafficControl(crawler)
    return _controls[crawler]


class CircuitBreaker:
    """Counts failures in a row per host; a host that failed too often gets no more requests.

    Challenges in a row are counted apart, and fewer are enough: more of the same asked by us would
    only make a firewall sure of itself.
    """

    def __init__(self, limit: int, challenge_limit: int) -> None:
        self._limit = limit
        self._challenge_limit = challenge_limit
        self._failures: Counter[str] = Counter()
        self._challenges: Counter[str] = Counter()

    def check(self, host: str) -> None:
        if self._failures[host] >= self._limit:
            raise BlockedRequestError(
                "host_dead", f"{host[:100]} failed {self._limit} times in a row; not asked again"
            )
        if self._challenges[host] >= self._challenge_limit:
            raise BlockedRequestError(
                HOST_CHALLENGED,
                f"{host[:100]} answered {self._challenge_limit} times in a row with a challenge;"
                " not asked again in this crawl",
            )

    def record_failure(self, host: str) -> None:
        self._failures[host] += 1

    def record_challenge(self, host: str) -> None:
        self._challenges[host] += 1

    def record_page(self, host: str) -> None:
        """An ordinary page came, so the challenges before it are no rule."""
        if self._challenges[host] < self._challenge_limit:
            del self._challenges[host]

    def record_response(self, host: str, status: int) -> None:
        if status >= 500:
            self._failures[host] += 1
        else:
            del self._failures[host]


class TrafficControl:
    """What the download handlers and middlewares of one crawl share."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._session = session_of(crawler)
        self._least_delay = settings.getfloat("DOWNLOAD_DELAY")
        self._at_once = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._page_budget = settings.getint("PAGE_BUDGET")
        self._timeout = settings.getfloat("CRAWL_TIMEOUT")
        self._page_count = 0
        self._delays: dict[str, float] = {}
        self._exchanges: set[asyncio.Future[Any]] = set()
        self._is_stopping = False
        self.circuit_breaker = CircuitBreaker(
            settings.getint("HOST_ERROR_LIMIT"), settings.getint("HOST_CHALLENGE_LIMIT")
        )
        self.throttle = HostThrottle(
            Path(settings["COVERAGE_DATA"]),
            longest_pause=settings.getfloat("RETRY_AFTER_MAX"),
            check_stop=self.check_stop,
        )
        crawler.signals.connect(self._spider_opened, signals.spider_opened)
        crawler.signals.connect(self._spider_closed, signals.spider_closed)

    def check(self, host: str) -> None:
        """Raise BlockedRequestError if no more requests may be sent, or none to this host."""
        self.check_stop()
        if self._session.problem:
            raise BlockedRequestError("stopping", "the disk takes no more")
        self.circuit_breaker.check(host)
        if self._page_count >= self._page_budget:
            self.close_crawl("page_budget")
            raise BlockedRequestError("budget", f"page budget of {self._page_budget} reached")

    def check_stop(self) -> None:
        if self._is_stopping:
            raise BlockedRequestError("stopping", "the crawl is stopping")

    def count_page(self) -> None:
        self._page_count += 1
        self._crawler.stats.inc_value("pages_fetched")

    def slow_down(self, host: str, delay: float) -> None:
        """Robots.txt asks for this many seconds between requests; it can only slow us down."""
        self._delays[host] = max(delay, self._delays.get(host, 0.0))

    def delay_of(self, host: str) -> float:
        own = float(getattr(self._crawler.spider, "delay", 0) or 0)
        return max(self._least_delay, own, self._delays.get(host, 0.0))

    def is_unthrottled(self, host: str) -> bool:
        """True if nobody asked for politeness: no delay, and many requests at once allowed."""
        return self._at_once > 1 and not self.delay_of(host) and not self.throttle.is_pausing(host)

    def close_crawl(self, reason: str) -> None:
        if not self._is_stopping:
            self._is_stopping = True
            close_spider(self._crawler, reason)

    async def run(self, exchange: Awaitable[Any]) -> Any:
        """Await an exchange, so that it can be cut off when the crawl stops."""
        future = asyncio.ensure_future(exchange)
        self._exchanges.add(future)
        try:
            return await future
        finally:
            self._exchanges.discard(future)

    def _spider_opened(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(LOOK_SECONDS, self._look)
        self._timer = loop.call_later(self._timeout, self.close_crawl, "crawl_timeout")

    def _spider_closed(self) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        """Twice a second: if the crawl is ending, wait no more, and soon cut what is under way."""
        if self._session.is_closed:
            return
        loop = asyncio.get_running_loop()
        is_ending = self._is_stopping or self._session.problem or not self._crawler.crawling
        if not is_ending:
            loop.call_later(LOOK_SECONDS, self._look)
            return
        self._is_stopping = True
        loop.call_later(STOP_GRACE_SECONDS, self._cut)

    def _cut(self) -> None:
        for future in list(self._exchanges):
            future.cancel()
