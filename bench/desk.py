"""The desk started and stopped many times: first page, idle memory, seconds to stop, what is left.

``python -m bench.desk [--rounds 20]`` runs ``make up`` and ``make down`` in a data folder of its
own. Rounds take turns at being stopped idle, right after the first page, and in the middle of a
crawl. Every process the desk starts is this program's descendant, even if its parent died, so what
is left is counted by kinship and, beside it, by the home in its environment; not by pid files.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil
from rich.console import Console
from rich.table import Table

from desk.launcher import lifecycle
from desk.launcher.airflow_client import Client
from desk.launcher.supervisor import running
from desk.process_tree import processes_of, wait_until
from desk.settings import airflow_home
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_GOAL, DOWN_GOAL, MEMORY_GOAL = 45.0, 15.0, 1.2e9
ENDINGS = ("idle", "at once", "crawling")
COMPONENTS = {"api-server", "scheduler", "dag-processor", "triggerer", "newsroom"}
PR_SET_CHILD_SUBREAPER = 36
QUIET_CORES = 0.3
"""Cores the desk may use and still be called idle."""
PATIENCE = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Seconds from ``make up`` to the first page and to its end; bytes and cores once idle."""

    ending: str
    page: float
    up: float
    processes: int
    memory: int | None
    cores: float | None
    down: float
    left: int

    @property
    def is_met(self) -> bool:
        memory = self.memory is None or self.memory <= MEMORY_GOAL
        quick = max(self.page, self.up) <= PAGE_GOAL and self.down <= DOWN_GOAL
        return quick and memory and self.left == 0


def measure(ending: str, port: int) -> Round:
    """One ``make up``, the moment of stopping, one ``make down``. Raises if either fails."""
    with first_page(port) as seen:
        up = make("up")
    memory = cores = None
    if ending == "idle":
        finish(Client(port))
        memory, cores = idle()
    elif ending == "crawling":
        Client(port).trigger("crawl_channels")
        if not wait_until(is_crawling, seconds=PATIENCE):
            raise SystemExit("no crawl began")
    processes = len(living())
    down = make("down")
    left = living()
    for process in left:
        print(f"left over: {process.pid} {' '.join(process.cmdline())[:150]}", file=sys.stderr)
    return Round(
        ending=ending,
        page=seen[0],
        up=up,
        processes=processes,
        memory=memory,
        cores=cores,
        down=down,
        left=len(left),
    )


def make(target: str) -> float:
    """Seconds ``make target`` took."""
    began = time.monotonic()
    done = subprocess.run(
        ["make", "--no-print-directory", target],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"make {target}: exit code {done.returncode}: {done.stderr.strip()}")
    return time.monotonic() - began


@contextmanager
def first_page(port: int) -> Iterator[list[float]]:
    """Asks for the home page until it is served; the seconds that took are in the list."""
    began, is_over, seen = time.monotonic(), threading.Event(), [float("inf")]

    def ask() -> None:
        while not is_over.wait(0.2):
            with suppress(httpx.HTTPError):
                page = httpx.get(f"http://127.0.0.1:{port}/", timeout=30, trust_env=False)
                if page.status_code == 200 and "<html" in page.text.lower():
                    seen[0] = time.monotonic() - began
                    return

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield seen
    finally:
        asking.join(timeout=30)
        is_over.set()


def finish(client: Client) -> None:
    """The crawl an earlier round broke off goes on by itself: wait for it and its builds."""
    dags = ("crawl_channels", "build_articles", "refresh_warehouse")

    def is_done() -> bool:
        states = {run["state"] for dag_id in dags for run in client.runs(dag_id)}
        return not states & {"queued", "running"}

    if not wait_until(is_done, seconds=2 * PATIENCE, step=2):
        raise SystemExit("a crawl that was broken off does not end")


def idle() -> tuple[int, float]:
    """Bytes (PSS) and cores of the whole desk once every component runs and works no more."""
    if not wait_until(lambda: set(components()) >= COMPONENTS, seconds=PATIENCE):
        raise SystemExit(f"only these components run: {components()}")
    for _ in range(20):
        if (cores := used_cores(seconds=3.0)) < QUIET_CORES:
            break
    memory = 0
    for process in living():
        with suppress(psutil.Error):
            memory += process.memory_full_info().pss
    return memory, cores


def components() -> list[str]:
    state = running()
    return list(state.components) if state else []


def used_cores(*, seconds: float) -> float:
    before, began = cpu_seconds(), time.monotonic()
    time.sleep(seconds)
    return max(0.0, cpu_seconds() - before) / (time.monotonic() - began)


def cpu_seconds() -> float:
    total = 0.0
    for process in living():
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def is_crawling() -> bool:
    for process in living():
        with suppress(psutil.Error):
            if "scrapy" in process.cmdline():
                return True
    return False


def living() -> list[psutil.Process]:
    """Live descendants of this program, and whatever else is of this desk by its environment."""
    found = {process.pid: process for process in processes_of(airflow_home())}
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE:
                found[process.pid] = process
            elif process.ppid() == os.getpid():
                with suppress(ChildProcessError):
                    os.waitpid(process.pid, os.WNOHANG)
    return list(found.values())


def show(rounds: list[Round]) -> None:
    table = Table(title="make up · make down", title_justify="left")
    for heading in ("round", "stopped while", "first page s", "up s", "processes"):
        table.add_column(heading, justify="left" if heading.startswith("stop") else "right")
    for heading in ("idle MB", "idle cores", "down s", "left", "met"):
        table.add_column(heading, justify="right")
    for number, row in enumerate(rounds, start=1):
        table.add_row(
            str(number),
            row.ending,
            f"{row.page:.1f}",
            f"{row.up:.1f}",
            str(row.processes),
            f"{row.memory / 1e6:.0f}" if row.memory else "–",
            f"{row.cores:.2f}" if row.cores is not None else "–",
            f"{row.down:.1f}",
            str(row.left),
            "yes" if row.is_met else "NO",
        )
    Console(width=110).print(table)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    count = parser.parse_args(arguments).rounds
    if sys.platform != "linux":
        raise SystemExit("only Linux hands orphans to this program: count them there")
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True) as place:
        port = lifecycle.free_port()
        os.environ |= {"COVERAGE_DATA": place, "COVERAGE_PORT": str(port)}
        # slow pages: a crawl that is stopped is in the middle of its work
        slow = {"faults": ["sample_ifeng=slow:0.5", "sample_people=slow:0.5"]}
        (Path(place) / "newsroom.state.json").write_text(json.dumps(slow))
        try:
            for number in range(count):
                rounds.append(measure(ENDINGS[number % len(ENDINGS)], port))
                if sys.stderr.isatty():
                    print(f"round {number + 1} of {count}", file=sys.stderr)
        finally:
            lifecycle.stop()
    show(rounds)
    memory = max((row.memory for row in rounds if row.memory), default=0)
    is_met = len(rounds) == count and all(row.is_met for row in rounds)
    print(
        f"desk: {len(rounds)} rounds, slowest first page {max(r.page for r in rounds):.1f} s,"
        f" up {max(r.up for r in rounds):.1f} s (goal {PAGE_GOAL:.0f}), down"
        f" {max(r.down for r in rounds):.1f} s (goal {DOWN_GOAL:.0f}),"
        f" {sum(r.left for r in rounds)} processes left, idle memory {memory / 1e6:.0f} MB"
        f" (goal {MEMORY_GOAL / 1e6:.0f}): {'met' if is_met else 'NOT met'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
