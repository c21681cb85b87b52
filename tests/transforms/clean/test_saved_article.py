"""A saved, scraped article: read and cleaned to every field a reader finds in it."""

from __future__ import annotations

import pytest

from crawler.extract.front_matter import extract_document
from crawler.items import to_line
from storage.clock import BEIJING
from tests.saved_articles import EACH, SavedArticle
from transforms.clean.article import CleanArticle, clean_article


@pytest.fixture(scope="module", params=EACH)
def saved(request: pytest.FixtureRequest) -> SavedArticle:
    article: SavedArticle = request.param
    return article


@pytest.fixture(scope="module")
def clean(saved: SavedArticle) -> CleanArticle:
    item = extract_document(
        saved.text(), channel="saved_documents", url=f"saved:{saved.name}.txt",
        fetched_at="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    return clean_article(to_line(item))


def labels(clean: CleanArticle, label: str) -> list[str]:
    return [block.text for block in clean.blocks if block.label == label]


def test_headline_and_time(clean: CleanArticle, saved: SavedArticle) -> None:
    assert clean.headline == saved.headline
    assert clean.published.at is not None
    assert clean.published.at.astimezone(BEIJING).isoformat() == "2019-02-24T07:42:00+08:00"
    assert (clean.published.precision, clean.published.raw) == ("minute", "2019-02-24- 07:42")
    assert clean.published.rule == "hyphen@front_matter"


def test_credits(clean: CleanArticle, saved: SavedArticle) -> None:
    credits = clean.credits
    assert (credits.origins.values, credits.is_compiled) == (("赣南日报",), True)
    assert credits.reporters.values == (saved.reporter,)
    assert credits.photographers.values == (saved.photographer,)
    assert credits.editors.values == (saved.editor,)


def test_noise_is_labelled_and_cut(clean: CleanArticle, saved: SavedArticle) -> None:
    assert labels(clean, "excerpt") == ["2015年9月"]
    assert len(labels(clean, "duplicate")) == 2
    assert len(labels(clean, "video")) == 8
    assert len(labels(clean, "disclaimer")) == 2
    assert not any(
        mark in clean.body for mark in ("播放数", "免责", "凤凰网", "责任编辑", "wetech")
    )
    assert clean.body.startswith(saved.opening)
    assert clean.image_count == 4


def test_lists_and_scripts(clean: CleanArticle, saved: SavedArticle) -> None:
    listed = labels(clean, "list")
    assert all(any(part in line for line in listed) for part in saved.listed)
    assert len(listed) == saved.list_count
    assert clean.body.count("贛") == 2
    assert "贛" not in clean.search_text
    assert "主攻工业" in clean.search_text
