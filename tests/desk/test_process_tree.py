"""No process outlives the one that started it, even one killed with SIGKILL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from desk.process_tree import HOME_VARIABLE, processes_of, terminate
from storage.paths import CHECKOUT
from tests.desk.desks import poll

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = """
import os, subprocess, sys, time
from desk.process_tree import parent_death_signal, pass_on_to_forks
pass_on_to_forks()
child = os.fork()
if child == 0:
    if os.fork() == 0:
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                         start_new_session=True, preexec_fn=parent_death_signal())
    time.sleep(600)
print("ready", flush=True)
time.sleep(600)
"""


def test_a_killed_parent_takes_its_whole_family_along(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", FAMILY],
        env=os.environ | {HOME_VARIABLE: str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    poll(lambda: len(processes_of(tmp_path)) == 4, "the family is there")

    parent.send_signal(signal.SIGKILL)
    parent.wait()

    poll(lambda: processes_of(tmp_path) == [], "nobody is left")


def test_a_process_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);print(1, flush=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{deaf}; time.sleep(600)"],
        env=os.environ | {HOME_VARIABLE: str(tmp_path)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()

    assert terminate(processes_of(tmp_path), grace=0.3) == 1
    process.wait()
    assert processes_of(tmp_path) == []


def test_a_module_that_is_run_so_dies_with_whoever_started_it(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text("import time\nprint('up', flush=True)\ntime.sleep(600)\n")
    start = (
        "import subprocess, sys, time;"
        "subprocess.Popen([sys.executable, '-m', 'desk.process_tree', 'sleeper']); time.sleep(600)"
    )
    env = {HOME_VARIABLE: str(tmp_path), "PYTHONPATH": f"{tmp_path}:{CHECKOUT}"}
    parent = subprocess.Popen(
        [sys.executable, "-c", start], env=os.environ | env, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "up\n"
    assert len(processes_of(tmp_path)) == 2

    parent.send_signal(signal.SIGKILL)
    parent.wait()

    poll(lambda: processes_of(tmp_path) == [], "nobody is left")
