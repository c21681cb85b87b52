"""Spider middleware: which articles to ask for, and what became of each.

Spiders yield every article link they see. Here a link is noted in the ledger, dropped if the
article is done and not due for another look, and asked for with the validators of the last fetch
if it is. Articles still owed from earlier crawls are asked for at the start.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from crawler.extract.date_patterns import iso_day
from crawler.extract.urls import canonical_url
from crawler.fingerprints import AddressSet
from crawler.items import Article
from crawler.session.crawl_session import session_of
from crawler.session.failures import kind_of, one_line
from crawler.session.ledger_records import Done, Known, RevisitRule
from crawler.session.raw_items import content_hash
from crawler.session.request_serialization import describe, restore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

GONE = ("http_404", "http_410")
MOST_UNANSWERED = 1000
"""Pages whose item is still to come; more than that came to nothing: their callback raised."""


class IncrementalMiddleware(BaseSpiderMiddleware):
    """One per crawl. Knows requests by ``meta["kind"]`` and articles by their canonical address."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._session = session_of(crawler)
        self._ledger = self._session.ledger
        self._max_attempts = settings.getint("ARTICLE_MAX_ATTEMPTS")
        self._rule = RevisitRule(
            days=settings.getint("REVISIT_DAYS"),
            after_seconds=settings.getfloat("REVISIT_AFTER"),
            max_checks=settings.getint("REVISIT_MAX_CHECKS"),
        )
        self._met = AddressSet()
        """Articles of earlier crawls met in this one; those new to us the ledger tells."""
        self._answers: dict[str, Done] = {}

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        self._tell_what_is_known()
        async for output in super().process_start(start):
            yield output
        if _is_canary(self.crawler.spider):
            return
        for known in self._ledger.open_articles(self._max_attempts):
            if request := self._ask_again(known, is_owed=True):
                self.crawler.stats.inc_value("ledger/resumed")
                yield request
        for known in self._ledger.due_revisits(self._rule):
            if request := self._ask_again(known, is_owed=False):
                yield request

    def process_spider_input(self, response: Response) -> None:
        kind = response.meta.get("kind")
        if response.status != 200:
            return
        if kind == "article":
            self._answers[response.meta["canonical_url"]] = _answer(response)
            if len(self._answers) > MOST_UNANSWERED:
                del self._answers[next(iter(self._answers))]
        elif kind != "part":
            self.crawler.stats.inc_value("lists_fetched")

    async def process_spider_output_async(  # type: ignore[override]
        self, response: Response | None, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        async for output in result:
            if (processed := self._get_processed(output, response)) is not None:
                yield processed
        # The links of this page are on disk before the page is forgotten.
        self._session.commit_ledger()

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:  # noqa: ARG002
        request.errback = self._wrap(request.errback)
        if request.meta.get("kind") != "article":
            return request
        key = request.meta.setdefault("canonical_url", canonical_url(request.url))
        stats = self.crawler.stats
        known = self._ledger.get(key)
        if known and (known.noted_by == self._session.crawl_id or not self._met.add(key)):
            stats.inc_value("ledger/repeated")
            return None
        stats.inc_value("ledger/links")
        request.dont_filter = True  # judged here, by canonical address
        if known is None:
            day = iso_day(request.meta.get("list_date"))
            self._ledger.saw(key, describe(request), day, self._session.crawl_id)
        elif known.state == "done" and not self._is_due(known):
            stats.inc_value("ledger/known")
            return None
        elif known.state == "done":
            return self._revisit(request, known)
        elif known.state == "gone" or known.attempts >= self._max_attempts:
            stats.inc_value("ledger/given_up")
            return None
        return request

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        if not isinstance(item, Article):
            return item
        asked_as = (response.meta.get("canonical_url") if response else None) or item.canonical_url
        answer = self._answers.pop(asked_as, None) or _of_item(item)
        done = _done(item.canonical_url, answer, content_hash(item))
        known = self._ledger.get(item.canonical_url)
        is_repeated = self._session.has_had(item.canonical_url, known)
        if asked_as != item.canonical_url:
            self._session.note(_done(asked_as, answer, done.content_hash))
        if is_repeated:
            self.crawler.stats.inc_value("items/repeated")
            return None
        if known and known.state == "done" and known.content_hash == done.content_hash:
            self.crawler.stats.inc_value("ledger/unchanged")
            self._session.note(done)
            return None
        self._session.arriving[id(item)] = done
        return item

    def _tell_what_is_known(self) -> None:
        """Let the spider stop where an earlier crawl, that read everything, has already been."""
        complete = self._ledger.last_complete_crawl()
        spider: Any = self.crawler.spider
        if complete and getattr(spider, "is_known", False) is None:
            spider.is_known = partial(self._ledger.was_noted_by, crawl_id=complete)

    def _is_due(self, known: Known) -> bool:
        """A canary looks again at what is known: unchanged pages need no new reading."""
        return _is_canary(self.crawler.spider) or self._ledger.is_due(known, self._rule)

    def _ask_again(self, known: Known, *, is_owed: bool) -> Request | None:
        if known.noted_by == self._session.crawl_id or known.canonical_url in self._met:
            return None  # a list was quicker
        assert self.crawler.spider is not None
        request = restore(known, self.crawler.spider)
        if request is None:
            return None
        self._met.add(known.canonical_url)
        request.errback = self._wrap(None)
        return request if is_owed else self._revisit(request, known)

    def _revisit(self, request: Request, known: Known) -> Request:
        self.crawler.stats.inc_value("ledger/revisits")
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified
        request.meta["earlier"] = {
            "url": known.url,
            "date": (known.fetched_at or "").replace("+00:00", "Z"),
            "digest": known.digest,
        }
        return request

    def _wrap(self, errback: Callable[..., Any] | None) -> Callable[[Failure], Any]:
        def failed(failure: Failure) -> Any:
            self._failed(failure)
            return errback(failure) if errback else None

        return failed

    def _failed(self, failure: Failure) -> None:
        """Count one failed request; note what it means for its article."""
        request: Request = failure.request  # type: ignore[attr-defined]
        kind, stats = kind_of(failure), self.crawler.stats
        asked = request.meta.get("kind")
        if kind == "http_304":
            stats.inc_value("not_modified")
            self._ledger.checked(request.meta["canonical_url"])
            return
        if kind == "stopping" or (kind in GONE and _is_end_of_list(request)):
            return
        stats.inc_value(f"errors/{kind}")
        logger.warning("%s %s: %s", kind, request.url[:200], one_line(failure))
        if asked not in ("article", "part"):
            stats.inc_value("lists_failed")
            return
        key = request.meta.get("canonical_url")
        if key is None:
            return
        if kind in GONE and "earlier" in request.meta and asked == "article":
            self._gone(request, key, kind)
            return
        if "earlier" in request.meta:
            return  # we have it; only another look failed
        stats.inc_value("articles_failed")
        self._session.failed_dates.add(iso_day(request.meta.get("list_date")))
        self._ledger.failed(key, kind)

    def _gone(self, request: Request, key: str, kind: str) -> None:
        self.crawler.stats.inc_value("ledger/gone")
        self._ledger.gone(key, kind)
        self._session.revise(
            {
                "channel": self._session.paths.channel,
                "url": request.url,
                "canonical_url": key,
                "seen_at": request.meta["fetched_at"],
                "status": int(kind.removeprefix("http_")),
                "change": "gone",
                "detail": "the server answers that the article is no longer there",
            }
        )


def _is_canary(spider: Any) -> bool:
    return bool(getattr(getattr(spider, "args", None), "canary", False))


def _is_end_of_list(request: Request) -> bool:
    """True for a list page whose address was counted up: a 404 there is where the list ends."""
    return bool(getattr(request.cb_kwargs.get("page"), "is_guess", False))


def _answer(response: Response) -> Done:
    return Done(
        canonical_url=response.meta["canonical_url"],
        url=response.url,
        fetched_at=response.meta["fetched_at"],
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        digest=(response.meta.get("warc") or {}).get("digest"),
    )


def _of_item(item: Article) -> Done:
    return Done(canonical_url=item.canonical_url, url=item.url, fetched_at=item.fetched_at)


def _done(key: str, answer: Done, content: str | None) -> Done:
    return Done(
        canonical_url=key,
        url=answer.url,
        fetched_at=answer.fetched_at,
        etag=answer.etag,
        last_modified=answer.last_modified,
        digest=answer.digest,
        content_hash=content,
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1")[:200] if value else None
