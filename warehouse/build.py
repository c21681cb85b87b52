"""Views over one snapshot: built beside the published catalogue, checked, then swapped in."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import stat
import time
from typing import TYPE_CHECKING

import duckdb

from storage.files import whole_file
from storage.leases import FileLease, LeaseHeldError, held
from storage.paths import CATALOGUE, lease_file
from storage.pins import drop_pin, keep_pin, read_pins
from storage.store import Store
from warehouse.check import run_checks
from warehouse.errors import SnapshotError, WarehouseError, one_line
from warehouse.quality.measure import fill_measurements
from warehouse.search import fill_masks, kept_from, search_words
from warehouse.session import connect
from warehouse.snapshot import Snapshot, dictionary, read_snapshot, relation
from warehouse.sql_files import SqlFile, bound, lake_tables, quoted, sql_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

logger = logging.getLogger(__name__)

STORAGE_VERSION = "v1.2.0"
"""DuckDB 1.x shells, DBeaver and notebooks open it too."""
BUILD_MEMORY = os.environ.get("COVERAGE_BUILD_MEMORY", "1500MB")
WAIT_SECONDS = 600
PIN, NEXT_PIN = "catalogue", "catalogue-next"
"""What the published catalogue reads, and what the one being built will read."""


def build(data: Path) -> Path:
    """Publish the views over the current snapshot of ``data/lake``; return the catalogue's path.

    Readers see the old catalogue or the new one. Raises SnapshotError if there is nothing to read
    and CheckFailedError if a check finds a row; either way the last good catalogue stays.
    """
    data = data.resolve()
    target = data / CATALOGUE
    with building(data):
        snapshot = read_snapshot(data / "lake")
        keep_pin(Store.local(data), NEXT_PIN, snapshot.snapshot_id, f"will be read by {target}")
        spill = data / f".{CATALOGUE}.{os.getpid()}.spill"
        try:
            with whole_file(target) as hidden, connect(memory_limit=BUILD_MEMORY) as connection:
                # Tables that say "order by" are sorted all the same; the others need less memory.
                connection.execute("set preserve_insertion_order = false")
                connection.execute(f"set temp_directory = {quoted(str(spill))}")
                connection.execute(
                    f"attach {quoted(str(hidden))} as building"
                    f" (storage_version '{STORAGE_VERSION}')"
                )
                connection.execute("use building")
                connection.execute("begin")
                create_objects(connection, snapshot)
                fill_measurements(connection, data)
                run_checks(connection, f"last good catalogue kept 保留上一版: {target}")
                connection.execute("commit")
                connection.execute("checkpoint")
                connection.execute("use memory")
                connection.execute("detach building")
                keep_mode(hidden, target)
        except duckdb.Error as error:
            raise WarehouseError(
                f"snapshot {snapshot.snapshot_id} gave no catalogue 视图构建失败:"
                f" {one_line(error)}; last good one kept 保留上一版"
            ) from error
        finally:
            sweep(data)
        pin_catalogue(data, target, snapshot)
    return target


def keep_mode(made: Path, before: Path) -> None:
    """A catalogue is its owner's alone, until he opens it to others: that stays so."""
    made.chmod(stat.S_IMODE(before.stat().st_mode) if before.exists() else 0o600)


def pin_catalogue(data: Path, target: Path, snapshot: Snapshot) -> None:
    """The catalogue reads this snapshot from now on, and the one before no more.

    Until here both were pinned, so a kill at any moment leaves the one that is read pinned.
    """
    keep_pin(Store.local(data), PIN, snapshot.snapshot_id, f"read by {target}")
    drop_pin(Store.local(data), NEXT_PIN)


def unpublished(data: Path, connection: duckdb.DuckDBPyConnection) -> str | None:
    """A line on the snapshot that was to be published and was not; None if there is none.

    Its pin stands until a catalogue reads it: a check refused it, or the build was killed.
    """
    pin = read_pins(Store.local(data.resolve())).get(NEXT_PIN)
    row = connection.execute("select any_value(snapshot_id) from snapshot").fetchone()
    published = str(row[0]) if row else ""
    if pin is None or pin.snapshot_id == published:
        return None
    return (
        f"snapshot {pin.snapshot_id} was to be published at {pin.since} and was not 未发布; the"
        f" catalogue still reads {published} 仍为旧版: python -m warehouse build tells why"
    )


def create_objects(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    """Every view, macro and rollup, in the order of the file names; then the dictionary."""
    connection.execute("create schema lake")
    connection.execute("create schema rollups")
    create_snapshot_table(connection, snapshot)
    words = {table: relation(snapshot, table) for table in dictionary()} | search_words()
    for file in sql_files("views"):
        started = time.perf_counter()
        connection.execute(bound(file.sql, words))
        if file.name == "rollups.channel_volumes":
            words["kept_from"] = kept_from(connection)
        elif file.name == "rollups.search_masks":
            fill_masks(connection)
        logger.info("%s %.2f s", file.path.name, time.perf_counter() - started)
    describe(connection)


def create_snapshot_table(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    connection.execute(
        "create table snapshot (snapshot_id varchar, build_id varchar, created_at varchar,"
        " content_hash varchar, lake varchar, table_name varchar, row_count bigint)"
    )
    connection.executemany(
        "insert into snapshot values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                snapshot.snapshot_id,
                snapshot.build_id,
                snapshot.created_at,
                snapshot.content_hash,
                str(snapshot.lake),
                table,
                rows,
            )
            for table, rows in snapshot.rows.items()
        ],
    )


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the headers into the catalogue: comments, and ``catalogue``, a list to read."""
    files = [file for file in sql_files("views") if file.kind != "working"]
    connection.execute(
        "create table catalogue (name varchar, kind varchar, grain varchar, notes varchar)"
    )
    connection.executemany(
        "insert into catalogue values (?, ?, ?, ?)",
        [(file.name, file.kind, file.grain, file.notes) for file in files],
    )
    for file in files:
        if file.kind == "view":
            connection.execute(f"comment on view {file.name} is {quoted(file.grain)}")
            for column, comment in column_comments(connection, file).items():
                connection.execute(f'comment on column {file.name}."{column}" is {quoted(comment)}')


def column_comments(connection: duckdb.DuckDBPyConnection, file: SqlFile) -> dict[str, str]:
    """Comments of a view's columns: its header's, and the lake's for columns it passes on."""
    own = lake_tables(file.sql)
    known: dict[str, str] = {}
    for table in [*(other for other in reversed(dictionary()) if other not in own), *sorted(own)]:
        known |= {column.name: column.comment for column in dictionary()[table]}
    known |= file.columns
    names = [row[0] for row in connection.execute(f"describe {file.name}").fetchall()]
    return {name: known[name] for name in names if name in known}


def relocate(data: Path, lake: Path | None = None) -> Path:
    """Point the published catalogue at a lake that moved; rollups are kept as they are.

    ``lake`` defaults to ``data/lake``. Raises SnapshotError unless the lake there still holds the
    snapshot that the catalogue was built from.
    """
    data = data.resolve()
    target = data / CATALOGUE
    root = (lake or data / "lake").resolve()
    if not target.is_file():
        raise SnapshotError(f"no {target} yet 尚无目录库: run python -m warehouse build")
    with building(data):
        try:
            with whole_file(target) as hidden, connect() as connection:
                shutil.copyfile(target, hidden)
                connection.execute(f"attach {quoted(str(hidden))} as building")
                connection.execute("use building")
                row = connection.execute("select any_value(snapshot_id) from snapshot").fetchone()
                snapshot = read_snapshot(root, row[0] if row else None)
                relations = {table: relation(snapshot, table) for table in dictionary()}
                for file in sql_files("views"):
                    if file.kind == "view" and "{" in file.sql:
                        replaced = file.sql.replace("create view", "create or replace view")
                        connection.execute(bound(replaced, relations))
                connection.execute("update snapshot set lake = ?", [str(root)])
                connection.execute("checkpoint")
                connection.execute("use memory")
                connection.execute("detach building")
                keep_mode(hidden, target)
        except duckdb.Error as error:
            raise WarehouseError(
                f"{target} cannot be pointed at {root} 无法修正路径 ({one_line(error)}):"
                " run python -m warehouse build"
            ) from error
        finally:
            sweep(data)
        if root.parent == data:
            pin_catalogue(data, target, snapshot)
    return target


@contextlib.contextmanager
def building(data: Path) -> Iterator[None]:
    """Hold the right to publish: one at a time across processes; a kill lets go of it."""
    lease = FileLease(lease_file(data, "warehouse"))
    try:
        with held(lease, f"catalogue of {data} 目录库", wait_seconds=WAIT_SECONDS):
            sweep(data)
            yield
    except LeaseHeldError as error:
        raise WarehouseError(str(error)) from None


def sweep(data: Path) -> None:
    """Remove what a killed build left; called under the lock only."""
    for path in data.glob(f".{CATALOGUE}.*"):
        if path.is_dir():
            for file in path.iterdir():
                file.unlink(missing_ok=True)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
