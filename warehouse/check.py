"""Checks: queries for what must not exist. One row is enough to keep a snapshot unpublished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.errors import CheckFailedError, one_line
from warehouse.sql_files import sql_files

if TYPE_CHECKING:
    import duckdb


def run_checks(connection: duckdb.DuckDBPyConnection, aftermath: str = "") -> list[str]:
    """Run every check; return their names, or raise CheckFailedError with all that failed."""
    failures = []
    for file in sql_files("checks"):
        found = connection.execute(file.sql)
        names = [column[0] for column in found.description or []]
        rows = found.fetchmany(1000)
        if rows:
            count = f"{len(rows)}+" if len(rows) == 1000 else str(len(rows))
            example = ", ".join(
                f"{name}={one_line(str(value), 60)}"
                for name, value in zip(names, rows[0], strict=True)
            )
            failures.append(f"{file.path.stem}: {count} rows, e.g. {example}")
    if failures:
        raise CheckFailedError(
            "; ".join(["check failed 检查未通过 " + failures[0], *failures[1:], aftermath]).rstrip(
                "; "
            )
        )
    return [file.path.stem for file in sql_files("checks")]
