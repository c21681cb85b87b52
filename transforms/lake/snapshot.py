"""What is published: a snapshot is a manifest that lists the files of every table.

Files of tables are immutable and named by what they hold; the manifest is written when all of them
are on the disk, and ``CURRENT``, which names the published one, last: a reader sees the old state
or the new one. The pattern is that of Delta and Iceberg, without a service.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from storage.leases import FileLease, Lease, LeaseHeldError, held
from storage.paths import lease_file
from storage.store import Store
from transforms.errors import LakeError
from transforms.lake.raw_inputs import Chunk, RawInput
from transforms.lake.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SNAPSHOTS, POINTER = "snapshots", "CURRENT"
SNAPSHOT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
BUILD_AGAIN = (
    "python -m transforms build goes on from the raw items, nothing is lost; build again 请重新构建"
)


@dataclass(frozen=True, slots=True)
class TableFile:
    path: str
    """Relative to ``lake/``."""
    rows: int
    month: str | None = None
    size: int | None = None
    """Bytes; None in manifests of 0.1."""
    digest: str | None = None
    """xxh3_128 of the bytes, hex."""


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
    pieces: list[str] = field(default_factory=list)
    """Keys of all pieces that the rows were chosen from."""
    piece_sets: list[str] = field(default_factory=list)
    """Folders below each of them that were read: mentions under these seeds, signatures."""


class Lake:
    """The lake of one data folder, or of a store with such a folder's keys and a lease for it."""

    def __init__(self, data: Path | tuple[Store, Lease]) -> None:
        if isinstance(data, tuple):
            self.data, self._lease = data
        else:
            self.data, self._lease = Store.local(data), FileLease(lease_file(data, "build"))
        self.store = self.data.below("lake")
        """Keys as in a snapshot."""

    def current(self) -> Snapshot | None:
        """The published snapshot; None before the first. Raises LakeError."""
        try:
            name = self.store.read(POINTER).decode(errors="replace").strip()
        except FileNotFoundError:
            return None
        return self.read_snapshot(name)

    def is_published(self) -> bool:
        """Whether anything was, be it readable or not."""
        return self.store.exists(POINTER)

    def snapshot_ids(self) -> list[str]:
        """Of all snapshots still there, by name."""
        keys = (entry.key for entry in self.store.entries(SNAPSHOTS, is_deep=False))
        return [
            key.removeprefix(f"{SNAPSHOTS}/").removesuffix(".json")
            for key in keys
            if key.endswith(".json")
        ]

    def read_snapshot(self, snapshot_id: str) -> Snapshot:
        """Raises LakeError. Manifests of 0.1 lack what came later, and are read as well."""
        key = f"{SNAPSHOTS}/{snapshot_id}.json"
        if not SNAPSHOT_ID.fullmatch(snapshot_id):
            raise LakeError(
                f"{self.store.address(POINTER)} cannot be read as the name of a snapshot 指针损坏;"
                f" {BUILD_AGAIN}"
            )
        try:
            stored = json.loads(self.store.read(key))
            stored["tables"] = {
                name: [TableFile(**file) for file in files]
                for name, files in stored["tables"].items()
            }
            stored["inputs"] = {
                name: RawInput(seen["size"], seen["mtime_ns"], [Chunk(**c) for c in seen["chunks"]])
                for name, seen in stored["inputs"].items()
            }
            return Snapshot(**stored)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            why = " ".join(str(error).split())[:200]
            raise LakeError(
                f"snapshot {self.store.address(key)} cannot be read 清单损坏 ({why}); {BUILD_AGAIN}"
            ) from error

    def read_table(
        self, snapshot: Snapshot, name: str, columns: list[str] | None = None
    ) -> pa.Table:
        """All rows of one table of a snapshot, in the order of its files.

        A column that a file of an older layout lacks is null.
        """
        schema = TABLES[name]
        if columns is not None:
            schema = pa.schema([schema.field(column) for column in columns])
        parts = [
            _conformed(self.store.read_table(file.path, columns), schema)
            for file in snapshot.tables[name]
        ]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def publish(self, snapshot: Snapshot) -> None:
        """Make all tables of the snapshot visible together."""
        text = json.dumps(asdict(snapshot), ensure_ascii=False, indent=1, sort_keys=True)
        self.store.write(f"{SNAPSHOTS}/{snapshot.snapshot_id}.json", text)
        self.store.write(POINTER, snapshot.snapshot_id + "\n")

    @contextlib.contextmanager
    def building(self, wait_seconds: float = 600) -> Iterator[None]:
        """Hold the right to build: one build at a time, across processes. Raises LakeError.

        What a killed build left half written is removed.
        """
        with contextlib.ExitStack() as stack:
            try:
                what = f"构建权 the build lease of {self.data.root}"
                stack.enter_context(held(self._lease, what, wait_seconds=wait_seconds))
            except LeaseHeldError as error:
                raise LakeError(str(error)) from None
            self.store.remove_parts()
            yield


def _conformed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for column in schema:
        if column.name not in table.column_names:
            table = table.append_column(column, pa.nulls(table.num_rows, column.type))
    return table.select(schema.names).cast(schema)
