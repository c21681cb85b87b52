"""A newsroom of another province, from raw items to the page: what it tags is true and its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.truth import generate, judge, read_lake
from newsroom import truth
from newsroom.grammar import UNTIL
from newsroom.grammar import generate as articles_of
from newsroom.provinces import JIANGXI, ZHEJIANG
from warehouse.report.findings import gather
from warehouse.report.page import write_report

if TYPE_CHECKING:
    from pathlib import Path

    from bench.truth_scores import Score

NEVER_WRONG = (
    "themes, by document",
    "themes: mention counts equal",
    "counties reported on",
    "homonym traps",
    "counties only listed",
    "targets",
    "companies",
    "coverage state",
    "first mover",
    "originals not taken for copies",
    "lag intervals",
)
INDUSTRY = "主攻工业"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zhejiang")
    generate(folder, None, ZHEJIANG)
    return folder


@pytest.fixture(scope="module")
def scores(data: Path) -> list[Score]:
    return list(judge(data, None, ZHEJIANG))


def test_no_article_of_it_names_the_province_the_newsroom_was_made_for() -> None:
    ours = [one.short for one in JIANGXI.counties] + [JIANGXI.city_short, JIANGXI.short]
    for article in articles_of(3, 2000, province=ZHEJIANG):
        text = f"{article.headline}{article.body}{article.origins}{article.dateline}"
        assert not [name for name in ours if f"{name}市" in text or f"{name}县" in text]
        assert JIANGXI.city_short not in text
        assert JIANGXI.short not in text


def test_whatever_it_knows_of_itself_is_found(scores: list[Score]) -> None:
    judged = [score for score in scores if score.name.startswith(NEVER_WRONG)]
    assert len({score.name for score in judged}) > len(NEVER_WRONG)
    for score in judged:
        assert score.total > 0, score.name
        assert score.right == score.total, (score.name, score.examples)
    assert all(score.is_met for score in scores)


def test_every_county_it_reports_on_lies_in_it(data: Path) -> None:
    told = {code for one in truth.articles(UNTIL, None, ZHEJIANG) for code in one.reported_on}
    rows = read_lake(data)["place_mentions"].to_pylist()
    found = {row["region_code"] for row in rows if row["role"] == "reported_on"}
    assert told <= found
    assert not {code for code in found if code[:2] == JIANGXI.code[:2]}


def test_its_report_shows_its_own_counties(data: Path, tmp_path: Path) -> None:
    found = gather(data, INDUSTRY, None, None)
    page = write_report(data, INDUSTRY, tmp_path).read_text(encoding="utf-8")

    counties = {row["region_code"] for row in found["counties"]}
    assert {row["province"] for row in found["counties"]} == {"浙江省"}
    assert all(code.startswith("33") for code in counties)
    assert {one.code for one in ZHEJIANG.city_counties} <= counties
    assert "浙江省各县市区" in page
    assert "江西" not in page
    assert "赣" not in page
    assert "宁波" in page
    tiles = (tmp_path / "charts" / "counties.svg").read_text(encoding="utf-8")
    assert all(one.short in tiles for one in ZHEJIANG.city_counties)
    assert not [one.short for one in JIANGXI.city_counties if one.short in tiles]
