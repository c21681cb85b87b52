"""The coverage page: what it shows, whom it answers, what it never lets through."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import vl_convert
from fastapi.testclient import TestClient

from bench.views_lake import make_lake
from desk.page import questions
from desk.page.attention_chart import draw
from desk.page.questions import Choice, Day
from tests.desk.hostile_catalogue import HOSTILE, publish_hostile
from warehouse.build import build
from warehouse.report.attention import GAP_LABELS, GAP_SHADES
from warehouse.report.chart_style import AMBER

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

FIRST = date(2019, 2, 1)


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
    return publish_hostile(own_data_folder)


@pytest.mark.parametrize(
    "path", ["/", "/card.json", "/card.js", "/chart.js", "/vega.js", "/icon.svg"]
)
def test_nobody_else_gets_an_answer(app: FastAPI, path: str) -> None:
    app.dependency_overrides.clear()
    assert TestClient(app).get(path).status_code == 401


@pytest.mark.usefixtures("published")
def test_scraped_text_is_shown_and_never_run(reader: TestClient) -> None:
    page = reader.get("/", params={"theme": HOSTILE})

    assert page.status_code == 200
    assert "<svg onload" not in page.text
    assert page.text.count("</script>") == 3, "the page's own"
    assert page.text.count("&lt;/script&gt;&lt;svg onload=") >= 5
    assert specification(page.text)["description"].startswith(HOSTILE)


@pytest.mark.usefixtures("published")
def test_the_browser_may_run_the_two_scripts_of_the_page_and_compile_nothing(
    reader: TestClient,
) -> None:
    page = reader.get("/")
    policy = page.headers["content-security-policy"]
    [nonce] = set(
        re.findall(r'<script nonce="([^"]{16,})" src="[^"]*/(?:vega|chart).js', page.text)
    )

    assert policy.startswith("default-src 'none'")
    assert f"script-src 'nonce-{nonce}';" in policy
    assert not re.search("unsafe|https?:|data:|blob:", policy)
    assert nonce not in reader.get("/").text
    assert "ast: true" in reader.get("/chart.js").text


def test_the_page_says_how_far_the_tags_hold(reader: TestClient, published: Path) -> None:
    """A catalogue of an earlier version does not tell, and is shown all the same."""
    assert 'id="quality"' not in reader.get("/", params={"theme": HOSTILE}).text
    with duckdb.connect(str(published)) as connection:
        connection.execute(
            "create table tag_quality as select 'theme' as kind, theme, true as is_newest,"
            " theme = '主攻工业' as is_measured, 'P 90.0 % [79, 96] n 50' as verdict from themes"
        )

    measured = reader.get("/", params={"theme": "主攻工业"}).text
    other = reader.get("/", params={"theme": HOSTILE}).text

    assert "标注质量 Tagging: P 90.0 % [79, 96] n 50</p>" in measured
    assert "标注质量 Tagging: 未测 not measured here</p>" in other
    assert 'id="quality"' not in reader.get("/").text


@pytest.mark.usefixtures("published")
def test_figures_gaps_and_leaders(reader: TestClient) -> None:
    page = reader.get("/", params={"theme": HOSTILE}).text
    rows = specification(page)["datasets"]

    assert '<b id="articles">5</b>' in page
    assert [row["articles"] for row in rows["days"]] == [1] * 5 + [0] * 5
    [gap] = rows["gaps"]
    assert gap | {"days": "2019-02-09 – 2019-02-10", "covered": "0 / 1"} == gap
    assert all(label in page for label in GAP_LABELS)
    lags = re.findall(r"(?:[-0-9. …]+ h|–)(?=</td></tr>)", page)
    assert lags == ["2.0 h", "-10.0 … 14.0 h", "–"], "of a day's date only bounds are known"
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
        {"until": "0001-01-01"},
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


@pytest.mark.usefixtures("published")
def test_readers_who_come_together_are_all_answered(reader: TestClient) -> None:
    with ThreadPoolExecutor(8) as people:
        pages = list(people.map(lambda _: reader.get("/"), range(16)))

    assert {page.status_code for page in pages} == {200}
    assert all("s-of-the-test" in page.text for page in pages)


def test_a_file_that_is_no_database_is_told(reader: TestClient, own_data_folder: Path) -> None:
    (own_data_folder / "coverage.duckdb").write_bytes(b"no database" * 500)

    page = reader.get("/")

    assert page.status_code == 503
    assert "make doctor" in page.text
    assert reader.get("/card.json").status_code == 503


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published lake of 300 articles by the warehouse's own build."""
    data = tmp_path_factory.mktemp("lake")
    make_lake(data, 1_000)
    return build(data)


@pytest.mark.parametrize("theme", [None, "theme_03"])
@pytest.mark.parametrize("channel", [None, "channel_003"])
def test_what_is_kept_ready_says_what_counting_says(
    warehouse: Path, theme: str | None, channel: str | None
) -> None:
    choice = Choice(theme=theme, channel=channel, since=date(2024, 1, 1), until=date(2025, 12, 30))
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        days = questions.attention(connection, choice)
        counted = connection.execute(COUNTED, choice.bound).fetchall()

    assert len(days) == 730
    assert [(day.day, day.articles) for day in days if day.articles] == counted
    assert sum(day.articles for day in days) > 0 or channel


COUNTED = """
select published_date, count(distinct article_id)::int from theme_mentions
where published_date between $since and $until and ($theme is null or theme = $theme)
  and ($channel is null or channel = $channel)
group by all order by 1
"""


def test_the_line_breaks_where_nothing_is_known() -> None:
    days = [day(n, covered=int(n != 10)) for n in range(30)]

    shares = [row["share"] for row in draw(days, "label")["datasets"]["days"]]

    assert [n for n, share in enumerate(shares) if share is None] == list(range(10, 17))
    assert shares[9] == 50.0


def test_the_chart_is_drawn_with_both_greys_its_bars_and_its_line() -> None:
    """By the engine the browser is given, the same that draws the report."""
    days = [day(n, covered={3: 1, 4: 1, 20: 0}.get(n, 2), channels=2) for n in range(30)]

    svg = vl_convert.vegalite_to_svg(draw(days, HOSTILE))

    assert [svg.count(f'fill="{shade}"') for shade in GAP_SHADES] == [1, 1]
    bars, line = svg.partition("articles_marks")[2].split("share_marks")
    assert bars.count("<path") == 30
    assert line.count(f'stroke="{AMBER}"') == 1
    assert "0.5</text>" not in svg, "there is no half article"
    assert "<svg onload" not in svg


def test_the_engine_is_made_once_and_kept(reader: TestClient, own_data_folder: Path) -> None:
    engine = reader.get("/vega.js")

    assert engine.status_code == 200
    assert engine.headers["content-type"].startswith("text/javascript")
    assert "immutable" in engine.headers["cache-control"]
    assert "vegaEmbed" in engine.text
    [kept] = (own_data_folder / "airflow").glob("vega-*.js")
    kept.write_text("// kept")
    assert reader.get("/vega.js").text == "// kept"


def day(number: int, *, covered: int, channels: int = 1) -> Day:
    date_of_it = FIRST + timedelta(days=number)
    return Day(date_of_it, articles=1, volume=2, covered=covered, channels=channels)


def specification(page: str) -> dict[str, Any]:
    """What the page hands to its chart, as a browser reads it."""
    [text] = re.findall(r'<script type="application/json" id="specification">(.*?)</script>', page)
    return json.loads(text)  # type: ignore[no-any-return]
