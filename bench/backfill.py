"""A backfill of past days through Airflow beside the same days run daily: the same published rows.

``python -m bench.backfill [DAYS]``, each row in a data folder of its own:

- one backfill of ``crawl_channels`` over the newsroom as it is today, a partition per day;
- the same from the last day to the first, and then one day in the middle once more;
- day by day from the command line, a newsroom that has published nothing later than that day.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from desk.launcher import lifecycle
from desk.process_tree import wait_until
from desk.published import rows
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.launcher.airflow_client import Client

CHAIN = ("crawl_channels", "build_articles", "refresh_warehouse")
CHANNELS = ["sample_ifeng", "sample_people", "sample_trs"]
LAST = date(2019, 2, 25)
PATIENCE = 1800.0


def forwards(data: Path, days: list[date]) -> None:
    with _desk(data) as client:
        _backfill(client, days[0], days[-1])
        _wait(client, dict.fromkeys(days, 1))


def backwards(data: Path, days: list[date]) -> None:
    again = days[len(days) // 2]
    with _desk(data) as client:
        _backfill(client, days[0], days[-1], run_backwards=True)
        _wait(client, dict.fromkeys(days, 1))
        _backfill(client, again, again, reprocess_behavior="completed")
        _wait(client, {again: 2})


def daily(data: Path, days: list[date]) -> None:
    os.environ["COVERAGE_DATA"] = str(data)
    state, port = data / "newsroom.state.json", lifecycle.free_port()
    state.write_text(json.dumps({"until": str(days[0])}))
    serve = ["-m", "newsroom", "serve", "--port", str(port), "--state", str(state)]
    newsroom = subprocess.Popen([sys.executable, *serve], cwd=CHECKOUT, stdout=subprocess.PIPE)
    env = os.environ | {"NEWSROOM_GATEWAY": f"http://127.0.0.1:{port}"}
    try:
        assert newsroom.stdout is not None
        newsroom.stdout.readline()
        for day in days:
            state.write_text(json.dumps({"until": str(day)}))
            for channel in CHANNELS:
                window = ["-a", f"since={day}", "-a", f"until={day}"]
                crawl = [sys.executable, "-m", "scrapy", "crawl", channel, *window]
                subprocess.run(crawl, cwd=CHECKOUT, env=env, check=True, capture_output=True)
            _python("transforms", env)
        _python("warehouse", env)
    finally:
        newsroom.terminate()
        newsroom.wait()


def _python(package: str, env: dict[str, str]) -> None:
    command = [sys.executable, "-m", package, "build"]
    subprocess.run(command, cwd=CHECKOUT, env=env, check=True, capture_output=True)


@contextmanager
def _desk(data: Path) -> Iterator[Client]:
    os.environ["COVERAGE_DATA"] = str(data)
    try:
        yield lifecycle.start(port=lifecycle.free_port(), is_for_one_run=True, channels=CHANNELS)
    finally:
        lifecycle.stop()


def _backfill(client: Client, first: date, last: date, **wishes: Any) -> None:
    body = {
        "dag_id": CHAIN[0],
        "from_date": f"{first}T00:00:00Z",
        "to_date": f"{last}T00:00:00Z",
        "dag_run_conf": {"channels": CHANNELS},
        "max_active_runs": 1,
    }
    # Airflow closes a backfill some seconds after its last run, and takes one at a time for a DAG
    if not wait_until(lambda: not _is_backfilling(client), seconds=PATIENCE, step=1):
        raise SystemExit("an earlier backfill does not end")
    client.post("/backfills", body | wishes)


def _is_backfilling(client: Client) -> bool:
    found = client.get("/backfills", dag_id=CHAIN[0])["backfills"]
    return any(backfill["completed_at"] is None for backfill in found)


def _wait(client: Client, publishes: dict[date, int]) -> None:
    """Until each day was published that often. SystemExit if a run fails or none comes."""
    deadline, told = time.monotonic() + PATIENCE, ""
    while True:
        states = {
            dag_id: [(r["partition_key"], r["state"]) for r in client.runs(dag_id)]
            for dag_id in CHAIN
        }
        for dag_id, runs in states.items():
            if failed := [day for day, state in runs if state == "failed"]:
                raise SystemExit(f"{dag_id} failed for {failed}")
        done = Counter(day for day, state in states[CHAIN[-1]] if state == "success")
        left = [day for day, count in publishes.items() if done[str(day)] < count]
        if not left:
            return
        if time.monotonic() > deadline:
            raise SystemExit(f"not published after {PATIENCE:.0f} s: {left}: {states}")
        if (
            line := f"  {len(left)} of {len(publishes)} days to go"
        ) != told and sys.stderr.isatty():
            print(told := line, file=sys.stderr)
        time.sleep(1)


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
        for how, run in (
            ("one backfill through Airflow", forwards),
            ("backwards, one day twice", backwards),
            ("day by day", daily),
        ):
            data = Path(place) / run.__name__
            data.mkdir()
            began = time.monotonic()
            run(data, days)
            articles, content = _content(data)
            found.append((articles, content))
            table.add_row(how, str(articles), content, f"{time.monotonic() - began:.0f}")
    Console(width=120).print(table)
    is_same = len(set(found)) == 1 and found[0][0] > 0
    print(f"backfill: {count} days, {'the same' if is_same else 'NOT the same'} published rows")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
