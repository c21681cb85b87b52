"""A challenge is no page: it is counted, told, and never answered; its host is soon left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.extract.challenge import challenge_sign
from crawler.failures import CHALLENGED, BlockedRequestError
from crawler.network.traffic_control import traffic_control_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

ORDINARY = (200, 304, 404, 410)
"""Statuses of pages, had or missing, that show a host to answer as it should."""


class ChallengeMiddleware:
    """Blocks challenges, of lists and articles alike: what was asked for stays owed.

    Sees decoded bodies, before anything follows their refresh or asks again. Counts go to
    ``challenges/<status> <sign>``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._breaker = traffic_control_of(crawler).circuit_breaker

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ChallengeMiddleware:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        if request.meta.get("is_robots"):
            return response
        # A login page may stand on another host than the article that leads there.
        asked = [*request.meta.get("redirect_urls", [])[:1], request.url]
        hosts = {urlsplit(url).hostname or "" for url in asked}
        sign = sign_of(response, is_list=request.meta.get("kind") not in ("article", "part"))
        for host in hosts:
            if sign:
                self._breaker.record_challenge(host)
            elif response.status in ORDINARY:
                self._breaker.record_page(host)
        if sign is None:
            return response
        self._stats.inc_value(f"challenges/{response.status} {sign}")
        raise BlockedRequestError(CHALLENGED, f"a challenge: status {response.status}, {sign}")


def sign_of(response: Response, *, is_list: bool = False) -> str | None:
    """The sign by which a response is a challenge; None if it is none."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return challenge_sign(
        response.body,
        url=response.url,
        status=response.status,
        headers=headers,
        content_type=headers.get("content-type"),
        is_list=is_list,
    )
