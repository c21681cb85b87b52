"""No process outlives the one that started it, even if that one is killed with SIGKILL.

Linux tells a child of its parent's death (PR_SET_PDEATHSIG); a fork clears the order, so every
fork below gives it anew. What was missed all the same carries the home of its desk in its
environment and is found by it. ``python -m desk.process_tree MODULE …`` runs a module so.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
import time
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

HOME_VARIABLE = "COVERAGE_DESK"
"""In the environment of every process of a desk: the Airflow home it belongs to."""
PR_SET_PDEATHSIG = 1
KILL_SECONDS = 1.5
"""Nothing outlives SIGKILL: what is still there is a zombie, or the machine is very busy."""
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def set_parent_death_signal(signal_number: int = signal.SIGKILL) -> None:
    """Ask for ``signal_number`` when the parent dies. Only Linux can do it."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def parent_death_signal(signal_number: int = signal.SIGKILL) -> Callable[[], None]:
    """A ``preexec_fn``: the child dies with its parent, even if the parent died meanwhile."""
    parent = os.getpid()

    def before_exec() -> None:
        set_parent_death_signal(signal_number)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def pass_on_to_forks() -> None:
    """Every child this process forks from now on, and theirs, dies with its parent."""
    os.register_at_fork(after_in_child=set_parent_death_signal)


def processes_of(home: Path | str) -> list[psutil.Process]:
    """Live processes of the desk of that Airflow home; not this one, not its parents."""
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    found = []
    for process in psutil.process_iter():
        try:
            is_of_it = process.pid not in own and process.environ().get(HOME_VARIABLE) == str(home)
            if is_of_it and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def terminate(processes: Iterable[psutil.Process], *, grace: float) -> int:
    """SIGTERM, and after ``grace`` seconds SIGKILL; how many needed the latter."""
    processes = list(processes)
    for process in processes:
        _send(process, signal.SIGTERM)
    _, alive = psutil.wait_procs(processes, timeout=grace)
    for process in alive:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=KILL_SECONDS)
    return len(alive)


def wait_until(happened: Callable[[], bool], *, seconds: float, step: float = 0.1) -> bool:
    """Poll ``happened`` until it is true or the time is over."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def _send(process: psutil.Process, signal_number: int) -> None:
    try:
        process.send_signal(signal_number)
    except psutil.Error:
        return


if __name__ == "__main__":
    set_parent_death_signal()
    pass_on_to_forks()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
