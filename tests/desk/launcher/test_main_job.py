"""The main job as a user runs it: twice, then killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from desk.process_tree import processes_of
from tests.desk.desks import REPO, crawls, poll, raw_items, run_desk, slow_down

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.airflow, pytest.mark.slow, pytest.mark.timeout(2400)]
CHANNELS = "sample_json sample_rss"
ROWS = "select article_id, content_hash, headline, first_seen_at from articles order by 1"


def published(data: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(data / "coverage.duckdb"), read_only=True) as connection:
        return connection.execute(ROWS).fetchall()


def test_run_publishes_run_again_changes_nothing_and_a_kill_leaves_nobody(
    own_data_folder: Path,
) -> None:
    data = own_data_folder

    first = run_desk("run", "--channels", CHANNELS, data=data)

    assert first.returncode == 0, first.stdout + first.stderr
    assert "主题报道 Theme coverage" in first.stdout
    assert str(data / "coverage.duckdb") in first.stdout
    assert "make up" in first.stdout
    assert processes_of(data / "airflow") == []
    rows = published(data)
    assert len(rows) > 20

    again = run_desk("run", "--channels", CHANNELS, data=data)

    assert again.returncode == 0, again.stdout + again.stderr
    assert published(data) == rows

    slow_down(data, "sample_people")
    launcher = subprocess.Popen(
        [sys.executable, "-m", "desk", "run", "--channels", "sample_people"],
        cwd=REPO,
        env=os.environ | {"COVERAGE_DATA": str(data)},
        stdout=subprocess.DEVNULL,
    )
    poll(lambda: crawls(data), "the crawl runs")
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()

    poll(lambda: processes_of(data / "airflow") == [], "nobody outlives the launcher", 60)
    assert published(data) == rows
    addresses = [item["canonical_url"] for item in raw_items(data, "sample_people")]
    assert len(addresses) == len(set(addresses))
