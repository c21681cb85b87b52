"""Twenty days of the desk, one after another: what a real Airflow gathers and what it forgets.

    python -m bench.soak_airflow [--days 20]

One desk stays up. Each day is a run of the three DAGs for that day of the sample newsroom. After
each day: Airflow's database and logs, memory, handles and
number of the desk's processes, files of the lake. After the tenth and the last day old runs are
forgotten (``python -m desk housekeeping``, two minutes being old). Exit code 1 if
processes or handles grow, or if what is forgotten does not come back as room.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import psutil

from desk.launcher import lifecycle
from desk.launcher.housekeeping import housekeeping
from desk.launcher.main_job import run_chain
from desk.process_tree import processes_of
from desk.settings import airflow_home

CHANNELS = ["sample_ifeng", "sample_trs"]
FIRST = date(2019, 2, 5)
OLD_DAYS = 2 / 1440
"""Two minutes: the components' own rows are renewed every few seconds and must not be old."""
PATIENCE = 900.0
MOST_HANDLES_A_DAY, MOST_MEMORY_A_DAY = 0.5, 3.0
"""What may be gained a day, in the second half, by all processes together (memory in MB)."""


def note(day: int, seconds: float, data: Path) -> dict[str, float]:
    processes = processes_of(airflow_home())
    memory = handles = 0.0
    for process in processes:
        try:
            memory += process.memory_info().rss / 1e6
            handles += process.num_fds()
        except psutil.Error:
            continue
    database = airflow_home() / "airflow.db"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60)) as connection:
        [(runs,)] = connection.execute("select count(*) from dag_run").fetchall()
    logs = [path for path in (airflow_home() / "logs").rglob("*") if path.is_file()]
    return {
        "day": day,
        "seconds": seconds,
        "processes": len(processes),
        "memory MB": memory,
        "handles": handles,
        "runs": runs,
        "airflow.db MB": database.stat().st_size / 1e6,
        "log files": len(logs),
        "log MB": sum(path.stat().st_size for path in logs) / 1e6,
        "lake files": sum(path.is_file() for path in (data / "lake").rglob("*")),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak_airflow", description=__doc__)
    parser.add_argument("--days", type=int, default=20)
    options = parser.parse_args()
    notes: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="soak-airflow-") as place:
        data = Path(place)
        os.environ["COVERAGE_DATA"] = place
        try:
            client = lifecycle.start(
                port=lifecycle.free_port(), is_for_one_run=False, channels=CHANNELS
            )
            for day in range(options.days):
                began = time.monotonic()
                today = str(FIRST + timedelta(days=day))
                conf = {"channels": CHANNELS, "since": today, "until": today}
                if not run_chain(client, conf, seconds=PATIENCE):
                    raise SystemExit(f"day {day} did not come through")
                notes.append(note(day, time.monotonic() - began, data))
                tell(notes[-1])
                if day in (options.days // 2, options.days - 1):
                    housekeeping(days=OLD_DAYS)
                    notes.append(note(day, 0.0, data))
                    tell(notes[-1])
        finally:
            lifecycle.stop()
    half = [found for found in notes if found["day"] >= options.days // 2 and found["seconds"]]
    days = half[-1]["day"] - half[0]["day"] or 1
    gained = {name: (half[-1][name] - half[0][name]) / days for name in ("handles", "memory MB")}
    problems = []
    if gained["handles"] > MOST_HANDLES_A_DAY or gained["memory MB"] > MOST_MEMORY_A_DAY:
        problems.append(f"grows: {gained}")
    if notes[-1]["runs"] >= notes[-2]["runs"] or notes[-1]["log files"] >= notes[-2]["log files"]:
        problems.append("housekeeping forgot nothing")
    print(f"{options.days} days: {'; '.join(problems) or f'flat: {gained} a day'}")
    return int(bool(problems))


def tell(noted: dict[str, float]) -> None:
    print("  ".join(f"{name} {value:.1f}" for name, value in noted.items()), flush=True)


if __name__ == "__main__":
    sys.exit(main())
