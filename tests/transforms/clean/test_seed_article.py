"""The article that started the project, read and cleaned to every field a reader finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract.front_matter import extract_saved
from crawler.items import to_line
from transforms.clean.article import CleanArticle, clean_article
from transforms.clean.dates import BEIJING

SEED = sorted((Path(__file__).parents[3] / "../shared/seed").glob("*.txt"))

pytestmark = pytest.mark.skipif(not SEED, reason="the seed article is not here")


@pytest.fixture(scope="module")
def clean() -> CleanArticle:
    item = extract_saved(
        SEED[0].read_bytes(), channel="saved_documents", url=SEED[0].resolve().as_uri(),
        fetched_at="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    return clean_article(to_line(item))


def labels(clean: CleanArticle, label: str) -> list[str]:
    return [block.text for block in clean.blocks if block.label == label]


def test_headline_and_time(clean: CleanArticle) -> None:
    assert clean.headline == "赣州召开全市主攻工业发展大会李炳军提出要求"
    assert clean.published.at is not None
    assert clean.published.at.astimezone(BEIJING).isoformat() == "2019-02-24T07:42:00+08:00"
    assert (clean.published.precision, clean.published.raw) == ("minute", "2019-02-24- 07:42")
    assert clean.published.rule == "hyphen@front_matter"


def test_credits(clean: CleanArticle) -> None:
    credits = clean.credits
    assert (credits.origins, credits.is_compiled) == (["赣南日报"], True)
    assert (credits.reporters, credits.photographers) == (["张宗兴"], ["刘凯"])
    assert credits.editors == ["李波"]


def test_noise_is_labelled_and_cut(clean: CleanArticle) -> None:
    assert labels(clean, "excerpt") == ["2015年9月"]
    assert len(labels(clean, "duplicate")) == 2
    assert len(labels(clean, "video")) == 8
    assert len(labels(clean, "disclaimer")) == 2
    assert not any(
        mark in clean.body for mark in ("播放数", "免责", "凤凰网", "责任编辑", "wetech")
    )
    assert clean.body.startswith("2月23日上午，市委、市政府召开全市主攻工业发展大会，")
    assert clean.image_count == 4


def test_lists_and_scripts(clean: CleanArticle) -> None:
    assert "章贡区、赣州经济技术开发区、南康区、于都县、龙南县、信丰县" in labels(clean, "list")
    assert len(labels(clean, "list")) >= 20
    assert clean.body.count("贛") == 2
    assert "贛" not in clean.search_text
    assert "主攻工业" in clean.search_text
