"""One request per host at a time, spaced, in all processes of this data folder together.

Each host has a lock file that holds the earliest time of the next request. The lock is held from
before a request until its answer is complete, so a second crawl waits for both.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import time
from contextlib import asynccontextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

POLL_SECONDS = 0.05


class Pace:
    """Turns of one process. ``longest_pause`` bounds any wait a clock or a server asks for."""

    def __init__(
        self, folder: Path, *, longest_pause: float, check_stop: Callable[[], None] | None = None
    ) -> None:
        self._folder = folder
        self._longest_pause = longest_pause
        self._check_stop = check_stop or (lambda: None)
        self._turns: dict[str, asyncio.Lock] = {}
        self._pauses: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait for this host's turn; ``delay`` seconds pass from an answer to the next request.

        So the server sees at least that gap, however long the way to it takes. ``check_stop`` is
        called while waiting and may raise to give up.
        """
        async with self._turns.setdefault(host, asyncio.Lock()):
            fd = await self._lock(host)
            try:
                await self._wait_until(_read(fd))
                try:
                    yield
                finally:
                    _write(fd, max(time.time() + delay, _read(fd)))
            finally:
                os.close(fd)

    def pause(self, host: str, seconds: float) -> None:
        """Nobody asks this host before ``seconds`` from now (capped)."""
        until = time.time() + min(seconds, self._longest_pause)
        self._pauses[host] = until
        fd = self._open(host)
        try:
            _write(fd, max(until, _read(fd)))
        finally:
            os.close(fd)

    def is_pausing(self, host: str) -> bool:
        """True while a pause that this process asked for lasts."""
        return self._pauses.get(host, 0.0) > time.time()

    async def _lock(self, host: str) -> int:
        fd = self._open(host)
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return fd
            except OSError:
                try:
                    self._check_stop()
                    await asyncio.sleep(POLL_SECONDS)
                except BaseException:
                    os.close(fd)
                    raise

    async def _wait_until(self, moment: float) -> None:
        # A clock that jumped back must not stop a channel for a year.
        end = time.monotonic() + min(moment - time.time(), self._longest_pause)
        while (left := end - time.monotonic()) > 0:
            self._check_stop()
            await asyncio.sleep(min(left, 0.25))

    def _open(self, host: str) -> int:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^a-z0-9.-]", "_", host.lower())[:60]
        digest = blake2b(host.lower().encode(), digest_size=4).hexdigest()
        path = self._folder / f"host-{name}-{digest}.lock"
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _read(fd: int) -> float:
    try:
        return float(os.pread(fd, 64, 0))
    except ValueError:
        return 0.0


def _write(fd: int, moment: float) -> None:
    os.pwrite(fd, f"{moment:020.6f}".encode(), 0)
