"""A backfill of past days through Airflow beside the same days run daily: the same published rows.

``python -m bench.backfill [DAYS]``. Left: the newsroom as it is today and one backfill of
``crawl_channels``. Right: day by day, a newsroom that has published nothing later than that day.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from desk import launch
from desk.coverage import rows
from desk.settings import REPO
from desk.tether import wait_until

if TYPE_CHECKING:
    from desk.client import Client

CHANNELS = ["sample_ifeng", "sample_trs"]
LAST = date(2019, 2, 25)
PATIENCE = 1800.0


def backfilled(data: Path, days: list[date]) -> None:
    os.environ["COVERAGE_DATA"] = str(data)
    client = launch.start(port=launch.free_port(), is_tied=True, channels=CHANNELS)
    try:
        body = {
            "dag_id": "crawl_channels",
            "from_date": f"{days[0]}T00:00:00Z",
            "to_date": f"{days[-1]}T00:00:00Z",
            "dag_run_conf": {"channels": CHANNELS},
            "max_active_runs": 1,
        }
        client.post("/backfills", body)
        for dag_id in ("crawl_channels", "build_articles", "refresh_warehouse"):
            if not wait_until(lambda d=dag_id: _covers(client, d, days), seconds=PATIENCE, step=2):
                raise SystemExit(
                    f"{dag_id} did not do its {len(days)} days: {_states(client, dag_id)}"
                )
    finally:
        launch.stop()


def daily(data: Path, days: list[date]) -> None:
    os.environ["COVERAGE_DATA"] = str(data)
    state, port = data / "newsroom.state.json", launch.free_port()
    state.write_text(json.dumps({"until": str(days[0])}))
    serve = ["-m", "tests.newsroom", "serve", "--port", str(port), "--state", str(state)]
    newsroom = subprocess.Popen([sys.executable, *serve], cwd=REPO, stdout=subprocess.PIPE)
    env = os.environ | {"NEWSROOM_GATEWAY": f"http://127.0.0.1:{port}"}
    try:
        assert newsroom.stdout is not None
        newsroom.stdout.readline()
        for day in days:
            state.write_text(json.dumps({"until": str(day)}))
            for channel in CHANNELS:
                window = ["-a", f"since={day}", "-a", f"until={day}"]
                crawl = [sys.executable, "-m", "scrapy", "crawl", channel, *window]
                subprocess.run(crawl, cwd=REPO, env=env, check=True, capture_output=True)
            _python("transforms", env)
        _python("warehouse", env)
    finally:
        newsroom.terminate()
        newsroom.wait()


def _python(package: str, env: dict[str, str]) -> None:
    command = [sys.executable, "-m", package, "build"]
    subprocess.run(command, cwd=REPO, env=env, check=True, capture_output=True)


def _states(client: Client, dag_id: str) -> dict[str | None, str]:
    return {run["partition_key"]: run["state"] for run in client.runs(dag_id)}


def _covers(client: Client, dag_id: str, days: list[date]) -> bool:
    states = _states(client, dag_id)
    if "failed" in states.values():
        raise SystemExit(f"{dag_id} failed: {states}")
    return all(states.get(str(day)) == "success" for day in days)


def _content(data: Path) -> tuple[int, str]:
    [(count,)] = rows(data, "select count(*) from articles")
    name = (data / "lake" / "CURRENT").read_text().strip()
    manifest = json.loads((data / "lake" / "snapshots" / f"{name}.json").read_text())
    return count, manifest["content_hash"]


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else 14
    days = [LAST - timedelta(days=n) for n in reversed(range(count))]
    table = Table(title=f"{count} days of {', '.join(CHANNELS)}: {days[0]} – {days[-1]}")
    for heading in ("how", "articles", "content hash", "seconds"):
        table.add_column(heading)
    found = []
    with tempfile.TemporaryDirectory(prefix="backfill-") as place:
        for how, run in (("one backfill through Airflow", backfilled), ("day by day", daily)):
            data = Path(place) / run.__name__
            data.mkdir()
            began = time.monotonic()
            run(data, days)
            articles, content = _content(data)
            found.append((articles, content))
            table.add_row(how, str(articles), content, f"{time.monotonic() - began:.0f}")
    Console().print(table)
    is_same = found[0] == found[1] and found[0][0] > 0
    print("the same published rows" if is_same else "NOT the same published rows")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
