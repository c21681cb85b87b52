"""The published snapshot of the lake, as the warehouse reads it: a manifest of Parquet files."""

from __future__ import annotations

import csv
import functools
import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import SnapshotError, one_line
from warehouse.sql_files import HERE, quoted

if TYPE_CHECKING:
    from pathlib import Path

SNAPSHOT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
REBUILD = "run python -m transforms build 请重新构建数据湖"
MEND = "run python -m transforms build, which makes it again 请重新构建数据湖"
PARQUET_END = b"PAR1"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    sql_type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state of all lake tables."""

    snapshot_id: str
    build_id: str
    created_at: str
    content_hash: str
    lake: Path
    files: dict[str, list[str]]
    """Absolute Parquet paths by table; a table without rows may have none."""
    rows: dict[str, int]


LATER = {
    "articles": ("headline_rule", "origin_rule", "reporters_rule", "editors_rule"),
    "crawls": (
        *("given_up", "challenged", "challenge_sign", "challenged_dates"),
        *("incomplete_reason", "listed_from_date"),
    ),
}
"""Columns that lakes of earlier versions lack and that may be null: their rows do not tell."""


@functools.cache
def dictionary() -> dict[str, list[Column]]:
    """Columns of every lake table: ``lake_columns.csv`` is our half of the contract."""
    tables: dict[str, list[Column]] = {}
    with (HERE / "lake_columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            column = Column(row["column"], row["type"], row["comment"])
            tables.setdefault(row["table"], []).append(column)
    return tables


def read_snapshot(lake: Path, snapshot_id: str | None = None) -> Snapshot:
    """A snapshot of the lake folder: the one named, else the one that ``CURRENT`` names.

    Raises SnapshotError if there is none, its manifest is broken, or a file of it is missing.
    """
    if snapshot_id is None:
        try:
            snapshot_id = (lake / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            raise SnapshotError(f"no snapshot in {lake} 尚无数据: {REBUILD}") from None
    if not SNAPSHOT_ID.fullmatch(snapshot_id):
        raise SnapshotError(f"{lake / 'CURRENT'} names no snapshot 指针损坏: {REBUILD}")
    manifest = lake / "snapshots" / f"{snapshot_id}.json"
    try:
        stored = json.loads(manifest.read_text(encoding="utf-8"))
        tables = dict(stored["tables"])
        snapshot = Snapshot(
            snapshot_id=str(stored["snapshot_id"]),
            build_id=str(stored["build_id"]),
            created_at=str(stored["created_at"]),
            content_hash=str(stored["content_hash"]),
            lake=lake,
            files={
                name: [locate(lake, file) for file in tables.get(name, [])] for name in dictionary()
            },
            rows={name: sum(int(f["rows"]) for f in tables.get(name, [])) for name in dictionary()},
        )
    except SnapshotError:
        raise
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SnapshotError(
            f"{manifest} cannot be read ({one_line(repr(error))}) 清单损坏: {REBUILD}"
        ) from error
    return snapshot


def locate(lake: Path, file: dict[str, Any]) -> str:
    """The absolute path of a manifest entry; it must lie inside the lake and exist."""
    relative = PurePosixPath(str(file["path"]))
    path = lake / relative
    if relative.is_absolute() or ".." in relative.parts:
        raise SnapshotError(f"the manifest names {relative}, outside the lake 路径越界: {REBUILD}")
    try:
        with path.open("rb") as opened:
            size = opened.seek(0, 2)
            opened.seek(max(0, size - len(PARQUET_END)))
            end = opened.read()
    except FileNotFoundError:
        raise SnapshotError(f"{path} is missing 缺少文件: {MEND}") from None
    stated = file.get("size")  # manifests of 0.1 tell none
    if end != PARQUET_END or (stated is not None and size != int(stated)):
        raise SnapshotError(f"{path} is damaged ({size} bytes of {stated}) 文件损坏: {MEND}")
    return str(path)


def relation(snapshot: Snapshot, table: str) -> str:
    """SQL that reads one lake table: its columns in dictionary order, absolute file names."""
    columns = dictionary()[table]
    files = snapshot.files[table]
    if not files:
        typed = ", ".join(f'cast(null as {c.sql_type}) as "{c.name}"' for c in columns)
        return f"(select {typed} where false)"
    names = [field_names(path) for path in files]
    known = set().union(*names)
    missing = [c.name for c in columns if c.name not in known]
    if lacking := [name for name in missing if name not in LATER.get(table, ())]:
        raise SnapshotError(
            f"table {table} lacks the column {', '.join(lacking)} ({files[0]}) 缺少列: {REBUILD}"
        )
    # Files kept from an older build may lack a later column: then match by name, else by position.
    by_name = ", union_by_name = true" if len(set(map(tuple, names))) > 1 else ""
    listed = ", ".join(quoted(path) for path in files)
    chosen = ", ".join(
        f'cast(null as {c.sql_type}) as "{c.name}"' if c.name in missing else f'"{c.name}"'
        for c in columns
    )
    return f"(select {chosen} from read_parquet([{listed}]{by_name}))"


def field_names(path: str) -> list[str]:
    try:
        return list(pq.read_schema(path).names)
    except (OSError, pa.ArrowException) as error:
        raise SnapshotError(
            f"{path} cannot be read ({one_line(error)}) 文件损坏: {MEND}"
        ) from error
