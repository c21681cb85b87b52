"""How the product opens DuckDB: one time zone for every question, wherever this runs."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import duckdb

from storage.clock import ZONE
from storage.files import whole_file

if TYPE_CHECKING:
    from pathlib import Path

COPIES = "state/readable"
"""Below the data folder: copies of a catalogue that another program holds."""


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


def connect_to_published(
    catalogue: Path, **config: str | bool | int | float | list[str]
) -> duckdb.DuckDBPyConnection:
    """Read the published catalogue, also while another program holds it for writing.

    DuckDB lets nobody read a file that is open for writing elsewhere (DBeaver opens so by default).
    Publishing replaces the file and is not hindered; reading takes a copy, made once per file.
    Raises duckdb.Error if neither can be opened.
    """
    try:
        return connect(catalogue, read_only=True, **config)
    except duckdb.IOException as error:
        copy = _copy_of(catalogue)
        if copy is None:
            raise
        try:
            return connect(copy, read_only=True, **config)
        except duckdb.IOException:
            raise error from None  # it is the file itself that is wrong


def _copy_of(catalogue: Path) -> Path | None:
    """A copy of the catalogue as it was last checkpointed; None if it cannot be made."""
    folder = catalogue.parent / COPIES
    try:
        state = catalogue.stat()
        path = folder / f"{state.st_ino}-{state.st_size}-{state.st_mtime_ns}.duckdb"
        if not path.exists():
            with whole_file(path, is_durable=False) as hidden:
                shutil.copyfile(catalogue, hidden)
            for older in folder.glob("*.duckdb"):
                if older != path:
                    with contextlib.suppress(OSError):
                        older.unlink()
    except OSError:
        return None
    return path
