"""Files that are there whole or not at all: write aside, sync, rename, sync the folder."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = ".part"
"""Suffix of a file still being written: no reader's pattern (*.jsonl, *.parquet) matches it."""

DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG})
"""What the operating system says when the disk can or may take no more."""


PRIVATE = 0o700
"""Mode of the data folder and of all in it: drafts, page texts and addresses are nobody else's."""


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the owner alone. Raises OSError.

    One that is there keeps its mode: whoever made it may share it.
    """
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=PRIVATE, exist_ok=True)


def is_open_to_others(path: Path) -> bool:
    """Whether an account that is neither the owner nor of the group can read or enter it.

    One folder above that is closed to others closes it. False if it is missing.
    """
    try:
        above = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
        return above and bool(path.stat().st_mode & stat.S_IRWXO)
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def whole_file(path: Path, *, is_durable: bool = True) -> Iterator[Path]:
    """Give a hidden name beside ``path``; what was written there appears whole, or not at all.

    ``is_durable``: flushed to the disk before it appears, so that a power cut tears nothing.
    Without it a flush must come before anything names the file. A missing folder becomes private:
    whoever writes for others to read makes it first.
    """
    make_private_folder(path.parent)
    hidden = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        yield hidden
        if is_durable:
            sync(hidden)
        hidden.replace(path)
        if is_durable:
            sync(path.parent)
    finally:
        with contextlib.suppress(OSError):
            hidden.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes | str, *, mode: int = 0o644) -> None:
    """Put ``data`` under ``path``: a reader sees the old file or the new one. Raises OSError."""
    with whole_file(path) as hidden:
        descriptor = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)


def publish(part: Path, path: Path) -> None:
    """Give a synced part file its final name, durably."""
    part.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class AppendFile:
    """A file that only grows, by whole records, straight to the operating system.

    No buffer of ours lies between a record and the kernel, so SIGKILL loses no record that
    ``append`` returned from; ``sync`` makes them survive a power cut too. A record that could not
    be written whole (disk full) is cut off again, so the file always ends at a record.
    """

    def __init__(self, path: Path, *, mode: int = os.O_CREAT | os.O_EXCL) -> None:
        make_private_folder(path.parent)
        self.path = path
        self._fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | mode, 0o644)
        self.size = os.fstat(self._fd).st_size
        self.is_dirty = False

    def append(self, record: bytes) -> int:
        """Write one record; return the offset it starts at. Raises OSError, file unchanged."""
        start = self.size
        view = memoryview(record)
        try:
            while view:
                view = view[os.write(self._fd, view) :]
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, start)
            raise
        self.size = start + len(record)
        self.is_dirty = True
        return start

    def sync(self) -> None:
        if self.is_dirty:
            os.fdatasync(self._fd)
            self.is_dirty = False

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
