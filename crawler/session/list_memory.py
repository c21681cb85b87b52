"""What a ledger remembers of the lists that the last complete crawl read."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

SCHEMA = """
create table if not exists lists (
    entry text primary key,
    head blob not null,
    records integer,
    is_ordered integer not null,
    is_proven integer not null
) without rowid;
"""
ENTRY_LENGTH = 2000


class ReadList(Protocol):
    """A list that a crawl has read."""

    @property
    def entry(self) -> str: ...
    @property
    def head(self) -> frozenset[int]: ...
    @property
    def stated_records(self) -> int | None: ...
    @property
    def is_ordered(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class KnownList:
    """First page (fingerprints), stated rows, order and proof of a list."""

    head: frozenset[int]
    records: int | None
    is_ordered: bool
    is_proven: bool


class ListMemory:
    """The ``lists`` table of a ledger: first page, order and proof of each list."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.executescript(SCHEMA)

    def remember(self, readings: Iterable[tuple[ReadList, bool]]) -> None:
        """Keep what a complete crawl read, and whether each list proved it. Not yet committed."""
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
        self._db.executemany(
            "insert or replace into lists values (?, ?, ?, ?, ?)",
            [
                (
                    reading.entry[:ENTRY_LENGTH],
                    array("Q", sorted(reading.head)).tobytes(),
                    reading.stated_records,
                    reading.is_ordered,
                    is_proven,
                )
                for reading, is_proven in readings
            ],
        )

    def get(self, entry: str) -> KnownList | None:
        """A list as it was; None if no complete crawl read it."""
        row = self._db.execute(
            "select head, records, is_ordered, is_proven from lists where entry = ?",
            (entry[:ENTRY_LENGTH],),
        ).fetchone()
        if row is None:
            return None
        return KnownList(frozenset(array("Q", row[0])), row[1], bool(row[2]), bool(row[3]))


class EarlierLists:
    """What a spider may ask of earlier crawls, from the ledger.

    ``has_listed``: whether the last complete crawl, or one before it, met an article.
    """

    def __init__(self, memory: ListMemory, has_listed: Callable[[str], bool]) -> None:
        self._memory = memory
        self.has_listed = has_listed

    def head_of(self, entry: str) -> frozenset[int] | None:
        known = self._memory.get(entry)
        return known.head if known else None

    def records_of(self, entry: str) -> int | None:
        known = self._memory.get(entry)
        return known.records if known else None

    def is_ordered(self, entry: str) -> bool:
        known = self._memory.get(entry)
        return bool(known and known.is_ordered)

    def is_proven(self, entry: str) -> bool:
        known = self._memory.get(entry)
        return bool(known and known.is_proven)
