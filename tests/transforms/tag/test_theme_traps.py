"""Sentences of our own in which a term says its theme, or only sounds like it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.transforms.tag.conftest import articles, loaded
from transforms.tag import tag
from transforms.tag.characters import code_points
from transforms.tag.word_edges import word_edges

if TYPE_CHECKING:
    from transforms.tag.seeds import Seeds

FILE = Path(__file__).with_name("theme_traps.csv")
DAY = date(2021, 5, 1)


def traps() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(text: str, seeds: Seeds) -> list[str]:
    found: list[str] = tag(articles(text, day=DAY), seeds)["theme_mentions"]["theme"].to_pylist()
    return found


def test_there_are_traps_of_both_kinds() -> None:
    answers = [trap["is_named"] for trap in traps()]
    assert set(answers) == {"yes", "no"}
    assert min(answers.count("yes"), answers.count("no")) >= 50
    known = {theme.theme for theme in loaded().themes}
    assert {trap["theme"] for trap in traps()} <= known


@pytest.mark.parametrize("trap", traps(), ids=lambda trap: f"{trap['text']}: {trap['theme']}")
def test_a_term_counts_only_where_it_says_its_theme(trap: dict[str, str], seeds: Seeds) -> None:
    text = trap["text"].replace("\\n", "\n")
    assert (trap["theme"] in named(text, seeds)) == (trap["is_named"] == "yes")


@pytest.mark.parametrize(
    ("text", "term", "is_cut"),
    [
        ("推出地方特色专场", "方特", True),
        ("游客来到方特游玩", "方特", False),
        ("完善产业链条", "产业链", False),
        ("区域开发区域合作", "开发区", True),
        ("新建开发区", "开发区", False),
        ("重工业复苏", "重工", True),
        ("列车间隔", "车间", True),
        ("车间", "车间", False),
    ],
)
def test_the_likeliest_words_keep_a_term_or_break_it(text: str, term: str, is_cut: bool) -> None:
    start = text.index(term)
    found = word_edges().cut(code_points(text), np.array([start]), np.array([start + len(term)]))
    assert found.tolist() == [is_cut]


def test_where_a_term_is_broken_the_next_one_inside_it_counts(seeds: Seeds) -> None:
    [row] = tag(articles("中国制造业指数\n回升。"), seeds)["theme_mentions"].to_pylist()
    assert (row["terms"], row["offsets"]) == (["制造业"], [2])


def test_a_weak_term_needs_company_but_is_none_to_itself(seeds: Seeds) -> None:
    assert "工厂生产" not in named("标题\n生产线停了，生产线又停了。", seeds)
    assert "工厂生产" in named("标题\n生产线停了，设备在检修。", seeds)
    # Another term of the family anywhere in the article.
    assert "工厂生产" in named("规上工业企业增加\n天气晴好。\n工厂就在那里。", seeds)
    # A word of company in another paragraph is none.
    assert "工厂生产" not in named("标题\n首段。\n某工厂失火。\n设备厂商降价。", seeds)
