"""The published database, opened for one question and closed: no publish waits for a reader."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from desk import DeskError
from storage.paths import CATALOGUE, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb


class NotPublishedError(DeskError):
    """Nothing has been published yet."""


def catalogue(data: Path | None = None) -> Path:
    return (data or data_folder()) / CATALOGUE


@contextmanager
def opened(
    data: Path | None = None, limits: dict[str, Any] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """``limits`` are DuckDB's own. Raises NotPublishedError, or duckdb.Error if it is no database.

    Readers of one process share one instance: they must all ask for the same limits.
    """
    from warehouse.session import connect_to_published

    path = catalogue(data)
    if not path.exists():
        raise NotPublishedError(f"{path} is not there yet: make run publishes it")
    with connect_to_published(path, **(limits or {})) as connection:
        yield connection


def rows(
    data: Path, sql: str, parameters: list[Any] | dict[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Answers of one query. Raises as ``opened`` does."""
    with opened(data) as connection:
        return connection.execute(sql, parameters or []).fetchall()
