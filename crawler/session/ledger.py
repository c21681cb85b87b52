"""Which articles of a channel were listed and which are fetched: one SQLite file per channel.

An article is ``seen`` from the moment a list names it, and ``done`` only when its WARC records and
its raw item are on disk; between the two it is owed: requested at every crawl, without limit. So is
one that ``failed``, whatever the failure was. Only its own 404 or 410, on several days
(``missing_looks``), makes it ``given_up``, or ``gone`` if it was done before; listed again, both
are requested again. Times are UTC, ISO 8601; ``list_date`` is the Beijing day the list printed.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from crawler.session.ledger_reading import LedgerReading, entry_of
from crawler.session.list_memory import ListMemory
from crawler.session.missing_looks import add_look, is_given_up, is_gone, without_future
from crawler.session.page_ends import PageEnds
from crawler.session.session_parameters import SessionParameters
from storage.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from crawler.session.ledger_records import FetchedArticle


class Ledger(LedgerReading):
    """Open it only while holding the channel's lease.

    Raises sqlite3.DatabaseError if it is damaged or the disk refuses: ``is_damage`` tells.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.parameters = SessionParameters(self._db)
        self.page_ends = PageEnds(self._db)
        self.lists = ListMemory(self._db)

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
                json.dumps(request),
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
            " missing_looks = '[]', refused_hash = null,"
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
        self._update(
            canonical_url,
            "state = 'done', checked_at = ?, checks = checks + 1, attempts = 0, error = null,"
            " missing_looks = '[]'",
            _now(),
        )

    def record_failure(
        self, canonical_url: str, error: str, *, refused_hash: str | None = None
    ) -> None:
        """An article could not be had, and is owed. One we had before stays what it was.

        ``refused_hash``: content of the page that came in its place. Not yet committed.
        """
        self._update(
            canonical_url,
            "attempts = attempts + 1, error = ?, checked_at = ?,"
            " refused_hash = coalesce(?, refused_hash),"
            " state = case when state = 'seen' then 'failed' else state end",
            *(error[:200], _now(), refused_hash),
        )

    def record_missing(self, canonical_url: str, error: str) -> str:
        """The article's own address answered 404 or 410: its state after that look.

        ``given_up`` and ``gone`` take several looks. Not yet committed.
        """
        entry = self.get(canonical_url)
        if entry is None:
            return "seen"
        looks = add_look(entry.missing_looks, utc_now())
        state = entry.state
        if state in ("seen", "failed"):
            state = "given_up" if is_given_up(looks) else "failed"
        elif state == "done" and is_gone(looks):
            state = "gone"
        self._update(
            canonical_url,
            "attempts = attempts + 1, error = ?, checked_at = ?, state = ?, missing_looks = ?,"
            " checks = checks + (? = 'gone')",
            *(error[:200], _now(), state, json.dumps(looks), state),
        )
        return state

    def forget_future(self) -> int:
        """Take back what a clock that was ahead made missing. Count of rows. Not yet committed."""
        count = 0
        for entry in self._select("missing_looks != '[]'", ()):
            looks = without_future(entry.missing_looks, utc_now())
            if looks == entry.missing_looks:
                continue
            state = entry.state
            if state == "given_up" and not is_given_up(looks):
                state = "failed"
            elif state == "gone" and not is_gone(looks):
                state = "done"
            change = "missing_looks = ?, state = ?"
            self._update(entry.canonical_url, change, json.dumps(looks), state)
            count += 1
        return count

    def reopen(self, canonical_urls: Iterable[str], error: str) -> int:
        """Have articles owed again, whatever became of them. Count of rows. Not yet committed."""
        return sum(
            self._update(
                url, "state = 'failed', error = ?, missing_looks = '[]', checks = 0", error
            )
            for url in canonical_urls
        )

    def take_over(self, rows: Iterable[dict[str, Any]]) -> int:
        """Add rows of another ledger: what is not known here, or only owed. Committed at once.

        Count of rows taken. A row that makes no sense, as damaged ones may, is left out.
        """
        count = 0
        columns = {row[1] for row in self._db.execute("pragma table_info(articles)")}
        for row in rows:
            known = {name: value for name, value in row.items() if name in columns}
            names, marks = ", ".join(known), ", ".join("?" * len(known))
            query = f"insert or ignore into articles ({names}) values ({marks})"
            try:
                entry_of(known)
                self._begin()
                count += self._db.execute(query, tuple(known.values())).rowcount
            except (sqlite3.IntegrityError, ValueError, TypeError, KeyError):
                continue
        self.commit()
        return count

    def remember_shared_text(self, text_hash: str) -> None:
        """A text that many addresses answered with: no article's. Not yet committed."""
        self._begin()
        self._db.execute("insert or ignore into shared_texts values (?)", (text_hash,))

    def commit(self) -> None:
        """Keep all that was noted. Raises sqlite3.Error (disk full); nothing is torn.

        What a power cut takes of it is fetched again: recovery notes the items of part files anew.
        """
        if self._db.in_transaction:
            self._db.execute("commit")

    def sync(self) -> None:
        """Make what was committed survive a power cut too. Raises sqlite3.Error (disk full)."""
        self._db.execute("pragma wal_checkpoint(full)")

    def close(self) -> None:
        self._db.close()

    def _update(self, canonical_url: str, change: str, *values: Any) -> int:
        self._begin()
        query = f"update articles set {change} where canonical_url = ?"
        return self._db.execute(query, (*values, canonical_url)).rowcount

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("begin immediate")


def _now() -> str:
    return utc_now().isoformat(timespec="seconds")
