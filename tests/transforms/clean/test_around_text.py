# ruff: noqa: E501 - tables of lines as they are printed
"""Copies, glued credits, live entries and what stands below the end: told by shape and place."""

from __future__ import annotations

from typing import Any

import pytest

from transforms.clean.blocks import Block, label_blocks
from transforms.clean.copies import is_garbled
from transforms.clean.glued import counters, part_tail

ONE = "2月23日，青溪县工业园区三座标准厂房同时封顶，总面积约六万平方米，年底前将全部投入使用。"
TWO = "园区负责人说，厂房按照电子信息企业的要求设计，层高、承重和供电都留足了余量，企业签约后三个月内就能投产。"
THREE = "目前已有八家企业预约参观，其中两家来自长三角地区，计划把整条生产线搬到青溪。"
FOUR = "县工信局表示，下一步将补齐污水处理和员工宿舍两项配套，力争三年内新增就业岗位两千个。"
TEXT = [ONE, TWO, THREE, FOUR]


def raw(text: str, path: str = "p div.text", tag: str = "p", link: int = 0) -> dict[str, Any]:
    return {"text": text, "tag": tag, "path": path, "in_link_chars": link}


def label(*blocks: dict[str, Any] | str) -> list[Block]:
    raws = [raw(block) if isinstance(block, str) else block for block in blocks]
    return label_blocks(raws, "青溪县三座厂房封顶")


def kept(*blocks: dict[str, Any] | str) -> list[str]:
    return [block.text for block in label(*blocks) if block.is_kept]


# --- copies ------------------------------------------------------------------

HIDDEN = "div.fold[hidden] div.text"
COPIES = {
    "cut short with dots": [*TEXT, raw(f"{ONE[:30]}...", "div.sub div.main")],
    "cut short with an ellipsis, in the middle": [ONE, raw(f"{THREE[:26]}……", "div.tease"), TWO, THREE, FOUR],
    "summary of the share button": [*TEXT, raw("三座厂房封顶，两千个岗位在路上。", "div.share-desc[hidden] div")],
    "summary that is the description": [raw("三座厂房封顶，两千个岗位在路上，企业年底就能进场。", "div.a[hidden] div [description]"), *TEXT],
    "second printing, one paragraph edited": [*TEXT, *(raw(text, "p div.print div.all") for text in (ONE, TWO, "目前有九家企业预约参观。", FOUR))],
    "second printing with its headline": [*TEXT, raw("青溪三座厂房", "h2 div.print div.all"), *(raw(text, "p div.print div.all") for text in TEXT)][:4] + [raw(text, "p div.print div.all") for text in TEXT],
    "mojibake": [*TEXT, "对不起，您访问的页面不存在或已被删除！".encode().decode("gb18030", "replace")],
    "mojibake at the top": ["二十一秒之后将带您回到首页".encode().decode("gb18030", "replace"), *TEXT],
}  # fmt: skip


@pytest.mark.parametrize("case", COPIES)
def test_a_copy_or_summary_is_no_text(case: str) -> None:
    assert kept(*COPIES[case]) == TEXT


NO_COPIES = {
    "hidden until a button is pressed": [ONE, TWO, raw(THREE, HIDDEN), raw(FOUR, HIDDEN)],
    "all of it hidden until a button is pressed": [
        raw(text, "p div.intro[hidden]") for text in TEXT
    ],
    "a sentence that breaks off": [
        ONE,
        TWO,
        "他说，这座厂房一建就是三年，三年里什么都见过了……",
        THREE,
    ],
    "refrain of a poem": [ONE, "青溪水长流。", TWO, "青溪水长流。"],
    "rare characters": [ONE, "青溪出土的青铜鎴、鐨二器，铭文中有浠、鍦两字，专家说前所未见。", TWO],
}


@pytest.mark.parametrize("case", NO_COPIES)
def test_what_is_no_copy_is_kept(case: str) -> None:
    expected = [block if isinstance(block, str) else block["text"] for block in NO_COPIES[case]]

    assert kept(*NO_COPIES[case]) == expected


def test_an_article_that_is_mojibake_as_a_whole_stays() -> None:
    garbled = [text.encode().decode("gb18030", "replace") for text in TEXT]

    assert all(map(is_garbled, garbled))
    assert kept(*garbled) == garbled


# --- glued -------------------------------------------------------------------

LONG = ONE + TWO + THREE
GLUED = {
    "（责任编辑：李青）": (LONG, "editor"),
    "责任编辑：李青": (LONG, "editor"),
    "[责编：李青、赵敏]": (LONG, "editor"),
    "來源：青溪日報 責任編輯：李青": (LONG, "credit"),
    "（作者：王小明 编辑：李青 校对：赵敏）": (LONG, "credit"),
    "返回青溪网，查看更多": (LONG, "credit"),
    "返回青溪网首页>>": (TWO, "credit"),
    "（編輯：李青）": (TWO, "editor"),
    "[!--empirenews.page--]": (TWO, "pager"),
}


@pytest.mark.parametrize("tail", GLUED)
def test_credits_glued_to_the_last_paragraph_are_parted_from_it(tail: str) -> None:
    text, expected = GLUED[tail]
    found = label(FOUR, text + tail)[1:]

    assert [(block.label, block.text) for block in found] == [("body", text), (expected, tail)]


NOT_GLUED = [
    "他在信里写道：编辑同志，您好。",
    "每天清晨，责任编辑李青第一个走进办公室。",
    "“返回首页”按钮点了三次都没有反应，他只好返回上一层。",
    "编辑：您觉得厂房还缺什么？王小明：缺人。",
    "李青先后做过记者（责任编辑：他不愿提起的一段），后来才写小说。",
]


@pytest.mark.parametrize("text", NOT_GLUED)
def test_running_text_is_not_parted(text: str) -> None:
    assert part_tail(text) == (text, "")


# --- galleries ---------------------------------------------------------------


@pytest.mark.parametrize(
    "shape", ["{n}/3 {text}", "（{n}/3）{text}", "{n} / 3{text}", "[{n}/3] {text}"]
)
def test_numbers_of_pictures_are_parted_from_their_captions(shape: str) -> None:
    captions = [f"{place}边的厂房封顶，工人们在屋顶上合影。" for place in "东西北"]
    texts = [shape.format(n=n, text=text) for n, text in enumerate(captions, 1)]

    assert kept(*texts) == captions


def test_numbers_in_lines_of_their_own_are_no_captions() -> None:
    captions = [f"{place}厂房封顶现场。李青 摄" for place in "东西北"]
    blocks = [
        part for n, text in enumerate(captions, 1) for part in (f"{n}/3", raw(text, "figcaption"))
    ]
    found = label(*blocks)

    assert [block.text for block in found if block.is_kept] == captions
    assert {block.label for block in found if block.is_kept} == {"caption"}


def test_fractions_are_no_numbers_of_pictures() -> None:
    texts = [
        "1/3的企业来自本地，老板们彼此熟识。",
        "2/3的企业来自外省，多是朋友介绍。",
        "1/3和2/3之间，隔着一条青溪。",
    ]

    assert counters(texts) == {}


# --- live blogs --------------------------------------------------------------


@pytest.mark.parametrize(
    "times",
    [
        ["11:05", "10:20", "09:40", "08:55"],
        ["2024-01-05 11:05", "2024-01-05 10:20", "2024-01-05 09:40", "2024-01-05 08:55"],
        ["1月5日 11:05", "1月5日 10:20", "1月5日 9:40", "1月5日 8:55"],
        ["【11:05】", "【10:20】", "【09:40】", "【08:55】"],
        ["上午11时05分", "上午10时20分", "上午9时40分", "上午8时55分"],
    ],
)
def test_entries_of_a_live_blog_keep_their_time(times: list[str]) -> None:
    blocks = [part for pair in zip(times, TEXT, strict=True) for part in pair]
    found = label(*blocks)

    assert [block.text for block in found] == blocks
    assert all(block.is_kept for block in found)
    assert [block.rule for block in found[::2]] == ["entry_time"] * 4


def test_the_date_of_an_article_is_no_entry() -> None:
    assert kept("2024-01-05 11:05", ONE, TWO) == [ONE, TWO]


# --- around ------------------------------------------------------------------

FIELDS = {
    "an empty author": (["来源：青溪日报 作者：", "三座厂房同日封顶", *TEXT], ["三座厂房同日封顶", *TEXT]),
    "an empty editor": (["编辑：", "为了两千个岗位", *TEXT], ["为了两千个岗位", *TEXT]),
    "an author below": (["作者：", "王小明", *TEXT], TEXT),
    "an author with his post below": (["作者：", "本报记者 王小明", *TEXT], TEXT),
    "a source below": (["来源：", "青溪日报", *TEXT], TEXT),
    "a time below": (["发布时间：", "2019年2月24日", *TEXT], TEXT),
    "a unit below the text": ([*TEXT, "供稿单位：", "青溪县工信局"], TEXT),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS)
def test_an_empty_field_takes_no_line_of_the_text(case: str) -> None:
    blocks, expected = FIELDS[case]

    assert kept(*blocks) == expected


BELOW = {
    "a teaser that breaks off": ["责任编辑：李青", "白塔镇油菜花开，万亩花海等你来", "白塔镇的油菜花进入最佳观赏期，镇里新修了三处停车场和一条步道，预计本周末游客将…"],
    "helplines": ["《青溪晚报》关心你", "请给自己一次机会", "自杀防治咨询安心专线：0800-000000", "生命线协谈专线：0000"],
    "a player": [raw("Play Video", "div.player-box div"), raw("倍速播放", "div.control-bar div"), raw("1.0x", "div.video-player div")],
    "where to read on": ["点击展开全文", "本文为付费内容，请订阅后阅读全文"],
    "foot of an account": ["点赞、在看、转发", "长按识别二维码关注我们", raw("往期回顾：老码头的新生", link=12)],
    "hot words": [raw("热词：", "div.hot"), raw("厂房 封顶 就业 青溪", "div.hotwords", link=10)],
    "a row of links": [raw("青溪厂房 | 春季招聘 | 油菜花", "p div", link=11)],
    "buttons": [raw("立即购买", "button div", "button")],
    "hashed links": [raw("相关链接>>", "h3"), raw("194ddb4d1afc42b9: 青溪去年新增企业百家", "td", "td", 12), raw("cbced6fa47124f42: 青溪今年再建三座厂房", "td", "td", 12)],
}  # fmt: skip


@pytest.mark.parametrize("case", BELOW)
def test_what_stands_below_the_end_is_cut(case: str) -> None:
    assert kept(*TEXT, *BELOW[case]) == TEXT


def test_what_asks_to_read_on_is_cut_between_paragraphs() -> None:
    assert (
        kept(
            ONE,
            raw("请继续往下阅读…", "div.ad_readmore"),
            TWO,
            "[!--empirenews.page--]",
            THREE,
            FOUR,
        )
        == TEXT
    )


def test_a_table_of_links_in_the_article_is_kept() -> None:
    rows = [raw(f"{n}\t青溪去年新增企业百家之{n}", "td", "tr", 8) for n in range(4)]

    assert kept(ONE, TWO, *rows, THREE) == [ONE, TWO, *(row["text"] for row in rows), THREE]


def test_a_paragraph_that_breaks_off_below_an_editor_at_the_top_is_kept() -> None:
    assert kept("责任编辑：李青", ONE, f"{TWO[:-1]}……", THREE) == [ONE, f"{TWO[:-1]}……", THREE]
