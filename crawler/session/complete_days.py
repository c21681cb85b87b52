"""Which days does a crawl call complete? Not those of which the channel still owes an article.

Nor days that lie ahead: if every server dates itself days before us, our clock is the one ahead.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from storage.clock import beijing_day, utc_now

if TYPE_CHECKING:
    from crawler.session.ledger import Ledger

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)


@dataclass
class CompleteDays:
    """``first`` to ``last`` without ``owed``: Beijing days, ISO. No day at all: both None."""

    first: date | None
    last: date | None
    owed: set[str] = field(default_factory=set)


def complete_days(
    ledger: Ledger, first: date | None, last: date | None, server_time: datetime | None
) -> CompleteDays:
    """What may be said of the days whose lists were read whole. Raises sqlite3.Error.

    ``server_time``: the latest time that any server told during the crawl.
    """
    days = CompleteDays(first, last, ledger.owed_days())
    if server_time is not None:
        _mind_the_clock(days, server_time)
    for entry in ledger.undated_owed():
        seen = min(utc_now(), datetime.fromisoformat(entry.first_seen_at))
        _leave_out(days, ledger.crawls.complete_day_before(entry.noted_by), beijing_day(seen))
    if not (days.first and days.last and days.first <= days.last):
        days.first = days.last = None
    return days


def _mind_the_clock(days: CompleteDays, server_time: datetime) -> None:
    behind = utc_now() - server_time
    if abs(behind) < DAY:
        return
    logger.warning(
        "系统时钟与网站相差 %.1f 天，请核对 | this machine's clock is %.1f days %s the servers'"
        " (%s): set it right; no day after theirs is called complete",
        *(abs(behind) / DAY, abs(behind) / DAY, "ahead of" if behind > DAY else "behind"),
        server_time.isoformat(),
    )
    if days.last is not None:
        days.last = min(days.last, beijing_day(server_time) - DAY)


def _leave_out(days: CompleteDays, since: date | None, until: date) -> None:
    """An article without a day is owed: it is of a day between two crawls that read all lists."""
    if days.first is None or days.last is None or until < days.first:
        return
    if since is None or since <= days.first:
        days.first = until + DAY
        return
    until = min(until, days.last)
    days.owed |= {str(since + DAY * number) for number in range((until - since).days + 1)}
