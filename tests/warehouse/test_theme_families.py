"""Coverage is what articles are about, and a theme's is its family's: counted again by hand."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.warehouse import lake
from warehouse.build import build
from warehouse.errors import CheckFailedError
from warehouse.reader import ask, open_catalogue

if TYPE_CHECKING:
    from pathlib import Path

PARENTS = {
    "工业": None,
    "制造业": "工业",
    "智能制造": "制造业",
    "招商引资": "工业",
    "生态文明": None,
}
DAYS, ARTICLES, CHANNELS = 6, 60, ("alpha", "beta")


def ancestors(theme: str) -> list[str]:
    found = [theme]
    while (parent := PARENTS[found[-1]]) is not None:
        found.append(parent)
    return found


def drawn_rows() -> dict[str, list[dict[str, Any]]]:
    draw = random.Random("families")
    articles, mentions = [], []
    for number in range(ARTICLES):
        day = f"2019-02-0{1 + number % DAYS} 08:{number % 60:02}"
        articles.append(lake.article(number, draw.choice(CHANNELS), day, f"第{number}条"))
        for theme in draw.sample(sorted(PARENTS), draw.randrange(4)):
            about = draw.random()
            mentions.append(
                lake.theme_mention(
                    number,
                    theme,
                    aboutness=about,
                    is_about=about >= 0.5,
                    is_in_headline=draw.random() < 0.3,
                    mention_count=draw.randrange(1, 5),
                    quote=f"{theme}在第{number}条。",
                )
            )
    themes = [lake.theme(name, name) | {"parent": parent} for name, parent in PARENTS.items()]
    return {
        "articles": articles,
        "theme_mentions": mentions,
        "themes": themes,
        "channels": [lake.channel(name, name) for name in CHANNELS],
        "crawls": [lake.crawl(name, "2019-02-01", f"2019-02-0{DAYS}") for name in CHANNELS],
    }


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[dict[str, Any]]]:
    return drawn_rows()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, drawn: dict[str, Any]) -> Path:
    folder = tmp_path_factory.mktemp("families")
    lake.write_lake(folder, drawn)
    build(folder)
    return folder


def asked(data: Path, sql: str) -> list[dict[str, Any]]:
    with open_catalogue(data) as connection:
        found: list[dict[str, Any]] = ask(connection, sql).to_pylist()
        return found


def expected(
    drawn: dict[str, list[dict[str, Any]]],
) -> dict[tuple[str, str, Any], dict[str, set[str]]]:
    """Articles by theme, channel and day: named and about, in the family and by itself."""
    by_id = {row["article_id"]: row for row in drawn["articles"]}
    found: dict[tuple[str, str, Any], dict[str, set[str]]] = {}
    for mention in drawn["theme_mentions"]:
        article = by_id[mention["article_id"]]
        for theme in ancestors(mention["theme"]):
            key = (theme, article["channel"], article["published_date"])
            sets = found.setdefault(
                key, {name: set() for name in ("named", "own_named", "about", "own")}
            )
            is_own = theme == mention["theme"]
            sets["named"].add(article["article_id"])
            if is_own:
                sets["own_named"].add(article["article_id"])
            if mention["is_about"]:
                sets["about"].add(article["article_id"])
                if is_own:
                    sets["own"].add(article["article_id"])
    return found


def test_the_daily_view_counts_families_and_themes_alone(
    data: Path, drawn: dict[str, list[dict[str, Any]]]
) -> None:
    truth = expected(drawn)
    rows = asked(data, "from theme_coverage_daily")

    assert len(rows) == len(PARENTS) * len(CHANNELS) * DAYS
    for row in rows:
        sets = truth.get((row["theme"], row["channel"], row["published_date"]), {})
        counts = {name: len(sets.get(name, ())) for name in ("named", "own_named", "about", "own")}
        assert (
            row["mention_count"],
            row["own_mention_count"],
            row["document_count"],
            row["own_count"],
        ) == (counts["named"], counts["own_named"], counts["about"], counts["own"])
        assert row["theme_state"] == ("present" if counts["about"] else "absent")
        assert row["own_count"] <= row["document_count"] <= row["mention_count"]
    assert any(row["own_count"] < row["document_count"] < row["mention_count"] for row in rows)


@pytest.mark.parametrize("grain", ["weekly", "monthly"])
def test_longer_spans_hold_the_same_articles(
    data: Path, drawn: dict[str, list[dict[str, Any]]], grain: str
) -> None:
    truth = expected(drawn)
    sql = (
        "select theme, sum(mention_count) as named, sum(document_count) as about,"
        f" sum(own_count) as own from theme_coverage_{grain} group by theme"
    )
    for row in asked(data, sql):
        for name in ("named", "about", "own"):
            whole = [len(sets[name]) for key, sets in truth.items() if key[0] == row["theme"]]
            assert row[name] == sum(whole)


def test_a_theme_without_rows_of_its_own_has_those_below_it(tmp_path: Path) -> None:
    rows = drawn_rows()
    rows["theme_mentions"] = [
        lake.theme_mention(0, "智能制造", quote="智能制造一句。"),
        lake.theme_mention(1, "智能制造", is_about=False, aboutness=0.1),
    ]
    lake.write_lake(tmp_path, rows)
    build(tmp_path)

    [share] = asked(
        tmp_path,
        "select sum(mention_count) as named, sum(document_count) as about,"
        " sum(own_count) as own from theme_share('工业')",
    )
    quotes = asked(tmp_path, "select quote, is_about from theme_quotes('工业')")
    named = asked(tmp_path, "select is_about from theme_quotes('工业', named := true)")

    assert (share["named"], share["about"], share["own"]) == (2, 1, 0)
    assert quotes == [{"quote": "智能制造一句。", "is_about": True}]
    assert sorted(row["is_about"] for row in named) == [False, True]
    assert asked(tmp_path, "select count(*) as n from co_occurrence") == [{"n": 0}]


def test_families_are_told(data: Path) -> None:
    rows = asked(data, "select member, depth from theme_families where theme = '工业' order by all")
    assert [(row["member"], row["depth"]) for row in rows] == [
        ("制造业", 1),
        ("工业", 0),
        ("招商引资", 1),
        ("智能制造", 2),
    ]


def test_a_mention_that_does_not_tell_is_refused(tmp_path: Path) -> None:
    rows = drawn_rows()
    rows["theme_mentions"][0]["is_about"] = None
    lake.write_lake(tmp_path, rows)
    with pytest.raises(CheckFailedError, match="mentions_tell_aboutness"):
        build(tmp_path)
