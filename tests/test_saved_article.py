"""The first input that must work: a saved blog post of a scraped article, noise and all.

From the command that reads it to the published tables.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.saved_articles import EACH, SavedArticle
from transforms.build.pipeline import build
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    import pyarrow as pa


@pytest.fixture(scope="module", params=EACH)
def saved(request: pytest.FixtureRequest) -> SavedArticle:
    article: SavedArticle = request.param
    return article


@pytest.fixture(scope="module")
def lake(saved: SavedArticle, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    data = tmp_path_factory.mktemp(saved.name)
    document = saved.write(tmp_path_factory.mktemp("documents"))
    command = [sys.executable, "-m", "scrapy", "crawl", "saved_documents", "-a", f"path={document}"]
    environment = os.environ | {"COVERAGE_DATA": str(data)}
    crawl = subprocess.run(
        command, env=environment, cwd=Path(__file__).parents[1], capture_output=True, text=True
    )
    assert crawl.returncode == 0, crawl.stderr
    build(data)
    opened = Lake(data)
    snapshot = opened.current()
    assert snapshot is not None
    return {name: opened.read_table(snapshot, name) for name in snapshot.tables}


@pytest.fixture(scope="module")
def article(lake: dict[str, pa.Table]) -> dict[str, Any]:
    [row] = lake["articles"].to_pylist()
    return row


def test_headline_loses_the_channel_suffix(article: dict[str, Any], saved: SavedArticle) -> None:
    assert article["headline"] == saved.headline


def test_the_broken_date_is_read_to_the_minute(article: dict[str, Any]) -> None:
    assert article["published_at"] == datetime(2019, 2, 23, 23, 42, tzinfo=UTC)
    assert article["published_precision"] == "minute"
    assert article["published_raw"] == "2019-02-24- 07:42"


def test_credits_are_split_by_role(article: dict[str, Any], saved: SavedArticle) -> None:
    assert article["origin"] == "赣南日报"
    assert article["is_compiled"] is True
    assert saved.reporter in article["reporters"]
    assert saved.photographer in article["photographers"]
    assert article["editors"] == [saved.editor]
    assert "wetech" not in json.dumps(article, default=str, ensure_ascii=False)


def test_noise_is_labelled_with_its_rule_and_cut(
    lake: dict[str, pa.Table], saved: SavedArticle
) -> None:
    blocks = lake["blocks"].to_pylist()
    cut = [block for block in blocks if not block["is_kept"]]
    labels = {block["label"] for block in cut}
    text = "\n".join(block["text"] for block in cut)

    assert {"disclaimer", "video", "duplicate", "excerpt"} <= labels
    assert all(block["rule"] for block in blocks)
    assert text.count("播放数") == 4
    assert "免责声明" in text
    for teaser in saved.teasers:
        assert teaser in text
    copies = [block["text"] for block in cut if block["label"] == "duplicate"]
    assert copies[0].startswith("2月23日上午")
    assert copies[0].rstrip().endswith(saved.copies[0])
    assert copies[1:] == [saved.copies[1]]


def test_the_body_is_as_published_and_the_search_text_is_normal(
    article: dict[str, Any], saved: SavedArticle
) -> None:
    assert saved.company in article["body"]
    assert saved.company.replace("贛", "赣") in article["search_text"]
    assert "贛" not in article["search_text"]
    assert article["body"].count(saved.told_once) == 1
    for noise in ("播放数", "免责声明", "责任编辑", "来源：综合"):
        assert noise not in article["body"]


def test_the_icon_is_no_image(article: dict[str, Any]) -> None:
    assert article["image_count"] == 4


def test_lists_stay_lists(lake: dict[str, pa.Table], saved: SavedArticle) -> None:
    listed = [
        b["text"] for b in lake["blocks"].to_pylist() if b["label"] == "list" and b["is_kept"]
    ]

    for part in saved.listed:
        assert any(part in text for text in listed)


def test_the_theme_is_counted_placed_and_quoted(
    lake: dict[str, pa.Table], article: dict[str, Any]
) -> None:
    [mention] = [row for row in lake["theme_mentions"].to_pylist() if row["theme"] == "主攻工业"]

    assert mention["mention_count"] == article["search_text"].count("主攻工业")
    assert mention["is_in_headline"] is True
    at = mention["first_offset"]
    assert article["search_text"][at : at + 4] == "主攻工业"
    assert "主攻工业" in mention["quote"]


def test_the_factory_target_is_one_row(lake: dict[str, pa.Table]) -> None:
    [target] = [row for row in lake["targets"].to_pylist() if "标准厂房" in (row["subject"] or "")]

    assert target["normalised_value"] == 10_000_000
    assert target["normalised_unit"] == "平方米"
    assert target["deadline"] == "三年"


def test_damaged_company_names_are_repaired_and_the_print_is_kept(
    lake: dict[str, pa.Table], saved: SavedArticle
) -> None:
    names = {
        row["name_raw"]: row["organisation"] for row in lake["organisation_mentions"].to_pylist()
    }

    damaged, repaired = saved.repaired
    assert names[damaged] == repaired
    assert names[saved.company] == saved.company.replace("贛", "赣")


def test_the_article_leads_back_to_its_raw_line(article: dict[str, Any]) -> None:
    assert article["raw_file"].startswith("raw/items/channel=saved_documents/")
    assert article["raw_line"] == 1
