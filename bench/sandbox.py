"""Can a query get out of the lake, or cost more than it may? Every attack, and the worst of each.

    python -m bench.sandbox --data FOLDER [--seconds 4] [--memory 500MB]

Each query is asked by a process of its own, whose children's peak memory the kernel tells. Goals:
nothing escapes, no file changes, nothing takes more than 1.2 times its time (beside the start of
the process) or its memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.sandbox_queries import ESCAPES, EXHAUSTION
from warehouse.errors import QueryError
from warehouse.reader import Limits, size_in_bytes
from warehouse.sandbox import answer

TOLERANCE = 1.2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.sandbox", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a data folder with a catalogue")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--memory", default="500MB")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    limits = Limits(seconds=options.seconds, memory=options.memory)
    if options.one is not None:
        print(json.dumps(ask_once(options.data, options.one, limits)))
        return 0
    before = fingerprint(options.data)
    bare = measured(options.data, "select 1", limits)
    escaped = [sql for sql in ESCAPES if is_answered(options.data, sql, limits)]
    print(f"escapes: {len(ESCAPES)} tried, {len(escaped)} answered {escaped}")
    results = [(sql, measured(options.data, sql, limits)) for sql in EXHAUSTION]
    over = 0
    for sql, found in sorted(results, key=lambda result: -result[1]["megabytes"]):
        seconds = found["seconds"] - bare["seconds"]
        megabytes = found["megabytes"]
        is_over = (
            seconds > TOLERANCE * limits.seconds
            or megabytes * 1e6 > TOLERANCE * size_in_bytes(limits.memory)
        )
        over += is_over
        cost = f"{'OVER' if is_over else 'ok':4} {seconds:6.2f} s {megabytes:7.0f} MB"
        print(f"{cost}  {sql[:60]:60}  {found['said'][:50]}")
    is_changed = fingerprint(options.data) != before
    print(
        f"{len(ESCAPES)} escapes: {len(escaped)} got out; {len(EXHAUSTION)} exhaustion queries:"
        f" {over} above {TOLERANCE} x {limits.seconds:g} s or {limits.memory}; files changed:"
        f" {is_changed}; an empty one costs {bare['seconds']:.2f} s, {bare['megabytes']:.0f} MB"
    )
    return int(bool(escaped or over or is_changed))


def is_answered(data: Path, sql: str, limits: Limits) -> bool:
    try:
        answer(data, sql.replace("{lake}", str(data / "lake")), limits)
    except QueryError:
        return False
    return True


def measured(data: Path, sql: str, limits: Limits) -> dict[str, float | str]:
    command = [sys.executable, "-m", "bench.sandbox", "--data", str(data), "--one", sql]
    command += ["--seconds", str(limits.seconds), "--memory", limits.memory]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float | str] = json.loads(done.stdout)
    return found


def ask_once(data: Path, sql: str, limits: Limits) -> dict[str, float | str]:
    began = time.monotonic()
    try:
        said = f"{answer(data, sql, limits).num_rows} rows"
    except QueryError as error:
        said = str(error)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    return {"seconds": time.monotonic() - began, "megabytes": peak, "said": said}


def fingerprint(data: Path) -> str:
    digest = hashlib.blake2b()
    for path in sorted((data / "lake").rglob("*.parquet")) + sorted(data.glob("coverage.duckdb")):
        digest.update(f"{path} {path.stat().st_size}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
