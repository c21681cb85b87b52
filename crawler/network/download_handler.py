"""The one door to the network: every request of a crawl, robots.txt included, passes here.

In order: is the crawl still going, does the host still live, is it this host's turn; then the
exchange; then its archive. ``request.meta`` gains ``fetched_at`` (UTC, ISO 8601) and ``warc``.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached

from archive.warc_writer import encode
from crawler.network.errors import RefusedError
from crawler.network.host_throttle import Pace
from crawler.network.resolver import GuardedResolver
from crawler.session.crawl_session import session_of
from crawler.session.request_serialization import plain_meta

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

STOP_GRACE_SECONDS = 5.0
MAX_HEAD_BYTES = 48 * 1024
"""No honest server sends more, and readers of the archive refuse it."""
SMALL_BODY = 512 * 1024
"""Below this many bytes a thread costs more than it saves."""

_doorways: WeakKeyDictionary[Crawler, Doorway] = WeakKeyDictionary()


class Door(HTTP11DownloadHandler):
    """Scrapy's HTTP handler behind breaker, pace and archive. One per scheme and crawl."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._session = session_of(crawler)
        self._budget = settings.getint("PAGE_BUDGET")
        self._crawler = crawler
        self._doorway = doorway_of(crawler)

    async def download_request(self, request: Request) -> Response:
        host = urlparse_cached(request).hostname or ""
        self._check(host)
        if request.meta.get("proxy") or self._doorway.is_unhurried(host):
            return await self._exchange(request, host)
        async with self._doorway.pace.turn(host, self._doorway.delay_of(host)):
            self._check(host)
            return await self._exchange(request, host)

    def _check(self, host: str) -> None:
        self._doorway.check_stop()
        if self._session.problem:
            raise RefusedError("stopping", "the disk takes no more")
        self._doorway.breaker.check(host)
        if self._doorway.pages >= self._budget:
            self._doorway.close_crawl("page_budget")
            raise RefusedError("budget", f"page budget of {self._budget} reached")

    async def _exchange(self, request: Request, host: str) -> Response:
        started = time.monotonic()
        try:
            response: Response = await self._doorway.watch(super().download_request(request))
        except CannotResolveHostError:
            if host in GuardedResolver.refused_hosts:
                raise RefusedError("private_address", f"{host[:100]} is no public host") from None
            self._doorway.breaker.failed(host)
            raise
        except asyncio.CancelledError:
            raise RefusedError("stopping", "the crawl is stopping") from None
        except Exception:
            self._doorway.breaker.failed(host)
            raise
        finally:
            request.meta["spent"] = request.meta.get("spent", 0.0) + time.monotonic() - started
        self._doorway.breaker.answered(host, response.status)
        _check_head(response)
        await self._archive(request, response)
        if not request.meta.get("is_robots"):
            self._doorway.pages += 1
            self._crawler.stats.inc_value("pages_fetched")
        return response

    async def _archive(self, request: Request, response: Response) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        request.meta["fetched_at"] = now
        if not self._session.is_archiving:
            return
        arguments: dict[str, Any] = {"date": now.replace("+00:00", "Z"), "meta": _asked(request)}
        if len(response.body) <= SMALL_BODY:
            exchange = encode(request, response, **arguments)
        else:
            exchange = await asyncio.to_thread(encode, request, response, **arguments)
        try:
            pointer = self._session.archive(exchange)
        except OSError as error:
            raise RefusedError("stopping", f"the disk takes no more: {error.strerror}") from error
        request.meta["warc"] = asdict(pointer)


class Breaker:
    """Counts failures in a row per host; a host that failed too often is not asked again."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._failures: Counter[str] = Counter()

    def check(self, host: str) -> None:
        if self._failures[host] >= self._limit:
            raise RefusedError(
                "host_dead", f"{host[:100]} failed {self._limit} times in a row; not asked again"
            )

    def failed(self, host: str) -> None:
        self._failures[host] += 1

    def answered(self, host: str, status: int) -> None:
        if status >= 500:
            self._failures[host] += 1
        else:
            del self._failures[host]


class Doorway:
    """What the doors of one crawl share: pace, breaker, page count, and whether it is stopping."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._floor = settings.getfloat("DOWNLOAD_DELAY")
        self._at_once = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._delays: dict[str, float] = {}
        self._flights: set[asyncio.Future[Any]] = set()
        self._is_stopping = False
        self.pages = 0
        self.breaker = Breaker(settings.getint("HOST_ERROR_LIMIT"))
        self.pace = Pace(
            Path(settings["COVERAGE_DATA"]) / "state" / "locks",
            longest_pause=settings.getfloat("RETRY_AFTER_MAX"),
            check_stop=self.check_stop,
        )
        crawler.signals.connect(self._watch_for_stop, signals.spider_opened)

    def slow_down(self, host: str, delay: float) -> None:
        """Robots.txt asks for this many seconds between requests; it can only slow us down."""
        self._delays[host] = max(delay, self._delays.get(host, 0.0))

    def delay_of(self, host: str) -> float:
        own = float(getattr(self._crawler.spider, "delay", 0) or 0)
        return max(self._floor, own, self._delays.get(host, 0.0))

    def is_unhurried(self, host: str) -> bool:
        """True if nobody asked for politeness: no delay, and many requests at once allowed."""
        return self._at_once > 1 and not self.delay_of(host) and not self.pace.is_pausing(host)

    def check_stop(self) -> None:
        if self._is_stopping:
            raise RefusedError("stopping", "the crawl is stopping")

    def close_crawl(self, reason: str) -> None:
        from scrapy.utils.defer import _schedule_coro

        if not self._is_stopping:
            self._is_stopping = True
            _schedule_coro(self._crawler.engine.close_spider_async(reason=reason))

    async def watch(self, exchange: Any) -> Any:
        """Await an exchange, so that it can be cut off when the crawl stops."""
        flight = asyncio.ensure_future(exchange)
        self._flights.add(flight)
        try:
            return await flight
        finally:
            self._flights.discard(flight)

    def _watch_for_stop(self) -> None:
        asyncio.get_running_loop().call_later(0.5, self._look)

    def _look(self) -> None:
        """Twice a second: if the engine is closing, wait no more, and soon cut what flies."""
        loop, slot = asyncio.get_running_loop(), self._crawler.engine._slot
        if slot is None:
            return
        if slot.closing is None:
            loop.call_later(0.5, self._look)
            return
        self._is_stopping = True
        loop.call_later(STOP_GRACE_SECONDS, self._cut)

    def _cut(self) -> None:
        for flight in list(self._flights):
            flight.cancel()


def doorway_of(crawler: Crawler) -> Doorway:
    """The doorway of a crawler, made at the first call."""
    if crawler not in _doorways:
        _doorways[crawler] = Doorway(crawler)
    return _doorways[crawler]


def _check_head(response: Response) -> None:
    """Raise RefusedError if the headers alone are a flood."""
    size = sum(
        len(name) + len(value) + 4 for name, values in response.headers.items() for value in values
    )
    if size > MAX_HEAD_BYTES:
        raise RefusedError("too_large", f"{size} bytes of headers")


def _asked(request: Request) -> dict[str, Any]:
    """What ``scrapy replay`` must know to ask this again."""
    redirects = request.meta.get("redirect_urls")
    return plain_meta(request.meta) | {
        "callback": getattr(request.callback, "__name__", None),
        "cb_kwargs": plain_meta(request.cb_kwargs),
        **({"requested_url": redirects[0]} if redirects else {}),
        **({"earlier": request.meta["earlier"]} if "earlier" in request.meta else {}),
    }
