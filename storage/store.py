"""Objects under keys: one seam between the lake and whatever keeps its bytes.

A key is a relative POSIX path. An object appears whole or not at all, and objects are what commits
are made of: a manifest, written last, names the others. No folder is renamed, no file is asked for
its time. On a local folder an object is written beside its name and renamed; any other
``pyarrow.fs`` file system is given the whole object at once, for its streams cannot be taken back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import xxhash
from pyarrow import fs

from storage.files import PART, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One object: its key below the store, and its size in bytes."""

    key: str
    size: int


class Store:
    """All objects below one root of a file system."""

    def __init__(self, file_system: fs.FileSystem, root: str) -> None:
        self.file_system = file_system
        self.root = root.rstrip("/")
        self.is_local = isinstance(file_system, fs.LocalFileSystem)

    @classmethod
    def local(cls, folder: Path) -> Store:
        return cls(fs.LocalFileSystem(), str(folder.absolute()))

    def below(self, key: str) -> Store:
        """The store of all objects whose keys begin with ``key/``."""
        return Store(self.file_system, self.address(key))

    def address(self, key: str) -> str:
        """The object's path on its file system. ValueError for a key that leaves the store."""
        path = PurePosixPath(key)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(f"not a key: {key!r}")
        return f"{self.root}/{path}"

    def size(self, key: str) -> int | None:
        """Bytes of the object; None if there is none."""
        info = self.file_system.get_file_info(self.address(key))
        return int(info.size) if info.type == fs.FileType.File else None

    def stamp(self, key: str) -> tuple[int, int]:
        """Bytes, and nanoseconds since 1970 of the last change (0 if unknown). FileNotFoundError.

        The time is a hint that may spare work; it never decides what counts.
        """
        info = self.file_system.get_file_info(self.address(key))
        if info.type != fs.FileType.File:
            raise FileNotFoundError(self.address(key))
        return int(info.size), int(info.mtime_ns or 0)

    def exists(self, key: str) -> bool:
        return self.size(key) is not None

    def entries(self, prefix: str = "", *, is_deep: bool = True) -> list[Entry]:
        """Objects in the folder ``prefix``, by key; those below its folders too if ``is_deep``."""
        folder = self.address(prefix) if prefix else self.root
        selector = fs.FileSelector(folder, recursive=is_deep, allow_not_found=True)
        found = self.file_system.get_file_info(selector)
        start = len(self.root) + 1
        return sorted(
            Entry(info.path[start:], int(info.size))
            for info in found
            if info.type == fs.FileType.File
        )

    def folders(self, prefix: str) -> list[str]:
        """Keys of the folders directly in ``prefix``: on object stores, prefixes in use."""
        selector = fs.FileSelector(self.address(prefix), allow_not_found=True)
        start = len(self.root) + 1
        return sorted(
            info.path[start:]
            for info in self.file_system.get_file_info(selector)
            if info.type == fs.FileType.Directory
        )

    def open(self, key: str) -> pa.NativeFile:
        """For random access. Raises FileNotFoundError, OSError."""
        return self.file_system.open_input_file(self.address(key))

    def read(self, key: str) -> bytes:
        with self.open(key) as file:
            return bytes(file.read())

    def digest(self, key: str) -> str:
        """xxh3_128 of the object's bytes, hex. Raises FileNotFoundError, OSError."""
        digest = xxhash.xxh3_128()
        with self.open(key) as file:
            while data := file.read_buffer(COPY_BYTES):
                digest.update(data)
        return digest.hexdigest()

    def write(self, key: str, data: bytes | str | pa.Buffer, *, is_durable: bool = True) -> None:
        with self.writing(key, is_durable=is_durable) as file:
            file.write(data.encode() if isinstance(data, str) else data)

    @contextlib.contextmanager
    def writing(self, key: str, *, is_durable: bool = True) -> Iterator[pa.NativeFile]:
        """A stream to a new object, which appears when the block ends well.

        ``is_durable=False`` spares a local disk one flush an object: call ``settle`` before
        anything names them.
        """
        address = self.address(key)
        if self.is_local:
            with (
                whole_file(Path(address), is_durable=is_durable) as hidden,
                pa.OSFile(str(hidden), "wb") as file,
            ):
                yield file
            return
        with tempfile.TemporaryDirectory() as folder:
            spooled = Path(folder) / "object"
            with pa.OSFile(str(spooled), "wb") as file:
                yield file
            self._ensure_folder(address)
            with spooled.open("rb") as source, self.file_system.open_output_stream(address) as sink:
                shutil.copyfileobj(source, sink, COPY_BYTES)

    def settle(self) -> None:
        """One wait that lets all objects written with ``is_durable=False`` survive a power cut."""
        if self.is_local:
            os.sync()

    def remove_parts(self) -> int:
        """Remove what killed writers of this store left half written; return how many.

        Only for who alone may write here. Other stores than a local folder show no half an object.
        """
        if not self.is_local:
            return 0
        parts = [entry.key for entry in self.entries() if entry.key.endswith(PART)]
        for key in parts:
            self.delete(key)
        return len(parts)

    def delete(self, key: str) -> None:
        """Remove the object; harmless if there is none."""
        with contextlib.suppress(FileNotFoundError):
            self.file_system.delete_file(self.address(key))

    def delete_folder(self, key: str) -> None:
        """Remove every object below ``key/``; harmless if there is none."""
        with contextlib.suppress(FileNotFoundError):
            self.file_system.delete_dir(self.address(key))

    def _ensure_folder(self, address: str) -> None:
        self.file_system.create_dir(address.rpartition("/")[0], recursive=True)

    # Tables

    def read_table(self, key: str, columns: list[str] | None = None) -> pa.Table:
        """A Parquet object. Raises FileNotFoundError, OSError, pa.ArrowInvalid."""
        if self.is_local:
            return pq.read_table(self.address(key), columns=columns, partitioning=None)
        with self.open(key) as file:
            return pq.read_table(file, columns=columns)

    def row_count(self, key: str) -> int:
        with self.open(key) as file:
            return int(pq.read_metadata(file).num_rows)

    def write_table(self, key: str, table: pa.Table, *, is_durable: bool = True) -> None:
        with self.writing_table(key, table.schema, is_durable=is_durable) as write:
            write(table)

    @contextlib.contextmanager
    def writing_table(
        self, key: str, schema: pa.Schema, *, is_durable: bool = True
    ) -> Iterator[Callable[..., None]]:
        """Give a function that appends a table as row groups of a new Parquet object."""
        with (
            self.writing(key, is_durable=is_durable) as file,
            pq.ParquetWriter(file, schema, compression="zstd", compression_level=3) as writer,
        ):
            yield writer.write_table
