"""One small lake and its catalogue, shared by the tests of the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.warehouse import lake
from warehouse.build import build
from warehouse.reader import ask, open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Ask = Callable[[str], list[tuple[Any, ...]]]

INDUSTRY, POVERTY = "主攻工业", "脱贫攻坚"


def small_rows() -> dict[str, list[dict[str, Any]]]:
    """Three channels over eight days of February 2019.

    alpha and beta are seen whole; beta failed on the 5th and goes silent after the 6th; gamma was
    crawled on the 3rd only and claims the 4th too. One story runs alpha → beta → gamma; the date
    of gamma is a bare day.
    """
    story = lake.article_id(1)
    articles = [
        lake.article(1, "alpha", "2019-02-01 00:30", "赣州主攻工业大会召开", reporters=["张一"]),
        lake.article(2, "beta", "2019-02-01 09:15", "赣州召开主攻工业大会", story_id=story),
        lake.article(
            3,
            "gamma",
            "2019-02-02 00:00",
            "赣州主攻工业大会召开（转载）",
            story_id=story,
            published_precision="day",
        ),
        lake.article(4, "alpha", "2019-02-01 10:00", "春运启动"),
        lake.article(5, "alpha", "2019-02-03 10:00", "脱贫攻坚与主攻工业两手抓"),
        lake.article(6, "beta", "2019-02-05 08:00", "脱贫攻坚推进会"),
        lake.article(7, "beta", "2019-02-06 08:00", "天气预报"),
        lake.article(8, "gamma", None, "没有日期的主攻工业稿件", date_rule="none_found"),
        lake.article(
            9, "alpha", "2019-02-08 12:00", "龙南县主攻工业", body="龙南县主攻工业见成效。"
        ),
    ]
    return {
        "articles": articles,
        "theme_mentions": [
            lake.theme_mention(1, INDUSTRY, mention_count=3),
            lake.theme_mention(2, INDUSTRY),
            lake.theme_mention(3, INDUSTRY),
            lake.theme_mention(5, INDUSTRY),
            lake.theme_mention(5, POVERTY),
            lake.theme_mention(6, POVERTY, is_in_headline=False),
            lake.theme_mention(8, INDUSTRY),
            lake.theme_mention(9, INDUSTRY),
        ],
        "place_mentions": [
            lake.place_mention(1, "360700", "赣州市"),
            lake.place_mention(2, "360700", "赣州市"),
            lake.place_mention(3, "360700", "赣州市"),
            lake.place_mention(9, "360783", "龙南县"),
            lake.place_mention(5, "360783", "龙南县", role="listed"),
        ],
        "reprints": [
            {
                "child_id": lake.article_id(2),
                "parent_id": lake.article_id(1),
                "parent_outlet": "甲报",
                "method": "declared_name",
                "confidence": 0.95,
                "lag_min_seconds": 31440,
                "lag_max_seconds": 31560,
                "is_contradicted": False,
                "evidence": "来源：甲报",
            },
            {
                "child_id": lake.article_id(3),
                "parent_id": lake.article_id(1),
                "parent_outlet": "甲报",
                "method": "containment",
                "confidence": 0.8,
                "lag_min_seconds": 84540,
                "lag_max_seconds": 171000,
                "is_contradicted": False,
                "evidence": "0.97",
            },
            {
                "child_id": lake.article_id(5),
                "parent_id": None,
                "parent_outlet": "甲报",
                "method": "declared_name",
                "confidence": 0.9,
                "lag_min_seconds": None,
                "lag_max_seconds": None,
                "is_contradicted": False,
                "evidence": "来源：甲报",
            },
        ],
        "outlets": [
            {
                "outlet": "甲报",
                "aliases": ["甲报网"],
                "tier": "city",
                "region_code": "360700",
                "channel": "alpha",
                "seed_hash": "s1",
            }
        ],
        "crawls": [
            lake.crawl("alpha", "2019-02-01", "2019-02-08"),
            lake.crawl("beta", "2019-02-01", "2019-02-08", failed_dates=[lake.date(2019, 2, 5)]),
            lake.crawl("gamma", "2019-02-01", "2019-02-04", at="2019-02-03 12:00"),
        ],
        "channels": [
            lake.channel("alpha", "甲报网"),
            lake.channel("beta", "乙新闻"),
            lake.channel("gamma", "丙在线"),
        ],
        "themes": [lake.theme(INDUSTRY, "Industry first"), lake.theme(POVERTY, "Poverty relief")],
        "regions": [
            lake.region("360000", "江西省", None, "province"),
            lake.region("360700", "赣州市", "360000", "city"),
            lake.region("360783", "龙南县", "360700", "county", valid_to=lake.date(2020, 6, 30)),
            lake.region("360783", "龙南市", "360700", "county", valid_from=lake.date(2020, 7, 1)),
        ],
        "dropped": [
            {
                "channel": "beta",
                "url": "http://beta.newsroom.test/404.html",
                "step": "extract",
                "drop_reason": "no_body",
                "detail": "no block of text",
                "raw_file": "raw/items/channel=beta/x.jsonl",
                "raw_line": 7,
            }
        ],
    }


@pytest.fixture
def small_lake(tmp_path: Path) -> Path:
    """A data folder with the small lake published in it, and no catalogue yet."""
    lake.write_lake(tmp_path, small_rows())
    return tmp_path


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask the published small lake; rows come as tuples."""
    data = tmp_path_factory.mktemp("small")
    lake.write_lake(data, small_rows())
    build(data)
    with open_catalogue(data) as connection:
        yield lambda sql: [tuple(row.values()) for row in ask(connection, sql).to_pylist()]
