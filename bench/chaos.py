"""``python -m bench.chaos [--kills 20] [--seed 1]``: kill parts of the desk, count what was lost.

A first run without kills says what must come out. Then rounds of crawl → build → publish, each
from nothing, in a data folder of their own, while a random process is killed every few seconds: a
crawl, its task, the scheduler, the API server, the DAG processor, or the whole tree at once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import httpx
import psutil

from desk import DeskError
from desk.launcher import lifecycle
from desk.launcher.console import say
from desk.launcher.main_job import run_chain
from desk.launcher.supervisor import running
from desk.process_tree import processes_of, wait_until
from desk.published import rows
from desk.settings import airflow_home
from storage.paths import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from desk.launcher.airflow_client import Client

CHANNELS = ["sample_ifeng", "sample_people", "sample_static", "sample_trs"]
SLOW_SECONDS = 0.3
VICTIMS = ("crawl", "task", "scheduler", "api-server", "dag-processor", "whole tree")
PAUSE = (4.0, 12.0)
"""Seconds between two kills, at random between these."""
RESUME_LIMIT = 120.0
TRIES = 6
ROUND_SECONDS = 900.0
MADE_BY_A_ROUND = ("raw", "state", "lake", "coverage.duckdb")


class Killer(threading.Thread):
    """Kills one victim after another until ``wanted`` are dead or the round is over."""

    def __init__(self, client: Client, port: int, chance: random.Random, wanted: int) -> None:
        super().__init__(daemon=True)
        self.client, self.port, self.chance, self.wanted = client, port, chance, wanted
        self.is_over = threading.Event()
        self.kills: list[tuple[str, float]] = []
        self.orphans = 0
        self.channel: str | None = None

    def run(self) -> None:
        while len(self.kills) < self.wanted and not self.is_over.wait(self.chance.uniform(*PAUSE)):
            victim = self.chance.choice(VICTIMS)
            before = _pids(victim)
            killed_at = time.monotonic()
            if not self._kill(victim):
                continue
            resumed = partial(self._has_resumed, victim, before)
            wait_until(resumed, seconds=RESUME_LIMIT * 3, step=0.5)
            self.kills.append((victim, time.monotonic() - killed_at))
            say(f"  killed {victim:<13} at work again after {self.kills[-1][1]:5.1f} s")

    def _kill(self, victim: str) -> bool:
        """Whether there was such a process; a whole tree is started again."""
        tree = processes_of(airflow_home())
        if victim == "whole tree":
            for process in tree:
                _send_kill(process)
            alive = wait_until(lambda: not processes_of(airflow_home()), seconds=10)
            self.orphans += 0 if alive else len(processes_of(airflow_home()))
            lifecycle.start(port=self.port, is_for_one_run=False, channels=CHANNELS)
            return True
        found = _find(tree, victim)
        if not found:
            return False
        chosen = self.chance.choice(found)
        self.channel = _channel_of(chosen)
        below = _below(chosen)
        _send_kill(chosen)
        if not wait_until(lambda: not any(map(_is_live, below)), seconds=15):
            self.orphans += sum(map(_is_live, below))
        return True

    def _has_resumed(self, victim: str, before: set[int]) -> bool:
        """Another process does the work of the one that was killed, or the work is done."""
        if victim in ("crawl", "task"):
            again = _pids(victim, self.channel) - before
            return self.is_over.is_set() or bool(again)
        return bool(_pids(victim) - before) and self.client.is_healthy()


def chaos(kills: int, seed: int) -> int:
    """0 if nothing was lost, nothing came twice, no process was orphaned, all resumed in time."""
    os.environ["COVERAGE_DATA"] = str(data_folder() / "chaos")
    lifecycle.stop()
    shutil.rmtree(data_folder(), ignore_errors=True)
    data_folder().mkdir(parents=True)
    port, chance = lifecycle.free_port(), random.Random(seed)
    done: list[tuple[str, float]] = []
    lost = twice = orphans = rounds = 0
    try:
        client = lifecycle.start(port=port, is_for_one_run=False, channels=CHANNELS)
        say("a run without kills: what must come out")
        _round(client)
        expected = set(_published())
        (data_folder() / "newsroom.state.json").write_text(
            json.dumps({"faults": [f"{channel}=slow:{SLOW_SECONDS}" for channel in CHANNELS]})
        )
        while len(done) < kills:
            rounds += 1
            _forget()
            say(f"round {rounds}: {len(done)} of {kills} kills so far")
            killer = Killer(client, port, chance, kills - len(done))
            killer.start()
            _round(client)
            killer.is_over.set()
            killer.join()
            done += killer.kills
            found = _published()
            lost += len(expected - set(found))
            twice += len(found) - len(set(found))
            orphans += killer.orphans
    finally:
        stopped = lifecycle.stop()
        say(f"stopped {stopped} processes")
    left = len(processes_of(airflow_home()))
    slowest = max((seconds for _, seconds in done), default=0.0)
    say(
        f"chaos: {len(done)} kills in {rounds} runs of {len(expected)} articles:"
        f" {lost} lost, {twice} duplicate, {orphans + left} orphan, slowest resume {slowest:.0f} s"
    )
    return int(bool(lost or twice or orphans or left or slowest > RESUME_LIMIT))


def _round(client: Client) -> None:
    """One full run; a run that was killed beyond its retries is started again, and resumes."""
    for _ in range(TRIES):
        try:
            if run_chain(client, {"channels": CHANNELS}, seconds=ROUND_SECONDS):
                return
        except (DeskError, httpx.HTTPError) as error:
            say(f"  the run broke off ({str(error)[:120]}): again")
            wait_until(client.is_healthy, seconds=RESUME_LIMIT)
    raise DeskError(f"no run came through in {TRIES} tries: see {airflow_home() / 'logs'}")


def _published() -> list[str]:
    return [row[0] for row in rows(data_folder(), "select article_id from articles")]


def _forget() -> None:
    """Everything a run made is gone; the desk and its metadata stay."""
    for name in MADE_BY_A_ROUND:
        path: Path = data_folder() / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _pids(victim: str, channel: str | None = None) -> set[int]:
    """Processes of that kind; crawls and tasks of one channel, if it is given."""
    found = _find(processes_of(airflow_home()), victim)
    return {process.pid for process in found if channel in (None, _channel_of(process))}


def _channel_of(process: psutil.Process) -> str | None:
    """The channel a crawl, or the task above it, works on."""
    try:
        for one in (process, *process.children()):
            if "scrapy" in (line := one.cmdline()) and "crawl" in line:
                return str(line[line.index("crawl") + 1])
    except (psutil.Error, IndexError):
        return None
    return None


def _find(tree: list[psutil.Process], victim: str) -> list[psutil.Process]:
    """Processes of that kind: components by name, crawls by command line, tasks by their parent."""
    state = running()
    if state is None:
        return []
    if victim == "whole tree":
        return [process for process in tree if process.pid == state.pid]
    if victim in state.components:
        return [process for process in tree if process.pid == state.components[victim]]
    found = []
    for process in tree:
        try:
            is_crawl = "scrapy" in process.cmdline()
            if is_crawl and victim == "crawl":
                found.append(process)
            elif is_crawl and (parent := process.parent()):
                found.append(parent)
        except psutil.Error:
            continue
    return found


def _below(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def _is_live(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _send_kill(process: psutil.Process) -> None:
    try:
        process.send_signal(signal.SIGKILL)
    except psutil.Error:
        return


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the choice of victims and moments")
    try:
        return chaos(**vars(parser.parse_args(arguments)))
    except DeskError as error:
        print(f"chaos: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
