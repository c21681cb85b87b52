"""What an article is about: what raises the number, and that it always is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.tag.conftest import articles, loaded
from transforms.tag import tag
from transforms.tag.aboutness import read_model

if TYPE_CHECKING:
    from transforms.tag.seeds import Seeds

FILLER = "今天上午，记者在现场看到，工作人员正在整理材料，大家有序排队，天气也很好。"


def row(seeds: Seeds, theme: str, text: str) -> dict[str, Any]:
    found = tag(articles(text, day=None), seeds)["theme_mentions"].to_pylist()
    return next(one for one in found if one["theme"] == theme)


def aboutness(seeds: Seeds, theme: str, text: str) -> float:
    return float(row(seeds, theme, text)["aboutness"])


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("乡村振兴", f"全县乡村振兴现场会召开\n{FILLER}\n{FILLER}"),
        ("营商环境", f"标题\n全市优化营商环境大会召开，会议要求优化营商环境。{FILLER}\n{FILLER}"),
        ("招商引资", f"联播快讯\n{FILLER}\n县里招商引资签下大单\n{FILLER}{FILLER}\n{FILLER}"),
        ("数字经济", f"标题\n{FILLER}\n{'数字经济提速，' * 4}{FILLER}"),
        ("疫情防控", f"疫情当前 邻里守望\n{FILLER}新冠肺炎病人增加，{FILLER}新冠肺炎。"),
    ],
    ids=["headline", "lead, twice", "heading in the body", "weight", "headline by other words"],
)
def test_an_article_is_about_a_theme(seeds: Seeds, theme: str, text: str) -> None:
    assert row(seeds, theme, text)["is_about"]


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("高质量发展", f"书法展开幕\n{FILLER}{FILLER}\n{FILLER}\n以此助力高质量发展。"),
        ("产业园区", f"垃圾被清运\n{FILLER}\n地点在开发区东侧。\n{FILLER}"),
        (
            "产业园区",
            f"边城出口增长\n{FILLER}{FILLER}综合保税区管理局介绍，综合保税区管理局已受理。",
        ),
        ("工业", f"工信部：多地基站受损\n{FILLER}{FILLER}\n{FILLER}"),
        ("一带一路", f"两国领导人会谈\n{FILLER}{FILLER}\n双方谈到农业、文化、“一带一路”等合作。"),
    ],
    ids=[
        "last words",
        "only a place",
        "only a body's name",
        "a body that says it",
        "one of a list",
    ],
)
def test_an_article_only_names_a_theme(seeds: Seeds, theme: str, text: str) -> None:
    assert not row(seeds, theme, text)["is_about"]


def test_headline_lead_and_weight_each_raise_it(seeds: Seeds) -> None:
    late = aboutness(seeds, "乡村振兴", f"标题\n{FILLER}\n{FILLER}乡村振兴。")
    early = aboutness(seeds, "乡村振兴", f"标题\n乡村振兴。{FILLER}\n{FILLER}")
    twice = aboutness(seeds, "乡村振兴", f"标题\n乡村振兴。{FILLER}\n{FILLER}乡村振兴。")
    named = aboutness(seeds, "乡村振兴", f"乡村振兴\n乡村振兴。{FILLER}\n{FILLER}乡村振兴。")
    assert late < early < twice < named


def test_another_theme_of_the_family_in_the_headline_raises_it(seeds: Seeds) -> None:
    body = f"{FILLER}\n{FILLER}制造业回暖。"
    assert aboutness(seeds, "制造业", f"工业经济起步\n{body}") > aboutness(
        seeds, "制造业", f"天气预报\n{body}"
    )


PIECES = st.sampled_from(
    [
        "主攻工业",
        "乡村振兴",
        "工厂",
        "综合保税区管理局",
        "营商环境",
        "。",
        "\n",
        "，",
        "天气",
        FILLER,
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=16).map("".join), st.lists(PIECES, max_size=6).map("".join))
def test_it_is_a_share_and_more_of_the_same_never_lowers_it(body: str, headline: str) -> None:
    seeds, threshold = loaded(), read_model().threshold
    headline = headline.replace("\n", "")
    texts = (f"{headline}\n{body}", f"{headline}\n{body}\n乡村振兴的路上。")
    before, after = (
        {one["theme"]: one for one in tag(articles(text), seeds)["theme_mentions"].to_pylist()}
        for text in texts
    )
    for one in (*before.values(), *after.values()):
        assert 0 <= one["aboutness"] <= 1
        assert one["is_about"] == (one["aboutness"] >= threshold)
    if "乡村振兴" in before:
        assert after["乡村振兴"]["aboutness"] >= before["乡村振兴"]["aboutness"]
