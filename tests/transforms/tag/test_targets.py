"""The ledger of aims: what is an aim, what only a number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.tag.conftest import articles, loaded
from transforms.tag import tag
from transforms.tag.deadlines import deadlines
from transforms.tag.quantities import chinese_number, quantities

Tagged = "Callable[..., list[dict[str, Any]]]"


def aims(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    keys = ("value", "unit", "comparator", "subject", "deadline")
    return [tuple(row[key] for key in keys) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "争取三年再建成1000万平方米标准厂房，打好翻身仗。",
            [(1000, "万平方米", "再建成", "标准厂房", "三年")],
        ),
        (
            "力争用三年时间新培育装备制造、纺织服装两个千亿级产业集群。",
            [(2, "个", "力争", "千亿级产业集群", "三年")],
        ),
        (
            "加快打造首个千亿元开发区和一批过500亿元的开发区。",
            [(1000, "亿元", "打造", "开发区", None), (500, "亿元", "过", "开发区", None)],
        ),
        (
            "到2020年，规模以上工业营业收入突破4000亿元。",
            [(4000, "亿元", "突破", "规模以上工业营业收入", "2020年")],
        ),
        ("确保2019年新增规上工业企业120家。", [(120, "家", "新增", "规上工业企业", "2019年")]),
        ("计划年底前新改建农村公路３００公里。", [(300, "公里", "计划", "农村公路", "年底")]),
        ("全力推进主攻工业、三年再翻番。", [(2, "倍", "翻番", None, "三年")]),
        (
            "确保完成“两个翻番、三个提升”的发展目标。",
            [(2, "个", "确保", "翻番", None), (3, "个", "确保", "提升", None)],
        ),
    ],
)
def test_an_aim_is_read_whole(
    tagged: Tagged, sentence: str, expected: list[tuple[Any, ...]]
) -> None:
    assert aims(tagged("targets", f"标题\n{sentence}")) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "去年，园区企业营业收入已突破480亿元，20家企业完成了设备更新。",
        "不折不扣落实好我市“优化发展环境50条”，争取群众满意。",
        "重点要抓好五个方面工作，争取主动。",
        "力争做到一个项目、一名领导、一个责任部门。",
        "确保第三个五年开好局。",
        "记者看到23台机具正在作业，力争早日完工。",
        "三年来累计建成标准厂房300万平方米。",
        "他优化排产计划，前后跑了12个村。",
        "二十年前，这里要走3公里。",
    ],
)
def test_a_number_is_not_yet_an_aim(tagged: Tagged, sentence: str) -> None:
    assert aims(tagged("targets", f"标题\n{sentence}")) == []


def test_an_aim_knows_its_base_unit_day_place_and_theme(tagged: Tagged) -> None:
    text = "标题\n章贡区围绕首位产业，力争到2020年底新增投资1.2万亿元，占地80万亩。"
    rows = tagged("targets", text)
    assert [(row["normalised_value"], row["normalised_unit"]) for row in rows] == [
        (1.2e12, "元"),
        (8e5, "亩"),
    ]
    assert {row["deadline_date"] for row in rows} == {date(2020, 12, 31)}
    assert {row["region_code"] for row in rows} == {"360702"}
    assert {row["theme"] for row in rows} == {"首位产业"}
    assert rows[0]["quote"].startswith("章贡区围绕")
    assert text.replace("，", ",")[rows[0]["first_offset"] :].startswith("1.2万亿元")


def test_a_slogan_is_one_row_however_often_it_is_said(tagged: Tagged) -> None:
    rows = tagged("targets", "三年再翻番大会\n推进三年再翻番。\n围绕三年再翻番发力。")
    assert aims(rows) == [(2, "倍", "翻番", None, "三年")]


@pytest.mark.parametrize(
    ("text", "found", "day"),
    [
        ("力争三年内", "三年", date(2021, 12, 31)),
        ("到2020年", "2020年", date(2020, 12, 31)),
        ("今年底前", "今年底", date(2019, 12, 31)),
        ("明年", "明年", date(2020, 12, 31)),
        ("6月底前", "6月底", date(2019, 6, 30)),
        ("“十三五”末", "十三五", date(2020, 12, 31)),
    ],
)
def test_a_last_day_is_told_only_if_it_can_be_known(
    text: str, found: str, day: date | None
) -> None:
    [deadline] = deadlines(text, date(2019, 2, 24))
    assert (deadline.text, deadline.day) == (found, day)


@pytest.mark.parametrize(
    "text", ["三年来", "近三年", "三年前", "去年", "2018年度", "三年技术改造行动计划"]
)
def test_looking_back_sets_no_deadline(text: str) -> None:
    assert deadlines(text, date(2019, 2, 24)) == []


@given(st.integers(1, 99))
def test_chinese_numbers_are_read_back(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = (digits[tens] if tens > 1 else "") + "十" * (tens > 0) + digits[ones] * (ones > 0)
    assert chinese_number(text) == number


HOSTILE = st.text(alphabet="0123456789,.万亿十百千元个家翻番年到力争确保“”三两", max_size=400)


@given(HOSTILE)
@settings(deadline=None, max_examples=60)
def test_no_text_breaks_the_reading(text: str) -> None:
    for quantity in quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.value == quantity.value
    tag(articles(f"标题\n{text}"), loaded())
