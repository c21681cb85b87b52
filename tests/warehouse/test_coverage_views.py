"""Coverage on a lake small enough to check by eye (see ``conftest.small_rows``)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from tests.warehouse import lake
from tests.warehouse.conftest import small_rows
from warehouse.build import build
from warehouse.reader import ask, open_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.conftest import Ask


def test_a_hole_is_never_a_zero(rows: Ask) -> None:
    found = rows(
        "select channel, strftime(published_date, '%d'), coverage_state, article_count"
        " from channel_days order by all"
    )

    states = {(channel, day): (state, count) for channel, day, state, count in found}
    assert len(states) == 3 * 8
    assert states["alpha", "01"] == ("covered", 2)
    assert states["alpha", "02"] == ("silent", 0)
    assert states["beta", "05"] == ("partly", 1)
    assert states["beta", "08"] == ("silent", 0)
    assert states["gamma", "04"] == ("partly", None), (
        "no crawl can vouch for a day that lies ahead of it"
    )
    assert states["gamma", "05"] == ("not_crawled", None)


def test_daily_coverage_has_the_channels_own_volume_as_denominator(rows: Ask) -> None:
    found = rows(
        "select channel, article_count, mention_count, document_count, story_count,"
        " original_count, headline_count, occurrence_count, coverage_pct"
        " from theme_coverage_daily where theme = '主攻工业' and published_date = '2019-02-01'"
        " order by channel"
    )

    assert found == [
        ("alpha", 2, 1, 1, 1, 1, 1, 3, 50.0),
        ("beta", 1, 1, 1, 1, 0, 1, 1, 100.0),
        ("gamma", 0, 0, 0, 0, 0, 0, 0, None),
    ]


def test_unknown_days_have_no_counts_in_any_theme(rows: Ask) -> None:
    found = rows(
        "select distinct article_count, mention_count, story_count, original_count, coverage_pct"
        " from theme_coverage_daily where coverage_state = 'not_crawled'"
    )

    assert found == [(None, None, None, None, None)]


def test_weeks_and_months_count_a_story_once(rows: Ask) -> None:
    weeks = rows(
        "select strftime(week_date, '%m-%d'), coverage_state, article_count, mention_count,"
        " story_count from theme_coverage_weekly where theme = '主攻工业' and channel = 'alpha'"
        " order by 1"
    )
    months = rows(
        "select channel, coverage_state, day_count, whole_day_count, mention_count, story_count"
        " from theme_coverage_monthly where theme = '主攻工业' order by 1"
    )

    assert weeks == [("01-28", "covered", 3, 2, 2), ("02-04", "covered", 1, 1, 1)]
    assert months == [
        ("alpha", "covered", 8, 8, 3, 3),
        ("beta", "partly", 8, 7, 1, 1),
        ("gamma", "partly", 8, 3, 1, 1),
    ]


def test_three_counts_stand_side_by_side_over_all_channels(rows: Ask) -> None:
    found = rows(
        "select document_count, story_count, original_count, whole_channel_count, channel_count"
        " from theme_attention where theme = '主攻工业' and published_date = '2019-02-01'"
    )

    assert found == [(2, 1, 1, 3, 3)]


def test_a_credit_to_ones_own_outlet_is_no_reprint(rows: Ask) -> None:
    found = rows("select is_original from theme_mentions where channel = 'alpha'")

    assert set(found) == {(True,)}


def test_a_listed_place_is_not_a_place_reported_on(rows: Ask) -> None:
    found = rows(
        "select region, parent, published_date::varchar, article_count, mention_count"
        " from theme_coverage_by_region where theme = '主攻工业' order by published_date, region"
    )

    assert found == [
        ("赣州市", "江西省", "2019-02-01", 2, 2),
        ("赣州市", "江西省", "2019-02-02", 1, 1),
        ("龙南市", "赣州市", "2019-02-08", 1, 1),
    ]


def test_undated_articles_are_counted_where_they_can_be(rows: Ask) -> None:
    assert rows("select undated_count from channel_freshness where channel = 'gamma'") == [(1,)]
    assert rows("select count(*) from theme_mentions where published_date is null") == [(1,)]


def test_freshness_is_measured_against_the_crawls(rows: Ask) -> None:
    found = rows(
        "select channel, newest_date::varchar, seen_until_date::varchar, silent_days, is_stale"
        " from channel_freshness order by channel"
    )

    assert found == [
        ("alpha", "2019-02-08", "2019-02-08", 0, False),
        ("beta", "2019-02-06", "2019-02-08", 2, False),
        ("gamma", "2019-02-02", "2019-02-03", 1, False),
    ]


def test_dropped_rows_keep_their_reason(rows: Ask) -> None:
    assert rows("select channel, step, drop_reason, dropped_count from dropped_by_reason") == [
        ("beta", "extract", "no_body", 1)
    ]


def test_a_day_with_held_rows_is_not_called_complete(tmp_path: Path) -> None:
    lake_rows = small_rows()
    held = {
        "channel": "alpha",
        "url": "http://alpha.newsroom.test/held.html",
        "step": "gate: drift",
        "drop_reason": "held",
        "detail": "template old: editors filled in 0%",
        "article_id": "f" * 16,
        "raw_file": "raw/items/channel=alpha/x.jsonl",
        "raw_line": 7,
        "fetched_at": lake.beijing("2019-02-08 12:00"),
    }
    for day in (6, 7):
        lake_rows["dropped"].append(held | {"published_date": lake.date(2019, 2, day)})
    there = {"article_id": lake.article_id(1), "published_date": lake.date(2019, 2, 4)}
    lake_rows["dropped"].append(held | there)

    before, after = states(tmp_path / "before", small_rows()), states(tmp_path / "after", lake_rows)

    changed = {day: after[day] for day in after if after[day] != before[day]}
    assert changed == {("alpha", 6): "partly", ("alpha", 7): "partly"}
    assert {before[day] for day in changed} <= {"covered", "silent"}


def challenged_crawls() -> list[dict[str, Any]]:
    """Four crawls of beta from March: whole, challenged, looked again in part, challenged again."""
    days = [lake.date(2019, 3, number) for number in range(1, 9)]
    blank = {"complete_from_date": None, "complete_until_date": None, "exit_code": 17}
    told = blank | {
        "challenged": 3,
        "challenge_sign": "412 challenge_script ×3",
        "since_date": None,
    }
    spans = (
        {"at": "2019-03-04 06:00"},
        {"at": "2019-03-05 06:00", "challenged_dates": days[2:5]} | told,
        {"at": "2019-03-06 06:00"} | blank,
        {"at": "2019-03-07 06:00", "challenged_dates": days[4:7]} | told,
    )
    untils = ("2019-03-03", "2019-03-05", "2019-03-04", "2019-03-07")
    return [
        lake.crawl("beta", "2019-03-01", until, **span)
        for until, span in zip(untils, spans, strict=True)
    ]


def test_a_day_that_lists_named_but_did_not_prove_is_partly_and_says_why(tmp_path: Path) -> None:
    lake_rows = small_rows()
    unproven = {"complete_from_date": None, "complete_until_date": None}
    lake_rows["crawls"].append(
        lake.crawl(
            "beta", "2019-05-02", "2019-05-03", at="2019-05-09 06:00", **unproven,
            listed_from_date=date(2019, 4, 1), incomplete_reason="list x: page 2: answered 500",
        )
    )  # fmt: skip
    lake.write_lake(tmp_path, lake_rows)
    build(tmp_path)
    with open_catalogue(tmp_path) as connection:
        found = ask(
            connection,
            "select published_date, coverage_state, incomplete_reason from channel_days"
            " where channel = 'beta' and month(published_date) = 5 order by 1",
        ).to_pylist()
    assert [(row["published_date"].day, row["coverage_state"]) for row in found] == [
        (1, "not_crawled"), (2, "partly"), (3, "partly"),
    ]  # fmt: skip
    assert [row["incomplete_reason"] for row in found] == [
        None, *["list x: page 2: answered 500"] * 2,
    ]  # fmt: skip


def test_a_day_is_challenged_until_a_crawl_that_is_not_looks_again(tmp_path: Path) -> None:
    lake_rows = small_rows()
    lake_rows["crawls"] += challenged_crawls()
    lake.write_lake(tmp_path, lake_rows)
    build(tmp_path)
    with open_catalogue(tmp_path) as connection:
        found = ask(
            connection,
            "select day(published_date) as day, coverage_state, article_count from channel_days"
            " where channel = 'beta' and month(published_date) = 3 order by 1",
        ).to_pylist()
        themes = ask(
            connection,
            "select distinct day(published_date) as day, theme_state, mention_count"
            " from theme_coverage_daily"
            " where channel = 'beta' and month(published_date) = 3 order by 1",
        ).to_pylist()
        health = ask(
            connection, "select challenged_day_count from channel_health where channel = 'beta'"
        ).to_pylist()
        week = ask(
            connection,
            "select distinct coverage_state from theme_coverage_monthly"
            " where channel = 'beta' and month_date = date '2019-03-01'",
        ).to_pylist()
    assert [(row["day"], row["coverage_state"]) for row in found] == [
        (1, "silent"),
        (2, "silent"),
        (3, "silent"),  # what a crawl saw whole stands
        (4, "partly"),  # looked at again, without a word on it
        (5, "challenged"),  # beyond the window of that look
        (6, "challenged"),
        (7, "challenged"),
    ]
    assert {row["article_count"] for row in found if row["coverage_state"] == "challenged"} == {
        None
    }
    assert {(row["day"], row["theme_state"], row["mention_count"]) for row in themes} == {
        *((day, "absent", 0) for day in (1, 2, 3)),
        *((day, "unknown", None) for day in (4, 5, 6, 7)),
    }
    assert health == [{"challenged_day_count": 3}]
    assert week == [{"coverage_state": "partly"}]


def test_a_lake_older_than_the_columns_builds_and_says_the_same(tmp_path: Path) -> None:
    today, older = tmp_path / "today", tmp_path / "older"
    lake.write_lake(older, small_rows())
    manifest = json.loads(next((older / "lake" / "snapshots").glob("*.json")).read_text())
    for file in manifest["tables"]["crawls"]:
        path = older / "lake" / file["path"]
        table = pq.read_table(path)
        pq.write_table(
            table.drop_columns(["given_up", "challenged", "challenge_sign", "challenged_dates"]),
            path,
        )
        file["size"] = path.stat().st_size
    next((older / "lake" / "snapshots").glob("*.json")).write_text(json.dumps(manifest))
    build(older)
    with open_catalogue(older) as connection:
        rows = ask(connection, "from channel_days").to_pylist()
        told = ask(connection, "select distinct challenged, challenge_sign from crawls").to_pylist()
    found = {(row["channel"], row["published_date"].day): row["coverage_state"] for row in rows}
    assert found == states(today, small_rows())
    assert told == [{"challenged": None, "challenge_sign": None}]


def states(data: Path, lake_rows: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, int], str]:
    """Of the channel-days, by channel and day of the month."""
    lake.write_lake(data, lake_rows)
    build(data)
    with open_catalogue(data) as connection:
        found = ask(connection, "from channel_days").to_pylist()
    return {(row["channel"], row["published_date"].day): row["coverage_state"] for row in found}
