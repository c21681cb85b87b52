"""What changed between two fetches of an article, told to a reader."""

from __future__ import annotations

import copy
import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.grammar import generate
from newsroom.items import item, write_channels
from tests.transforms.build.gate_world import write
from transforms.build.changes import marked, revised_articles, told_changes
from transforms.build.pipeline import build
from transforms.clean.article import article_id
from transforms.errors import LakeError
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path


def crawl(data: Path, day: int, raw: dict[str, Any]) -> None:
    raw["fetched_at"] = f"2019-03-{day:02d}T04:00:00+00:00"
    folder = data / "raw" / "items" / f"channel={raw['channel']}"
    write(folder / f"201903{day:02d}T040000Z-00000{day}.jsonl", [raw])


@pytest.fixture
def first(tmp_path: Path) -> dict[str, Any]:
    """One article, crawled once."""
    write_channels(tmp_path)
    article = next(iter(generate(7, 50, date(2019, 1, 7), date(2019, 1, 7) + timedelta(days=9))))
    raw = json.loads(json.dumps(item(article, "")))
    crawl(tmp_path, 1, copy.deepcopy(raw))
    return raw


def told(data: Path, raw: dict[str, Any]) -> list[str]:
    build(data)
    return list(told_changes(Lake(data), article_id(raw["channel"], raw["canonical_url"])))


def prose(raw: dict[str, Any]) -> dict[str, Any]:
    """A paragraph of the body."""
    return max(raw["blocks"], key=lambda block: len(block["text"]))


def test_a_number_changed_in_a_paragraph_is_shown_in_its_place(
    tmp_path: Path, first: dict[str, Any]
) -> None:
    block = prose(first)
    block["text"] = "预计总投资90亿元，" + block["text"]
    crawl(tmp_path, 2, copy.deepcopy(first))
    block["text"] = block["text"].replace("90亿元", "95亿元", 1)
    first["headline_raw"] = "更正：" + first["headline_raw"]
    crawl(tmp_path, 3, first)

    lines = told(tmp_path, first)

    assert lines[1] == "  3 fetches 次抓取"
    assert any("预计总投资9[-0-]{+5+}亿元" in line for line in lines if line.startswith("  ~ "))
    assert any(line.startswith("  headline 标题: {+更正：+}") for line in lines)


def test_paragraphs_that_came_and_went(tmp_path: Path, first: dict[str, Any]) -> None:
    new = {**prose(first), "text": "市民政局次日补充说明，养老床位共有三百二十张，明年再添一百。"}
    first["blocks"].insert(first["blocks"].index(prose(first)) + 1, new)
    crawl(tmp_path, 2, copy.deepcopy(first))
    first["blocks"].remove(new)
    crawl(tmp_path, 3, first)

    lines = told(tmp_path, first)

    assert [line for line in lines if line.startswith("  + ")] == [f"  + {new['text']}"]
    assert [line for line in lines if line.startswith("  - ")] == [f"  - {new['text']}"]


def test_the_same_page_again_changed_nothing(tmp_path: Path, first: dict[str, Any]) -> None:
    crawl(tmp_path, 2, copy.deepcopy(first))

    assert any("nothing changed" in line or "unchanged" in line for line in told(tmp_path, first))
    assert not any(line.startswith(("  +", "  -", "  ~")) for line in told(tmp_path, first))


def test_changed_articles_are_listed(tmp_path: Path, first: dict[str, Any]) -> None:
    first["headline_raw"] += "（更正）"
    crawl(tmp_path, 2, first)
    build(tmp_path)
    lake = Lake(tmp_path)
    snapshot = lake.current()
    assert snapshot is not None

    assert revised_articles(lake, snapshot) == [
        (article_id(first["channel"], first["canonical_url"]), 1)
    ]


def test_what_cannot_be_told_is_one_line(tmp_path: Path, first: dict[str, Any]) -> None:
    with pytest.raises(LakeError, match="python -m transforms build"):
        list(told_changes(Lake(tmp_path), "0" * 16))
    build(tmp_path)
    with pytest.raises(LakeError, match="lists those that changed"):
        list(told_changes(Lake(tmp_path), "0" * 16))
    next((tmp_path / "raw" / "items").rglob("*.jsonl")).unlink()
    with pytest.raises(LakeError, match="verify"):
        list(told_changes(Lake(tmp_path), article_id(first["channel"], first["canonical_url"])))


def test_scraped_text_moves_no_cursor(tmp_path: Path, first: dict[str, Any]) -> None:
    prose(first)["text"] += "\x1b[2J\u202e结束。"
    crawl(tmp_path, 2, first)

    assert not any(mark in line for line in told(tmp_path, first) for mark in "\x1b\u202e")


@given(st.text("甲乙丙，1", max_size=40), st.text("甲乙丙，1", max_size=40))
def test_both_texts_can_be_read_from_the_marks(before: str, after: str) -> None:
    text = marked(before, after)

    assert re.sub(r"\{\+.*?\+\}", "", text).replace("[-", "").replace("-]", "") == before
    assert re.sub(r"\[-.*?-\]", "", text).replace("{+", "").replace("+}", "") == after
