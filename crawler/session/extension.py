"""Scrapy's view of a crawl session: store items, end the crawl on disk trouble, write its row."""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.utils.defer import deferred_from_coro

from crawler.failures import plain
from crawler.items import Article
from crawler.session.crawl_row import count, row
from crawler.session.sessions import session_of
from crawler.session.verdict import Counts, Verdict, judge

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from crawler.session.crawl_session import CrawlSession

logger = logging.getLogger(__name__)


class RawItemPipeline:
    """The last pipeline: what comes through becomes a line of the raw items."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RawItemPipeline:
        return cls(session_of(crawler))

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            self._session.store(item, self._session.in_pipeline.pop(id(item)))
        return item


class CrawlExtension:
    """Closes the session when the spider closes; ``session.verdict`` is then the verdict."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._session.on_problem = self._end
        crawler.signals.connect(self._spider_closed, signals.spider_closed)
        crawler.signals.connect(self._spider_error, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CrawlExtension:
        return cls(crawler)

    def _end(self) -> None:
        close_spider(self._crawler, "disk_full")

    def _spider_error(self, failure: Failure, response: Any) -> None:
        """A callback raised: its article is not done, and the row says so."""
        if isinstance(failure.value, sqlite3.DatabaseError):
            self._session.report_disk_problem(failure.value)
            return
        self._crawler.stats.inc_value("errors/callback")
        meta = getattr(getattr(response, "request", None), "meta", {})
        if meta.get("kind") in ("article", "part") and "canonical_url" in meta:
            self._crawler.stats.inc_value("articles_failed")
            said = plain(f"{type(failure.value).__name__}: {failure.value}")
            self._session.ledger.record_failure(meta["canonical_url"], said)

    def _spider_closed(self, spider: Spider, reason: str) -> None:
        finish(self._session, self._crawler, spider, reason)


def close_spider(crawler: Crawler, reason: str) -> None:
    """Have the engine finish what is under way and stop. Harmless where no spider runs."""
    if crawler.engine.spider is not None:
        deferred_from_coro(crawler.engine.close_spider_async(reason=reason))


def finish(session: CrawlSession, crawler: Crawler, spider: Spider | None, reason: str) -> Verdict:
    """Judge the crawl, write its row, publish its files. Once only; later calls change nothing."""
    if session.verdict is not None:
        return session.verdict
    arguments = arguments_of(spider)
    usual = None if arguments.get("canary") else session.ledger.crawls.usual_length(_key(arguments))

    def judged() -> tuple[Counts, Verdict]:
        counts = count(session, crawler, reason)
        length = getattr(spider, "list_length", counts.links_found)
        counts = replace(counts, list_length=length, usual_length=usual)
        return counts, judge(counts)

    session.commit()
    counts, verdict = judged()
    try:
        _keep_what_was_learned(session)
        session.ledger.crawls.record(
            session.crawl_id,
            arguments=_key(arguments),
            links_found=counts.links_found,
            exit_code=verdict.exit_code,
            list_length=counts.list_length,
            is_complete=bool(getattr(spider, "has_read_every_list", False)),
        )
        if not arguments and spider and getattr(spider, "has_read_every_list", False):
            session.ledger.lists.remember(spider.discovery.readings)  # type: ignore[attr-defined]
    except sqlite3.DatabaseError as error:
        session.report_disk_problem(error)
    # Judged again at the very end: publishing the files may still have failed.
    session.close(lambda: _told(row(session, spider, arguments, *judged())))
    session.verdict = judged()[1]
    return session.verdict


def _told(crawl: dict[str, Any]) -> dict[str, Any]:
    """The row, once the log has said which days it proves complete, and why no more."""
    first, last = crawl["complete_from_date"], crawl["complete_until_date"]
    days = f"{first} … {last}" if first else "无 none"
    why = crawl["incomplete_reason"]
    logger.info("完整的日子 | days proven complete: %s%s", days, f" ({why})" if why else "")
    return crawl


def _keep_what_was_learned(session: CrawlSession) -> None:
    session.ledger.page_ends.save()
    if learned := session.ledger.parameters.learn():
        logger.info(
            "会话参数已学会，今后忽略 | parameters of this channel that name no article, ignored"
            " from now on: %s",
            ", ".join(plain(name, 40) for name in learned),
        )


def arguments_of(spider: Spider | None) -> dict[str, Any]:
    """The typed ``-a`` arguments that were given, as JSON can hold them."""
    arguments = getattr(spider, "args", None)
    if arguments is None or not hasattr(arguments, "model_dump"):
        return {}
    given: dict[str, Any] = arguments.model_dump(mode="json", exclude_defaults=True)
    return given


def _key(arguments: dict[str, Any]) -> str:
    return json.dumps(arguments, sort_keys=True)
