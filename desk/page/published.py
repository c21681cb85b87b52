"""The published database, opened for one answer and closed: a publish never waits for a reader.

What no choice of a reader changes – lists, period, channel health – is asked once per snapshot.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from desk.page import questions
from desk.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

LIMITS = {"threads": 2, "memory_limit": "400MB", "temp_directory": ""}
"""A page may not crowd out the crawls beside it; the same for all, for they share one instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Of one snapshot. ``channels`` are (channel, title) pairs; days are Beijing days."""

    snapshot: str
    themes: list[str]
    channels: list[tuple[str, str]]
    first: date
    last: date
    health: list[dict[str, Any]]
    articles: int
    newest: date | None


def catalogue() -> Path:
    return data_folder() / "coverage.duckdb"


@contextmanager
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """Raises duckdb.Error if the file is none, FileNotFoundError before the first publish."""
    if not catalogue().exists():
        raise FileNotFoundError(catalogue())
    with duckdb.connect(str(catalogue()), read_only=True, config=LIMITS) as connection:
        yield connection


class FactsOfNewest:
    """Keeps the facts of the newest snapshot; readers that come together ask for them once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.kept: tuple[tuple[object, ...], Facts] | None = None

    def of(self, connection: duckdb.DuckDBPyConnection) -> Facts:
        found = connection.execute("select any_value(snapshot_id) from snapshot").fetchone()
        snapshot = str(found[0]) if found else "–"
        state = catalogue().stat()
        key = (str(catalogue()), snapshot, state.st_ino, state.st_mtime_ns)
        with self.lock:
            if self.kept is None or self.kept[0] != key:
                self.kept = key, _ask(connection, snapshot)
            return self.kept[1]


facts = FactsOfNewest().of


def _ask(connection: duckdb.DuckDBPyConnection, snapshot: str) -> Facts:
    themes, channels = questions.options(connection)
    first, last = questions.default_period(connection)
    articles, newest = questions.totals(connection)
    return Facts(
        snapshot=snapshot,
        themes=themes,
        channels=channels,
        first=first,
        last=last,
        health=questions.health(connection),
        articles=articles,
        newest=newest,
    )
