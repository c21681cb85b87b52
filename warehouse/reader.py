"""Open the published catalogue, ask, close: a handle kept open would go on seeing the old one."""

from __future__ import annotations

import contextlib
import json
import re
import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from storage.paths import CATALOGUE
from storage.pins import pinned
from storage.store import Store
from warehouse.errors import ArgumentError, QueryError, SnapshotError, one_line
from warehouse.session import connect, connect_to_published
from warehouse.snapshot import MEND
from warehouse.sql_files import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH_ROWS = 50_000
RESULT_BYTES = 256_000_000
BUILD_AGAIN = "run python -m warehouse build 请重新发布"
READ_FOR = timedelta(hours=6)
"""Far longer than an export or a report takes: the pin of one that was killed ends then."""
NAMED_FILE = re.compile(r"""["'](/[^"']+)["']""")
SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)(I?)B?\s*", re.IGNORECASE)
HIDDEN_FUNCTIONS = frozenset(
    ("read_blob", "read_text", "read_csv", "read_csv_auto", "sniff_csv", "query", "query_table")
)
"""DuckDB always lets an open database's own file be read as bytes; ``query`` would hide the call in
a string, where the parsed tree does not show it."""
TOO_DEEP = "the SQL is nested too deeply 嵌套过深: write it in steps, with a with clause"
READING_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost."""

    seconds: float = 60.0
    memory: str = "1GB"
    threads: int = 2
    result_bytes: int = RESULT_BYTES
    """Of the Arrow stream that carries the answer out of its process (``sandbox``)."""


@contextlib.contextmanager
def open_catalogue(data: Path, limits: Limits = Limits()) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection that can reach the lake's files and nothing else.

    No other file, no network, no extension, no setting can be had through it; a query over its
    limits is interrupted. Raises SnapshotError if nothing is published yet, or the files moved.
    """
    path = data.resolve() / CATALOGUE
    if not path.is_file():
        raise SnapshotError(f"no {path} yet 尚无目录库: {BUILD_AGAIN}")
    try:
        connection = connect_to_published(path)
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(connection.close)
            lake = where_lake_lies(connection, path)
            on_failure.pop_all()
    except duckdb.Error as error:
        raise SnapshotError(
            f"{path} cannot be opened 无法打开 ({one_line(error)}): {BUILD_AGAIN}"
        ) from error
    try:
        for setting in (
            f"set allowed_directories = [{quoted(lake + '/')}]",
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


@contextlib.contextmanager
def pinned_catalogue(data: Path, name: str, why: str) -> Iterator[None]:
    """For the block, what the catalogue reads now stays, though another is published meanwhile."""
    with open_catalogue(data) as connection:
        row = connection.execute("select any_value(snapshot_id) from snapshot").fetchone()
    snapshot_id = str(row[0]) if row else ""
    with pinned(Store.local(data.resolve()), name, snapshot_id, why, lasting=READ_FOR):
        yield


def size_in_bytes(text: str) -> int:
    """Of a size as DuckDB takes it: 500MB, 1.5 GiB. Raises ArgumentError."""
    found = SIZE.fullmatch(text)
    if not found:
        raise ArgumentError(f"{text[:40]!r} is no size 内存上限有误: write it as 500MB or 1GB")
    number, unit, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** " KMGT".index(unit.upper() or " "))


def where_lake_lies(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """The lake folder that the views read. Raises SnapshotError if it is not there any more."""
    row = connection.execute("select any_value(lake) from snapshot").fetchone()
    lake = str(row[0]) if row else ""
    if not Path(lake).is_dir():
        raise SnapshotError(
            f"{path} reads {lake}, which is not there any more 数据已移动:"
            " run python -m warehouse relocate (--lake FOLDER if the lake lies elsewhere)"
        )
    return lake


def ask(connection: duckdb.DuckDBPyConnection, sql: str, limits: Limits = Limits()) -> pa.Table:
    """The rows of one reading statement. Raises QueryError, one line, if it is anything else."""
    refuse_writing(sql)
    return run(connection, sql, None, limits)


def ask_in_batches(
    connection: duckdb.DuckDBPyConnection, sql: str, limits: Limits
) -> pa.RecordBatchReader:
    """As ``ask``, but the rows come as they are found. Raises QueryError while they are read."""
    refuse_writing(sql)
    with limited(connection, limits):
        reader = connection.sql(sql).to_arrow_reader(BATCH_ROWS)

    def batches() -> Iterator[pa.RecordBatch]:
        with limited(connection, limits):
            yield from reader

    return pa.RecordBatchReader.from_batches(reader.schema, batches())


def run(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    values: list[Any] | dict[str, Any] | None = None,
    limits: Limits = Limits(),
) -> pa.Table:
    """Rows of our own SQL with bound values, within the limits.

    Raises QueryError if the SQL is at fault, SnapshotError if a file of the lake is.
    """
    with limited(connection, limits):
        return connection.sql(sql, params=values or []).to_arrow_table()


@contextlib.contextmanager
def limited(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    """Interrupt what takes too long; what DuckDB says becomes an error of one line.

    Raises QueryError; SnapshotError if it is a file of the views that cannot be read.
    """
    watchdog = threading.Timer(limits.seconds, connection.interrupt)
    watchdog.start()
    try:
        yield
    except duckdb.InterruptException:
        raise QueryError(
            f"the query took more than {limits.seconds:g} s 查询超时: narrow its dates or theme"
        ) from None
    except duckdb.OutOfMemoryException:
        raise QueryError(
            f"the query needs more than {limits.memory} 内存不足: narrow its dates or theme"
        ) from None
    except (duckdb.Error, pa.ArrowInvalid) as error:
        is_unreadable = isinstance(error, duckdb.IOException | duckdb.InvalidInputException)
        if is_unreadable and is_of_a_view(connection, str(error)):
            raise SnapshotError(
                f"a file of the lake cannot be read 文件无法读取: {one_line(error)};"
                f" {remedy(connection)}"
            ) from error
        raise QueryError(f"SQL 查询错误: {one_line(error)}") from error
    finally:
        watchdog.cancel()


def remedy(connection: duckdb.DuckDBPyConnection) -> str:
    """The one command that mends a file of the views.

    A build of the lake makes again what its snapshot lists; if the catalogue reads an older one,
    it must read the new one instead.
    """
    row = connection.execute(
        "select any_value(lake), any_value(snapshot_id) from snapshot"
    ).fetchone()
    lake, snapshot_id = map(str, row or ("", ""))
    try:
        current = (Path(lake) / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return MEND
    return MEND if current == snapshot_id else BUILD_AGAIN


def is_of_a_view(connection: duckdb.DuckDBPyConnection, message: str) -> bool:
    """Is the file that DuckDB complains of one that the views read, or one that the SQL named?"""
    named = NAMED_FILE.search(message)
    views = "select count(*) from duckdb_views() where contains(sql, ?)"
    return bool(named and connection.execute(views, [named[1]]).fetchone() != (0,))


def refuse_writing(sql: str) -> None:
    """Allow exactly one statement that only reads.

    ``enable_external_access = false`` still lets COPY write where reading is allowed, and DuckDB
    2.0 takes COPY inside a common table expression; so the parsed tree is looked through.
    """
    with connect() as parser:
        row = parser.execute("select json_serialize_sql(?)", [sql]).fetchone()
    try:
        parsed: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    except RecursionError:
        raise QueryError(TOO_DEEP) from None
    if parsed["error"]:
        message = one_line(str(parsed.get("error_message", "")))
        if message.startswith("Max expression depth"):
            raise QueryError(TOO_DEEP)
        if parsed.get("error_type") == "parser":
            raise QueryError(f"SQL 语法错误: {message}")
        raise QueryError("only one SELECT can be asked 只能查询 (SELECT, DESCRIBE, SHOW)")
    if len(parsed["statements"]) != 1:
        raise QueryError("one statement at a time 每次一条语句")
    if writing := sorted(set(node_types(parsed)) - READING_NODES):
        raise QueryError(f"only reading is allowed 只能读取, not {writing[0].split('_')[0]}")
    if hidden := sorted(set(values_of(parsed, "function_name")) & HIDDEN_FUNCTIONS):
        raise QueryError(
            f"{hidden[0]} is not allowed 不允许的函数: ask the views (python -m warehouse views)"
        )


def node_types(tree: Any) -> Iterator[str]:
    """The type of every query node in a serialised statement."""
    return (kind for kind in values_of(tree, "type") if kind.endswith("_NODE"))


def values_of(tree: Any, name: str) -> Iterator[str]:
    """Every string that stands under this name in a serialised statement."""
    pending = [tree]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            value = part.get(name)
            if isinstance(value, str):
                yield value
            pending.extend(part.values())
        elif isinstance(part, list):
            pending.extend(part)
