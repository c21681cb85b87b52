"""Who was first, how it spread, what was promised: on a lake small enough to check by eye."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.warehouse import lake
from warehouse.build import build
from warehouse.reader import ask, open_catalogue
from warehouse.sql_files import sql_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.conftest import Ask


def test_first_movers_respect_the_precision_of_dates(rows: Ask) -> None:
    found = rows(
        "select channel, rank_min, rank_max, is_first, may_be_first from first_movers"
        " where theme = '主攻工业' order by channel"
    )

    assert found == [
        ("alpha", 1, 1, True, True),
        ("beta", 2, 2, False, False),
        ("gamma", 3, 3, False, False),
    ]


def test_overlapping_times_leave_the_first_mover_open(tmp_path: Path) -> None:
    story = lake.article_id(1)
    lake.write_lake(
        tmp_path,
        {
            "articles": [
                lake.article(1, "alpha", "2019-02-01 00:00", "一", published_precision="day"),
                lake.article(2, "beta", "2019-02-01 09:15", "二", story_id=story),
                lake.article(3, "gamma", "2019-02-02 10:00", "三", story_id=story),
            ],
            "theme_mentions": [lake.theme_mention(n, "主攻工业") for n in (1, 2, 3)],
            "channels": [lake.channel(name, name) for name in ("alpha", "beta", "gamma")],
            "themes": [lake.theme("主攻工业", "Industry first")],
        },
    )
    build(tmp_path)

    with open_catalogue(tmp_path) as connection:
        movers = ask(connection, "from first_movers_between('主攻工业')").to_pylist()
        lags = ask(
            connection,
            "select channel, first_channel, lag_min_seconds, lag_max_seconds from propagation_lag"
            " order by channel",
        ).to_pylist()

    ranks = {row["channel"]: (row["rank_min"], row["rank_max"], row["is_first"]) for row in movers}
    assert ranks == {"alpha": (1, 2, False), "beta": (1, 2, False), "gamma": (3, 3, False)}
    assert [tuple(row.values()) for row in lags] == [
        ("alpha", None, -33359, 86399),
        ("beta", None, -59, 33359),
        ("gamma", None, 89041, 122459),
    ]


def test_lags_are_intervals(rows: Ask) -> None:
    found = rows(
        "select first_channel, channel, lag_min_seconds, lag_max_seconds from propagation_lag"
        " order by channel"
    )

    assert found == [("alpha", "beta", 31441, 31559), ("alpha", "gamma", 84541, 170999)]
    assert rows("select first_channel, channel, story_count from lead_times order by 2") == [
        ("alpha", "beta", 1),
        ("alpha", "gamma", 1),
    ]


def test_the_reprint_network_knows_own_channels_from_outlets(rows: Ask) -> None:
    found = rows(
        "select parent, is_parent_crawled, child_channel, document_count, declared_count"
        " from reprint_network order by child_channel"
    )

    assert found == [("alpha", True, "beta", 1, 1), ("alpha", True, "gamma", 1, 0)]
    assert rows("from reprint_flow('主攻工业', date '2019-02-02')")[0][:4] == (
        "alpha",
        True,
        "gamma",
        1,
    )


def test_a_timeline_gives_whole_weeks_with_a_headline(rows: Ask) -> None:
    found = rows(
        "select week_date, document_count, story_count, original_count, top_headline, top_channel"
        " from theme_timeline('主攻工业', date '2019-02-03', until := date '2019-02-09')"
    )

    assert found == [
        (date(2019, 1, 28), 4, 2, 2, "赣州主攻工业大会召开", "alpha"),
        (date(2019, 2, 4), 1, 1, 1, "龙南县主攻工业", "alpha"),
    ]


def test_search_is_literal_and_gives_a_snippet(rows: Ask) -> None:
    found = rows("select channel, snippet, first_offset from search('见成效', date '2019-02-01')")

    assert found == [("alpha", "龙南县主攻工业 龙南县主攻工业见成效。", 15)]
    assert rows("from search('%')") == []
    assert rows("from search('')") == []
    assert rows("from search('.*')") == []


def test_hostile_words_stay_data(rows: Ask) -> None:
    hostile = "主攻工业''); drop table rollups.theme_days; --"

    assert rows(f"from theme_timeline('{hostile}')") == []
    assert rows(f"from search('{hostile}')") == []
    assert rows("select count(*) > 0 from rollups.theme_days") == [(True,)]


def test_quotes_lead_to_the_article(rows: Ask) -> None:
    found = rows("select channel, quote, article_id from theme_quotes('脱贫攻坚') order by channel")

    assert found == [
        ("alpha", "脱贫攻坚的一句话。", lake.article_id(5)),
        ("beta", "脱贫攻坚的一句话。", lake.article_id(6)),
    ]


def test_themes_named_together(rows: Ask) -> None:
    together = [("主攻工业", "脱贫攻坚", 1, 1, 1)]
    columns = "theme_a, theme_b, document_count, story_count, original_count"

    assert rows(f"select {columns} from co_occurrence") == together
    window = "date '2019-02-01', date '2019-02-28'"
    assert rows(f"select {columns} from co_occurrence_between({window})") == together
    assert rows("from co_occurrence_between(date '2019-03-01', date '2019-03-31')") == []


def test_share_of_a_window_counts_only_what_was_seen(rows: Ask) -> None:
    found = rows(
        "select channel, day_count, whole_day_count, article_count, document_count, share_pct"
        " from theme_share('主攻工业', date '2019-02-05', date '2019-02-08') order by channel"
    )

    assert found == [
        ("alpha", 4, 4, 1, 1, 100.0),
        ("beta", 4, 3, 2, 0, 0.0),
        ("gamma", 4, 0, None, None, None),
    ]


def test_a_burst_stands_out_and_a_hole_does_not(tmp_path: Path) -> None:
    """Forty days, ten articles a day, one on the theme; nine on day 35; nobody looks on day 30."""
    start = date(2019, 1, 1)
    articles, mentions = [], []
    for day in range(40):
        if day == 30:
            continue
        for number in range(10):
            one = day * 10 + number
            when = f"{start + timedelta(days=day)} 08:{number:02d}"
            articles.append(lake.article(one, "alpha", when, f"第{one}篇"))
            if number < (9 if day == 35 else 1):
                mentions.append(lake.theme_mention(one, "主攻工业"))
    lake.write_lake(
        tmp_path,
        {
            "articles": articles,
            "theme_mentions": mentions,
            "channels": [lake.channel("alpha", "甲")],
            "themes": [lake.theme("主攻工业", "Industry first")],
            "crawls": [
                lake.crawl("alpha", "2019-01-01", "2019-01-30"),
                lake.crawl("alpha", "2019-02-01", "2019-02-09", at="2019-04-02 06:00"),
            ],
        },
    )
    build(tmp_path)

    with open_catalogue(tmp_path) as connection:
        bursts = ask(connection, "from bursts where is_burst").to_pylist()
        hole = ask(connection, "from bursts where published_date = '2019-01-31'").to_pylist()
        arc = ask(connection, "from campaign_arcs").to_pylist()

    assert [(row["published_date"], row["document_count"]) for row in bursts] == [
        (date(2019, 2, 5), 9)
    ]
    assert bursts[0]["window_day_count"] == 27
    assert (hole[0]["document_count"], hole[0]["share_pct"], hole[0]["z"]) == (None, None, None)
    assert arc[0]["first_date"] == start
    assert date(2019, 2, 5) <= arc[0]["peak_date"] <= date(2019, 2, 9)


def test_who_says_what_and_targets(tmp_path: Path) -> None:
    speech = {
        "person": "李炳军",
        "post": "赣州市委书记",
        "post_raw": "市委书记",
        "mention_count": 1,
        "speech_act": "要求",
        "theme": "主攻工业",
        "first_offset": 3,
        "quote": "李炳军要求主攻工业。",
        "seed_hash": "s1",
    }
    target = {
        "value": 1000.0,
        "unit": "万平方米",
        "normalised_value": 1e7,
        "normalised_unit": "平方米",
        "comparator": "再建成",
        "subject": "标准厂房",
        "deadline": "三年",
        "theme": "主攻工业",
        "region_code": "360700",
        "first_offset": 9,
        "quote": "争取三年再建成1000万平方米标准厂房。",
        "seed_hash": "s1",
    }
    ids = [lake.article_id(number) for number in (1, 2)]
    lake.write_lake(
        tmp_path,
        {
            "articles": [
                lake.article(1, "alpha", "2019-02-01 08:00", "一"),
                lake.article(2, "beta", "2019-02-03 08:00", "二"),
            ],
            "channels": [lake.channel("alpha", "甲"), lake.channel("beta", "乙")],
            "themes": [lake.theme("主攻工业", "Industry first")],
            "regions": [lake.region("360700", "赣州市", None, "city")],
            "theme_mentions": [
                lake.theme_mention(1, "主攻工业"),
                lake.theme_mention(2, "主攻工业"),
            ],
            "person_mentions": [speech | {"article_id": ids[0]}, speech | {"article_id": ids[1]}],
            "targets": [
                target | {"article_id": ids[0]},
                target | {"article_id": ids[1], "normalised_value": 1.2e7},
            ],
        },
    )
    build(tmp_path)

    with open_catalogue(tmp_path) as connection:
        said = ask(connection, "from who_says_what").to_pylist()
        heard = ask(connection, "from who_said('主攻工业', date '2019-02-02')").to_pylist()
        drift = ask(connection, "from target_drift").to_pylist()
        ledger = ask(connection, "from targets_of('主攻工业')").to_pylist()

    assert [(row["person"], row["document_count"], row["channel_count"]) for row in said] == [
        ("李炳军", 2, 2)
    ]
    assert [row["channel"] for row in heard] == ["beta"]
    assert [
        (row["before_value"], row["after_value"], row["change_pct"], row["channel"])
        for row in drift
    ] == [(1e7, 1.2e7, 20.0, "beta")]
    assert [(row["region"], row["unit"]) for row in ledger] == [("赣州市", "万平方米")] * 2


def test_every_macro_shows_an_example_or_its_parameters() -> None:
    macros = [file for file in sql_files("views") if file.kind == "macro"]

    assert len(macros) >= 10
    for macro in macros:
        assert "(" in macro.name, macro.path.name
