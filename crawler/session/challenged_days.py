"""Which days did this crawl look at and meet a challenge? What stands there, nobody has seen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crawler.failures import CHALLENGED, HOST_CHALLENGED
from storage.clock import beijing_day

if TYPE_CHECKING:
    from crawler.session.crawl_session import CrawlSession


def challenged_days(session: CrawlSession, arguments: Any, challenged_lists: int) -> list[str]:
    """Beijing days, ISO, in order. Raises sqlite3.Error.

    Those of articles owed for a challenge. A list page, or an article without a day, hides any day
    that was asked for: from the last crawl that read all lists, or ``since``, to this crawl's.
    """
    owed = list(session.ledger.owed_for(CHALLENGED, HOST_CHALLENGED))
    days = {entry.list_date for entry in owed if entry.list_date}
    if challenged_lists or any(entry.list_date is None for entry in owed):
        days |= set(_window(session, arguments))
    return sorted(days)


def _window(session: CrawlSession, arguments: Any) -> list[str]:
    today = beijing_day(session.started_at)
    last = min(getattr(arguments, "until", None) or today, today)
    first: date = (
        getattr(arguments, "since", None)
        or session.ledger.crawls.complete_day_before(session.crawl_id)
        or last
    )
    return [str(first + timedelta(days=number)) for number in range((last - first).days + 1)]
