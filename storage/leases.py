"""The right to do something alone: one holder at a time, and a killed holder never blocks anybody.

``Lease`` is the seam. On one machine it is a file lock, which the kernel lets go of when its holder
dies; on several it becomes a row with an expiry in a database, under the same protocol.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import time
from typing import TYPE_CHECKING, Protocol

from storage.clock import utc_now
from storage.files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTE_BYTES = 4096
POLL_SECONDS = 0.1


class LeaseHeldError(RuntimeError):
    """Somebody else holds the lease. ``holder`` says who and since when, as far as it is known."""

    def __init__(self, what: str, holder: str) -> None:
        super().__init__(f"{what} 正被占用 | {what} is held by {holder}: wait for it or stop it")
        self.holder = holder


class Lease(Protocol):
    """Held by at most one process (and one holder in it) at a time."""

    def try_acquire(self) -> bool:
        """Take it now, or say that somebody has it. Raises OSError if it cannot be kept at all."""

    def release(self) -> None:
        """Let go; harmless if it is not held."""

    def holder(self) -> str | None:
        """Who holds it, for people; None if nobody does."""

    def note(self) -> bytes:
        """What the last holder left for the next one: at most 4 KiB."""

    def leave(self, note: bytes) -> None:
        """Leave a note for whoever comes next. Only the holder may."""


class FileLease:
    """A lease as a file lock (``flock``): for processes of one machine.

    ``is_named`` leases say who holds them in the note; the others leave the note to their users.
    """

    def __init__(self, path: Path, *, is_named: bool = True) -> None:
        self.path = path
        self._is_named = is_named
        self._descriptor = -1

    def try_acquire(self) -> bool:
        if self._descriptor >= 0:
            return False
        descriptor = self._open()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        if self._is_named:
            self.leave(_signature())
        return True

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def holder(self) -> str | None:
        if not self.path.exists():
            return None
        if self._descriptor < 0:
            probe = FileLease(self.path, is_named=False)
            if probe.try_acquire():
                probe.release()
                return None
        return _read_signature(self.note())

    def note(self) -> bytes:
        if self._descriptor >= 0:
            return os.pread(self._descriptor, NOTE_BYTES, 0)
        try:
            with self.path.open("rb") as file:
                return file.read(NOTE_BYTES)
        except FileNotFoundError:
            return b""

    def leave(self, note: bytes) -> None:
        if self._descriptor < 0:
            raise RuntimeError(f"{self.path} is not held")
        if len(note) > NOTE_BYTES:
            raise ValueError(f"a note of {len(note)} bytes: {NOTE_BYTES} at most")
        os.pwrite(self._descriptor, note, 0)
        os.ftruncate(self._descriptor, len(note))

    def _open(self) -> int:
        make_private_folder(self.path.parent)
        return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)


@contextlib.contextmanager
def held(lease: Lease, what: str, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lease for the block. Raises LeaseHeldError if it is not free in time."""
    deadline = time.monotonic() + wait_seconds
    while not lease.try_acquire():
        if time.monotonic() >= deadline:
            raise LeaseHeldError(what, lease.holder() or "another process")
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        lease.release()


def _signature() -> bytes:
    said = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": utc_now().isoformat(timespec="seconds"),
    }
    return json.dumps(said).encode()


def _read_signature(note: bytes) -> str:
    try:
        said = json.loads(note)
        return f"process {said['pid']} on {said['host']} since {said['since']}"
    except (ValueError, KeyError, TypeError):
        return "another process"
