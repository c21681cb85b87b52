"""Start and stop the desk: ``up`` and ``down``, and the desk a single run brings with it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil

from desk import DeskError, settings
from desk.channels import choose, live_among
from desk.launcher.airflow_client import Client
from desk.launcher.airflow_home import environment, password, prepare
from desk.launcher.console import say
from desk.launcher.supervisor import ANOTHER_RUNS, lease, running
from desk.process_tree import processes_of, terminate, wait_until
from desk.settings import DAGS, airflow_home, wanted_port
from storage.files import make_private_folder
from storage.paths import CHECKOUT, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEFAULT_PORT = 8080
READY_SECONDS = 600.0
STOP_SECONDS = 11.0
FREE_MEGABYTES = 500


def start(*, port: int, is_for_one_run: bool, channels: list[str]) -> Client:
    """Start a supervisor, and the sample newsroom if ``channels`` need it; wait for Airflow."""
    prepare()
    free = shutil.disk_usage(airflow_home()).free // 1_000_000
    if free < FREE_MEGABYTES:
        raise DeskError(
            f"{airflow_home()}: {free} MB free, {FREE_MEGABYTES} MB needed: make room or set"
            " COVERAGE_DATA to another disk"
        )
    command = [sys.executable, "-m", "desk.launcher.supervisor", "--port", str(port)]
    if len(live_among(channels)) < len(channels):
        command += ["--newsroom-port", str(free_port())]
    if is_for_one_run:
        command += ["--parent", str(os.getpid())]
    log = airflow_home() / "logs" / "supervisor.log"
    make_private_folder(log.parent)
    with log.open("ab") as out:
        supervisor = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment(port),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        return _wait_ready(supervisor, port)
    except BaseException:
        if supervisor.poll() != ANOTHER_RUNS:
            stop()
        raise


def stop() -> int:
    """Stop the desk and end what a killed one left; how many processes there were."""
    state, before = running(), processes_of(airflow_home())
    if state:
        psutil.Process(state.pid).send_signal(signal.SIGTERM)
        wait_until(lambda: not lease().holder(), seconds=STOP_SECONDS)
    terminate(processes_of(airflow_home()), grace=1)
    (data_folder() / "newsroom.json").unlink(missing_ok=True)
    if left := processes_of(airflow_home()):
        raise DeskError(f"these processes could not be stopped: {[p.pid for p in left]}")
    return len(before)


@contextmanager
def desk(channels: list[str]) -> Iterator[Client]:
    """The running desk, or one of our own that is gone afterwards, whatever happens."""
    if state := running():
        client = Client(state.port)
        if not wait_until(client.is_healthy, seconds=READY_SECONDS, step=0.5):
            raise DeskError("the desk that runs does not answer: make down, then try again")
        yield client
        return
    try:
        yield start(port=free_port(), is_for_one_run=True, channels=channels)
    finally:
        stop()


def up() -> int:
    if state := running():
        say(f"The desk is up already: http://127.0.0.1:{state.port} 已在运行")
        say(f"  log in    admin / {password()}")
        return 0
    settings.check()
    port, channels = choose_port(), choose()
    say("Starting Airflow … 正在启动")
    began = time.monotonic()
    start(port=port, is_for_one_run=False, channels=channels)
    say(f"The desk is up after {time.monotonic() - began:.0f} s. 已就绪")
    say(f"  page      http://127.0.0.1:{port}   coverage: http://127.0.0.1:{port}/coverage/")
    say(f"  log in    admin / {password()}")
    say("  stop      make down")
    return 0


def down() -> int:
    began = time.monotonic()
    count = stop()
    if count:
        say(f"Stopped {count} processes in {time.monotonic() - began:.1f} s; none is left. 已停止")
    else:
        say("The desk is not running. 未运行")
    return 0


def choose_port(*, tell: bool = True) -> int:
    """The port asked for (DeskError if taken), else 8080, else a free one."""
    wanted = wanted_port()
    if wanted and not is_free(wanted):
        raise DeskError(
            f"port {wanted} is taken by another program: set COVERAGE_PORT to a free one"
        )
    if wanted:
        return wanted
    if is_free(DEFAULT_PORT):
        return DEFAULT_PORT
    port = free_port()
    if tell:
        say(f"Port {DEFAULT_PORT} is taken: using {port} (set COVERAGE_PORT to choose)")
    return port


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_ready(supervisor: subprocess.Popen[bytes], port: int) -> Client:
    client = Client(port)
    # plugins and shared names of dags/ are no DAG files; every other file is one DAG of its name
    expected = {path.stem for path in DAGS.glob("*.py")} - {"lake_assets"}

    def is_ready() -> bool:
        if supervisor.poll() == ANOTHER_RUNS:
            raise DeskError("another desk of this data folder is starting or stopping: wait for it")
        if supervisor.poll() is not None:
            raise DeskError(_why_it_ended(airflow_home() / "logs" / "supervisor.log"))
        return client.is_healthy() and (expected <= client.dags() or bool(client.import_errors()))

    if not wait_until(is_ready, seconds=READY_SECONDS, step=0.3):
        raise DeskError(
            f"Airflow did not answer within {READY_SECONDS:.0f} s: see {airflow_home() / 'logs'}"
        )
    return client


def _why_it_ended(log: Path) -> str:
    """The supervisor's last words, without their time."""
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-1:] or [""]
    return f"the desk could not be started: {last[0][20:] or 'no reason given'} (see {log})"
