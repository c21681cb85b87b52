"""The DAGs, run for real: one Airflow on SQLite, the sample newsroom, real crawls and builds."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from desk import DeskError
from desk.launcher.main_job import run_chain
from newsroom import truth
from tests.desk.desks import PATIENCE, crawl_rows, crawls, poll, raw_items, real_desk, slow_down

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk.launcher.airflow_client import Client

pytestmark = [pytest.mark.airflow, pytest.mark.slow, pytest.mark.timeout(1800)]
CHAIN_CHANNELS = ["sample_ifeng", "sample_static"]
HELD = "select count(*) from dropped where drop_reason = 'held'"
ROWS = """
select article_id, content_hash, first_seen_at from articles
where channel in ('sample_ifeng', 'sample_static') order by 1
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def desk(data: Path) -> Iterator[Client]:
    with real_desk(data) as client:
        yield client


@pytest.fixture(scope="module")
def published(desk: Client, data: Path) -> Path:
    """The database after one crawl of two channels went through the three DAGs."""
    assert run_chain(desk, {"channels": CHAIN_CHANNELS}, seconds=PATIENCE)
    return data / "coverage.duckdb"


def ask(catalog: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(catalog), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_crawl_build_and_publish_hand_over_by_assets(desk: Client, published: Path) -> None:
    counts = dict(ask(published, "select channel, count(*) from articles group by 1"))
    crawl_run = desk.runs("crawl_channels")[-1]["dag_run_id"]
    shown = {t["rendered_map_index"] for t in desk.tasks("crawl_channels", crawl_run)}

    assert set(counts) == set(CHAIN_CHANNELS)
    assert all(count > 20 for count in counts.values())
    assert "凤凰网江西（示例） · sample_ifeng" in shown
    assert ask(published, "select count(*) from theme_mentions where theme = '主攻工业'") != [(0,)]
    # a manual run without dates hands its Beijing day down to the publish
    keys = {
        dag: desk.runs(dag)[0]["partition_key"] for dag in ("build_articles", "refresh_warehouse")
    }
    assert len(set(keys.values())) == 1
    assert None not in keys.values()


@pytest.mark.usefixtures("published")
def test_the_crawl_row_is_its_xcom_and_the_log_keeps_levels(desk: Client) -> None:
    run_id = desk.runs("crawl_channels")[-1]["dag_run_id"]

    rows = [row_of(desk, "crawl_channels", run_id, index) for index in (0, 1)]
    log = desk.log("crawl_channels", run_id, "crawl", 1)

    assert [row["channel"] for row in rows] == CHAIN_CHANNELS
    assert all(row["exit_code"] == 0 and row["items"] > 20 for row in rows)
    assert "INFO [scrapy.core.engine] Spider opened" in log
    assert "WARNING [" in log  # the dead link of that channel


def test_a_held_row_turns_its_build_red_and_is_released_by_the_form(
    desk: Client, published: Path, data: Path
) -> None:
    """One article dated anew: the rest is handed over and published, and a person decides."""
    [(count,)] = ask(published, "select count(*) from articles")
    folder = data / "raw" / "items" / "channel=sample_ifeng"
    row = json.loads(min(folder.glob("*.jsonl")).read_text(encoding="utf-8").splitlines()[0])
    row |= {"fetched_at": "2031-06-01T04:00:00+00:00"}
    row["published"] = [{"raw": "2031-06-01 08:00", "where": "visible:head:.info"}]
    later = folder / "20310601T040000Z-000001.jsonl"
    later.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")

    red = desk.trigger("build_articles", {})
    assert desk.wait("build_articles", red, seconds=PATIENCE) == "failed"
    states = {task["task_id"]: task["state"] for task in desk.tasks("build_articles", red)}
    [failure] = desk.failures("build_articles", red)
    assert states == {"build": "success", "report_held": "failed"}
    assert "sample_ifeng: 1 rows held" in failure
    poll(lambda: ask(published, HELD) == [(1,)], "the build is published with the row held")
    assert ask(published, "select count(*) from articles") == [(count,)]

    green = desk.trigger("build_articles", {"release": True, "channels": ["sample_ifeng"]})
    assert desk.wait("build_articles", green, seconds=PATIENCE) == "success"
    poll(lambda: ask(published, HELD) == [(0,)], "the released row is published")
    assert ask(published, "select count(*) from articles") == [(count,)]


@pytest.mark.parametrize(
    ("conf", "words"),
    [
        ({"channels": ["../../etc"]}, "is not one of"),
        ({"channels": []}, "non-empty"),
        ({"channels": ["sample_ifeng", "sample_ifeng"]}, "non-unique"),
        ({"channels": "sample_ifeng"}, "not of type 'array'"),
        ({"since": "24.2.2019"}, "is not a 'date'"),
        ({"until": "2019-02-30"}, "is not a 'date'"),
        ({"max_pages": 0}, "less than the minimum"),
        ({"max_pages": "many"}, "not of type"),
        ({"dry_run": "maybe"}, "not of type 'boolean'"),
    ],
)
def test_bad_params_are_refused_before_a_run_exists(
    desk: Client, conf: dict[str, Any], words: str
) -> None:
    before = len(desk.runs("crawl_channels"))

    with pytest.raises(DeskError, match=words):
        desk.trigger("crawl_channels", conf)

    assert len(desk.runs("crawl_channels")) == before


def test_days_in_the_wrong_order_fail_once_with_the_reason(desk: Client) -> None:
    conf = {"channels": ["sample_rss"], "since": "2019-02-02", "until": "2019-02-01"}
    run_id = desk.trigger("crawl_channels", conf)

    assert desk.wait("crawl_channels", run_id, seconds=PATIENCE) == "failed"

    [line] = [found for found in desk.failures("crawl_channels", run_id) if "choose" in found]
    assert "since 2019-02-02 is after until 2019-02-01" in line
    [choose] = [t for t in desk.tasks("crawl_channels", run_id) if t["task_id"] == "choose"]
    assert choose["try_number"] == 1


def test_a_dry_run_plans_and_crawls_nothing(desk: Client, data: Path) -> None:
    run_id = desk.trigger("crawl_channels", {"channels": ["sample_trs"], "dry_run": True})

    assert desk.wait("crawl_channels", run_id, seconds=PATIENCE) == "success"

    assert "dry run: would crawl {'channel': 'sample_trs'" in desk.log(
        "crawl_channels", run_id, "choose"
    )
    assert raw_items(data, "sample_trs") == []


def test_a_killed_task_is_tried_again_and_nothing_is_lost_or_twice(
    desk: Client, data: Path
) -> None:
    channel = "sample_people"
    slow_down(data, channel)
    run_id = desk.trigger("crawl_channels", {"channels": [channel]})
    [crawl] = poll(lambda: crawls(data), "the crawl runs")

    task = crawl.parent()
    assert task is not None
    os.kill(task.pid, signal.SIGKILL)

    poll(lambda: not crawl.is_running() or crawl.status() == "zombie", "no orphan is left", 10)
    assert desk.wait("crawl_channels", run_id, seconds=PATIENCE) == "success"
    addresses = [item["canonical_url"] for item in raw_items(data, channel)]
    expected = {url for name, url in map(truth.key, truth.articles()) if name == channel}
    assert sorted(addresses) == sorted(expected)


def test_mark_failed_stops_the_crawl(desk: Client, data: Path) -> None:
    slow_down(data, "sample_xinhua")
    run_id = desk.trigger("crawl_channels", {"channels": ["sample_xinhua"]})
    [crawl] = poll(lambda: crawls(data), "the crawl runs")

    desk.call(
        "PATCH",
        f"/dags/crawl_channels/dagRuns/{run_id}/taskInstances/crawl/0",
        json={"new_state": "failed"},
    )

    poll(lambda: not crawl.is_running() or crawl.status() == "zombie", "the crawl is gone", 30)
    assert desk.wait("crawl_channels", run_id, seconds=PATIENCE) == "failed"


def test_clearing_a_finished_run_runs_it_again_and_doubles_nothing(
    desk: Client, published: Path
) -> None:
    before = ask(published, ROWS)
    run_id = desk.runs("crawl_channels")[-1]["dag_run_id"]
    builds = len(desk.runs("refresh_warehouse"))

    desk.post(
        "/dags/crawl_channels/clearTaskInstances",
        {"dry_run": False, "dag_run_id": run_id, "only_failed": False},
    )

    poll(lambda: desk.run("crawl_channels", run_id)["state"] == "success", "it ran again")
    poll(lambda: done(desk, "refresh_warehouse") > builds, "it was published again")
    assert ask(published, ROWS) == before


def test_a_backfill_in_the_ui_runs_each_day_as_its_partition(desk: Client, data: Path) -> None:
    days = ["2019-02-23", "2019-02-24"]

    desk.post(
        "/backfills",
        {
            "dag_id": "crawl_channels",
            "from_date": f"{days[0]}T00:00:00Z",
            "to_date": f"{days[1]}T00:00:00Z",
            "dag_run_conf": {"channels": ["sample_sitemap"]},
            "max_active_runs": 1,
        },
    )

    for dag_id in ("crawl_channels", "build_articles"):
        poll(lambda d=dag_id: partitions(desk, d) >= set(days), f"{dag_id} did both days")
    windows = {(row["since_date"], row["until_date"]) for row in crawl_rows(data, "sample_sitemap")}
    assert windows == {(day, day) for day in days}


@pytest.mark.usefixtures("published")
def test_the_page_is_for_people_who_are_logged_in(desk: Client) -> None:
    assert desk.http.get("/coverage/").status_code == 401
    assert desk.http.get("/coverage/card.json").status_code == 401

    desk.dags()
    headers = {"Authorization": f"Bearer {desk.token}"}
    page = desk.http.get("/coverage/", params={"theme": "主攻工业"}, headers=headers)

    assert page.status_code == 200
    assert '"datasets"' in page.text
    assert desk.http.get("/coverage/card.json", headers=headers).json()["channels"] >= 2


@pytest.mark.parametrize("dag_id", ["replay_archive", "retag_themes", "weekly_digest"])
@pytest.mark.usefixtures("published")
def test_the_other_dags_run(desk: Client, data: Path, dag_id: str) -> None:
    conf = {"channels": ["sample_static"]} if dag_id == "replay_archive" else {}
    run_id = desk.trigger(dag_id, conf)

    assert desk.wait(dag_id, run_id, seconds=PATIENCE) == "success", [
        *desk.failures(dag_id, run_id)
    ]

    if dag_id == "weekly_digest":
        [digest] = (data / "digests").glob("*.md")
        assert "## 主题 Themes" in digest.read_text(encoding="utf-8")


def test_a_backfill_crawls_its_days_and_politely_resumes(desk: Client, data: Path) -> None:
    conf = {"channels": ["sample_founder"], "since": "2019-02-01", "until": "2019-02-07"}
    run_id = desk.trigger("backfill_channels", conf)

    assert desk.wait("backfill_channels", run_id, seconds=PATIENCE) == "success"

    row = row_of(desk, "backfill_channels", run_id, 0)
    assert (row["since_date"], row["until_date"]) == ("2019-02-01", "2019-02-07")
    assert row["items"] == len(raw_items(data, "sample_founder")) > 0


@pytest.mark.usefixtures("published")
def test_the_canary_names_the_channel_that_fell_silent(desk: Client) -> None:
    run_id = desk.trigger("check_channels", {"channels": CHAIN_CHANNELS})

    assert desk.wait("check_channels", run_id, seconds=PATIENCE) == "failed"

    lines = list(desk.failures("check_channels", run_id))
    assert len(lines) == 1, lines
    assert "judge" in lines[0]
    assert "sample_static: silent for" in lines[0]
    assert "sample_ifeng" not in lines[0]


def row_of(desk: Client, dag_id: str, run_id: str, index: int) -> dict[str, Any]:
    """What the crawl task of that index returned."""
    task = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/crawl"
    row: dict[str, Any] = desk.get(f"{task}/xcomEntries/return_value", map_index=index)["value"]
    return row


def done(desk: Client, dag_id: str) -> int:
    return sum(run["state"] == "success" for run in desk.runs(dag_id))


def partitions(desk: Client, dag_id: str) -> set[str]:
    return {run["partition_key"] for run in desk.runs(dag_id) if run["state"] == "success"}


def test_runs_of_long_ago_are_forgotten_and_newer_ones_stay(
    desk: Client, published: Path, data: Path
) -> None:
    # one by hand: of the others Airflow keeps the last, however old it is
    old = desk.trigger("refresh_warehouse")
    assert desk.wait("refresh_warehouse", old, seconds=PATIENCE) == "success"
    rows = ask(published, ROWS)
    logs = data / "airflow" / "logs"
    with sqlite3.connect(data / "airflow" / "airflow.db", timeout=60) as database:
        for column in ("start_date", "run_after", "queued_at", "end_date", "updated_at"):
            database.execute(
                f"update dag_run set {column} = '2020-01-01 00:00:00' where run_id = ?", [old]
            )
    database.close()
    [folder] = logs.glob(f"dag_id=refresh_warehouse/run_id={old}")
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (1.6e9, 1.6e9))
    before = {run["dag_run_id"] for run in desk.runs("refresh_warehouse")}
    kept_logs = set(logs.glob("dag_id=*/run_id=*")) - {folder}

    run_id = desk.trigger("keep_house")
    assert desk.wait("keep_house", run_id, seconds=PATIENCE) == "success"

    assert before - {run["dag_run_id"] for run in desk.runs("refresh_warehouse")} == {old}
    assert not folder.exists()
    assert all(path.exists() for path in kept_logs)
    assert ask(published, ROWS) == rows
