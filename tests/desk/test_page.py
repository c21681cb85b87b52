"""The coverage page: what it shows, whom it answers, what it never lets through."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import duckdb
import pytest
from fastapi.testclient import TestClient

from desk.page.chart import draw
from desk.page.questions import Day

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

HOSTILE = "</script><svg onload=document.title=1337>\"'&"
FIRST = date(2019, 2, 1)
CATALOGUE = """
create schema rollups;
create table themes as select unnest(['主攻工业', $hostile]) as theme;
create table channels as
    select * from (values ('sample_a', $hostile), ('sample_b', '乙')) t(channel, title);
create table articles as select 'x' || i as article_id, 'sample_a' as channel,
    date '2019-02-01' + i::int as published_date from range(10) t(i);
create table rollups.theme_articles as select $hostile as theme, article_id, channel, published_date
    from articles where published_date < '2019-02-06';
create table channel_days as
    select 'sample_a' as channel, date '2019-02-01' + i::int as published_date,
    if(i < 8, 'covered', 'not_crawled') as coverage_state, 1 as article_count from range(10) t(i);
create table crawls as select 'sample_a' as channel, timestamptz '2019-02-11' as started_at,
    'finished' as finish_reason, 0 as exit_code, $hostile as reason;
create table channel_freshness as select 'sample_a' as channel, $hostile as title,
    date '2019-02-10' as newest_date, 10 as article_count, 0 as silent_days, true as is_stale;
create table reprints as select 'x1' as child_id, $hostile as parent_outlet,
    7200 as lag_min_seconds, false as is_contradicted;
create table theme_mentions as select theme, article_id from rollups.theme_articles;
"""


@pytest.fixture(scope="module")
def app() -> FastAPI:
    from desk.page.app import create

    return create()


@pytest.fixture
def reader(app: FastAPI) -> TestClient:
    """Somebody who is logged in."""
    from airflow.api_fastapi.core_api.security import get_user

    app.dependency_overrides[get_user] = lambda: object()
    return TestClient(app)


@pytest.fixture
def published(own_data_folder: Path) -> Path:
    catalogue = own_data_folder / "coverage.duckdb"
    with duckdb.connect(str(catalogue)) as connection:
        for statement in CATALOGUE.split(";\n"):
            if statement.strip():
                bound = {"hostile": HOSTILE} if "$hostile" in statement else {}
                connection.execute(statement, bound)
    return catalogue


@pytest.mark.parametrize("path", ["/", "/card.json", "/card.js", "/icon.svg"])
def test_nobody_else_gets_an_answer(app: FastAPI, path: str) -> None:
    app.dependency_overrides.clear()
    assert TestClient(app).get(path).status_code == 401


@pytest.mark.usefixtures("published")
def test_scraped_text_is_shown_and_never_run(reader: TestClient) -> None:
    page = reader.get("/", params={"theme": HOSTILE})

    assert page.status_code == 200
    assert "<svg onload" not in page.text
    assert "</script>" not in page.text
    assert page.text.count("&lt;/script&gt;&lt;svg onload=") >= 5
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "'unsafe-inline'" not in policy


@pytest.mark.usefixtures("published")
def test_figures_gaps_and_leaders(reader: TestClient) -> None:
    page = reader.get("/", params={"theme": HOSTILE}).text

    assert '<b id="articles">5</b>' in page
    assert page.count('class="bar"') == 5
    assert page.count('class="gap"') == 1
    assert "2019-02-09 – 2019-02-10: 0 of 1 channels fully crawled" in page
    assert "2.0 h" in page
    assert "停更 silent" in page


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "wish",
    [
        {"theme": "'; drop table articles; --"},
        {"channel": "../../etc/passwd"},
        {"since": "2019-02-30", "until": "tomorrow"},
        {"since": "2019-03-01", "until": "2019-02-01"},
        {"since": "0001-01-01", "until": "9999-12-31"},
    ],
)
def test_a_strange_wish_is_answered_with_the_default(
    reader: TestClient, published: Path, wish: dict[str, str]
) -> None:
    assert reader.get("/", params=wish).status_code == 200
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchone() == (10,)


def test_before_the_first_publish_it_says_what_to_do(reader: TestClient) -> None:
    assert "trigger crawl_channels" in reader.get("/").text
    assert reader.get("/card.json").json()["articles"] == 0


def test_a_long_wish_is_refused(reader: TestClient) -> None:
    assert reader.get("/", params={"theme": "长" * 101}).status_code == 422


def test_a_publish_does_not_wait_for_a_reader(reader: TestClient, published: Path) -> None:
    """The page holds no connection between two requests: the file can be opened for writing."""
    reader.get("/")
    with duckdb.connect(str(published)) as connection:
        connection.execute("insert into articles values ('y', 'sample_a', '2019-02-01')")
    assert reader.get("/card.json").json()["articles"] == 11


def test_the_line_breaks_where_nothing_is_known() -> None:
    days = [
        Day(FIRST + timedelta(days=n), articles=1, volume=2, covered=int(n != 10), channels=1)
        for n in range(30)
    ]
    svg = draw(days, "label")
    assert svg.count("<polyline") == 2
    assert svg.count('class="gap"') == 1
    assert draw([], "label") == ""
