"""robots.txt by RFC 9309: what cannot be read because the server fails forbids everything.

| answer for /robots.txt                                   | then            |
|----------------------------------------------------------|-----------------|
| 2xx                                                      | its rules       |
| 3xx, up to five, also to another host                    | the last answer |
| more redirects, 4xx except 429                           | all is allowed  |
| 429, 5xx, timeout, reset, refused, no such host, too big | all is forbidden|
| of these, what is a challenge                            | the same, told  |

429 asks to be left alone, so it is read like 5xx, as Google does. Rules are kept for 24 hours at
most, across crawls; a failure for ten minutes, but "no such host" for this crawl only.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import (
    HOST_CHALLENGED,
    WORDS,
    BlockedRequestError,
    kind_of_error,
    words_for,
)
from crawler.network.challenges import sign_of
from crawler.network.robots_text import as_read_by
from crawler.network.traffic_control import traffic_control_of
from storage.files import write_whole

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

MAX_REDIRECTS = 5
MAX_BYTES = 500 * 1024
FAILURE_SECONDS = 600.0
NO_SUCH_HOST = f"robots.txt: {WORDS['dns']}"
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What a host said about robots; ``rules`` is the text, None if everything is forbidden."""

    fetched_at: float
    rules: str | None
    problem: str = ""
    kind: str = ""

    def is_fresh(self, max_age: float) -> bool:
        age = time.time() - self.fetched_at
        return 0 <= age < (max_age if self.rules is not None else min(max_age, FAILURE_SECONDS))


class RobotsPolicy:
    """What one host allows one user agent."""

    def __init__(self, answer: RobotsAnswer, user_agent: str) -> None:
        self.problem = answer.problem
        self.kind = answer.kind
        self._agent = user_agent
        self._rules = None
        if answer.rules is not None:
            self._rules = Protego.parse(as_read_by(user_agent, answer.rules))

    def check(self, url: str) -> None:
        """Raise BlockedRequestError if ``url`` may not be fetched."""
        if self._rules is None:
            raise BlockedRequestError(self.kind, self.problem)
        if not self._rules.can_fetch(url, self._agent):
            raise BlockedRequestError("robots", "forbidden by robots.txt")

    def delay(self) -> float:
        """Seconds between requests the host asks for: Crawl-delay or Request-rate; 0 if none."""
        if self._rules is None:
            return 0.0
        rate = self._rules.request_rate(self._agent)
        return max(
            float(self._rules.crawl_delay(self._agent) or 0),
            rate.seconds / rate.requests if rate and rate.requests else 0.0,
        )


def rules_of_status(status: int, body: bytes) -> tuple[str | None, str]:
    """(rules, problem) for a final answer; rules None means: fetch nothing."""
    if 200 <= status < 300:
        return text_of(body), ""
    if status == 429 or status >= 500 or status < 200:
        return None, f"robots.txt answered {status}"
    return "", ""


def text_of(body: bytes) -> str:
    """The rules as text: at most 500 KiB, cut at a line, whatever bytes the comments hold."""
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES].rpartition(b"\n")[0]
    return body.decode("utf-8-sig", errors="ignore")


class RobotsMiddleware:
    """Ask each host for its robots.txt once and hold every request against it."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._control = traffic_control_of(crawler)
        self._is_obeying = settings.getbool("ROBOTSTXT_OBEY")
        self._agent = settings["ROBOTSTXT_USER_AGENT"]
        self._max_age = min(settings.getfloat("ROBOTS_MAX_AGE"), 24 * 3600.0)
        self._max_delay = settings.getfloat("CRAWL_DELAY_MAX")
        self._folder = Path(settings["COVERAGE_DATA"]) / "state" / "robots"
        self._policies: dict[str, asyncio.Future[RobotsPolicy]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if not self._is_obeying or request.meta.get("is_robots"):
            return
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._policies:
            self._policies[origin] = asyncio.ensure_future(
                self._policy_of(origin, url.hostname or "")
            )
        robots = await self._policies[origin]
        try:
            robots.check(request.url)
        except BlockedRequestError as blocked:
            self._crawler.stats.inc_value(f"blocked/{blocked.kind}")
            raise

    async def _policy_of(self, origin: str, host: str) -> RobotsPolicy:
        answer = self._read_cached(origin)
        if answer is None:
            answer = await self._fetch(f"{origin}/robots.txt")
            if answer.problem != NO_SUCH_HOST:  # may be our own name server's fault: asked again
                self._cache(origin, answer)
        if answer.problem:
            logger.warning("%s: %s, so nothing is fetched", origin, answer.problem)
            self._crawler.stats.set_value("robots_problem", f"{origin}/{answer.problem}")
        robots = RobotsPolicy(answer, self._agent)
        if delay := robots.delay():
            if delay > self._max_delay:
                logger.warning("%s asks for %g s between requests, capped", origin, delay)
            self._control.slow_down(host, min(delay, self._max_delay))
        return robots

    async def _fetch(self, url: str) -> RobotsAnswer:
        try:
            response = await self._follow(url)
        except Exception as error:  # whatever it was, the host did not answer: forbid all
            kind = kind_of_error(error)
            if kind == "stopping":
                raise
            return RobotsAnswer(
                time.time(), None, f"robots.txt: {words_for(error)}", _robots_kind(kind)
            )
        if response is None:
            return RobotsAnswer(time.time(), "")
        rules, problem = rules_of_status(response.status, response.body)
        if problem and (sign := sign_of(response)):
            self._crawler.stats.inc_value(f"challenges/{response.status} {sign}")
            return RobotsAnswer(time.time(), None, f"{problem}, {sign}", HOST_CHALLENGED)
        return RobotsAnswer(time.time(), rules, problem, "robots_unreachable" if problem else "")

    async def _follow(self, url: str) -> Response | None:
        """The last answer, or None if there are more redirects than we must follow."""
        for _ in range(MAX_REDIRECTS + 1):
            request = Request(
                url,
                callback=NO_CALLBACK,
                priority=1000,
                dont_filter=True,
                meta={
                    "is_robots": True,
                    "kind": "robots",
                    "dont_redirect": True,
                    "handle_httpstatus_all": True,
                    "max_retry_times": 1,
                },
            )
            response = await self._crawler.engine.download_async(request)
            location = response.headers.get("Location")
            if response.status not in REDIRECTS or not location:
                return response
            url = urljoin(url, location.decode("latin-1").strip())
            if urlsplit(url).scheme not in ("http", "https"):
                return None
        return None

    def _read_cached(self, origin: str) -> RobotsAnswer | None:
        try:
            answer = RobotsAnswer(**json.loads(self._path(origin).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return answer if answer.is_fresh(self._max_age) else None

    def _cache(self, origin: str, answer: RobotsAnswer) -> None:
        try:
            write_whole(self._path(origin), json.dumps(asdict(answer)).encode())
        except OSError as error:
            logger.warning("robots.txt of %s not kept: %s", origin, error.strerror)

    def _path(self, origin: str) -> Path:
        return self._folder / f"{blake2b(origin.encode(), digest_size=12).hexdigest()}.json"


def _robots_kind(kind: str) -> str:
    """A host we cannot even connect to is dead; one that fails on robots.txt alone is not."""
    if kind in ("dns", "refused"):
        return "host_dead"
    return kind if kind in ("private_address", "host_dead", "budget") else "robots_unreachable"
