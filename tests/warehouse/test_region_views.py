"""Counts of a division hold what lies in it: counties in cities, cities in provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.warehouse import lake
from tests.warehouse.conftest import INDUSTRY, small_rows
from warehouse.build import build
from warehouse.reader import open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Ask = Callable[[str], list[tuple[Any, ...]]]


def rows_with_counties() -> dict[str, list[dict[str, Any]]]:
    """The small lake; article 10 names two counties of 赣州, 11 a county that is no more."""
    rows = small_rows()
    rows["articles"] += [
        lake.article(10, "beta", "2019-02-07 08:00", "两县携手主攻工业"),
        lake.article(11, "beta", "2019-02-07 09:00", "旧县主攻工业"),
        lake.article(12, "beta", "2019-02-07 10:00", "定南天气"),
    ]
    rows["theme_mentions"] += [lake.theme_mention(number, INDUSTRY) for number in (10, 11)]
    rows["place_mentions"] += [
        lake.place_mention(10, "360783", "龙南县"),
        lake.place_mention(10, "360728", "定南县"),
        lake.place_mention(11, "360782", "南康市"),
        lake.place_mention(12, "360728", "定南县"),
    ]
    rows["regions"] += [
        lake.region("360728", "定南县", "360700", "county"),
        lake.region("360703", "南康区", "360700", "county", valid_from=lake.date(2013, 10, 18)),
        lake.region(
            "360782",
            "南康市",
            "360700",
            "county",
            valid_to=lake.date(2013, 10, 17),
            successor_code="360703",
        ),
    ]
    return rows


@pytest.fixture(scope="module")
def regional(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    data: Path = tmp_path_factory.mktemp("regional")
    lake.write_lake(data, rows_with_counties())
    build(data)
    with open_catalogue(data) as connection:
        yield lambda sql: connection.sql(sql).fetchall()


def test_an_article_of_two_counties_counts_once_for_their_city(regional: Ask) -> None:
    assert regional(
        "select region, document_count, own_document_count, article_count, story_count"
        " from region_themes where theme = '主攻工业'"
        " order by region_code"
    ) == [
        ("江西省", 6, 0, 7, 4),
        ("赣州市", 6, 3, 7, 4),
        ("定南县", 1, 1, 2, 1),
        ("南康市", 1, 1, 1, 1),
        ("龙南市", 2, 2, 2, 2),
    ]


def test_what_is_no_more_says_so_and_where_it_went(regional: Ask) -> None:
    assert regional(
        "select region, level, parent, is_current, successor, article_count, own_article_count"
        " from region_coverage where region_code in ('360700', '360782') order by region_code"
    ) == [
        ("赣州市", "city", "江西省", True, None, 7, 3),
        ("南康市", "county", "赣州市", False, "南康区", 1, 1),
    ]


def test_days_add_up_to_the_whole(regional: Ask) -> None:
    whole = "select region_code, theme, document_count, own_document_count from region_themes"
    days = (
        "select region_code, theme, sum(document_count), sum(own_document_count)"
        " from region_themes_daily group by all"
    )
    assert sorted(regional(whole)) == sorted(regional(days))
    assert regional(
        "select document_count, own_document_count, article_count, coverage_pct"
        " from region_themes_daily where region = '赣州市' and published_date = '2019-02-07'"
    ) == [(2, 0, 3, 66.67)]
