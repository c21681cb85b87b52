"""What a query may not do or cost, and what a moved or held catalogue does to it (Q1–Q24)."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.faults import Row
from bench.faults_stage import red
from storage.paths import CHECKOUT
from warehouse.errors import QueryError
from warehouse.reader import Limits
from warehouse.sandbox import answer

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = Limits(seconds=3.0, memory="400MB")
OUT = "{lake}/x.parquet"
REFUSED = {
    "a file by name": "select * from '/etc/passwd'",
    "a file by function": "select * from read_text('/etc/passwd')",
    "a folder's names": "select * from glob('/etc/*')",
    "the network": "select * from read_parquet('https://news.test/x.parquet')",
    "a copy out": f"copy (select 1) to '{OUT}'",
    "a copy hidden in a query": f"with x as (copy (select 1) to '{OUT}') from x",
    "a row inserted": "insert into rollups.theme_days from rollups.theme_days",
    "a view dropped": "drop view articles",
    "two statements": "select 1; drop view articles",
    "an extension": "install httpfs",
    "a setting": "set memory_limit = '100GB'",
    "another database": "attach '/tmp/x.duckdb'",
}
EXHAUSTING = {
    "one huge string": "select repeat('x', 2000000000)",
    "one huge list": "select list(range) from range(1000000000)",
    "a sort without end": "select range from range(10000000000) order by hash(range)",
    "one slow function": "select sum(levenshtein(repeat('ab', 90000), repeat('ba', 90000)))"
    " from range(100000000)",
    "a recursion without end": "with recursive r(n) as (select 1 union all select n + 1 from r)"
    " select max(n) from r",
    "rows without end": "from range(1000000000)",
}


@cache
def published() -> Path:
    """A data folder with a small lake of the newsroom, built and published once."""
    from newsroom.items import write_items
    from transforms.build.pipeline import build
    from warehouse.build import build as publish

    data = Path(tempfile.mkdtemp(prefix="faults-query-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    write_items(data, articles=60)
    build(data, workers=1)
    publish(data)
    return data


def state(data: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}


def refused(case: str, what: str) -> Row:
    data = published()
    before = state(data)
    sql = REFUSED[what].replace("{lake}", str(data / "lake"))
    row = red(case, f"a query: {what}", lambda: answer(data, sql, LIMITS), "")
    is_whole = state(data) == before
    return Row(
        case=case,
        scenario=row.scenario,
        demand="refused, nothing changed",
        measured=row.measured if is_whole else "A FILE CHANGED",
        is_met=row.is_met and is_whole,
        line=row.line,
    )


def children() -> set[int]:
    """Processes that this one has started, and theirs."""
    return {process.pid for process in psutil.Process().children(recursive=True)}


def exhausting(case: str, what: str) -> Row:
    """Killed at its limits: seconds from the question, beside the start of the process."""
    data, said, before = published(), "ANSWERED", children()
    began = time.monotonic()
    try:
        answer(data, EXHAUSTING[what], LIMITS)
    except QueryError as error:
        said = str(error)
    seconds = time.monotonic() - began
    left = children() - before
    is_met = said != "ANSWERED" and seconds < 1.2 * LIMITS.seconds + 5 and not left
    return Row(
        case=case,
        scenario=f"a query: {what}",
        demand=f"ended by {LIMITS.seconds:g} s or {LIMITS.memory}, no process left",
        measured=f"{seconds:.1f} s",
        is_met=is_met,
        line=said,
    )


def command(case: str, what: str, data: Path, arguments: list[str], code: int, words: str) -> Row:
    """``python -m warehouse …`` ends with ``code`` and one line that holds ``words``."""
    done = subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        env=os.environ | {"COVERAGE_DATA": str(data), "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stderr if code else done.stdout).strip()
    return Row(
        case=case,
        scenario=what,
        demand=f"exit code {code}",
        measured=f"exit code {done.returncode}",
        is_met=done.returncode == code and words in said and (not code or "\n" not in said),
        line=said.splitlines()[-1][:300] if said else "",
    )


COUNT = ["query", "select count(*) as n from articles", "--json"]


def q19_moved_folder() -> Row:
    moved = published().parent / f"{published().name}-moved"
    shutil.copytree(published(), moved)
    try:
        return command("Q19", "the lake lies elsewhere", gone(moved), COUNT, 3, "relocate")
    finally:
        shutil.rmtree(moved, ignore_errors=True)


def gone(moved: Path) -> Path:
    """The catalogue of ``moved`` names a lake that is not there."""
    import duckdb

    with duckdb.connect(str(moved / "coverage.duckdb")) as connection:
        connection.execute("update snapshot set lake = '/nowhere/lake'")
    return moved


def q20_held_for_writing() -> Row:
    held = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print(1, flush=True);"
    held += " sys.stdin.read()"
    path = str(published() / "coverage.duckdb")
    with subprocess.Popen(
        [sys.executable, "-c", held, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        row = command("Q20", "another tool holds the catalogue", published(), COUNT, 0, '"n": 60')
        holder.communicate()
    return row


def q21_no_database() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "coverage.duckdb").write_bytes(b"no database" * 100)
        return command("Q21", "the catalogue is garbage", Path(folder), COUNT, 3, "build")


def q22_export_over_the_lake() -> Row:
    out = ["export", "--view", "channels", "--format", "csv"]
    out += ["--out", str(published() / "lake" / "CURRENT")]
    return command("Q22", "an export over lake/CURRENT", published(), out, 2, "--out")


def q23_nothing_published() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        return command("Q23", "nothing is published yet", Path(folder), COUNT, 3, "build")


def q24_host_in_another_zone() -> Row:
    """Midnight of a Beijing day is one moment, wherever the host is."""
    answers = set()
    for zone in ("America/New_York", "UTC", "Asia/Shanghai"):
        os.environ["TZ"] = zone
        sql = "select count(*) as n from articles where published_at >= '2019-02-20'"
        answers.add(str(answer(published(), sql, LIMITS).to_pylist()))
    os.environ.pop("TZ", None)
    return Row(
        case="Q24",
        scenario="hosts in three time zones ask for a day",
        demand="one answer",
        measured=f"{len(answers)} answer(s)",
        is_met=len(answers) == 1,
        line=min(answers),
    )


def _named(kind: Callable[[str, str], Row], number: int, what: str) -> Callable[[], Row]:
    scenario = partial(kind, f"Q{number}", what)
    scenario.__name__ = f"q{number}_{what.replace(' ', '_')}"  # type: ignore[attr-defined]
    return scenario


SCENARIOS = [
    *(_named(refused, number, what) for number, what in enumerate(REFUSED, 1)),
    *(_named(exhausting, number, what) for number, what in enumerate(EXHAUSTING, 13)),
    q19_moved_folder,
    q20_held_for_writing,
    q21_no_database,
    q22_export_over_the_lake,
    q23_nothing_published,
    q24_host_in_another_zone,
]
