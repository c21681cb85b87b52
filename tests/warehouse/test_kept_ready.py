"""What is kept ready in the catalogue says the same as the lake it was made from."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.warehouse import lake
from warehouse.build import build
from warehouse.reader import ask, open_catalogue
from warehouse.snapshot import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from tests.warehouse.conftest import Ask

STORY = lake.article_id(1)
NAMES = ("甲主题", "乙主题", "丙主题")


@pytest.fixture(scope="module")
def catalogue(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """One story of three articles, of which one has no date; article 4 stands alone."""
    data = tmp_path_factory.mktemp("ready")
    named = {1: NAMES, 2: NAMES[:2], 3: NAMES, 4: NAMES[1:], 5: NAMES[:1]}
    lake.write_lake(
        data,
        {
            "articles": [
                lake.article(1, "alpha", "2019-02-01 08:00", "一"),
                lake.article(2, "beta", "2019-03-05 09:00", "二", story_id=STORY),
                lake.article(3, "gamma", None, "三", story_id=STORY, date_rule="none_found"),
                lake.article(4, "beta", "2019-03-05 10:00", "四"),
                lake.article(5, "alpha", "2019-03-06 10:00", "五"),
            ],
            "theme_mentions": [
                lake.theme_mention(n, theme) for n, themes in named.items() for theme in themes
            ],
            "reprints": [
                {
                    "child_id": lake.article_id(child),
                    "parent_id": STORY,
                    "parent_outlet": None,
                    "method": "containment",
                    "confidence": 0.9,
                    "lag_min_seconds": lag,
                    "lag_max_seconds": lag,
                    "is_contradicted": False,
                    "evidence": "0.97",
                }
                for child, lag in ((2, 60), (3, None))
            ],
            "channels": [lake.channel(name, name) for name in ("alpha", "beta", "gamma")],
            "themes": [lake.theme(name, name) for name in NAMES],
        },
    )
    build(data)
    with open_catalogue(data) as connection:
        yield connection


def test_mentions_keep_every_column_of_the_lake(rows: Ask) -> None:
    columns = ", ".join(column.name for column in dictionary()["theme_mentions"])
    kept = rows(f"select {columns} from theme_mentions order by theme, article_id")

    assert kept == rows(f"select {columns} from lake.theme_mentions order by theme, article_id")
    assert len(kept) == 8


def test_a_timeline_holds_undated_articles_and_their_sources(
    catalogue: duckdb.DuckDBPyConnection,
) -> None:
    found = ask(catalogue, f"from story_timeline('{STORY}')").to_pylist()

    assert [(row["channel"], row["is_representative"], row["reprinted_from"]) for row in found] == [
        ("alpha", True, None),
        ("beta", False, "alpha"),
        ("gamma", False, "alpha"),
    ]
    assert found[2]["published_local_at"] is None
    assert ask(catalogue, "from story_timeline('no such story')").num_rows == 0


def test_pairs_of_a_window_are_those_of_its_dated_articles(
    catalogue: duckdb.DuckDBPyConnection,
) -> None:
    kept = "theme_a, theme_b, document_count, story_count, original_count"
    ever = ask(
        catalogue,
        f"select {kept} from co_occurrence order by document_count desc, theme_a, theme_b",
    )
    all_days = ask(catalogue, "from co_occurrence_between(date '2019-01-01', date '2019-12-31')")
    march = ask(catalogue, "from co_occurrence_between(date '2019-03-01', date '2019-03-31')")
    no_days = ask(catalogue, "from co_occurrence_between()")

    assert all_days.to_pylist() == ever.to_pylist() == no_days.to_pylist()
    assert [tuple(row.values()) for row in march.to_pylist()] == [
        ("丙主题", "乙主题", 1, 1, 1),
        ("乙主题", "甲主题", 1, 1, 0),
    ]


def test_flows_and_leads_heed_the_window(catalogue: duckdb.DuckDBPyConnection) -> None:
    february = "date '2019-02-01', date '2019-02-28'"
    march = "date '2019-03-01', date '2019-03-31'"

    assert ask(catalogue, f"from reprint_flow('甲主题', {february})").num_rows == 0
    [flow] = ask(catalogue, f"from reprint_flow('甲主题', {march})").to_pylist()
    assert (flow["parent"], flow["child_channel"], flow["document_count"]) == ("alpha", "beta", 1)
    for window in (february, march, "null, null"):
        [lead] = ask(catalogue, f"from theme_lead_times('甲主题', {window})").to_pylist()
        assert (lead["first_channel"], lead["channel"], lead["story_count"]) == ("alpha", "beta", 1)
    april = "date '2019-04-01', date '2019-04-30'"
    assert ask(catalogue, f"from theme_lead_times('甲主题', {april})").num_rows == 0


def test_a_story_told_on_several_days_counts_once_in_any_window_of_pairs(
    catalogue: duckdb.DuckDBPyConnection,
) -> None:
    days = [date(2019, 2, 1), date(2019, 2, 28), date(2019, 3, 5), date(2019, 3, 31)]
    counted = """
        select a.theme as theme_a, b.theme as theme_b, count(*) as document_count,
            count(distinct a.story_key) as story_count,
            count(*) filter (where a.is_original) as original_count
        from rollups.theme_articles as a
        inner join rollups.theme_articles as b
            on b.article_key = a.article_key and b.theme > a.theme
        where a.published_date between date '{}' and date '{}'
        group by 1, 2 order by 3 desc, 1, 2
    """
    for since, until in product(days, days):
        kept = ask(catalogue, f"from co_occurrence_between(date '{since}', date '{until}')")
        expected = ask(catalogue, counted.format(since, until))
        assert kept.to_pylist() == expected.to_pylist(), (since, until)
