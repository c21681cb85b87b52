"""How earlier crawls of a channel went, in the ledger's file: what is complete, what is usual.

Their order is their sequence, not their time: clocks jump.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from storage.clock import beijing_day
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    import sqlite3

SCHEMA = """
create table if not exists crawls (
    crawl_id text primary key,
    arguments text not null,
    links_found integer not null,
    exit_code integer not null,
    is_complete integer not null,
    list_length real,
    sequence integer,
    started_at text
) without rowid;
"""
CLOCK_SLACK = timedelta(minutes=2)
"""Clocks are set right by so much without anything being wrong."""
LISTS_WERE_READ = (CrawlExit.OK, CrawlExit.HALF_OF_USUAL, CrawlExit.TRAP_CLOSED)
"""How crawls end whose lists tell what is usual."""


class CrawlHistory:
    """The ``crawls`` table of a ledger. Commits with it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.executescript(SCHEMA)
        columns = {row[1] for row in db.execute("pragma table_info(crawls)")}
        for name, kind in (
            ("list_length", "real"),
            ("sequence", "integer"),
            ("started_at", "text"),
        ):
            if name not in columns:  # a ledger older than this column
                db.execute(f"alter table crawls add column {name} {kind}")
        if "sequence" not in columns:
            self._number_older()
        rows = db.execute("select crawl_id, sequence from crawls").fetchall()
        self._sequences: dict[str, int] = dict(rows)

    def begin(self, crawl_id: str, started_at: datetime) -> int:
        """Give a crawl its number in the sequence. Committed at once: kills do not undo it."""
        query = "select coalesce(max(sequence), 0) + 1 from crawls"
        (sequence,) = self._db.execute(query).fetchone()
        self._db.execute(
            "insert or ignore into crawls (crawl_id, arguments, links_found, exit_code,"
            " is_complete, sequence, started_at) values (?, '', 0, ?, 0, ?, ?)",
            (crawl_id, CrawlExit.KILLED, sequence, started_at.isoformat(timespec="seconds")),
        )
        self._sequences[crawl_id] = sequence
        return int(sequence)

    def begun_after(self, now: datetime) -> datetime | None:
        """When the last crawl began, if that is still to come: the clock has jumped back."""
        query = "select started_at from crawls where started_at is not null order by sequence desc"
        row = self._db.execute(f"{query} limit 1").fetchone()
        latest = datetime.fromisoformat(row[0]) if row else now
        return latest if latest > now + CLOCK_SLACK else None

    def is_no_later(self, crawl_id: str, than: str) -> bool:
        """True if the first crawl is the second one or one before it."""
        return self._sequences.get(crawl_id, 1 << 62) <= self._sequences.get(than, 0)

    def complete_day_before(self, crawl_id: str) -> date | None:
        """Beijing day on which the last complete crawl before that one began; None if none did."""
        row = self._db.execute(
            "select started_at from crawls where is_complete and arguments = '{}'"
            " and started_at is not null and sequence < ? order by sequence desc limit 1",
            (self._sequences.get(crawl_id, 0),),
        ).fetchone()
        return beijing_day(datetime.fromisoformat(row[0])) if row else None

    def record(
        self,
        crawl_id: str,
        *,
        arguments: str,
        links_found: int,
        exit_code: int,
        is_complete: bool,
        list_length: float | None = None,
    ) -> None:
        """Note how a crawl went. Not yet committed."""
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
        self._db.execute(
            "insert into crawls (crawl_id, arguments, links_found, exit_code, is_complete,"
            " list_length, sequence) values (?, ?, ?, ?, ?, ?,"
            " (select coalesce(max(sequence), 0) + 1 from crawls))"
            " on conflict (crawl_id) do update set"
            " arguments = excluded.arguments, links_found = excluded.links_found,"
            " exit_code = excluded.exit_code, is_complete = excluded.is_complete,"
            " list_length = excluded.list_length",
            (crawl_id, arguments, links_found, exit_code, is_complete, list_length),
        )

    def last_complete(self) -> str | None:
        """The latest crawl, unbounded by arguments, that read every list far enough."""
        query = "select crawl_id from crawls where arguments = '{}' and is_complete"
        row = self._db.execute(f"{query} order by sequence desc limit 1").fetchone()
        return str(row[0]) if row else None

    def usual_length(self, arguments: str, *, crawls: int = 7) -> float | None:
        """Median length of the lists in the last good crawls with the same arguments.

        None if there are fewer than three to compare with.
        """
        rows = self._db.execute(
            "select list_length from crawls where arguments = ? and exit_code in (?, ?, ?)"
            " and list_length is not null order by sequence desc limit ?",
            (arguments, *LISTS_WERE_READ, crawls),
        ).fetchall()
        lengths = sorted(row[0] for row in rows)
        return float(lengths[len(lengths) // 2]) if len(lengths) >= 3 else None

    def _number_older(self) -> None:
        """Number the crawls of an older ledger by their ids, killed ones that noted links too."""
        self._db.execute(
            "insert or ignore into crawls (crawl_id, arguments, links_found, exit_code,"
            " is_complete) select distinct noted_by, '', 0, ?, 0 from articles",
            (CrawlExit.KILLED,),
        )
        self._db.execute(
            "update crawls set sequence = (select count(*) from crawls as earlier"
            " where earlier.crawl_id <= crawls.crawl_id)"
        )
