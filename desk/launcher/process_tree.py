"""No process outlives the one that started it, even if that one is killed with SIGKILL.

Linux tells a child of its parent's death (PR_SET_PDEATHSIG); a fork clears the order, so every
fork below a tethered process gives it anew. What was missed all the same carries the mark of its
desk in its environment and is swept by it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MARK = "COVERAGE_DESK"
PR_SET_PDEATHSIG = 1
KILL_SECONDS = 1.5
"""Nothing outlives SIGKILL: what is still there is a zombie, or the machine is very busy."""
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def tether(signal_number: int = signal.SIGKILL) -> None:
    """Ask for ``signal_number`` when the parent dies. Only Linux can do it."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def tethered(signal_number: int = signal.SIGKILL) -> Callable[[], None]:
    """A ``preexec_fn``: the child dies with its parent, even if the parent died meanwhile."""
    parent = os.getpid()

    def before_exec() -> None:
        tether(signal_number)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def tether_forks() -> None:
    """Every child this process forks from now on, and theirs, is tethered to its parent."""
    os.register_at_fork(after_in_child=tether)


def marked(mark: str) -> list[psutil.Process]:
    """Live processes with ``mark`` in their environment; not this one, not its parents."""
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    found = []
    for process in psutil.process_iter():
        try:
            is_ours = process.pid not in own and process.environ().get(MARK) == mark
            if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def end(processes: Iterable[psutil.Process], *, grace: float) -> int:
    """SIGTERM, and after ``grace`` seconds SIGKILL; how many needed the latter."""
    processes = list(processes)
    for process in processes:
        _send(process, signal.SIGTERM)
    _, alive = psutil.wait_procs(processes, timeout=grace)
    for process in alive:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=KILL_SECONDS)
    return len(alive)


def is_alive(pid: int, started: float) -> bool:
    """Whether the very process recorded runs: a reused pid is another process."""
    try:
        process = psutil.Process(pid)
        return bool(
            abs(process.create_time() - started) < 2 and process.status() != psutil.STATUS_ZOMBIE
        )
    except psutil.Error:
        return False


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
