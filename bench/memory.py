"""Peak memory of a process and everything it started, sampled from outside."""

from __future__ import annotations

import contextlib
import threading
import time

import psutil


class PeakMemory:
    """Proportional set size of a process tree, sampled every 0.2 s; bytes in ``peak``.

    PSS counts a page shared by n processes as 1/n, so forks are not counted twice.
    """

    def __init__(self, pid: int) -> None:
        self.process = psutil.Process(pid)
        self.peak = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.is_set():
            total = 0
            with contextlib.suppress(psutil.NoSuchProcess):
                for process in [self.process, *self.process.children(recursive=True)]:
                    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                        total += process.memory_full_info().pss
            self.peak = max(self.peak, total)
            time.sleep(0.2)
