"""What is written of a crawl when it ends: its counts, and its row among the ``crawls``."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from crawler.failures import plain
from crawler.session.challenged_days import challenged_days
from crawler.session.complete_days import CompleteDays, complete_days
from crawler.session.verdict import Counts, Verdict
from storage.clock import utc_now

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.session.crawl_session import CrawlSession

MOST_REASON = 2000
"""Characters of a row that say why days are not complete."""


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


def _day(value: Any) -> str | None:
    return value.isoformat()[:10] if isinstance(value, date) else value
