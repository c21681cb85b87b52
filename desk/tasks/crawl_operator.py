"""The task that runs one Scrapy crawl: a process of its own, watched, stopped and judged.

The crawl writes its own files; what the task adds is the log at its levels, a graceful stop within
Airflow's five seconds, a process that never outlives the task, and a failure that says by its class
whether trying again can help.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import BaseOperator, ExceptionRetryPolicy, RetryAction, RetryRule

from desk.channels import CHANNEL_ID, shown
from desk.process_tree import parent_death_signal
from desk.settings import environment_without_airflow
from storage.exit_codes import CrawlExit
from storage.paths import CHECKOUT, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from airflow.sdk import Context

LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[(?P<name>[^\]]+)\] (?P<level>[A-Z]+): (?P<text>.*)$"
)
LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50}
LINE_LIMIT = 2_000
STOP_SECONDS, SECOND_SIGNAL_SECONDS = 4.2, 2.5
"""Airflow kills a stopped task after five seconds: the crawl must be gone before."""
BUSY_SECONDS = 1800.0
HOPELESS = frozenset(
    {
        CrawlExit.BAD_ARGUMENT,
        CrawlExit.NOTHING_FOUND,
        CrawlExit.HALF_OF_USUAL,
        CrawlExit.DISK_FULL,
        CrawlExit.NO_CONTACT,
        CrawlExit.FORBIDDEN_BY_ROBOTS,
        CrawlExit.LEDGER_DAMAGED,
    }
)
"""What another try would meet again."""


class CrawlError(Exception):
    """The crawl failed; another try may help: the host was down, the machine was busy."""


class CrawlHopelessError(CrawlError):
    """The crawl failed for a reason that stays: robots.txt, no contact, a moved template."""


class CrawlBusyError(CrawlError):
    """Another crawl of this channel holds its lock."""


RETRY_POLICY = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=CrawlHopelessError, action=RetryAction.FAIL, reason="it would fail again"
        ),
    ]
)


MAPPED: dict[str, Any] = {
    "map_index_template": "{{ task.shown }}",
    "max_active_tis_per_dag": 3,
    "retries": 3,
    # doubled at each try, and up to doubled again by chance: a host that is down is not hammered
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=30),
    "retry_policy": RETRY_POLICY,
    "execution_timeout": timedelta(hours=8),
}


class CrawlOperator(BaseOperator):
    """``scrapy crawl`` (or another command of the crawler) for one channel.

    Returns the row of the crawl (``raw/crawls``), which becomes the XCom. ``arguments`` are the
    crawl's own ``-a`` arguments; None values are left out.
    """

    template_fields: Sequence[str] = ("channel", "arguments")
    ui_color = "#dff0e6"

    def __init__(
        self,
        *,
        channel: str,
        arguments: dict[str, Any] | None = None,
        command: str = "crawl",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.channel = channel
        self.shown = shown(channel)
        self.arguments = arguments
        self.command = command
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def per_channel(cls, task_id: str, plan: Any, **settings: Any) -> Any:
        """One mapped task per entry of ``plan`` ({"channel", "arguments"}), shown by its title."""
        return cls.partial(task_id=task_id, **(MAPPED | settings)).expand_kwargs(plan)

    def execute(self, context: Context) -> dict[str, Any]:  # noqa: ARG002
        if not re.match(CHANNEL_ID, self.channel):
            raise CrawlHopelessError(f"not a channel id: {self.channel[:64]!r}")
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                return self._crawl_once()
            except CrawlBusyError as busy:
                if time.monotonic() > deadline:
                    raise
                self.log.info("%s; waiting for it", busy)
                time.sleep(5)

    def on_kill(self) -> None:
        """Ask the crawl to stop; ask again if it hangs on a host; kill what is left."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        began = time.monotonic()
        for signal_number, until in (
            (signal.SIGTERM, SECOND_SIGNAL_SECONDS),
            (signal.SIGTERM, STOP_SECONDS),
            (signal.SIGKILL, STOP_SECONDS + 0.5),
        ):
            _signal_group(process, signal_number)
            try:
                process.wait(timeout=max(0.05, until - (time.monotonic() - began)))
            except subprocess.TimeoutExpired:
                continue
            break
        _signal_group(process, signal.SIGKILL)  # whatever else is in its session

    def _crawl_once(self) -> dict[str, Any]:
        before = set(_rows(self.channel))
        self._process = subprocess.Popen(
            self._command_line(),
            cwd=CHECKOUT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=parent_death_signal(),
        )
        last = ""
        try:
            for level, line in _read_log(self._process, self.channel):
                self.log.log(level, "%s", line)
                last = line
            exit_code = self._process.wait()
        finally:
            self.on_kill()
        new = [path for path in _rows(self.channel) if path not in before]
        row = json.loads(max(new).read_text(encoding="utf-8")) if new else {}
        return _judge(self.channel, exit_code, row, last)

    def _command_line(self) -> list[str]:
        line = [sys.executable, "-m", "scrapy", self.command, self.channel]
        for name, value in (self.arguments or {}).items():
            if value is not None and value != "" and value is not False:
                line += ["-a", f"{name}={str(value).lower() if value is True else value}"]
        return line


def _judge(channel: str, exit_code: int, row: dict[str, Any], last: str) -> dict[str, Any]:
    """The row of a good crawl; else the error class that says whether to try again.

    ``last`` is the crawl's last line: its verdict, if it got that far.
    """
    if exit_code == 0:
        return row
    why = str(row.get("reason") or last.removeprefix(f"{channel}: ") or "it said nothing")[:400]
    if exit_code < 0:
        raise CrawlError(f"{channel}: the crawl was killed by signal {-exit_code}")
    if exit_code == CrawlExit.LOCK_HELD:
        raise CrawlBusyError(f"{channel}: {why}")
    failure = CrawlHopelessError if exit_code in HOPELESS else CrawlError
    raise failure(f"{channel}: {why} (exit code {exit_code})")


def _read_log(process: subprocess.Popen[bytes], channel: str) -> Iterator[tuple[int, str]]:
    """(level, line) of each log line; lines of a traceback keep the level of their first line."""
    level = LEVELS["INFO"]
    assert process.stdout is not None
    for raw in process.stdout:
        line = raw.decode("utf-8", "replace").rstrip("\n")
        if not line.strip():
            continue
        if found := LINE.match(line):
            level = LEVELS.get(found["level"], LEVELS["INFO"])
            line = f"[{found['name']}] {found['text']}"
        elif line.startswith(f"{channel}: "):
            level = LEVELS["INFO"]
        yield level, _printable(line)


def _printable(line: str) -> str:
    """Scraped text may be in it: no control characters, bounded."""
    return "".join(c if c.isprintable() else " " for c in line[:LINE_LIMIT])


def _rows(channel: str) -> list[Path]:
    return sorted((data_folder() / "raw" / "crawls" / f"channel={channel}").glob("*.json"))


def _environment() -> dict[str, str]:
    set_here = {"COVERAGE_DATA": str(data_folder()), "PYTHONUNBUFFERED": "1"}
    return environment_without_airflow() | set_here


def _signal_group(process: subprocess.Popen[bytes], signal_number: int) -> None:
    try:
        os.killpg(process.pid, signal_number)
    except (ProcessLookupError, PermissionError):
        return
