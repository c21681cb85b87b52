"""Scrapy's view of a crawl session: store items, end the crawl on disk trouble, write its row."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.utils.defer import deferred_from_coro

from crawler.failures import plain
from crawler.items import Article
from crawler.session.challenged_days import challenged_days
from crawler.session.complete_days import CompleteDays, complete_days
from crawler.session.sessions import session_of
from crawler.session.verdict import Counts, Verdict, judge
from storage.clock import utc_now

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from crawler.session.crawl_session import CrawlSession

logger = logging.getLogger(__name__)

MOST_REASON = 2000
"""Characters of a row that say why days are not complete."""


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


def _days(session: CrawlSession, spider: Spider | None) -> CompleteDays:
    """What the row says of days; nothing if the ledger cannot be asked any more."""
    first, last = (getattr(spider, name, None) for name in ("complete_from", "complete_until"))
    try:
        days = complete_days(session.ledger, first, last, session.servers.latest)
    except sqlite3.Error as error:
        session.report_disk_problem(error)
        return CompleteDays(None, None)
    days.owed |= {day.isoformat() for day in getattr(spider, "open_days", ())}
    return days


def _incomplete_reason(spider: Spider | None, days: CompleteDays) -> str | None:
    """Why no day is claimed, or none before the first: for the row and for the log."""
    reason = getattr(spider, "incomplete_reason", None)
    if reason is None and spider is not None and days.first is None:
        reason = "some lists were not read to their ends"
    return plain(reason, MOST_REASON) if reason else None


def _challenged_days(session: CrawlSession, spider: Spider | None, counts: Counts) -> list[str]:
    try:
        return challenged_days(session, getattr(spider, "args", None), counts.challenged_lists)
    except sqlite3.Error as error:
        session.report_disk_problem(error)
        return []


def arguments_of(spider: Spider | None) -> dict[str, Any]:
    """The typed ``-a`` arguments that were given, as JSON can hold them."""
    arguments = getattr(spider, "args", None)
    if arguments is None or not hasattr(arguments, "model_dump"):
        return {}
    given: dict[str, Any] = arguments.model_dump(mode="json", exclude_defaults=True)
    return given


def count(session: CrawlSession, crawler: Crawler, reason: str) -> Counts:
    """What the stats and the session say of this crawl."""
    stats = crawler.stats.get_stats()
    errors = {
        name.removeprefix("errors/"): value
        for name, value in stats.items()
        if name.startswith("errors/")
    }
    return Counts(
        scrapy_reason=_stopped_by(session) or reason,
        links_found=max(stats.get("links_found", 0), stats.get("ledger/links", 0)),
        fetched=stats.get("pages_fetched", 0),
        not_modified=stats.get("not_modified", 0) + stats.get("ledger/unchanged", 0),
        items=session.item_count,
        done_before=stats.get("ledger/known", 0),
        refused=session.refused_count,
        failed=stats.get("articles_failed", 0),
        given_up=stats.get("ledger/given_up", 0),
        lists_failed=stats.get("lists_failed", 0),
        lists_fetched=stats.get("lists_fetched", 0),
        challenged_lists=stats.get("challenged_lists", 0),
        empty_lists=stats.get("empty_lists", 0),
        errors=errors,
        spider_errors=stats.get("spider_exceptions/count", 0),
        traps_closed=stats.get("traps_closed", 0),
        blocked_by_traps=stats.get("blocked/closed_trap", 0),
        challenged=sum(challenges(stats).values()),
        challenge_sign=_signs(challenges(stats)),
        problem=session.problem or stats.get("robots_problem"),
    )


def challenges(stats: dict[str, Any]) -> Counter[str]:
    """Answers of this crawl that were challenges, by status and sign."""
    prefix = "challenges/"
    return Counter(
        {name.removeprefix(prefix): n for name, n in stats.items() if name.startswith(prefix)}
    )


def _signs(found: Counter[str]) -> str | None:
    """``412 challenge_script ×3, 200 login_form ×1``; None if there were none."""
    return ", ".join(f"{sign} ×{count}" for sign, count in found.most_common(3)) or None


def _stopped_by(session: CrawlSession) -> str | None:
    if not session.problem:
        return None
    return "ledger_damaged" if session.is_ledger_damaged else "disk_full"


def row(
    session: CrawlSession,
    spider: Spider | None,
    arguments: dict[str, Any],
    counts: Counts,
    verdict: Verdict,
) -> dict[str, Any]:
    """The ``crawls`` row: the ground for "silent or broken?"."""
    days = _days(session, spider)
    return session.first_row() | {
        "finished_at": utc_now().isoformat(timespec="seconds"),
        "since_date": arguments.get("since"),
        "until_date": arguments.get("until"),
        "complete_from_date": _day(days.first),
        "complete_until_date": _day(days.last),
        "incomplete_reason": _incomplete_reason(spider, days),
        "listed_from_date": _day(getattr(getattr(spider, "discovery", None), "oldest", None)),
        "links_found": counts.links_found,
        "fetched": counts.fetched,
        "not_modified": counts.not_modified,
        "items": counts.items,
        "failed": counts.failed,
        "given_up": counts.given_up,
        "errors": counts.errors,
        "challenged": counts.challenged,
        "challenge_sign": counts.challenge_sign,
        "challenged_dates": _challenged_days(session, spider, counts),
        "failed_dates": sorted(days.owed),
        "finish_reason": verdict.finish_reason,
        "exit_code": verdict.exit_code,
        "reason": verdict.reason,
    }


def _key(arguments: dict[str, Any]) -> str:
    return json.dumps(arguments, sort_keys=True)


def _day(value: Any) -> str | None:
    return value.isoformat()[:10] if isinstance(value, date) else value
