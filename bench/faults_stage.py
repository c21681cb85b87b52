"""The stage of the desk's failures: a data folder, a newsroom with faults, the verdicts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.faults import Row
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LINE_LIMIT = 700


def scenarios(of_module: Mapping[str, Any]) -> list[Callable[[], Row]]:
    """Functions named after their case (``a7_bad_argument``), in the order they stand in."""
    return [it for name, it in of_module.items() if name.partition("_")[0][1:].isdigit()]


@contextmanager
def folder(*faults: str, **settings: str) -> Iterator[Path]:
    """An empty data folder and, if ``faults`` are given, a newsroom that has them."""
    data = Path(tempfile.mkdtemp(prefix="faults-"))
    before = dict(os.environ)
    os.environ.update({"COVERAGE_DATA": str(data)} | settings)
    os.environ.pop("CRAWL_CONTACT", None)
    try:
        if faults:
            with newsroom(list(faults)) as address:
                os.environ["NEWSROOM_GATEWAY"] = address
                yield data
        else:
            yield data
    finally:
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def newsroom(faults: list[str]) -> Iterator[str]:
    from newsroom.faults import parse_fault
    from newsroom.newsroom import Newsroom
    from newsroom.server import serving

    wrong = [parse_fault(text) for text in faults if "=" in text]
    with serving(Newsroom(faults=wrong), 0, None) as gateway:
        yield gateway.address


def red(case: str, scenario: str, call: Callable[[], Any], words: str) -> Row:
    """``call`` must raise, with ``words`` in its one line."""
    try:
        answer = call()
    except Exception as error:
        line = str(error)
        is_met = words in line and "\n" not in line and len(line) <= LINE_LIMIT
        measured = f"red: {type(error).__name__}"
    else:
        line, measured, is_met = str(answer)[:200], "GREEN", False
    return Row(
        case=case, scenario=scenario, demand="red", measured=measured, is_met=is_met, line=line
    )


def command(case: str, scenario: str, arguments: list[str], words: str) -> Row:
    """``python -m desk …`` must exit ≠ 0 with one line that holds ``words``."""
    done = subprocess.run(
        [sys.executable, "-m", "desk", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    said = done.stderr.strip() or done.stdout.strip()
    line = next((part for part in said.splitlines() if words in part), said[-200:])
    is_met = done.returncode != 0 and words in line and "Traceback" not in done.stderr
    return Row(
        case=case,
        scenario=scenario,
        demand="exit code ≠ 0",
        measured=f"exit code {done.returncode}",
        is_met=is_met,
        line=line.strip(),
    )
