"""What no choice of a reader changes – lists, period, channel health – asked once per snapshot."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.page import questions
from desk.published import catalogue

if TYPE_CHECKING:
    from datetime import date

    import duckdb


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
