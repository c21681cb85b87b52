"""Spider middleware: which articles to request, and what became of each.

Spiders yield every article link they see. Here a link is added to the ledger, dropped if the
article is done and not due for another look, and requested with the validators of the last fetch
if it is. Articles that earlier crawls left open are requested at the start.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from crawler.extract.date_patterns import iso_day
from crawler.extract.urls import canonical_url
from crawler.fingerprints import AddressSet, fingerprint
from crawler.items import Article
from crawler.session.ledger_records import FetchedArticle, LedgerEntry, RevisitRule
from crawler.session.list_memory import EarlierLists
from crawler.session.not_had import NotHad
from crawler.session.raw_items import content_hash
from crawler.session.serialized_requests import deserialize_request, serialize_request
from crawler.session.sessions import session_of
from crawler.session.suspects import (
    FRONT_PAGE,
    SHARED_TEXT,
    Suspicion,
    is_front_page,
    text_hash,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

GONE = ("http_404", "http_410")
MOST_WITHOUT_ITEM = 1000
"""Pages whose item is still to come; more than that came to nothing: their callback raised."""


class IncrementalMiddleware(BaseSpiderMiddleware):
    """One per crawl. Knows requests by ``meta["kind"]`` and articles by their canonical address."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._session = session_of(crawler)
        self._ledger = self._session.ledger
        self._rule = RevisitRule(
            days=settings.getint("REVISIT_DAYS"),
            after_seconds=settings.getfloat("REVISIT_AFTER"),
            max_checks=settings.getint("REVISIT_MAX_CHECKS"),
        )
        self._listed_again = AddressSet()
        """Articles of earlier crawls that this one met too; those new to us the ledger tells."""
        self._fetched: dict[str, FetchedArticle] = {}
        self._suspicion = Suspicion(self._ledger.shared_texts())
        self._lost = NotHad(self._session, crawler.stats)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        self._pass_history_to_spider()
        async for output in super().process_start(start):
            yield output
        if _is_canary(self.crawler.spider):
            return
        for entry in self._ledger.open_articles():
            if request := self._request_again(entry):
                self.crawler.stats.inc_value("ledger/resumed")
                yield request
        for entry in self._ledger.due_revisits(self._rule):
            if request := self._request_again(entry):
                yield self._revisit(request, entry)

    def process_spider_input(self, response: Response) -> None:
        kind = response.meta.get("kind")
        self._session.servers.note(response.headers.get("Date"))
        if response.status != 200:
            return
        if kind == "article":
            self._fetched[response.meta["canonical_url"]] = FetchedArticle.of_response(response)
            if len(self._fetched) > MOST_WITHOUT_ITEM:
                del self._fetched[next(iter(self._fetched))]
        elif kind != "part":
            self.crawler.stats.inc_value("lists_fetched")

    async def process_spider_output_async(  # type: ignore[override]
        self, response: Response | None, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        async for output in super().process_spider_output_async(response, result):
            yield output
        # The links of this page are on disk before the page is forgotten.
        self._session.commit_ledger()

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:  # noqa: ARG002
        request.errback = self._wrap(request.errback)
        if request.meta.get("kind") != "article":
            return request
        key = request.meta.get("canonical_url") or canonical_url(request.url)
        key = request.meta["canonical_url"] = self._ledger.parameters.fold(key)
        stats = self.crawler.stats
        entry = self._ledger.get(key)
        if entry and (entry.noted_by == self._session.crawl_id or not self._listed_again.add(key)):
            stats.inc_value("ledger/repeated")
            return None
        stats.inc_value("ledger/links")
        self._suspicion.list_names(request.meta.get("list_headline"))
        request.dont_filter = True  # judged here, by canonical address
        if entry is None:
            day = request.meta.get("list_day") or iso_day(request.meta.get("list_date"))
            self._ledger.add_link(key, serialize_request(request), day, self._session.crawl_id)
        elif entry.state == "done" and not self._is_due(entry):
            stats.inc_value("ledger/known")
            return None
        elif entry.state == "done":
            return self._revisit(request, entry)
        return request  # owed; or given up, or gone, and listed again

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        if not isinstance(item, Article):
            return item
        key = item.canonical_url = self._ledger.parameters.fold(item.canonical_url)
        asked = response.meta.get("canonical_url") if response else None
        requested_as = asked or key
        fetched = self._fetched.pop(requested_as, None) or FetchedArticle.of_item(item)
        fetched = replace(fetched, canonical_url=key, content_hash=content_hash(item))
        if response and asked and (reason := self._reason(item, response)):
            return self._lost.refuse(item, requested_as, reason, fetched)
        entry = self._ledger.get(key)
        is_repeated = self._session.has_stored(key, entry)
        if asked and not is_repeated and self._is_shared(item, requested_as):
            return self._lost.refuse(item, requested_as, SHARED_TEXT, fetched)
        if requested_as != key:
            self._session.record_without_item(replace(fetched, canonical_url=requested_as))
        if is_repeated:
            self.crawler.stats.inc_value("items/repeated")
            return None
        self._learn_parameters(item, fetched)
        if entry and entry.state == "done" and entry.content_hash == fetched.content_hash:
            self.crawler.stats.inc_value("ledger/unchanged")
            self._session.record_without_item(fetched)
            return None
        self._session.in_pipeline[id(item)] = fetched
        return item

    def _reason(self, item: Article, response: Response) -> str | None:
        """Why the page is not taken for the article it was requested as, None if it is."""
        first, *_ = response.meta.get("redirect_urls") or [response.url]
        return FRONT_PAGE if is_front_page(first, response.url) else self._suspicion.reason(item)

    def _is_shared(self, item: Article, requested_as: str) -> bool:
        """Whether so many addresses answer with this text that it is no article's."""
        text = text_hash(block.text for block in item.blocks)
        sharing = self._suspicion.shared_by(text, item.list_headline, requested_as)
        if text is None or not sharing:
            return False
        self._ledger.remember_shared_text(text)
        self._session.suspect([url for url in sharing if url != requested_as], SHARED_TEXT)
        self.crawler.stats.inc_value("articles_failed", len(sharing) - 1)
        return True

    def _learn_parameters(self, item: Article, fetched: FetchedArticle) -> None:
        if not item.drop_reason and fetched.content_hash:
            headline = f"{fingerprint(item.headline_raw or ''):x}"
            self._ledger.parameters.observe(item.canonical_url, fetched.content_hash, headline)

    def _pass_history_to_spider(self) -> None:
        """Let the spider stop where an earlier crawl, that read everything, has already been."""
        complete = self._ledger.crawls.last_complete()
        spider: Any = self.crawler.spider
        if complete and getattr(spider, "earlier", False) is None:
            has_listed = partial(self._was_listed_by, complete)
            spider.earlier = EarlierLists(self._ledger.lists, has_listed)

    def _was_listed_by(self, crawl_id: str, address: str) -> bool:
        return self._ledger.was_listed_by(self._ledger.parameters.fold(address), crawl_id)

    def _is_due(self, entry: LedgerEntry) -> bool:
        """A canary looks again at articles that are done: unchanged pages need no new reading."""
        return _is_canary(self.crawler.spider) or self._ledger.is_due(entry, self._rule)

    def _request_again(self, entry: LedgerEntry) -> Request | None:
        if entry.noted_by == self._session.crawl_id or entry.canonical_url in self._listed_again:
            return None  # a list was quicker
        assert self.crawler.spider is not None
        request = deserialize_request(entry, self.crawler.spider)
        if request is None:
            return None
        self._listed_again.add(entry.canonical_url)
        self._suspicion.list_names(request.meta.get("list_headline"))
        request.errback = self._wrap(None)
        return request

    def _revisit(self, request: Request, entry: LedgerEntry) -> Request:
        self.crawler.stats.inc_value("ledger/revisits")
        if entry.etag:
            request.headers["If-None-Match"] = entry.etag
        if entry.last_modified:
            request.headers["If-Modified-Since"] = entry.last_modified
        request.meta["earlier"] = {
            "url": entry.url,
            "date": (entry.fetched_at or "").replace("+00:00", "Z"),
            "digest": entry.digest,
        }
        return request

    def _wrap(self, errback: Callable[..., Any] | None) -> Callable[[Failure], Any]:
        def failed(failure: Failure) -> Any:
            self._lost.failed(failure)
            return errback(failure) if errback else None

        return failed


def _is_canary(spider: Any) -> bool:
    return bool(getattr(getattr(spider, "args", None), "canary", False))
