"""robots.txt by RFC 9309: what cannot be read because the server fails forbids everything.

| answer for /robots.txt                                   | then            |
|----------------------------------------------------------|-----------------|
| 2xx                                                      | its rules       |
| 3xx, up to five, also to another host                    | the last answer |
| more redirects, 4xx except 429                           | all is allowed  |
| 429, 5xx, timeout, reset, refused, no such host, too big | all is forbidden|

429 asks to be left alone, so it is read like 5xx, as Google does. Rules are kept for 24 hours at
most, across crawls; a failure for ten minutes.
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

from crawler.network.download_handler import doorway_of
from crawler.network.errors import RefusedError
from crawler.network.robots_text import as_read_by
from crawler.session.failures import kind_of_error, say
from storage.files import write_whole

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

MAX_REDIRECTS = 5
MAX_BYTES = 500 * 1024
FAILURE_SECONDS = 600.0
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said about robots; ``rules`` is the text, None if everything is forbidden."""

    fetched_at: float
    rules: str | None
    problem: str = ""
    kind: str = ""

    def is_fresh(self, max_age: float) -> bool:
        age = time.time() - self.fetched_at
        return 0 <= age < (max_age if self.rules is not None else min(max_age, FAILURE_SECONDS))


class Robots:
    """The verdict of one host for one user agent."""

    def __init__(self, answer: Answer, user_agent: str) -> None:
        self.problem = answer.problem
        self.kind = answer.kind
        self._agent = user_agent
        self._rules = None
        if answer.rules is not None:
            self._rules = Protego.parse(as_read_by(user_agent, answer.rules))

    def check(self, url: str) -> None:
        """Raise RefusedError if ``url`` may not be fetched."""
        if self._rules is None:
            raise RefusedError(self.kind, self.problem)
        if not self._rules.can_fetch(url, self._agent):
            raise RefusedError("robots", "forbidden by robots.txt")

    def delay(self) -> float:
        """Seconds between requests the host asks for: Crawl-delay or Request-rate; 0 if none."""
        if self._rules is None:
            return 0.0
        rate = self._rules.request_rate(self._agent)
        return max(
            float(self._rules.crawl_delay(self._agent) or 0),
            rate.seconds / rate.requests if rate and rate.requests else 0.0,
        )


def judge_status(status: int, body: bytes) -> tuple[str | None, str]:
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
        self._doorway = doorway_of(crawler)
        self._is_obeying = settings.getbool("ROBOTSTXT_OBEY")
        self._agent = settings["ROBOTSTXT_USER_AGENT"]
        self._max_age = min(settings.getfloat("ROBOTS_MAX_AGE"), 24 * 3600.0)
        self._max_delay = settings.getfloat("CRAWL_DELAY_MAX")
        self._folder = Path(settings["COVERAGE_DATA"]) / "state" / "robots"
        self._verdicts: dict[str, asyncio.Future[Robots]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if not self._is_obeying or request.meta.get("is_robots"):
            return
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._verdicts:
            self._verdicts[origin] = asyncio.ensure_future(self._ask(origin, url.hostname or ""))
        robots = await self._verdicts[origin]
        try:
            robots.check(request.url)
        except RefusedError as refusal:
            self._crawler.stats.inc_value(f"refused/{refusal.kind}")
            raise

    async def _ask(self, origin: str, host: str) -> Robots:
        answer = self._remembered(origin)
        if answer is None:
            answer = await self._fetch(f"{origin}/robots.txt")
            self._remember(origin, answer)
        if answer.problem:
            logger.warning("%s: %s, so nothing is fetched", origin, answer.problem)
            self._crawler.stats.set_value("robots_problem", answer.problem)
        robots = Robots(answer, self._agent)
        if asked := robots.delay():
            if asked > self._max_delay:
                logger.warning("%s asks for %g s between requests, capped", origin, asked)
            self._doorway.slow_down(host, min(asked, self._max_delay))
        return robots

    async def _fetch(self, url: str) -> Answer:
        try:
            response = await self._follow(url)
        except Exception as error:  # whatever it was, the host did not answer: forbid all
            kind = kind_of_error(error)
            if kind == "stopping":
                raise
            return Answer(time.time(), None, f"robots.txt: {say(error)}", _as(kind))
        if response is None:
            return Answer(time.time(), "")
        rules, problem = judge_status(response.status, response.body)
        return Answer(time.time(), rules, problem, "robots_unreachable" if problem else "")

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

    def _remembered(self, origin: str) -> Answer | None:
        try:
            answer = Answer(**json.loads(self._path(origin).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return answer if answer.is_fresh(self._max_age) else None

    def _remember(self, origin: str, answer: Answer) -> None:
        try:
            write_whole(self._path(origin), json.dumps(asdict(answer)).encode())
        except OSError as error:
            logger.warning("robots.txt of %s not kept: %s", origin, error.strerror)

    def _path(self, origin: str) -> Path:
        return self._folder / f"{blake2b(origin.encode(), digest_size=12).hexdigest()}.json"


def _as(kind: str) -> str:
    """A host we cannot even connect to is dead; one that fails on robots.txt alone is not."""
    if kind in ("dns", "refused"):
        return "host_dead"
    return kind if kind in ("private_address", "host_dead", "budget") else "robots_unreachable"
