"""What must hold for every DAG file: it parses, quickly, without the heavy libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DAGS = Path(__file__).parents[2] / "dags"
EXPECTED = {
    "backfill_channels",
    "build_articles",
    "check_channels",
    "crawl_channels",
    "keep_house",
    "refresh_warehouse",
    "replay_archive",
    "retag_themes",
    "weekly_digest",
}
PARSE_SECONDS = 0.2
PROBE = """
import json, sys, time
from pathlib import Path
import airflow.sdk, airflow.providers.standard.operators.empty
from airflow.dag_processing.dagbag import BundleDagBag
folder = Path(sys.argv[1])
seconds = []
for _ in range(3):
    start = time.process_time()
    bag = BundleDagBag(folder, bundle_path=folder, bundle_name="dags")
    seconds.append(time.process_time() - start)
print(json.dumps({
    "errors": bag.import_errors,
    "heavy": sorted({"scrapy", "pyarrow", "duckdb", "crawler", "transforms", "warehouse"}
                    & set(sys.modules)),
    "seconds": min(seconds),
    "dags": {dag_id: {
        "doc": dag.doc_md, "tags": sorted(dag.tags), "max_active_runs": dag.max_active_runs,
        "catchup": dag.catchup, "shown": dag.dag_display_name, "has_deadline": bool(dag.deadline),
        "tasks": {task.task_id: {
            "owner": task.owner, "retries": task.retries, "has_policy": bool(task.retry_policy),
            "tells": bool(task.has_on_failure_callback), "is_mapped": task.is_mapped,
            "weight": task.priority_weight,
            "type": task.task_type,
        } for task in dag.tasks},
    } for dag_id, dag in bag.dags.items()},
}))
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("airflow")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(DAGS)],
        capture_output=True,
        text=True,
        check=False,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("AIRFLOW")},
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "COVERAGE_DATA": str(home),
        },
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def test_every_dag_file_parses_into_the_dag_of_its_name(report: dict[str, Any]) -> None:
    assert report["errors"] == {}
    assert set(report["dags"]) == EXPECTED
    assert {path.stem for path in DAGS.glob("*.py")} == EXPECTED | {"lake_assets"}


def test_parsing_imports_nothing_heavy_and_takes_no_time(report: dict[str, Any]) -> None:
    assert report["heavy"] == []
    assert report["seconds"] < PARSE_SECONDS  # of CPU, Airflow itself apart


def test_dag_files_say_when_and_never_how() -> None:
    for path in DAGS.glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 80, f"{path.name} has {len(lines)} lines"


def test_every_dag_explains_itself_in_two_languages(report: dict[str, Any]) -> None:
    for dag_id, dag in report["dags"].items():
        words = dag["doc"] or ""
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words), dag_id
        assert sum(word.isascii() and word.isalpha() for word in words.split()) > 20, dag_id
        assert dag["tags"], dag_id
        assert dag["shown"].endswith(f" · {dag_id}"), dag_id
        assert dag["max_active_runs"] == 1, dag_id
        assert dag["catchup"] is False, dag_id


def test_every_task_has_an_owner_and_tells_of_its_failure(report: dict[str, Any]) -> None:
    for dag_id, dag in report["dags"].items():
        for task_id, task in dag["tasks"].items():
            assert task["owner"] == "newsroom-desk", (dag_id, task_id)
            assert task["tells"], (dag_id, task_id)


def test_what_nobody_waits_for_at_a_screen_has_a_deadline(report: dict[str, Any]) -> None:
    by_hand = {"backfill_channels", "replay_archive", "retag_themes"}
    watched = {dag_id for dag_id, dag in report["dags"].items() if dag["has_deadline"]}
    assert watched == EXPECTED - by_hand


def test_builds_go_before_the_channels_that_still_wait(report: dict[str, Any]) -> None:
    def weights(*dag_ids: str) -> list[int]:
        return [t["weight"] for dag_id in dag_ids for t in report["dags"][dag_id]["tasks"].values()]

    builds = weights("build_articles", "refresh_warehouse", "retag_themes")
    assert min(builds) > max(weights("crawl_channels", "backfill_channels", "replay_archive"))


def test_crawls_are_mapped_and_try_again_only_where_it_helps(report: dict[str, Any]) -> None:
    crawls = [
        task
        for dag in report["dags"].values()
        for task in dag["tasks"].values()
        if task["type"] == "CrawlOperator"
    ]
    assert len(crawls) == 4
    assert all(crawl["is_mapped"] and crawl["retries"] and crawl["has_policy"] for crawl in crawls)
