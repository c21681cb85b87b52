"""Parent of every process of the desk: starts them, restarts what dies, stops all in order.

Kept, because none of these could; supervisord and circus were tried on this desk, the others judged
by what is measured or said of them:

- ``airflow standalone``: SIGTERM orphans its children; a component that dies stays dead;
  its "ready" comes before the API answers.
- supervisord 4.3: knows programs, not the tasks below one, so a crawl in the middle was killed and
  left no row; a component that cannot live leaves half a desk up instead of a reason.
- circus 0.19: the newsroom went before the crawl it serves, which then told of a dead host; it
  brings tornado and a message queue.
- honcho 2.0: restarts nothing.
- none of them dies with the process that started it.

Holds the desk's lease while it lives, so one data folder has one desk, and says in the lease's note
what runs. With ``--parent`` it ends with that process.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import psutil

from desk import DeskError
from desk.launcher.airflow_home import environment, migrate
from desk.process_tree import (
    parent_death_signal,
    processes_of,
    set_parent_death_signal,
    terminate,
)
from desk.settings import airflow_home, environment_without_airflow
from storage.leases import FileLease, LeaseHeldError, held
from storage.paths import CHECKOUT, data_folder

if TYPE_CHECKING:
    from types import FrameType

RESTARTS, RESTART_WINDOW = 6, 120.0
"""A component that dies more often than this within so many seconds is not restarted again."""
TASK_GRACE, COMPONENT_GRACE, LEFTOVER_GRACE = 5.5, 2.0, 0.5
"""Seconds to end by oneself. Components have nothing to lose once the tasks are gone, and some of
Airflow's take as long as they are given."""
ANOTHER_RUNS = 2
"""Exit code of a supervisor that found another one."""
LOG_LIMIT = 20_000_000
TRIGGERER_DELAY = 30.0
"""Seconds it waits for the others: nothing needs it at once, and two cores are few."""


class State(NamedTuple):
    """The running desk: pid of its supervisor, port of its page, pids of its components by name."""

    pid: int
    port: int
    components: dict[str, int]


def lease() -> FileLease:
    """Held by the supervisor of this data folder's desk."""
    return FileLease(airflow_home() / "desk.lock")


def running() -> State | None:
    """The live desk of this data folder, if there is one and it has said so."""
    if not lease().holder():
        return None
    for _ in range(3):  # the note may be read while it is written
        try:
            return State(**json.loads(lease().note()))
        except (ValueError, TypeError):
            time.sleep(0.05)
    return None


@dataclass(slots=True, kw_only=True)
class Component:
    """A process that is kept alive. ``deaths``: when it died lately, on the monotonic clock."""

    name: str
    command: list[str]
    env: dict[str, str]
    delay: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it, again if need be. DeskError if it dies too often to be kept alive."""
        log = airflow_home() / "logs" / f"{self.name}.log"
        if self.process is not None:
            now = time.monotonic()
            self.deaths = [at for at in self.deaths if now - at < RESTART_WINDOW] + [now]
            _log(f"{self.name} ended with {self.process.returncode}; death {len(self.deaths)}")
            if len(self.deaths) > RESTARTS:
                raise DeskError(
                    f"{self.name} died {len(self.deaths)} times in {RESTART_WINDOW:.0f} s:"
                    f" see {log}"
                )
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                preexec_fn=parent_death_signal(),
            )


def components(
    env: dict[str, str], newsroom_port: int | None, *, with_triggerer: bool
) -> list[Component]:
    """In starting order. A single run defers nothing, so it needs no triggerer."""
    run = [sys.executable, "-m", "desk.process_tree"]
    found = [
        Component(name=name, command=[*run, "airflow", name, *options], env=env)
        for name, options in {
            "api-server": [],
            "scheduler": ["--skip-serve-logs"],
            "dag-processor": [],
        }.items()
    ]
    if with_triggerer:
        command = [*run, "airflow", "triggerer", "--skip-serve-logs"]
        found.append(Component(name="triggerer", command=command, env=env, delay=TRIGGERER_DELAY))
    if newsroom_port:
        state = str(data_folder() / "newsroom.state.json")
        command = [*run, "newsroom", "serve", "--announce", "--port", str(newsroom_port)]
        # it stands for strangers' sites: no secret of the desk is its business
        newsroom = Component(
            name="newsroom",
            command=[*command, "--state", state],
            env=environment_without_airflow(),
        )
        found.insert(0, newsroom)
    return found


class Supervisor:
    """``own_lease`` is the desk's, which this process holds."""

    def __init__(
        self, own_lease: FileLease, *, port: int, newsroom_port: int | None, is_for_one_run: bool
    ) -> None:
        self.lease, self.port = own_lease, port
        self.env = environment(port)
        if newsroom_port:
            self.env["NEWSROOM_GATEWAY"] = f"http://127.0.0.1:{newsroom_port}"
        self.components = components(self.env, newsroom_port, with_triggerer=not is_for_one_run)
        self.is_stopping = False

    def run(self) -> int:
        """Run until told to stop (0), or until a component cannot be kept alive (1)."""
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_number, self._asked_to_stop)
        try:
            terminate(processes_of(airflow_home()), grace=LEFTOVER_GRACE)  # of a desk that died
            self._tell()
            migrate(self.env)
            self._keep_alive()
        except DeskError as error:
            self.stop()
            _log(str(error))
            return 1
        self.stop()
        return 0

    def stop(self) -> None:
        """Tasks first, so that they can close their crawl; then the components; then leftovers."""
        for what, found, grace in (
            ("tasks", self._tasks, TASK_GRACE),
            ("components", self._running, COMPONENT_GRACE),
            ("what they left", lambda: processes_of(airflow_home()), LEFTOVER_GRACE),
        ):
            began, processes = time.monotonic(), found()
            killed = terminate(processes, grace=grace)
            seconds = time.monotonic() - began
            _log(f"stopped {what}: {len(processes)} in {seconds:.1f} s, {killed} by force")

    def _keep_alive(self) -> None:
        began = time.monotonic()
        while not self.is_stopping:
            for component in self.components:
                if not component.is_running and time.monotonic() - began >= component.delay:
                    component.start()
                    self._tell()
            time.sleep(0.25)

    def _running(self) -> list[psutil.Process]:
        pids = [c.process.pid for c in self.components if c.process and c.is_running]
        return [psutil.Process(pid) for pid in pids]  # not reaped yet, so they are there

    def _tasks(self) -> list[psutil.Process]:
        """Task processes: the children of the scheduler's workers."""
        scheduler = next(c.process for c in self.components if c.name == "scheduler")
        try:
            workers = psutil.Process(scheduler.pid).children() if scheduler else []
            return [task for worker in workers for task in worker.children()]
        except psutil.Error:
            return []

    def _tell(self) -> None:
        pids = {c.name: c.process.pid for c in self.components if c.process}
        self.lease.leave(json.dumps(State(os.getpid(), self.port, pids)._asdict()).encode())

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True


def _log(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m desk.launcher.supervisor", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--newsroom-port", type=int)
    parser.add_argument("--parent", type=int, metavar="PID", help="end when this parent ends")
    options = parser.parse_args()
    if options.parent:
        set_parent_death_signal(signal.SIGTERM)
        if os.getppid() != options.parent:
            return 1
    own_lease = lease()
    try:
        with held(own_lease, "desk", wait_seconds=1.0):  # whoever only looks holds it for a moment
            return Supervisor(
                own_lease,
                port=options.port,
                newsroom_port=options.newsroom_port,
                is_for_one_run=bool(options.parent),
            ).run()
    except LeaseHeldError as error:
        _log(str(error))
        return ANOTHER_RUNS


if __name__ == "__main__":
    sys.exit(main())
