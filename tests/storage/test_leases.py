"""One holder at a time, in one process, between processes, and after a kill."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from storage.leases import FileLease, LeaseHeldError, held

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from storage.leases import FileLease
assert FileLease(Path(sys.argv[1])).try_acquire()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_holder_waits_and_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "build.lock"
    first, second = FileLease(path), FileLease(path)

    assert first.try_acquire()
    assert not second.try_acquire()
    assert not first.try_acquire()
    with (
        pytest.raises(LeaseHeldError, match=r"the build is held by process \d+ on .* since 20"),
        held(second, "the build", wait_seconds=0.1),
    ):
        pytest.fail("two hold it")
    first.release()
    with held(second, "the build"):
        assert first.holder() is not None
    assert first.holder() is None


def test_a_killed_holder_blocks_nobody(tmp_path: Path) -> None:
    path = tmp_path / "build.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert not FileLease(path).try_acquire()
        process.send_signal(signal.SIGKILL)

    assert FileLease(path).try_acquire()


def test_a_note_is_left_for_whoever_comes_next(tmp_path: Path) -> None:
    first = FileLease(tmp_path / "host.lock", is_named=False)
    assert first.note() == b""
    with pytest.raises(RuntimeError, match="not held"):
        first.leave(b"1")
    with held(first, "the host"):
        first.leave(b"1790000000.5 and more")
        first.leave(b"1790000001.5")
        with pytest.raises(ValueError, match="4096 at most"):
            first.leave(b"x" * 4097)

    assert FileLease(tmp_path / "host.lock").note() == b"1790000001.5"
