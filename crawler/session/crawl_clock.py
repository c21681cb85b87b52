"""Which time is it, and which crawl comes first? Our clock may be wrong: it is never order."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.session.ledger import Ledger

logger = logging.getLogger(__name__)


class ServerClock:
    """The time that servers tell in their ``Date`` headers."""

    def __init__(self) -> None:
        self.latest: datetime | None = None

    def note(self, date_header: bytes | None) -> None:
        """Keep the latest; what cannot be read tells nothing."""
        try:
            told = parsedate_to_datetime((date_header or b"").decode("latin-1"))
        except (ValueError, TypeError, IndexError, OverflowError):
            return
        told = told if told.tzinfo else told.replace(tzinfo=UTC)
        if self.latest is None or told > self.latest:
            self.latest = told


def take_place(ledger: Ledger, crawl_id: str, started_at: datetime) -> int:
    """The place of a new crawl in the sequence of its channel; says if the clock jumped back."""
    if latest := ledger.crawls.begun_after(started_at):
        count = ledger.forget_future()
        logger.warning(
            "时钟倒退，请核对系统时间 | the clock jumped back: the last crawl began at %s, this"
            " one at %s; order follows the sequence of crawls, %d stamp(s) of the future are"
            " forgotten",
            *(latest.isoformat(), started_at.isoformat(timespec="seconds"), count),
        )
        ledger.commit()
    return ledger.crawls.begin(crawl_id, started_at)
