"""Which session belongs to a crawler? Middlewares, handlers and extensions share one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from crawler.session.crawl_session import CrawlSession

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_sessions: WeakKeyDictionary[Crawler, CrawlSession] = WeakKeyDictionary()


def session_of(crawler: Crawler) -> CrawlSession:
    """The session of a crawler, opened at the first call. Raises LeaseHeldError, OSError."""
    if crawler not in _sessions:
        _sessions[crawler] = CrawlSession.open(crawler.spidercls.name, crawler.settings)
    return _sessions[crawler]


def use_session(crawler: Crawler, session: CrawlSession) -> None:
    """Give a crawler the session that was opened for it beforehand."""
    _sessions[crawler] = session
