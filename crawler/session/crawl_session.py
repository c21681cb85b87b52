"""One crawl of one channel, from lease to published files. All that must be durable passes here."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.warc_writer import WarcFiles
from crawler.session.crawl_clock import ServerClock, take_place
from crawler.session.ledger import Ledger
from crawler.session.ledger_schema import is_damage
from crawler.session.raw_items import JsonLines, as_suspect, encode_line, is_line_of
from crawler.session.recovery import rebuild, recover
from crawler.session.suspects import SHARED_TEXT
from storage.clock import utc_now
from storage.files import DISK_ERRORS, PART, write_whole
from storage.leases import FileLease, LeaseHeldError
from storage.paths import ChannelPaths, new_crawl_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy.settings import BaseSettings

    from archive.pointer import WarcPointer
    from archive.warc_writer import Exchange
    from crawler.items import Article
    from crawler.session.ledger_records import FetchedArticle, LedgerEntry
    from crawler.session.verdict import Verdict

logger = logging.getLogger(__name__)


class CrawlSession:
    """Holds the channel's lease, ledger and part files. Use ``open``; always ``close`` it.

    Writing order is the durability promise: WARC, then item, then (both synced) the ledger's
    ``done``. A disk that takes no more ends the crawl: ``problem`` says why, and ``on_problem`` is
    called once.
    """

    def __init__(self, paths: ChannelPaths, settings: BaseSettings) -> None:
        self.paths = paths
        self.crawl_id = new_crawl_id()
        self.started_at = utc_now()
        self.is_archiving = settings.getbool("WARC_ENABLED")
        self.sequence: int | None = None
        self.problem: str | None = None
        self.is_ledger_damaged = False
        self.on_problem: Callable[[], None] | None = None
        self.is_closed = False
        self.verdict: Verdict | None = None
        self._commit_items = settings.getint("COMMIT_ITEMS")
        self._commit_seconds = settings.getfloat("COMMIT_SECONDS")
        self._lease = FileLease(paths.lease)
        self.in_pipeline: dict[int, FetchedArticle | None] = {}
        """What to record of the items on their way through the pipelines, by ``id``.

        None: a page that came in the place of an article, which stays owed.
        """
        self.refused_count = 0
        self.servers = ServerClock()
        self._suspected: set[str] = set()
        self._pending: dict[str, FetchedArticle] = {}
        self._last_commit = time.monotonic()
        self._warc = WarcFiles(paths, self.crawl_id, max_bytes=settings.getint("WARC_MAX_BYTES"))
        self._items = JsonLines(paths.items(self.crawl_id))
        self._revisions = JsonLines(paths.revisions(self.crawl_id))
        self.ledger: Ledger

    @classmethod
    def open(cls, channel: str, settings: BaseSettings) -> CrawlSession:
        """Lease the channel, recover what a killed crawl left, note that this one has begun.

        Raises LeaseHeldError if another process crawls the channel, OSError if the disk refuses,
        sqlite3.DatabaseError if the ledger is damaged or the disk refuses it.
        """
        session = cls(ChannelPaths(Path(settings["COVERAGE_DATA"]).absolute(), channel), settings)
        if not session._lease.try_acquire():
            holder = session._lease.holder() or "another process"
            raise LeaseHeldError(f"channel {channel}", holder)
        try:
            session.ledger = Ledger(session.paths.ledger)
            if not session.ledger.counts():
                rebuild(session.paths, session.ledger)
            recover(session.paths, session.ledger)
            session.sequence = take_place(session.ledger, session.crawl_id, session.started_at)
            session._write_row(_part(session.paths.crawl(session.crawl_id)), session.first_row())
        except BaseException:
            session._lease.release()
            raise
        return session

    @property
    def item_count(self) -> int:
        return self._items.line_count

    def first_row(self) -> dict[str, Any]:
        """The ``crawls`` row of a crawl that has only begun."""
        return {
            "crawl_id": self.crawl_id,
            "channel": self.paths.channel,
            "sequence": self.sequence,
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "finished_at": None,
        }

    def archive(self, exchange: Exchange) -> WarcPointer:
        """Append one exchange to the WARC. Raises OSError after the crawl was told to end."""
        try:
            return self._warc.append(exchange)
        except OSError as error:
            self.report_disk_problem(error)
            raise

    def store(self, item: Article, fetched: FetchedArticle | None) -> None:
        """Write one raw item; its article, if it is one, is done at the next commit.

        Raises OSError.
        """
        try:
            self._items.append(encode_line(item))
        except OSError as error:
            self.report_disk_problem(error)
            raise
        if fetched is None:
            self.refused_count += 1
        elif fetched.canonical_url not in self._suspected:
            self._pending[fetched.canonical_url] = fetched
        self._commit_if_due()

    def suspect(self, canonical_urls: Iterable[str], reason: str) -> None:
        """Articles of this crawl are none: owed again, their raw items dropped when it ends."""
        for url in canonical_urls:
            self._suspected.add(url)
            self.refused_count += 1
            self._pending.pop(url, None)
            self.ledger.reopen([url], reason)

    def record_without_item(self, fetched: FetchedArticle) -> None:
        """An article that needs no item of its own: unchanged, or another name of one stored."""
        self._pending[fetched.canonical_url] = fetched
        self._commit_if_due()

    def has_stored(self, key: str, entry: LedgerEntry | None) -> bool:
        """Whether this crawl already has the article; ``entry``: what the ledger holds of it."""
        return (
            key in self._pending
            or any(
                fetched and fetched.canonical_url == key for fetched in self.in_pipeline.values()
            )
            or (entry is not None and entry.state == "done" and entry.crawl_id == self.crawl_id)
        )

    def write_revision(self, revision: dict[str, Any]) -> None:
        try:
            self._revisions.append(encode_line(revision))
        except OSError as error:
            self.report_disk_problem(error)
            raise

    def commit(self) -> None:
        """Sync what was written, in order, then let the ledger call it done."""
        if self.problem:
            return
        try:
            if self._pending:
                self._warc.sync()
                self._items.sync()
                self.ledger.record_fetched(self._pending.values(), self.crawl_id)
            self._revisions.sync()
            self.ledger.commit()
        except (OSError, sqlite3.DatabaseError) as error:
            self.report_disk_problem(error)
            return
        self._pending.clear()
        self._last_commit = time.monotonic()

    def commit_ledger(self) -> None:
        """Make new links and failures durable; waits for no item."""
        try:
            self.ledger.commit()
        except sqlite3.DatabaseError as error:
            self.report_disk_problem(error)

    def close(self, make_row: Callable[[], dict[str, Any]]) -> None:
        """Publish the files, then the ``crawls`` row, and let the channel go. Never raises.

        ``make_row`` is called last, when ``problem`` is final. After a disk problem the part files
        stay: the next crawl recovers them.
        """
        if self.is_closed:
            return
        self.is_closed = True
        try:
            self.commit()
            if not self.problem:
                self.ledger.sync()  # before the items are published, else they could come again
                self._warc.close()
                self._items.close(self._dropped if self._suspected else None)
                self._revisions.close()
        except (OSError, sqlite3.DatabaseError) as error:
            self.report_disk_problem(error)
        try:
            self._write_row(self.paths.crawl(self.crawl_id), make_row())
            _part(self.paths.crawl(self.crawl_id)).unlink(missing_ok=True)
        except OSError as error:
            self.report_disk_problem(error)
        finally:
            self.ledger.close()
            self._lease.release()

    def _dropped(self, line: bytes) -> bytes:
        return as_suspect(line, SHARED_TEXT) if is_line_of(line, self._suspected) else line

    def _commit_if_due(self) -> None:
        waited = time.monotonic() - self._last_commit
        if len(self._pending) >= self._commit_items or waited >= self._commit_seconds:
            self.commit()

    def report_disk_problem(self, error: Exception) -> None:
        """The disk takes no more: say why, once, and have the crawl end."""
        if self.problem:
            return
        number = getattr(error, "errno", None)
        self.is_ledger_damaged = isinstance(error, sqlite3.DatabaseError) and is_damage(error)
        is_disk = number in DISK_ERRORS or isinstance(error, sqlite3.DatabaseError)
        self.problem = (getattr(error, "strerror", None) or str(error)) if is_disk else repr(error)
        logger.error("Cannot write to %s: %s", self.paths.data, self.problem)
        if self.on_problem:
            self.on_problem()

    def _write_row(self, path: Path, row: dict[str, Any]) -> None:
        write_whole(path, json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _part(path: Path) -> Path:
    return path.with_name(path.name + PART)
