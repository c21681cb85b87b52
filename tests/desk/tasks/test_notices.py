from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

from desk.settings import airflow_home
from desk.tasks.notices import notify, tell_failure, tell_late

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def notices() -> list[dict[str, str]]:
    lines = (airflow_home() / "notices.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_notice_is_written_down_and_handed_to_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_NOTIFY", f"tee {tmp_path / 'mail'}")

    notify("digest", "主攻工业 12 篇")

    assert notices()[0]["text"] == "主攻工业 12 篇"
    assert (tmp_path / "mail").read_text(encoding="utf-8") == "[digest] 主攻工业 12 篇\n"


def test_a_command_that_fails_loses_no_notice(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for command in ("false", "/no/such/program", "'unclosed"):
        monkeypatch.setenv("COVERAGE_NOTIFY", command)
        notify("failure", "text")

    assert len(notices()) == 3
    assert caplog.text.count("COVERAGE_NOTIFY") == 3


def test_a_failure_says_what_and_where() -> None:
    task = SimpleNamespace(task_id="crawl", map_index=2, dag_id="crawl_channels", try_number=4)

    tell_failure({"ti": task, "run_id": "r1", "exception": ValueError("host_dead")})

    [notice] = notices()
    assert notice["text"] == "crawl_channels · crawl[2] failed (attempt 4): ValueError: host_dead"
    assert notice["page"].endswith("/dags/crawl_channels/runs/r1")


def test_a_late_run_is_told_of() -> None:
    tell_late("crawl_channels", 600, {"dag_run": {"dag_run_id": "r2"}})
    assert notices()[0]["run"] == "r2"
