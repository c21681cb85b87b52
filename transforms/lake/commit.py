"""A set of files is there whole or not at all: its manifest, written last, is the commit.

Files lie under their final keys from the start; without the manifest they are nothing, and are
written again. The manifest tells size, rows and digest of every file and the versions that made
them. Data reach the disk before their manifest does (``Store.settle``), so a manifest that can be
read vouches for its files even after a power cut; one that cannot be read is none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import xxhash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.store import Store


@dataclass(frozen=True, slots=True)
class KeptFile:
    size: int
    rows: int
    digest: str
    """xxh3_128 of the bytes, hex."""


@dataclass(frozen=True, slots=True)
class Manifest:
    versions: dict[str, str]
    files: dict[str, KeptFile]
    """By name below the folder of the manifest."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A manifest that waits to be written until its files are on the disk."""

    key: str
    manifest: Manifest


@dataclass(slots=True)
class FileSet:
    """The files of one folder while they are made; ``commit`` is called when all are written."""

    store: Store
    folder: str
    files: dict[str, KeptFile] = field(default_factory=dict)

    def write_table(self, name: str, table: pa.Table) -> None:
        self.write(name, as_parquet(table), table.num_rows)

    def write(self, name: str, data: pa.Buffer, rows: int) -> None:
        self.store.write(f"{self.folder}/{name}", data, is_durable=False)
        self.files[name] = KeptFile(data.size, rows, xxhash.xxh3_128_hexdigest(data))

    def commit(self, name: str, **versions: str) -> Commit:
        return Commit(f"{self.folder}/{name}", Manifest(versions, dict(sorted(self.files.items()))))


def as_parquet(table: pa.Table) -> pa.Buffer:
    """One whole small file; months are streamed instead (``Store.writing_table``)."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=3)
    return sink.getvalue()


def write_commits(store: Store, commits: Iterable[Commit]) -> None:
    """Flush what was written, then commit it."""
    waiting = list(commits)
    if not waiting:
        return
    store.settle()
    for commit in waiting:
        text = json.dumps(asdict(commit.manifest), ensure_ascii=False, indent=1, sort_keys=True)
        store.write(commit.key, text, is_durable=False)


def read_manifest(store: Store, key: str, sizes: Mapping[str, int]) -> Manifest | None:
    """The manifest if it and every file it names lie there whole; else None: make them again.

    ``sizes`` are those of all objects of the folder, by key.
    """
    if key not in sizes:
        return None
    try:
        stored = json.loads(store.read(key))
        files = {name: KeptFile(**file) for name, file in stored["files"].items()}
        manifest = Manifest(stored["versions"], files)
    except (ValueError, TypeError, KeyError, AttributeError, FileNotFoundError):
        return None
    folder = key.rpartition("/")[0]
    is_whole = all(sizes.get(f"{folder}/{name}") == file.size for name, file in files.items())
    return manifest if is_whole else None
