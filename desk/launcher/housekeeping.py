"""``python -m desk housekeeping``: what Airflow keeps of old runs goes: rows, task logs, notices.

Airflow removes nothing by itself: a desk that runs for years would end with a full disk. What the
product itself keeps (raw items, archive, lake) is never touched here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from desk import DeskError
from desk.launcher.airflow_home import environment
from desk.launcher.console import say
from desk.process_tree import parent_death_signal
from desk.settings import airflow_home
from storage.clock import utc_now
from storage.files import whole_file
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

KEPT_DAYS = 90
"""A quarter of a year: longer than anybody asks why a crawl failed."""
NOTICES_KEPT = 5_000


def housekeeping(days: float = KEPT_DAYS) -> int:
    """Forget runs that are older than ``days``; 0 when all of it went."""
    before = utc_now() - timedelta(days=days)
    home = airflow_home()
    if not (home / "airflow.db").exists():
        say("Airflow has not run yet: nothing to clean. 尚未运行")
        return 0
    command = ["db", "clean", "--yes", "--skip-archive", "--error-on-cleanup-failure"]
    done = subprocess.run(
        [sys.executable, "-m", "airflow", *command, "--clean-before-timestamp", before.isoformat()],
        env=environment(0),
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=parent_death_signal(),
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1][:300]
        raise DeskError(
            f"{home / 'airflow.db'} could not be cleaned: {last}; it will be tried again"
        )
    logs = remove_logs(home / "logs", before.timestamp())
    notices = shorten(home / "notices.jsonl", NOTICES_KEPT)
    say(f"Runs before {before:%Y-%m-%d} are forgotten: {logs} logs, {notices} notices. 已清理")
    return 0


def remove_logs(folder: Path, before: float) -> int:
    """Delete the logs of runs (``dag_id=…/run_id=…``) in which nothing is newer; how many runs."""
    removed = 0
    for run in folder.glob("dag_id=*/run_id=*"):
        newest = max((path.stat().st_mtime for path in run.rglob("*")), default=0.0)
        if newest < before:
            shutil.rmtree(run, ignore_errors=True)
            removed += 1
    return removed


def shorten(path: Path, kept: int) -> int:
    """Keep the last lines of a file that only grows; how many went."""
    if not path.exists():
        return 0
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) > kept:
        with whole_file(path) as hidden:
            hidden.write_bytes(b"".join(lines[-kept:]))
    return max(0, len(lines) - kept)
