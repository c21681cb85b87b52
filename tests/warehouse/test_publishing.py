"""Readers during publishes, and publishes that die: whole snapshots or nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse import lake
from warehouse.build import build

REPO = Path(__file__).parents[2]
READER = """
import json, sys
from pathlib import Path
from warehouse.reader import ask, open_catalogue
data, stop = Path(sys.argv[1]), Path(sys.argv[2])
reads, torn, seen = 0, [], set()
while not stop.exists() or reads < 5:
    with open_catalogue(data) as connection:
        row = ask(connection,
            "select (select any_value(snapshot_id) from snapshot) as snapshot_id,"
            " (select count(*) from articles) as articles,"
            " (select sum(mention_count) from theme_coverage_daily) as mentions").to_pylist()[0]
    expected = int(row["snapshot_id"].split("-")[1]) + 1
    if (row["articles"], int(row["mentions"])) != (expected, expected):
        torn.append([row["snapshot_id"], row["articles"], int(row["mentions"])])
    reads += 1
    seen.add(row["snapshot_id"])
print(json.dumps({"reads": reads, "torn": torn, "snapshots": len(seen)}))
"""
PUBLISH = """
import sys
from pathlib import Path
from warehouse.build import build
build(Path(sys.argv[1]))
"""


def publishable(number: int) -> dict[str, list[dict[str, object]]]:
    """A lake of ``number + 1`` articles, each of which names the theme."""
    return {
        "articles": [
            lake.article(one, "alpha", f"2019-02-01 08:{one % 60:02d}", f"第{one}篇")
            for one in range(number + 1)
        ],
        "theme_mentions": [lake.theme_mention(one, "主攻工业") for one in range(number + 1)],
        "channels": [lake.channel("alpha", "甲")],
        "themes": [lake.theme("主攻工业", "Industry first")],
    }


def process(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"PYTHONPATH": str(REPO)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_readers_see_whole_snapshots_during_publishes(tmp_path: Path) -> None:
    lake.write_lake(tmp_path, publishable(0), "snap-0")
    build(tmp_path)
    stop = tmp_path / "stop"
    readers = [process(READER, str(tmp_path), str(stop)) for _ in range(2)]
    try:
        for number in range(1, 7):
            lake.write_lake(tmp_path, publishable(number), f"snap-{number}")
            build(tmp_path)
    finally:
        stop.touch()
        told = [reader.communicate(timeout=120) for reader in readers]

    for (out, err), reader in zip(told, readers, strict=True):
        assert reader.returncode == 0, err
        report = json.loads(out)
        assert report["torn"] == []
        assert report["reads"] >= 5


@pytest.mark.slow
def test_a_killed_publish_leaves_the_last_good_catalogue(tmp_path: Path) -> None:
    """Kill -9 at random moments; the catalogue is always one whole snapshot, the next run clean."""
    lake.write_lake(tmp_path, publishable(0), "snap-0")
    build(tmp_path)
    chance = random.Random(7)
    killed = 0
    for number in range(1, 6):
        lake.write_lake(tmp_path, publishable(number), f"snap-{number}")
        publisher = process(PUBLISH, str(tmp_path))
        wait_for(lambda p=publisher: any(tmp_path.glob(".coverage*")) or p.poll() is not None)
        time.sleep(chance.random() * 0.5)
        publisher.send_signal(signal.SIGKILL)
        publisher.communicate(timeout=60)
        killed += publisher.returncode == -signal.SIGKILL

        stop = tmp_path / "stop"
        stop.touch()
        out, err = process(READER, str(tmp_path), str(stop)).communicate(timeout=120)
        assert json.loads(out)["torn"] == [], err

    build(tmp_path)

    assert killed >= 1
    assert list(tmp_path.glob(".coverage*")) == [], "the next build sweeps what a kill left"


def wait_for(happened: object, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_an_open_reader_does_not_block_a_publish(tmp_path: Path) -> None:
    import duckdb

    lake.write_lake(tmp_path, publishable(0), "snap-0")
    path = build(tmp_path)
    with duckdb.connect(str(path), read_only=True) as reader:
        before = reader.execute("select count(*) from articles").fetchone()
        lake.write_lake(tmp_path, publishable(5), "snap-5")
        build(tmp_path)
        still = reader.execute("select count(*) from articles").fetchone()

    assert before == still == (1,)
    with duckdb.connect(str(path), read_only=True) as fresh:
        assert fresh.execute("select count(*) from articles").fetchone() == (6,)
