"""How the product opens DuckDB: one time zone for every question, wherever this runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from storage.clock import ZONE

if TYPE_CHECKING:
    from pathlib import Path


def connect(
    database: Path | None = None,
    *,
    read_only: bool = False,
    **config: str | bool | int | float | list[str],
) -> duckdb.DuckDBPyConnection:
    """A connection to a catalogue, or to memory. Raises duckdb.Error.

    Days are Beijing days: ``published_at >= '2019-02-24'`` means midnight there, whatever zone the
    host is in.
    """
    connection = duckdb.connect(
        str(database) if database else ":memory:", read_only=read_only, config=config
    )
    connection.execute(f"set timezone = '{ZONE}'")
    connection.execute("set enable_progress_bar = false")
    return connection
