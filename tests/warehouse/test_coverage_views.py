"""Coverage on a lake small enough to check by eye (see ``conftest.small_rows``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def states(data: Path, lake_rows: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, int], str]:
    """Of the channel-days, by channel and day of the month."""
    lake.write_lake(data, lake_rows)
    build(data)
    with open_catalogue(data) as connection:
        found = ask(connection, "from channel_days").to_pylist()
    return {(row["channel"], row["published_date"].day): row["coverage_state"] for row in found}
