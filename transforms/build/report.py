"""What does a build tell of itself? Counts, seconds by stage, what waits and what was mended."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from time import perf_counter

import pyarrow as pa

log = logging.getLogger(__name__)


@dataclass(slots=True)
class BuildReport:
    """What a build did: counts, seconds by stage, and the snapshot now published."""

    snapshot_id: str
    content_hash: str
    is_new: bool
    counts: dict[str, int]
    seconds: dict[str, float] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    """A line per channel, gate and reason for which rows wait for a person, and per crawl row that
    cannot be read."""
    mended: list[str] = field(default_factory=list)
    """Files of tables that were missing or damaged; what is still read was made again."""


class Clock:
    """Seconds by stage, told to the log as each ends."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.last = perf_counter()

    def stage(self, name: str) -> None:
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self.last
        log.info("%s: %.2f s", name, self.seconds[name])
        pa.default_memory_pool().release_unused()
        self.last = now
