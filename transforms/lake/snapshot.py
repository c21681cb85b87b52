"""Where the lake's files lie, and how they become visible: immutable files, one atomic snapshot.

A file is written under a hidden name in its own folder, flushed to disk, then renamed: a reader
sees the old state or the new one. A snapshot is a manifest that lists the files of every table;
``CURRENT`` names the published one. The pattern is that of Delta and Iceberg, without a service.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.errors import LakeError
from transforms.lake.raw_inputs import Chunk, RawInput
from transforms.lake.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEPT_SNAPSHOTS = 5
"""A reader of an old catalogue still finds its files (deleting at once made views fail)."""
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class TableFile:
    path: str
    """Relative to ``lake/``."""
    rows: int
    month: str | None = None


@dataclass(slots=True)
class Snapshot:
    """One published state of all tables."""

    snapshot_id: str
    build_id: str
    created_at: str
    content_hash: str
    """Of what readers care about: no fetch times, no pointers, story ids by membership."""
    tables: dict[str, list[TableFile]]
    inputs: dict[str, RawInput]
    """By raw item file, relative to the data folder."""
    counts: dict[str, int] = field(default_factory=dict)


class Lake:
    """The lake below one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.root = data / "lake"
        self.snapshots = self.root / "snapshots"
        self.pointer = self.root / "CURRENT"

    def current(self) -> Snapshot | None:
        if not self.pointer.exists():
            return None
        return self.read_snapshot(self.pointer.read_text(encoding="utf-8").strip())

    def read_snapshot(self, snapshot_id: str) -> Snapshot:
        path = self.snapshots / f"{snapshot_id}.json"
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            stored["tables"] = {
                name: [TableFile(**file) for file in files]
                for name, files in stored["tables"].items()
            }
            stored["inputs"] = {
                name: RawInput(seen["size"], seen["mtime_ns"], [Chunk(**c) for c in seen["chunks"]])
                for name, seen in stored["inputs"].items()
            }
            return Snapshot(**stored)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise LakeError(
                f"snapshot {path} cannot be read ({error}): delete lake/CURRENT and build again"
            ) from error

    def read_table(
        self, snapshot: Snapshot, name: str, columns: list[str] | None = None
    ) -> pa.Table:
        """All rows of one table of a snapshot, in the order of its files."""
        schema = TABLES[name]
        if columns is not None:
            schema = pa.schema([schema.field(column) for column in columns])
        parts = [
            pq.read_table(self.root / file.path, columns=columns, partitioning=None).cast(schema)
            for file in snapshot.tables[name]
        ]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def publish(self, snapshot: Snapshot) -> None:
        """Make all tables of the snapshot visible together."""
        text = json.dumps(asdict(snapshot), ensure_ascii=False, indent=1, sort_keys=True)
        write_text(self.snapshots / f"{snapshot.snapshot_id}.json", text)
        write_text(self.pointer, snapshot.snapshot_id + "\n")

    def collect_garbage(self) -> int:
        """Delete old snapshots and the table files that only they name; return files deleted."""
        newest = sorted(self.snapshots.glob("*.json"), key=lambda path: path.stat().st_mtime)
        current = self.pointer.read_text(encoding="utf-8").strip() if self.pointer.exists() else ""
        horizon = time.time() - KEPT_SECONDS
        old = [
            path
            for path in newest[:-KEPT_SNAPSHOTS]
            if path.stat().st_mtime < horizon and path.stem != current
        ]
        for path in old:
            path.unlink()
        if not old:
            return 0
        named = {
            file.path
            for path in self.snapshots.glob("*.json")
            for files in self.read_snapshot(path.stem).tables.values()
            for file in files
        }
        orphans = [
            path
            for path in (self.root / "tables").rglob("*.parquet")
            if str(path.relative_to(self.root)) not in named and path.stat().st_mtime < horizon
        ]
        for path in orphans:
            path.unlink()
        return len(orphans)

    @contextlib.contextmanager
    def building(self, wait_seconds: float = 600) -> Iterator[None]:
        """Hold the right to build: one build at a time, across processes."""
        path = self.data / "state" / "locks" / "build.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+") as file:
            deadline = time.monotonic() + wait_seconds
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise LakeError(
                            f"another build holds {path}: wait for it or stop it 另一个构建正在进行"
                        ) from None
                    time.sleep(0.2)
            yield


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a whole table under its final name, or nothing."""
    with parquet_writer(path, table.schema) as write:
        write(table)


@contextlib.contextmanager
def parquet_writer(path: Path, schema: pa.Schema) -> Iterator[Callable[[pa.Table], None]]:
    """Give a function that appends a table as row groups; the file appears when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = hidden_name(path)
    try:
        with pq.ParquetWriter(hidden, schema, compression="zstd", compression_level=3) as writer:
            yield writer.write_table
        settle(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = hidden_name(path)
    try:
        hidden.write_text(text, encoding="utf-8")
        settle(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def hidden_name(path: Path) -> Path:
    """A name no ``*.parquet`` glob matches, in the same folder, so that the rename is atomic."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def settle(hidden: Path, path: Path) -> None:
    """Flush to disk, rename, flush the folder: the order that survives a kill at any point."""
    for target in (hidden, None):
        if target is None:
            hidden.replace(path)
            target = path.parent
        handle = os.open(target, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
