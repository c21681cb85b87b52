"""Where everything lies in the data folder, and what a crawl is called."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
CATALOGUE = "coverage.duckdb"
CHANNEL_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")


def data_folder() -> Path:
    """``COVERAGE_DATA``, else ``data/`` beside the packages; absolute either way."""
    return Path(os.environ.get("COVERAGE_DATA") or CHECKOUT / "data").resolve()


def is_ours(data: Path, path: Path) -> bool:
    """Whether the pipeline keeps something of its own there: nothing else may be written to it."""
    target, data = path.resolve(), data.resolve()
    kept = [data / name for name in ("raw", "lake", "state", "airflow", "quality", CATALOGUE)]
    return target == data or any(target.is_relative_to(place) for place in kept)


def lease_file(data: Path, name: str) -> Path:
    """Where the lease of that name is kept: ``build``, ``warehouse``, ``channel-<id>`` …"""
    return data / "state" / "locks" / f"{name}.lock"


def new_crawl_id(now: datetime | None = None) -> str:
    """``<UTC yyyymmddThhmmssZ>-<6 hex>``: sorts by time; the hex are the fraction of a second."""
    nanoseconds = time.time_ns()
    second = now or datetime.fromtimestamp(nanoseconds // 10**9, UTC)
    return f"{second:%Y%m%dT%H%M%SZ}-{nanoseconds % 10**9 * 2**24 // 10**9:06x}"


@dataclass(frozen=True, slots=True)
class ChannelPaths:
    """Paths of one channel. Raises ValueError for a name that could leave the data folder."""

    data: Path
    channel: str

    def __post_init__(self) -> None:
        if not CHANNEL_NAME.fullmatch(self.channel):
            raise ValueError(f"not a channel name: {self.channel!r}")

    def raw(self, kind: str) -> Path:
        """Folder of ``items``, ``warc``, ``crawls`` or ``revisions``."""
        return self.data / "raw" / kind / f"channel={self.channel}"

    def items(self, crawl_id: str) -> Path:
        return self.raw("items") / f"{crawl_id}.jsonl"

    def warc(self, crawl_id: str, number: int) -> Path:
        return self.raw("warc") / f"{crawl_id}-{number:05}.warc.gz"

    def crawl(self, crawl_id: str) -> Path:
        return self.raw("crawls") / f"{crawl_id}.json"

    def revisions(self, crawl_id: str) -> Path:
        return self.raw("revisions") / f"{crawl_id}.jsonl"

    @property
    def ledger(self) -> Path:
        return self.data / "state" / "ledger" / f"{self.channel}.sqlite"

    @property
    def lease(self) -> Path:
        return lease_file(self.data, f"channel-{self.channel}")

    def relative(self, path: Path) -> str:
        return path.relative_to(self.data).as_posix()
