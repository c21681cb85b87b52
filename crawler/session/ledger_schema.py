"""The articles table of a ledger: made, brought up to date, and told from a damaged file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from storage.files import whole_file

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = """
create table if not exists articles (
    canonical_url text primary key,
    state text not null check (state in ('seen', 'done', 'failed', 'gone', 'given_up')),
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
    crawl_id text,
    missing_looks text not null default '[]',
    refused_hash text
) without rowid;
create index if not exists open_articles on articles (state) where state in ('seen', 'failed');
create index if not exists dated_articles on articles (list_date) where state = 'done';
create table if not exists shared_texts (text_hash text primary key) without rowid;
"""


class EmptyLedgerError(sqlite3.DatabaseError):
    """The file is there and holds no byte: a disk lost it. SQLite would begin anew in it."""


def open_file(path: Path) -> sqlite3.Connection:
    """Open a ledger's file; a new one appears with its tables or not at all.

    So a file without them was damaged, whatever killed a crawl before. Raises EmptyLedgerError,
    sqlite3.DatabaseError, OSError.
    """
    if not path.exists():
        with whole_file(path) as hidden, closing(_connect(hidden)) as new:
            new.executescript(SCHEMA)
    elif path.stat().st_size == 0:
        raise EmptyLedgerError("the file is empty")
    return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=30)
    db.execute("pragma journal_mode = wal")
    return db


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Make the table, or an older one anew: its check of states cannot be altered.

    What older versions gave up after three failures of any kind is owed again.
    """
    have = [row[1] for row in db.execute("pragma table_info(articles)")]
    if have and "missing_looks" not in have:
        names = ", ".join(have)
        db.executescript(
            "begin immediate; drop index if exists open_articles;"
            " drop index if exists dated_articles; alter table articles rename to older;"
            f" {SCHEMA} insert into articles ({names}) select {names} from older;"
            " drop table older; commit"
        )
    db.executescript(SCHEMA)


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """True if the file is no whole ledger; False if the disk is full or refuses: nothing is lost.

    Only a damaged one is to be made again.
    """
    if isinstance(error, EmptyLedgerError):
        return True
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
