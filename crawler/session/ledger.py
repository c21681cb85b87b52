"""What a channel has shown us and what we already have: one SQLite file per channel.

An article is ``seen`` from the moment a list names it, and ``done`` only when its WARC records and
its raw item are on disk; between the two it is asked for again at the next start, whatever
happened. ``failed`` is asked for a few more times, ``gone`` was done once and then removed.
Times are UTC, ISO 8601; ``list_date`` is the Beijing day the list printed.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crawler.session.ledger_records import Done, Known, RevisitRule
from storage.clock import beijing_today
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SCHEMA = """
create table if not exists articles (
    canonical_url text primary key,
    state text not null check (state in ('seen', 'done', 'failed', 'gone')),
    request text not null,
    list_date text,
    noted_by text not null,
    first_seen_at text not null,
    attempts integer not null default 0,
    error text,
    url text,
    fetched_at text,
    checked_at text,
    checks integer not null default 0,
    etag text,
    last_modified text,
    digest text,
    content_hash text,
    crawl_id text
) without rowid;
create index if not exists open_articles on articles (state) where state in ('seen', 'failed');
create index if not exists dated_articles on articles (list_date) where state = 'done';
create table if not exists crawls (
    crawl_id text primary key,
    arguments text not null,
    links_found integer not null,
    exit_code integer not null,
    is_complete integer not null,
    list_length real
) without rowid;
"""


LISTS_WERE_READ = (CrawlExit.OK, CrawlExit.HALF_OF_USUAL, CrawlExit.TRAP_CLOSED)
"""How crawls end whose lists tell what is usual."""
COLUMNS = ", ".join(Known.__dataclass_fields__)


class Ledger:
    """Open it only while holding the channel's lock. Raises sqlite3.Error if it is damaged."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._db.execute("pragma journal_mode = wal")
        # A commit survives SIGKILL; a power cut may take the last ones, never tear one (see sync).
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(SCHEMA)
        if "list_length" not in self._columns("crawls"):  # a ledger older than this measure
            self._db.execute("alter table crawls add column list_length real")

    def get(self, canonical_url: str) -> Known | None:
        row = self._db.execute(
            f"select {COLUMNS} from articles where canonical_url = ?",
            (canonical_url,),
        ).fetchone()
        return _known(row) if row else None

    def saw(
        self, canonical_url: str, request: dict[str, Any], list_date: str | None, crawl_id: str
    ) -> None:
        """Note an article a list named. Known articles keep their state. Not yet committed."""
        self._begin()
        self._db.execute(
            "insert into articles"
            " (canonical_url, state, request, list_date, noted_by, first_seen_at)"
            " values (?, 'seen', ?, ?, ?, ?) on conflict (canonical_url) do nothing",
            (
                canonical_url,
                json.dumps(request, ensure_ascii=False),
                list_date,
                crawl_id,
                _now(),
            ),
        )

    def done(self, articles: Iterable[Done], crawl_id: str) -> None:
        """Note articles that are durable. Not yet committed."""
        self._begin()
        self._db.executemany(
            "insert into articles (canonical_url, state, request, noted_by, first_seen_at, url,"
            " fetched_at, checked_at, checks, etag, last_modified, digest, content_hash, crawl_id)"
            " values (?, 'done', '{}', ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)"
            " on conflict (canonical_url) do update set state = 'done', attempts = 0, error = null,"
            " checks = case when state = 'done' then checks + 1 else 0 end,"
            " url = excluded.url, fetched_at = excluded.fetched_at,"
            " checked_at = excluded.checked_at, etag = excluded.etag,"
            " last_modified = excluded.last_modified, digest = excluded.digest,"
            " content_hash = excluded.content_hash, crawl_id = excluded.crawl_id",
            [
                (
                    article.canonical_url,
                    crawl_id,
                    article.fetched_at,
                    article.url,
                    article.fetched_at,
                    article.fetched_at,
                    article.etag,
                    article.last_modified,
                    article.digest,
                    article.content_hash,
                    crawl_id,
                )
                for article in articles
            ],
        )

    def checked(self, canonical_url: str) -> None:
        """A done article was looked at again and has not changed. Not yet committed."""
        self._begin()
        self._db.execute(
            "update articles set checked_at = ?, checks = checks + 1, attempts = 0, error = null"
            " where canonical_url = ?",
            (_now(), canonical_url),
        )

    def failed(self, canonical_url: str, error: str) -> None:
        """An article could not be had. A done one stays done. Not yet committed."""
        self._begin()
        self._db.execute(
            "update articles set attempts = attempts + 1, error = ?, checked_at = ?,"
            " state = case when state = 'seen' then 'failed' else state end"
            " where canonical_url = ?",
            (error[:200], _now(), canonical_url),
        )

    def gone(self, canonical_url: str, error: str) -> None:
        """A done article answers 404 or 410. Not yet committed."""
        self._begin()
        self._db.execute(
            "update articles set state = 'gone', error = ?, checked_at = ? where canonical_url = ?",
            (error[:200], _now(), canonical_url),
        )

    def commit(self) -> None:
        """Keep all that was noted. Raises sqlite3.Error (disk full); nothing is torn.

        What a power cut takes of it is fetched again: recovery notes the items of part files anew.
        """
        if self._db.in_transaction:
            self._db.execute("commit")

    def sync(self) -> None:
        """Make what was committed survive a power cut too. Raises sqlite3.Error (disk full)."""
        self._db.execute("pragma wal_checkpoint(full)")

    def open_articles(self, max_attempts: int) -> Iterator[Known]:
        """Articles still owed: seen but never done, or failed fewer than ``max_attempts`` times."""
        yield from self._select(
            "state = 'seen' or (state = 'failed' and attempts < ?) order by first_seen_at",
            (max_attempts,),
        )

    def due_revisits(self, rule: RevisitRule) -> Iterator[Known]:
        for known in self._select("state = 'done' order by fetched_at", ()):
            if self.is_due(known, rule):
                yield known

    def is_due(self, known: Known, rule: RevisitRule) -> bool:
        """True if a done article is recent, by the channel's own newest day, and unchecked long."""
        if known.state != "done" or known.checks >= rule.max_checks or not known.checked_at:
            return False
        checked = datetime.fromisoformat(known.checked_at)
        if datetime.now(UTC) - checked < timedelta(seconds=rule.after_seconds):
            return False
        newest = self.newest_date()
        if known.list_date and newest:
            return known.list_date >= (newest - timedelta(days=rule.days)).isoformat()
        first_seen = datetime.fromisoformat(known.first_seen_at)
        return datetime.now(UTC) - first_seen < timedelta(days=rule.days)

    def newest_date(self) -> date | None:
        """The latest day of any done article, today at most: a misprinted year must not count."""
        row = self._db.execute(
            "select max(list_date) from articles where state = 'done' and list_date <= ?",
            (beijing_today().isoformat(),),
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def finished_crawl(
        self,
        crawl_id: str,
        *,
        arguments: str,
        links_found: int,
        exit_code: int,
        is_complete: bool,
        list_length: float | None = None,
    ) -> None:
        self._begin()
        self._db.execute(
            "insert or replace into crawls values (?, ?, ?, ?, ?, ?)",
            (crawl_id, arguments, links_found, exit_code, is_complete, list_length),
        )

    def last_complete_crawl(self) -> str | None:
        """The latest crawl, unbounded by arguments, that read every list far enough."""
        query = "select max(crawl_id) from crawls where arguments = '{}' and is_complete"
        row = self._db.execute(query).fetchone()
        return str(row[0]) if row[0] else None

    def was_noted_by(self, canonical_url: str, crawl_id: str) -> bool:
        """True if the article was noted no later than that crawl, whatever became of it.

        Crawl ids sort by time. Articles noted by a crawl that was killed later do not count: a
        list that holds only them may go on to others that nobody noted.
        """
        query = "select noted_by <= ? from articles where canonical_url = ?"
        row = self._db.execute(query, (crawl_id, canonical_url)).fetchone()
        return bool(row and row[0])

    def usual_length(self, arguments: str, *, crawls: int = 7) -> float | None:
        """Median length of the lists in the last good crawls with the same arguments.

        None if there are fewer than three to compare with.
        """
        rows = self._db.execute(
            "select list_length from crawls where arguments = ? and exit_code in (?, ?, ?)"
            " and list_length is not null order by crawl_id desc limit ?",
            (arguments, *LISTS_WERE_READ, crawls),
        ).fetchall()
        lengths = sorted(row[0] for row in rows)
        return float(lengths[len(lengths) // 2]) if len(lengths) >= 3 else None

    def counts(self) -> dict[str, int]:
        return dict(self._db.execute("select state, count(*) from articles group by state"))

    def close(self) -> None:
        self._db.close()

    def _columns(self, table: str) -> set[str]:
        return {row[1] for row in self._db.execute(f"pragma table_info({table})")}

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("begin immediate")

    def _select(self, where: str, values: tuple[Any, ...]) -> Iterator[Known]:
        query = f"select {COLUMNS} from articles where {where}"
        # Whole result first: the caller writes to the same table while it iterates.
        yield from (_known(row) for row in self._db.execute(query, values).fetchall())


def _known(row: tuple[Any, ...]) -> Known:
    values = dict(zip(Known.__dataclass_fields__, row, strict=True))
    return Known(**values | {"request": json.loads(values["request"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
