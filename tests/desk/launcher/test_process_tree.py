"""No process outlives the one that started it, even one killed with SIGKILL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil

from desk.launcher.process_tree import MARK, end, is_alive, marked
from tests.desk.desks import poll

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = """
import os, subprocess, sys, time
from desk.launcher.process_tree import tether_forks, tethered
tether_forks()
child = os.fork()
if child == 0:
    if os.fork() == 0:
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                         start_new_session=True, preexec_fn=tethered())
    time.sleep(600)
print("ready", flush=True)
time.sleep(600)
"""


def test_a_killed_parent_takes_its_whole_family_along(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", FAMILY],
        env=os.environ | {MARK: str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    poll(lambda: len(marked(str(tmp_path))) == 4, "the family is there")

    parent.send_signal(signal.SIGKILL)
    parent.wait()

    poll(lambda: marked(str(tmp_path)) == [], "nobody is left")


def test_a_process_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);print(1, flush=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{deaf}; time.sleep(600)"],
        env=os.environ | {MARK: str(tmp_path)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()

    assert end(marked(str(tmp_path)), grace=0.3) == 1
    process.wait()
    assert marked(str(tmp_path)) == []


def test_a_reused_pid_is_another_process() -> None:
    own = psutil.Process()
    assert is_alive(own.pid, own.create_time())
    assert not is_alive(own.pid, own.create_time() - 3600)
