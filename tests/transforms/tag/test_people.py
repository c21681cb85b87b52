"""People: posts of the day, speech acts and what they are about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from transforms.tag.person_names import name_after

Tagged = "Callable[..., list[dict[str, Any]]]"


def acts(rows: list[dict[str, Any]]) -> set[tuple[str, str | None, str | None]]:
    return {(row["person"], row["speech_act"], row["theme"]) for row in rows}


def test_a_leader_demands_a_theme(tagged: Tagged) -> None:
    text = "标题\n赣州市委书记李炳军要求，各地要扛起主攻工业的责任。脐橙丰收了。"
    [row] = tagged("person_mentions", text)
    assert (row["person"], row["post"]) == ("李炳军", "赣州市委书记")
    assert (row["post_raw"], row["speech_act"], row["theme"]) == (
        "赣州市委书记",
        "要求",
        "主攻工业",
    )
    assert row["quote"].endswith("扛起主攻工业的责任。")


def test_what_is_said_goes_on_below_a_colon_or_comma_at_the_line_end(tagged: Tagged) -> None:
    text = (
        "标题\n市委书记李炳军要求，\n各级要扛起主攻工业的责任。\n落实“优化发展环境50条”。\n"
        "市长曾文明强调，要抓好招商引资。要建设两城两谷一带。脱贫攻坚另有安排。"
    )
    assert acts(tagged("person_mentions", text, region_code="360700")) == {
        ("李炳军", "要求", "主攻工业"),
        ("李炳军", "要求", "优化发展环境50条"),
        ("曾文明", "强调", "招商引资"),
        ("曾文明", "强调", "两城两谷一带"),
    }


def test_a_post_is_that_of_the_day_and_of_this_person(tagged: Tagged) -> None:
    text = "标题\n黄喜忠表示，要继续努力。"
    [in_office] = tagged("person_mentions", text, region_code="360700", day=date(2024, 5, 1))
    [before] = tagged("person_mentions", text, region_code="360700", day=date(2012, 1, 1))
    [elsewhere] = tagged("person_mentions", text, region_code="110000")
    assert in_office["post"] == "赣州市委书记"
    assert before["post"] is None
    assert elsewhere["post"] is None


def test_posts_are_joined_and_a_shared_title_names_a_whole_list(tagged: Tagged) -> None:
    text = "标题\n定南县委副书记、县长甘建平一行考察。市领导胡雪、李明生、赵多仙等出席。"
    rows = {row["person"]: row for row in tagged("person_mentions", text)}
    assert rows["甘建平"]["post_raw"] == "定南县委副书记、县长"
    assert {name for name, row in rows.items() if row["post_raw"] == "市领导"} == {
        "胡雪",
        "李明生",
        "赵多仙",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "会议指出，要抓好招商引资。",
        "公司表示，将加大投入。",
        "书记员做了记录。",
        "班主任要求，按时到校。",
    ],
)
def test_not_every_speaker_is_a_person(tagged: Tagged, sentence: str) -> None:
    assert tagged("person_mentions", f"标题\n{sentence}") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("李炳军强调", "李炳军"),
        ("雷敬强强调", "雷敬强"),
        ("张三在会上", "张三"),
        ("欧阳修齐说", "欧阳修齐"),
        ("主持会议", None),
        ("", None),
    ],
)
def test_a_name_ends_where_the_next_word_begins(text: str, name: str | None) -> None:
    assert name_after(text, 0) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("粟建国调研", "粟建国"), ("邸明来到", "邸明"), ("付出努力", None), ("公布方案", None)],
)
def test_only_surnames_trusted_in_running_text_begin_a_name(text: str, name: str | None) -> None:
    assert name_after(text, 0) == name
