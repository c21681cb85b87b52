"""Notices to people: what failed, where, and the line that says why.

Every notice is a line of ``airflow/notices.jsonl``; COVERAGE_NOTIFY names a command that gets its
text on standard input as well (``mail -s coverage desk@example.org``, a chat hook …).
"""

from __future__ import annotations

import json
import logging
import os
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

from desk.settings import airflow_home
from storage.clock import utc_now
from storage.files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)
TEXT_LIMIT = 4_000
COMMAND_SECONDS = 30


def notify(kind: str, text: str, **where: str) -> None:
    """Write the notice down, then hand it to the configured command. Never raises."""
    text = text[:TEXT_LIMIT]
    notice = {
        "at": utc_now().isoformat(timespec="seconds"),
        "kind": kind,
        "text": text,
    } | where
    try:
        make_private_folder(airflow_home())
        with (airflow_home() / "notices.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(notice, ensure_ascii=False) + "\n")
    except OSError as error:
        log.error("the notice could not be written down: %s", error)
    if command := os.environ.get("COVERAGE_NOTIFY", "").strip():
        _hand_over(command, f"[{kind}] {text}\n")


def tell_failure(context: Mapping[str, Any]) -> None:
    """The failure callback of every task: DAG, task, channel, attempt, reason, where to look."""
    task = context["ti"]
    error = context.get("exception")
    reason = f"{type(error).__name__}: {error}" if error else "no exception"
    run_id = context["run_id"]
    name = task.task_id if task.map_index < 0 else f"{task.task_id}[{task.map_index}]"
    text = f"{task.dag_id} · {name} failed (attempt {task.try_number}): {reason}"
    base = os.environ.get("AIRFLOW__API__BASE_URL", "")
    log.error("%s", text[:600])
    notify(
        "failure",
        text,
        dag=task.dag_id,
        run=run_id,
        page=f"{base}/dags/{task.dag_id}/runs/{run_id}",
    )


def tell_late(dag: str, minutes: int, context: Mapping[str, Any] | None = None) -> None:
    """The deadline callback: the run is still going ``minutes`` after it was queued."""
    run = ((context or {}).get("dag_run") or {}).get("dag_run_id", "")
    notify(
        "late", f"{dag} is not done {minutes} minutes after it was queued", dag=dag, run=str(run)
    )


def _hand_over(command: str, text: str) -> None:
    try:
        done = subprocess.run(
            shlex.split(command),
            input=text.encode(),
            timeout=COMMAND_SECONDS,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.error("COVERAGE_NOTIFY could not be run: %s", error)
        return
    if done.returncode:
        log.error("COVERAGE_NOTIFY ended with %s: %s", done.returncode, done.stderr[-300:])
