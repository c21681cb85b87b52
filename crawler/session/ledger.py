"""Which articles of a channel were listed and which are fetched: one SQLite file per channel.

An article is ``seen`` from the moment a list names it, and ``done`` only when its WARC records and
its raw item are on disk; between the two it is requested again at the next start, whatever
happened. ``failed`` is requested a few more times, ``gone`` was done once and then removed.
Times are UTC, ISO 8601; ``list_date`` is the Beijing day the list printed.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

from crawler.session.crawl_history import CrawlHistory
from crawler.session.ledger_records import FetchedArticle, LedgerEntry, RevisitRule
from storage.clock import beijing_today, utc_now

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
"""


COLUMNS = ", ".join(LedgerEntry.__dataclass_fields__)


class Ledger:
    """Open it only while holding the channel's lock. Raises sqlite3.Error if it is damaged."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._db.execute("pragma journal_mode = wal")
        # A commit survives SIGKILL; a power cut may take the last ones, never tear one (see sync).
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(SCHEMA)
        self.crawls = CrawlHistory(self._db)

    def get(self, canonical_url: str) -> LedgerEntry | None:
        row = self._db.execute(
            f"select {COLUMNS} from articles where canonical_url = ?",
            (canonical_url,),
        ).fetchone()
        return _entry(row) if row else None

    def add_link(
        self, canonical_url: str, request: dict[str, Any], list_date: str | None, crawl_id: str
    ) -> None:
        """Note an article a list named. One recorded before keeps its state. Not yet committed."""
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

    def record_fetched(self, articles: Iterable[FetchedArticle], crawl_id: str) -> None:
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

    def record_unchanged(self, canonical_url: str) -> None:
        """A done article was looked at again and has not changed. Not yet committed."""
        self._begin()
        self._db.execute(
            "update articles set checked_at = ?, checks = checks + 1, attempts = 0, error = null"
            " where canonical_url = ?",
            (_now(), canonical_url),
        )

    def record_failure(self, canonical_url: str, error: str) -> None:
        """An article could not be had. A done one stays done. Not yet committed."""
        self._begin()
        self._db.execute(
            "update articles set attempts = attempts + 1, error = ?, checked_at = ?,"
            " state = case when state = 'seen' then 'failed' else state end"
            " where canonical_url = ?",
            (error[:200], _now(), canonical_url),
        )

    def record_gone(self, canonical_url: str, error: str) -> None:
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

    def open_articles(self, max_attempts: int) -> Iterator[LedgerEntry]:
        """Articles still owed: seen but never done, or failed fewer than ``max_attempts`` times."""
        yield from self._select(
            "state = 'seen' or (state = 'failed' and attempts < ?) order by first_seen_at",
            (max_attempts,),
        )

    def due_revisits(self, rule: RevisitRule) -> Iterator[LedgerEntry]:
        newest = self.newest_date()
        for entry in self._select("state = 'done' order by fetched_at", ()):
            if rule.is_due(entry, newest):
                yield entry

    def is_due(self, entry: LedgerEntry, rule: RevisitRule) -> bool:
        return rule.is_due(entry, self.newest_date())

    def newest_date(self) -> date | None:
        """The latest day of any done article, today at most: a misprinted year must not count."""
        row = self._db.execute(
            "select max(list_date) from articles where state = 'done' and list_date <= ?",
            (beijing_today().isoformat(),),
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def was_listed_by(self, canonical_url: str, crawl_id: str) -> bool:
        """True if the article was noted no later than that crawl, whatever became of it.

        Crawl ids sort by time. Articles noted by a crawl that was killed later do not count: a
        list that holds only them may go on to others that nobody noted.
        """
        query = "select noted_by <= ? from articles where canonical_url = ?"
        row = self._db.execute(query, (crawl_id, canonical_url)).fetchone()
        return bool(row and row[0])

    def counts(self) -> dict[str, int]:
        return dict(self._db.execute("select state, count(*) from articles group by state"))

    def close(self) -> None:
        self._db.close()

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("begin immediate")

    def _select(self, where: str, values: tuple[Any, ...]) -> Iterator[LedgerEntry]:
        query = f"select {COLUMNS} from articles where {where}"
        # Whole result first: the caller writes to the same table while it iterates.
        yield from (_entry(row) for row in self._db.execute(query, values).fetchall())


def _entry(row: tuple[Any, ...]) -> LedgerEntry:
    values = dict(zip(LedgerEntry.__dataclass_fields__, row, strict=True))
    return LedgerEntry(**values | {"request": json.loads(values["request"])})


def _now() -> str:
    return utc_now().isoformat(timespec="seconds")
