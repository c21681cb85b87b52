"""Open the published catalogue, ask, close: a handle kept open would go on seeing the old one."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse.errors import QueryError, SnapshotError, one_line
from warehouse.folders import CATALOGUE
from warehouse.snapshot import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

READING_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost."""

    seconds: float = 60.0
    memory: str = "1GB"
    threads: int = 2


@contextlib.contextmanager
def open_catalogue(data: Path, limits: Limits = Limits()) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection that can reach the lake's files and nothing else.

    No other file, no network, no extension, no setting can be had through it; a query over its
    limits is interrupted. Raises SnapshotError if nothing is published yet.
    """
    path = data.resolve() / CATALOGUE
    if not path.is_file():
        raise SnapshotError(f"no {path} yet 尚无目录库: run python -m warehouse build")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise SnapshotError(
            f"{path} cannot be opened 无法打开 ({one_line(error)}): run python -m warehouse build"
        ) from error
    try:
        row = connection.execute("select any_value(lake) from snapshot").fetchone()
        lake = str(row[0]) if row else ""
        for setting in (
            f"set allowed_directories = [{quoted(lake + '/')}]",
            "set enable_progress_bar = false",
            "set temp_directory = ''",
            f"set memory_limit = {quoted(limits.memory)}",
            f"set threads = {int(limits.threads)}",
            "set enable_external_access = false",
            "set lock_configuration = true",
        ):
            connection.execute(setting)
        yield connection
    finally:
        connection.close()


def ask(connection: duckdb.DuckDBPyConnection, sql: str, limits: Limits = Limits()) -> pa.Table:
    """The rows of one reading statement. Raises QueryError, one line, if it is anything else."""
    refuse_writing(sql)
    return run(connection, sql, None, limits)


def run(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    values: list[Any] | dict[str, Any] | None = None,
    limits: Limits = Limits(),
) -> pa.Table:
    """Rows of our own SQL with bound values, within the limits."""
    watchdog = threading.Timer(limits.seconds, connection.interrupt)
    watchdog.start()
    try:
        return connection.sql(sql, params=values or []).to_arrow_table()
    except duckdb.InterruptException:
        raise QueryError(
            f"the query took more than {limits.seconds:g} s 查询超时: narrow its dates or theme"
        ) from None
    except duckdb.OutOfMemoryException:
        raise QueryError(
            f"the query needs more than {limits.memory} 内存不足: narrow its dates or theme"
        ) from None
    except duckdb.Error as error:
        raise QueryError(f"SQL 查询错误: {one_line(error)}") from error
    finally:
        watchdog.cancel()


def refuse_writing(sql: str) -> None:
    """Allow exactly one statement that only reads.

    ``enable_external_access = false`` still lets COPY write where reading is allowed, and DuckDB
    2.0 takes COPY inside a common table expression; so the parsed tree is looked through.
    """
    with duckdb.connect() as parser:
        row = parser.execute("select json_serialize_sql(?)", [sql]).fetchone()
    parsed: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    if parsed["error"]:
        message = one_line(str(parsed.get("error_message", "")))
        if parsed.get("error_type") == "parser":
            raise QueryError(f"SQL 语法错误: {message}")
        raise QueryError("only one SELECT can be asked 只能查询 (SELECT, DESCRIBE, SHOW)")
    if len(parsed["statements"]) != 1:
        raise QueryError("one statement at a time 每次一条语句")
    if writing := sorted(set(node_types(parsed)) - READING_NODES):
        raise QueryError(f"only reading is allowed 只能读取, not {writing[0].split('_')[0]}")


def node_types(tree: Any) -> Iterator[str]:
    """The type of every query node in a serialised statement."""
    pending = [tree]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            kind = part.get("type")
            if isinstance(kind, str) and kind.endswith("_NODE"):
                yield kind
            pending.extend(part.values())
        elif isinstance(part, list):
            pending.extend(part)
