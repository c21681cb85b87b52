"""What a crawl asked for and did not get: counted, told, and noted of its article.

A request failed, or a page came in the article's place: the article stays owed. Its address says
that it is not there: that is a look (``missing_looks``), and several make it given up, or gone.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from crawler.failures import CHALLENGED, HOST_CHALLENGED, kind_of, one_line
from crawler.fingerprints import AddressSet
from crawler.session.suspects import SAYS_REMOVED, STEP

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.statscollectors import StatsCollector
    from twisted.python.failure import Failure

    from crawler.items import Article
    from crawler.session.crawl_session import CrawlSession
    from crawler.session.ledger_records import FetchedArticle

logger = logging.getLogger(__name__)

GONE = ("http_404", "http_410")


class NotHad:
    """One per crawl."""

    def __init__(self, session: CrawlSession, stats: StatsCollector) -> None:
        self._session = session
        self._ledger = session.ledger
        self._stats = stats
        self._refused = AddressSet()

    def refuse(
        self, item: Article, requested_as: str, reason: str, fetched: FetchedArticle
    ) -> Article | None:
        """Keep what came in an article's place as a dropped item, once; the article stays owed."""
        self._stats.inc_value(f"errors/{reason}")
        logger.warning("%s %s: in the place of an article", reason, item.url[:200])
        entry = self._ledger.get(requested_as)
        if entry is None or entry.state not in ("done", "gone"):
            self._stats.inc_value("articles_failed")
        content = fetched.content_hash or ""
        self._ledger.record_failure(requested_as, reason, refused_hash=content)
        if entry and entry.state == "done" and reason in SAYS_REMOVED:
            self._missing(requested_as, reason, entry.url or item.url, item.fetched_at, status=200)
        is_new = self._refused.add(f"{item.canonical_url} {content}")
        if not is_new or (entry and entry.refused_hash == content):
            return None
        if not item.drop_reason:
            item.drop_step, item.drop_reason = STEP, reason
        self._session.in_pipeline[id(item)] = None
        return item

    def failed(self, failure: Failure) -> None:
        """Count one failed request; note what it means for its article."""
        request: Request = failure.request  # type: ignore[attr-defined]
        kind = kind_of(failure)
        requested = request.meta.get("kind")
        if kind == "http_304":
            self._stats.inc_value("not_modified")
            self._ledger.record_unchanged(request.meta["canonical_url"])
            return
        if kind == "stopping" or (kind in GONE and _is_end_of_list(request)):
            return
        self._stats.inc_value(f"errors/{kind}")
        logger.warning("%s %s: %s", kind, request.url[:200], one_line(failure))
        if requested not in ("article", "part"):
            self._stats.inc_value("lists_failed")
            if kind in (CHALLENGED, HOST_CHALLENGED):
                self._stats.inc_value("challenged_lists")
            return
        key = request.meta.get("canonical_url")
        if key is None:
            return
        if kind in GONE and requested == "article" and "redirect_urls" not in request.meta:
            status = int(kind.removeprefix("http_"))
            self._missing(key, kind, request.url, request.meta["fetched_at"], status=status)
            return
        if "earlier" in request.meta:
            return  # we have it; only another look failed
        self._stats.inc_value("articles_failed")
        self._ledger.record_failure(key, kind)

    def _missing(self, key: str, error: str, url: str, seen_at: str, *, status: int) -> None:
        """The article's own address says it is not there. One look decides nothing."""
        entry = self._ledger.get(key)
        state = self._ledger.record_missing(key, error)
        if state == "given_up":
            self._stats.inc_value("ledger/given_up")
        elif state in ("seen", "failed"):
            self._stats.inc_value("articles_failed")
        elif state == "gone" and entry and entry.state == "done":
            self._stats.inc_value("ledger/gone")
            said = "is no longer there" if status != 200 else f"is answered by 200 and {error}"
            self._session.write_revision(
                {
                    "channel": self._session.paths.channel,
                    "url": url,
                    "canonical_url": key,
                    "seen_at": seen_at,
                    "status": status,
                    "change": "gone",
                    "detail": f"two looks on different days: the article {said}",
                }
            )


def _is_end_of_list(request: Request) -> bool:
    """True for a list page whose address was counted up: a 404 there is where the list ends."""
    return bool(getattr(request.cb_kwargs.get("page"), "is_guess", False))
