"""Every request of a crawl, robots.txt included, is sent and archived here.

In order: is the crawl still going, does the host still live, is the host free; then the exchange;
then its archive. ``request.meta`` gains ``fetched_at`` (UTC, ISO 8601) and ``warc``.
"""

from __future__ import annotations

import asyncio
import time
import warnings
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached

from archive.warc_writer import encode
from crawler.failures import BlockedRequestError
from crawler.network.resolver import PublicOnlyResolver
from crawler.network.tls import explained
from crawler.network.traffic_control import traffic_control_of
from crawler.session.serialized_requests import ENDS_WITH_CONNECTION, archived_meta
from crawler.session.sessions import session_of
from storage.clock import utc_now

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_HEAD_BYTES = 48 * 1024
"""No honest server sends more, and readers of the archive refuse it."""
SMALL_BODY = 512 * 1024
"""Below this many bytes a thread costs more than it saves."""


class ArchivingDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler between traffic control and archive. One per scheme and crawl."""

    def __init__(self, crawler: Crawler) -> None:
        with warnings.catch_warnings():
            # Scrapy would rather not have this setting, and offers nothing per host in its place.
            warnings.filterwarnings("ignore", ".*DOWNLOADER_CLIENTCONTEXTFACTORY")
            super().__init__(crawler)
        self._session = session_of(crawler)
        self._control = traffic_control_of(crawler)

    async def download_request(self, request: Request) -> Response:
        host = urlparse_cached(request).hostname or ""
        self._control.check(host)
        if request.meta.get("proxy") or self._control.is_unthrottled(host):
            return await self._exchange(request, host)
        async with self._control.throttle.slot(host, self._control.delay_of(host)):
            self._control.check(host)
            return await self._exchange(request, host)

    async def _exchange(self, request: Request, host: str) -> Response:
        started = time.monotonic()
        try:
            response: Response = await self._control.run(super().download_request(request))
        except CannotResolveHostError:
            if host in PublicOnlyResolver.blocked_hosts:
                raise BlockedRequestError(
                    "private_address", f"{host[:100]} is no public host"
                ) from None
            self._control.circuit_breaker.record_failure(host)
            raise
        except asyncio.CancelledError:
            raise BlockedRequestError("stopping", "the crawl is stopping") from None
        except Exception as error:
            self._control.circuit_breaker.record_failure(host)
            raise explained(error, host) from error
        finally:
            request.meta["spent"] = request.meta.get("spent", 0.0) + time.monotonic() - started
        self._control.circuit_breaker.record_response(host, response.status)
        _check_head(response)
        await self._archive(request, response)
        if not request.meta.get("is_robots"):
            self._control.count_page()
        return response

    async def _archive(self, request: Request, response: Response) -> None:
        now = utc_now().isoformat(timespec="seconds")
        request.meta["fetched_at"] = now
        if not self._session.is_archiving:
            return
        fields: dict[str, Any] = {
            "date": now.replace("+00:00", "Z"),
            "meta": archived_meta(request)
            | ({ENDS_WITH_CONNECTION: True} if "partial" in response.flags else {}),
        }
        if len(response.body) <= SMALL_BODY:
            exchange = encode(request, response, **fields)
        else:
            exchange = await asyncio.to_thread(encode, request, response, **fields)
        try:
            pointer = self._session.archive(exchange)
        except OSError as error:
            raise BlockedRequestError(
                "stopping", f"the disk takes no more: {error.strerror}"
            ) from error
        request.meta["warc"] = asdict(pointer)


def _check_head(response: Response) -> None:
    """Raise BlockedRequestError if the headers alone are a flood."""
    size = sum(
        len(name) + len(value) + 4 for name, values in response.headers.items() for value in values
    )
    if size > MAX_HEAD_BYTES:
        raise BlockedRequestError("too_large", f"{size} bytes of headers")
