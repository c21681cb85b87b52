"""Locks between processes: held by the kernel, so a killed holder never blocks anybody."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class LockHeldError(RuntimeError):
    """Another process holds the lock; the message says which and since when."""


class ChannelLock:
    """At most one crawl of a channel at a time on this data folder."""

    def __init__(self, path: Path, channel: str) -> None:
        self._path = path
        self._channel = channel
        self._fd = -1

    def acquire(self, crawl_id: str) -> None:
        """Take the lock at once or raise LockHeldError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = _holder(fd)
            os.close(fd)
            raise LockHeldError(
                f"频道 {self._channel} 正在抓取 | channel {self._channel} is being crawled"
                f" by {holder}: wait for it or stop it"
            ) from None
        note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "crawl_id": crawl_id,
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(fd, 0)
        os.pwrite(fd, json.dumps(note).encode(), 0)
        self._fd = fd

    def release(self) -> None:
        if self._fd >= 0:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = -1


def _holder(fd: int) -> str:
    try:
        note = json.loads(os.pread(fd, 4096, 0))
        return f"process {note['pid']} on {note['host']} since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
