"""Where a channel's requests may go: http(s), its own hosts, the usual ports.

Seeds and redirects are judged exactly like links: an address that leads off the channel's sites is
never fetched, whoever named it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import BlockedRequestError

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler

USUAL_PORTS = frozenset({80, 443})


class Scope:
    """The hosts and ports of one channel."""

    def __init__(self, domains: list[str], entry_points: list[str]) -> None:
        entries = [urlsplit(url) for url in entry_points]
        self._domains = {domain.lower().strip(".") for domain in domains}
        if not self._domains:
            self._domains = {entry.hostname for entry in entries if entry.hostname}
        self._ports = USUAL_PORTS | {port for entry in entries if (port := _port(entry))}

    @classmethod
    def of_spider(cls, spider: Spider) -> Scope:
        entry_points = [*getattr(spider, "start_urls", ()), *getattr(spider, "entry_points", ())]
        domains = [domain for domain in getattr(spider, "allowed_domains", None) or () if domain]
        return cls(domains, [str(entry) for entry in entry_points])

    def check_url(self, url: str) -> None:
        """The same for an address as text. Raises ValueError if it is none."""
        self.check(urlsplit(url))

    def check(self, url: Any) -> None:
        """Raise BlockedRequestError if the parsed ``url`` is not one of the channel's."""
        if url.scheme not in ("http", "https"):
            raise BlockedRequestError(
                "scheme", f"only http and https are fetched, not {url.scheme}:"
            )
        if url.username or url.password:
            raise BlockedRequestError("scheme", f"address with a password in it on {url.hostname}")
        host = (url.hostname or "").rstrip(".")
        if not any(host == domain or host.endswith(f".{domain}") for domain in self._domains):
            raise BlockedRequestError("off_site", f"off-site address: {host[:100]}")
        port = _port(url)
        if port is None or port not in self._ports:
            raise BlockedRequestError("off_site", f"off-site port: {host[:100]}:{port}")


class ScopeMiddleware:
    """Apply the channel's scope to every request, seeds and redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._scope: Scope | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ScopeMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots"):
            return  # its redirects may lead elsewhere (RFC 9309 2.3.1.2); the resolver still holds
        if self._scope is None:
            assert self._crawler.spider is not None
            self._scope = Scope.of_spider(self._crawler.spider)
        try:
            self._scope.check(urlparse_cached(request))
        except BlockedRequestError as blocked:
            self._crawler.stats.inc_value(f"blocked/{blocked.kind}")
            raise


def _port(url: Any) -> int | None:
    try:
        return int(url.port or (443 if url.scheme == "https" else 80))
    except ValueError:
        return None
