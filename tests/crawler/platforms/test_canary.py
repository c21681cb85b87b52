"""``scrapy canary``: every channel's first look in one table, whatever happens to one of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler.platforms.base import CANARY_ARTICLES
from newsroom.server import serving
from tests.crawler.platforms.crawling import scrapy
from tests.crawler.platforms.test_ranges import Hollow

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_every_sample_channel_passes_its_first_look(tmp_path: Path) -> None:
    run = scrapy("canary", "--sample", "--json", COVERAGE_DATA=str(tmp_path))
    rows = {row["channel"]: row for row in map(json.loads, run.stdout.splitlines())}

    assert run.returncode == 0, run.stderr
    assert len(rows) == 11
    assert {row["verdict"] for row in rows.values()} == {"ok"}
    assert all(row["reached"] and row["robots"] == row["fields"] == "ok" for row in rows.values())
    assert all(row["newest"] > "2019-01" for row in rows.values())
    assert rows["sample_trs"]["pager"] == "proven"
    items = list(tmp_path.glob("raw/items/channel=sample_trs/*.jsonl"))
    assert sum(len(path.read_text().splitlines()) for path in items) == CANARY_ARTICLES


def test_one_broken_channel_stops_no_other_and_turns_the_exit_code(tmp_path: Path) -> None:
    with serving(Hollow()) as gateway:
        run = scrapy(
            *("canary", "sample_json", "sample_trs"),
            COVERAGE_DATA=str(tmp_path),
            NEWSROOM_GATEWAY=gateway.address,
        )
    shown = {line.split("│")[1].strip(): line for line in run.stdout.splitlines() if "│" in line}

    assert run.returncode == 1
    assert "ok" in shown["sample_trs"].split("│")[-2]
    assert "headline" in shown["sample_json"]
    assert "[2/2]" in run.stderr  # progress
    assert run.stderr.splitlines()[-1].endswith("1 broken: sample_json")


def test_a_live_channel_is_never_looked_at_without_a_contact(tmp_path: Path) -> None:
    """So no test of ours can reach a real site by mistake."""
    run = scrapy("canary", "jxnews", "--json", COVERAGE_DATA=str(tmp_path), CRAWL_CONTACT="")
    row = json.loads(run.stdout)

    assert run.returncode == 1
    assert row["reached"] is False
    assert "CRAWL_CONTACT" in row["verdict"]


def test_a_typo_is_told_the_nearest(tmp_path: Path) -> None:
    run = scrapy("canary", "jxnewz", COVERAGE_DATA=str(tmp_path))
    assert run.returncode == 2
    assert "did you mean jxnews" in run.stderr.splitlines()[-1]
