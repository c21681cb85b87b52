"""How earlier crawls of a channel went, in the ledger's file: what is complete, what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    list_length real
) without rowid;
"""
LISTS_WERE_READ = (CrawlExit.OK, CrawlExit.HALF_OF_USUAL, CrawlExit.TRAP_CLOSED)
"""How crawls end whose lists tell what is usual."""


class CrawlHistory:
    """The ``crawls`` table of a ledger. Commits with it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.executescript(SCHEMA)
        if "list_length" not in {row[1] for row in db.execute("pragma table_info(crawls)")}:
            # a ledger older than this measure
            db.execute("alter table crawls add column list_length real")

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
            "insert or replace into crawls values (?, ?, ?, ?, ?, ?)",
            (crawl_id, arguments, links_found, exit_code, is_complete, list_length),
        )

    def last_complete(self) -> str | None:
        """The latest crawl, unbounded by arguments, that read every list far enough."""
        query = "select max(crawl_id) from crawls where arguments = '{}' and is_complete"
        row = self._db.execute(query).fetchone()
        return str(row[0]) if row[0] else None

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
