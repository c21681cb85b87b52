"""The keeper: parent of every process of the desk. Starts them, restarts what dies, stops all.

Holds ``desk.lock`` while it lives, so one data folder has one desk, and describes itself in
``desk.json``. A tied keeper (``--tied``) ends with the process that started it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import psutil

from desk.launcher.airflow_home import DeskError, environment, held, mark, migrate
from desk.launcher.process_tree import end, marked, tether, tethered
from desk.settings import REPO, airflow_home

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

RESTARTS, RESTART_WINDOW = 6, 120.0
"""A component that dies more often than this within so many seconds is not restarted again."""
TASK_GRACE, COMPONENT_GRACE, SWEEP_GRACE = 5.5, 2.0, 0.5
"""Seconds to end by oneself. Components have nothing to lose once the tasks are gone, and some of
Airflow's take as long as they are given."""
ANOTHER_RUNS = 2
"""Exit code of a keeper that found another one."""
LOG_LIMIT = 20_000_000
DELAYS = {"triggerer": 30.0}
"""Seconds a component waits for the others: nothing needs it at once, and two cores are few."""


@dataclass(slots=True)
class State:
    """What desk.json says. ``phase``: preparing, running, stopping, failed."""

    pid: int
    started: float
    port: int
    gateway: str | None
    phase: str
    reason: str = ""
    components: dict[str, int] = field(default_factory=dict)


def read_state() -> State | None:
    try:
        return State(**json.loads((airflow_home() / "desk.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


class Keeper:
    def __init__(self, *, port: int, newsroom_port: int | None, is_tied: bool) -> None:
        gateway = f"http://127.0.0.1:{newsroom_port}" if newsroom_port else None
        own = psutil.Process()
        self.state = State(own.pid, own.create_time(), port, gateway, "preparing")
        self.env = environment(port) | ({"NEWSROOM_GATEWAY": gateway} if gateway else {})
        self.commands = commands(newsroom_port, with_triggerer=not is_tied)
        self.began = time.monotonic()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: dict[str, list[float]] = {name: [] for name in self.commands}
        self.is_stopping = False

    def keep(self) -> int:
        """Run until told to stop (0) or until a component cannot be kept alive (1)."""
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, self._asked_to_stop)
        try:
            end(marked(mark()), grace=SWEEP_GRACE)  # left over from a desk that was killed
            self._write("preparing")
            migrate(self.env)
            if not self.is_stopping:
                self._write("running")
            while not self.is_stopping:
                for name in self.commands:
                    self._start_if_dead(name)
                time.sleep(0.25)
        except DeskError as error:
            self.stop()
            self._write("failed", str(error))
            return 1
        self._write("stopping")
        self.stop()
        (airflow_home() / "desk.json").unlink(missing_ok=True)
        return 0

    def stop(self) -> None:
        """Tasks first, so that they can close their crawl; then the components; then strays."""
        for what, found, grace in (
            ("tasks", self._tasks, TASK_GRACE),
            ("components", lambda: _processes(self.running.values()), COMPONENT_GRACE),
            ("what they left", lambda: marked(mark()), SWEEP_GRACE),
        ):
            began, processes = time.monotonic(), found()
            killed = end(processes, grace=grace)
            seconds = time.monotonic() - began
            _say(f"stopped {what}: {len(processes)} in {seconds:.1f} s, {killed} by force")
        for process in self.running.values():
            process.poll()

    def _start_if_dead(self, name: str) -> None:
        process = self.running.get(name)
        if process is not None and process.poll() is None:
            return
        now = time.monotonic()
        if now - self.began < DELAYS.get(name, 0.0):
            return
        if process is not None:
            recent = [at for at in self.deaths[name] if now - at < RESTART_WINDOW]
            self.deaths[name] = [*recent, now]
            _say(f"{name} ended with {process.returncode}; restart {len(recent) + 1}")
            if len(recent) >= RESTARTS:
                raise DeskError(
                    f"{name} died {len(recent) + 1} times in {RESTART_WINDOW:.0f} s:"
                    f" see {airflow_home() / 'logs' / (name + '.log')}"
                )
        log = airflow_home() / "logs" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as out:
            self.running[name] = subprocess.Popen(
                self.commands[name],
                cwd=REPO,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                preexec_fn=tethered(),
            )
        if name == "newsroom":
            note = {"gateway": self.state.gateway, "pid": self.running[name].pid}
            _put(airflow_home().parent / "newsroom.json", json.dumps(note))
        self._write(self.state.phase)

    def _tasks(self) -> list[psutil.Process]:
        """Task processes: the children of the scheduler's workers."""
        scheduler = self.running.get("scheduler")
        try:
            workers = psutil.Process(scheduler.pid).children() if scheduler else []
            return [task for worker in workers for task in worker.children()]
        except psutil.Error:
            return []

    def _write(self, phase: str, reason: str = "") -> None:
        self.state.phase, self.state.reason = phase, reason
        self.state.components = {name: process.pid for name, process in self.running.items()}
        _put(airflow_home() / "desk.json", json.dumps(asdict(self.state)))

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True


def commands(newsroom_port: int | None, *, with_triggerer: bool) -> dict[str, list[str]]:
    """Command line of each component, in starting order. A single run defers nothing."""
    component = [sys.executable, "-m", "desk.launcher.component"]
    found = {
        "api-server": [*component, "api-server"],
        "scheduler": [*component, "scheduler", "--skip-serve-logs"],
        "dag-processor": [*component, "dag-processor"],
    }
    if with_triggerer:
        found["triggerer"] = [*component, "triggerer", "--skip-serve-logs"]
    if newsroom_port:
        serve = [sys.executable, "-m", "newsroom", "serve", "--port", str(newsroom_port)]
        serve += ["--state", str(airflow_home().parent / "newsroom.state.json")]
        found = {"newsroom": serve} | found
    return found


def _processes(running: object) -> list[psutil.Process]:
    found = []
    for process in running:  # type: ignore[attr-defined]
        try:
            found.append(psutil.Process(process.pid))
        except psutil.Error:
            continue
    return found


def _put(target: Path, text: str) -> None:
    part = target.with_name(f".{target.name}.part")
    part.write_text(text)
    part.replace(target)


def _say(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m desk.launcher.supervisor", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--newsroom-port", type=int)
    parser.add_argument("--tied", type=int, metavar="PID", help="end when this parent ends")
    options = parser.parse_args()
    if options.tied:
        tether(signal.SIGTERM)
        if os.getppid() != options.tied:
            return 1
    with held(airflow_home() / "desk.lock") as got:
        if not got:
            _say("another desk of this data folder runs")
            return ANOTHER_RUNS
        keeper = Keeper(
            port=options.port,
            newsroom_port=options.newsroom_port,
            is_tied=bool(options.tied),
        )
        return keeper.keep()


if __name__ == "__main__":
    sys.exit(main())
