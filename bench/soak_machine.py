"""A machine of its own for the soak: a clock that can be moved, a small disk that can be filled.

``libfaketime`` moves the clocks of every process that is started from here, the monotonic one too
(it cannot leave that one alone where processes sleep). The disk is a tmpfs in a mount namespace of
its own: it goes with the last process that lives on it, however that ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

LIBRARIES = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
)
DISK = "SOAK_DISK"
CLOCK = "FAKETIME_TIMESTAMP_FILE"
REAL = "SOAK_REAL"
"""The true time when the machine began to run, taken before the clock was moved."""
SIZE = "2g"
ALLOCATORS = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}
"""Arrow's own allocator and many arenas keep freed room by thread: tens of MB that look like a leak
in a process that builds every day. One heap that gives back lets a real one be seen."""


class Clock:
    """The wall clock of every process of the soak: noon of the day it was set to, and going on."""

    def __init__(self, first_day: date) -> None:
        self.file = Path(os.environ[CLOCK])
        self.first_noon = datetime(first_day.year, first_day.month, first_day.day, 12, tzinfo=UTC)

    def set(self, day: float) -> None:
        wanted = (self.first_noon + timedelta(days=day)).timestamp()
        real = float(os.environ[REAL]) + real_seconds()
        new = self.file.with_suffix(".new")
        new.write_text(f"{wanted - real:+.0f}\n")
        new.replace(self.file)  # a process that looks just now must not read half of it


def real_seconds() -> float:
    """Since the machine began to run: every other clock of these processes is moved."""
    return float(Path("/proc/uptime").read_text().split()[0])


class full_disk:  # noqa: N801 - reads as what it is
    """No byte is free on the file system of the data folder: it must be one of its own."""

    def __init__(self, data: Path) -> None:
        self.filler = data.parent / "filler"

    def __enter__(self) -> None:
        free = shutil.disk_usage(self.filler.parent).free
        with self.filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - 4096))

    def __exit__(self, *_: object) -> None:
        self.filler.unlink()


def is_on_it() -> bool:
    return DISK in os.environ


def run_on_it(module: str) -> int:
    """Run this command again on such a machine; its exit code, or 1 with what is missing."""
    library = next((path for path in LIBRARIES if Path(path).exists()), None)
    if library is None:
        print("soak: libfaketime is missing 缺少: apt-get install faketime", file=sys.stderr)
        return 1
    if os.geteuid() != 0:
        print("soak: a disk of its own needs root 需要 root: sudo make soak", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        disk, clock = Path(folder) / "disk", Path(folder) / "clock"
        disk.mkdir()
        clock.write_text("+0\n")
        env = (
            os.environ
            | ALLOCATORS
            | {
                CLOCK: str(clock),
                "FAKETIME_NO_CACHE": "1",
                # Times of files stay. Moved, code and data would look new each day and be compiled
                # and read again; and the lock that libfaketime takes for it stays held for ever
                # when its holder is killed.
                "NO_FAKE_STAT": "1",
                REAL: str(time.time() - real_seconds()),
                DISK: str(disk),
                "COVERAGE_DATA": str(disk / "data"),
            }
        )
        # Killed processes leave libfaketime's shared memory behind: that is to go with them, too.
        mounted = "mount -t tmpfs shm /dev/shm && "
        mounted += f'mount -t tmpfs -o size={SIZE} soak "$0" && LD_PRELOAD={library} exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", mounted, str(disk)]
        command += [sys.executable, "-m", module, *sys.argv[1:]]
        return subprocess.run(command, env=env, check=False).returncode
