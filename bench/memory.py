"""Peak memory of a process and everything it started, sampled from outside."""

from __future__ import annotations

import contextlib
import threading
import time

import psutil


class PeakMemory:
    """Proportional set size of a process tree, bytes in ``peak``; sampled every 0.2 s.

    PSS counts a page shared by n processes as 1/n, so forks are not counted twice. Reading it
    holds up a process of many GB: at most a twentieth of the time goes into it.
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
            start = time.perf_counter()
            total = 0
            with contextlib.suppress(psutil.NoSuchProcess):
                for process in [self.process, *self.process.children(recursive=True)]:
                    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                        total += process.memory_full_info().pss
            self.peak = max(self.peak, total)
            time.sleep(max(0.2, 20 * (time.perf_counter() - start)))
