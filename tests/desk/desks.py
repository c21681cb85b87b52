"""A real desk for tests: its own data folder, its own Airflow, gone at the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from desk.launcher import lifecycle
from desk.launcher.airflow_client import Client
from desk.launcher.supervisor import running
from desk.process_tree import processes_of
from desk.settings import airflow_home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPO = Path(__file__).parents[2]
PATIENCE = 600.0
"""Seconds anything may take on a slow and busy machine."""


@contextmanager
def real_desk(data: Path) -> Iterator[Client]:
    """A desk started as a user would, on a free port, in ``data``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_DATA", str(data))
        patch.delenv("COVERAGE_CHANNELS", raising=False)
        patch.delenv("CRAWL_CONTACT", raising=False)
        patch.delenv("NEWSROOM_GATEWAY", raising=False)
        # off midnight: which day a run is about must not hang on the hour it starts at
        patch.setenv("COVERAGE_SCHEDULE", "30 5 * * *")
        patch.setenv("COVERAGE_PORT", str(lifecycle.free_port()))
        try:
            assert lifecycle.up() == 0
            state = running()
            assert state is not None
            yield Client(state.port)
        finally:
            lifecycle.stop()
        assert processes_of(airflow_home()) == []


def poll(happened: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """The first true answer of ``happened``."""
    deadline = time.monotonic() + seconds
    while not (answer := happened()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.25)
    return answer


def crawls(data: Path) -> list[psutil.Process]:
    """Live crawl processes of this data folder's desk."""
    found = []
    for process in processes_of(data / "airflow"):
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if "scrapy" in line and "crawl" in line:
            found.append(process)
    return found


def slow_down(data: Path, channel: str, seconds: float = 0.4) -> None:
    """Make the sample channel answer slowly, so that a crawl can be caught in the middle."""
    state = {"faults": [f"{channel}=slow:{seconds}"]}
    (data / "newsroom.state.json").write_text(json.dumps(state))


def raw_items(data: Path, channel: str) -> list[dict[str, Any]]:
    folder = data / "raw" / "items" / f"channel={channel}"
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def crawl_rows(data: Path, channel: str) -> list[dict[str, Any]]:
    folder = data / "raw" / "crawls" / f"channel={channel}"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def run_desk(
    *arguments: str, data: Path, seconds: float = 3 * PATIENCE, **settings: str
) -> subprocess.CompletedProcess[str]:
    """``python -m desk …`` in ``data``, with settings as environment."""
    return subprocess.run(
        [sys.executable, "-m", "desk", *arguments],
        cwd=REPO,
        env=os.environ | {"COVERAGE_DATA": str(data)} | settings,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
