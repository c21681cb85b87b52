"""Themes: longest match, where it stands, what undoes it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpora import ABSENT, corpus
from tests.transforms.tag.conftest import articles, loaded
from transforms.clean.normalize import search_text
from transforms.lake import schema
from transforms.tag import tag
from transforms.tag.original_text import OriginalText
from transforms.tag.read_themes import read_themes
from transforms.tag.text_batch import TextBatch
from transforms.tag.themes import ThemeTagger

if TYPE_CHECKING:
    from pathlib import Path

    from transforms.tag.seeds import Seeds

Tagged = "Callable[..., list[dict[str, Any]]]"
CORPUS = corpus()


def by_theme(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["theme"]: row for row in rows}


def test_a_mention_knows_its_place_and_its_sentence(tagged: Tagged) -> None:
    text = (
        "全市主攻工业大会召开\n大会在赣州召开。\n要把主攻工业抓在手上。两城两谷一带、主攻工業并进！"
    )
    row = by_theme(tagged("theme_mentions", text))["主攻工业"]
    body = search_text(text)

    assert row["mention_count"] == 3
    assert (row["is_in_headline"], row["is_in_lead"]) == (True, False)
    assert [body[offset : offset + 4] for offset in row["offsets"]] == ["主攻工业"] * 3
    assert row["first_offset"] == row["offsets"][0] == 2
    assert row["quote"] == "要把主攻工业抓在手上。"
    assert row["terms"] == ["主攻工业"]


def test_the_longest_term_wins_and_an_exclusion_takes_it_away(tagged: Tagged) -> None:
    rows = by_theme(tagged("theme_mentions", "标题\n他主攻工业设计，又谈了主攻工业。"))
    assert rows["主攻工业"]["mention_count"] == 1
    assert "工业" not in rows


@pytest.mark.parametrize("form", ["映山红行动", "“映山红”行动", '"映山红"行动', "「映山紅」行動"])
def test_quotation_marks_and_script_do_not_matter(tagged: Tagged, form: str) -> None:
    assert "映山红行动" in by_theme(tagged("theme_mentions", f"标题\n实施{form}。"))


def test_nothing_matches_across_two_articles_or_two_lines(tagged: Tagged) -> None:
    rows = by_theme(tagged("theme_mentions", "标题\n全力主攻", "工业发展\n主攻\n工业"))
    assert "主攻工业" not in rows


def test_a_theme_counts_only_while_it_was_in_use(tagged: Tagged) -> None:
    text = "标题\n推进主攻工业。"
    assert "主攻工业" not in by_theme(tagged("theme_mentions", text, day=date(2014, 5, 1)))
    assert "主攻工业" in by_theme(tagged("theme_mentions", text, day=None))


def test_words_in_the_sentence_can_undo_a_mention(tmp_path: Path) -> None:
    lexicon = """
[[theme]]
id = "园区"
label_en = "Parks"
terms = ["开发区"]
unless = ["车祸"]
"""
    (tmp_path / "themes.toml").write_text(lexicon, encoding="utf-8")
    tagger = ThemeTagger(read_themes(tmp_path / "themes.toml"), "hash")
    batch = TextBatch(articles("某开发区原主任酒后驾车发生车祸\n开发区的企业满产。"))

    [row] = tagger.tag(batch, tagger.mentions(batch), OriginalText(batch)).to_pylist()

    assert (row["theme"], row["mention_count"], row["is_in_headline"]) == ("园区", 1, False)


def test_empty_and_missing_texts_give_no_rows(seeds: Seeds) -> None:
    table = articles("", "")
    place = table.schema.get_field_index("search_text")
    nulls = table.set_column(place, table.schema.field(place), pa.nulls(2, pa.string()))
    for given_articles in (table, nulls, table.slice(0, 0)):
        found = tag(given_articles, seeds)
        assert {name: t.num_rows for name, t in found.items()} == dict.fromkeys(found, 0)
        assert all(found[name].schema == schema.TABLES[name] for name in found)


PIECES = """主攻工业|主攻|工业|。|招商引资|定南|县|南康路|“映山红”行动|𠮷|、| |x|
|市委书记李炳军要求，|力争三年再建成1000万平方米标准厂房|赣州某某有公司、"""
WORDS = st.sampled_from(PIECES.split("|"))
TEXTS = st.lists(st.lists(WORDS, max_size=12).map("".join), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_batches_do_not_change_the_rows(texts: list[str]) -> None:
    seeds = loaded()
    whole = tag(articles(*texts), seeds)
    table = articles(*texts)
    single = [tag(table.slice(i, 1), seeds) for i in range(len(texts))]
    for name, rows in whole.items():
        assert rows.to_pylist() == [row for one in single for row in one[name].to_pylist()]


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_offsets_always_point_at_the_terms(texts: list[str]) -> None:
    table = articles(*texts)
    text_of = dict(
        zip(table["article_id"].to_pylist(), table["search_text"].to_pylist(), strict=True)
    )
    for row in tag(table, loaded())["theme_mentions"].to_pylist():
        text = text_of[row["article_id"]]
        assert all(any(text.startswith(term, o) for term in row["terms"]) for o in row["offsets"])
        assert row["mention_count"] == len(row["offsets"])


@pytest.mark.skipif(CORPUS is None, reason=ABSENT)
@pytest.mark.parametrize("name", ["theme_industry.jsonl", "dingnan_listing.jsonl"])
def test_the_industry_family_agrees_with_hand_labels(seeds: Seeds, name: str) -> None:
    assert CORPUS is not None
    rows = [json.loads(line) for line in (CORPUS / "dev" / name).read_text("utf-8").splitlines()]
    parents = {theme.theme: theme.parent for theme in seeds.themes}
    found = tag(articles(*[row["title"] for row in rows], day=None), seeds)["theme_mentions"]
    industry = {
        int(article, 16)
        for article, theme in zip(
            found["article_id"].to_pylist(), found["theme"].to_pylist(), strict=True
        )
        if family(theme, parents) == "工业"
    }
    labels = [row.get("industry") or row["labels"]["industry"] for row in rows]
    yes = {place for place, label in enumerate(labels) if label == "yes"}
    no = {place for place, label in enumerate(labels) if label == "no"}
    f1 = 2 * len(industry & yes) / (len(industry & (yes | no)) + len(yes))
    assert f1 >= 0.80


def family(theme: str, parents: dict[str, str | None]) -> str:
    above = parents[theme]
    return family(above, parents) if above else theme
