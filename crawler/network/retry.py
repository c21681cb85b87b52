"""Try again, but as the server asks: Retry-After is obeyed, capped, and costs nobody else time."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.utils.httpobj import urlparse_cached

from crawler.network.traffic_control import traffic_control_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.network.traffic_control import TrafficControl

ASKING_FOR_TIME = (429, 503)


def retry_after(value: bytes | None, now: float) -> float | None:
    """Seconds a Retry-After header asks for, from seconds or an HTTP date; None if unreadable.

    >>> retry_after(b"120", 0.0)
    120.0
    >>> retry_after(b"Thu, 01 Jan 1970 00:01:00 GMT", 0.0)
    60.0
    >>> retry_after(b"soon", 0.0) is None
    True
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        moment = parsedate_to_datetime(text)
        return max(0.0, moment.timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


class RetryAfterMiddleware(RetryMiddleware):
    """Scrapy's retries within a total time per address, after the pause the server asked for."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfterMiddleware:
        middleware = super().from_crawler(crawler)
        middleware._control = traffic_control_of(crawler)
        middleware._total_time = crawler.settings.getfloat("URL_TOTAL_TIME")
        middleware._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        middleware.give_up_log_level = "DEBUG"  # the failure itself is logged where it is counted
        return middleware

    _control: TrafficControl
    _total_time: float
    _timeout: float

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if response.status in ASKING_FOR_TIME:
            seconds = retry_after(response.headers.get("Retry-After"), time.time())
            if seconds:
                host = urlparse_cached(request).hostname or ""
                self.crawler.stats.inc_value("retry_after/obeyed")
                await self._control.throttle.pause(host, seconds)
        if response.status in self.retry_http_codes and not self._has_time(request):
            return response
        result: Request | Response = super().process_response(request, response)
        return result

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        if isinstance(exception, self.exceptions_to_retry) and not self._has_time(request):
            return None
        result: Request | Response | None = super().process_exception(request, exception)
        return result

    def _has_time(self, request: Request) -> bool:
        """False if another try would likely exceed the total time of this address."""
        spent = request.meta.get("spent", 0.0)
        if spent + min(self._timeout, spent) <= self._total_time:
            return True
        self.crawler.stats.inc_value("retry/no_time_left")
        return False
