"""One request per host at a time, spaced, in all processes of this data folder together.

Each host has a lease whose note is the earliest time of the next request. The lease is held from
before a request until its answer is complete, so a second crawl waits for both.
"""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import asynccontextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING

from storage.leases import FileLease
from storage.paths import lease_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from storage.leases import Lease

POLL_SECONDS = 0.05
LONGEST_SLEEP = 0.25


class HostThrottle:
    """The throttle of one process. ``longest_pause`` bounds what a clock or a server asks for."""

    def __init__(
        self, data: Path, *, longest_pause: float, check_stop: Callable[[], None] | None = None
    ) -> None:
        self._data = data
        self._longest_pause = longest_pause
        self._check_stop = check_stop or (lambda: None)
        self._locks: dict[str, asyncio.Lock] = {}
        self._pauses: dict[str, float] = {}

    @asynccontextmanager
    async def slot(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait for this host to be free; ``delay`` seconds pass from an answer to the next request.

        So the server sees at least that gap, however long the way to it takes. ``check_stop`` is
        called while waiting and may raise to give up.
        """
        async with self._leased(host) as lease:
            await self._wait_until(self._next_time(lease, otherwise=time.time() + delay))
            try:
                yield
            finally:
                self._delay_until(lease, time.time() + delay)

    async def pause(self, host: str, seconds: float) -> None:
        """Nobody asks this host before ``seconds`` from now (capped)."""
        until = time.time() + min(seconds, self._longest_pause)
        self._pauses[host] = until
        async with self._leased(host) as lease:
            self._delay_until(lease, until)

    def is_pausing(self, host: str) -> bool:
        """True while a pause that this process asked for lasts."""
        return self._pauses.get(host, 0.0) > time.time()

    @asynccontextmanager
    async def _leased(self, host: str) -> AsyncIterator[Lease]:
        async with self._locks.setdefault(host, asyncio.Lock()):
            lease = FileLease(lease_file(self._data, _lease_name(host)), is_named=False)
            while not lease.try_acquire():
                self._check_stop()
                await asyncio.sleep(POLL_SECONDS)
            try:
                yield lease
            finally:
                lease.release()

    async def _wait_until(self, moment: float) -> None:
        end = time.monotonic() + min(moment - time.time(), self._longest_pause)
        while (left := end - time.monotonic()) > 0:
            self._check_stop()
            await asyncio.sleep(min(left, LONGEST_SLEEP))

    def _next_time(self, lease: Lease, *, otherwise: float = 0.0) -> float:
        """When the host may be asked again; ``otherwise`` if a clock that ran ahead left the note.

        No pause is longer than the longest: what lies further ahead was written under another time,
        and would cost every request that longest pause until the clock comes there.
        """
        try:
            noted = float(lease.note())
        except ValueError:
            return 0.0
        return noted if noted <= time.time() + self._longest_pause + 1.0 else otherwise

    def _delay_until(self, lease: Lease, moment: float) -> None:
        lease.leave(f"{max(moment, self._next_time(lease)):020.6f}".encode())


def _lease_name(host: str) -> str:
    name = re.sub(r"[^a-z0-9.-]", "_", host.lower())[:60]
    return f"host-{name}-{blake2b(host.lower().encode(), digest_size=4).hexdigest()}"
