"""Files that are there whole or not at all: write aside, sync, rename, sync the folder."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PART = ".part"
"""Suffix of a file still being written. No reader's pattern (*.jsonl, *.json) matches it."""

DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG})
"""What the operating system says when the disk can or may take no more."""


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` under ``path``: a reader sees the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def publish(part: Path, path: Path) -> None:
    """Give a synced part file its final name, durably."""
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


class AppendFile:
    """A file that only grows, by whole records, straight to the operating system.

    No buffer of ours lies between a record and the kernel, so SIGKILL loses no record that
    ``append`` returned from; ``sync`` makes them survive a power cut too. A record that could not
    be written whole (disk full) is cut off again, so the file always ends at a record.
    """

    def __init__(self, path: Path, *, mode: int = os.O_CREAT | os.O_EXCL) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
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
