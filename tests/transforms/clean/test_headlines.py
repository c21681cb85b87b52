# ruff: noqa: E501 - tables of lines as they are printed
"""Suffix chains go, a headline's own dash stays, a cut headline is completed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.headlines import (
    judge_headline,
    read_headlines,
    read_original_headline,
    strip_suffixes,
)

HEADLINE = "青溪县新建三座标准厂房 年底前全部投用"


def clean_headline(
    raw: str | None, listed: str | None = None, title: str | None = None
) -> str | None:
    """Of a raw item of an earlier extractor."""
    item = {"headline_raw": raw, "list_headline": listed, "title_raw": title}
    return judge_headline(read_headlines(item)).first()


@pytest.mark.parametrize(
    "suffix",
    [
        "", "_江城频道", "_江城频道_某某网", "--江城频道--青溪网", "-青溪网", " - 青溪新闻网", "|社会_江城新闻", "_股票频道-某讯网",
        "—中国青溪网", "_某某财经", "-青溪县人民政府门户网站", " | 青溪日报",
    ],
)  # fmt: skip
def test_names_of_sites_and_channels_go(suffix: str) -> None:
    assert strip_suffixes(HEADLINE + suffix) == HEADLINE


@pytest.mark.parametrize(
    "headline",
    [
        "1-10月青溪县固定资产投资结构趋稳趋优", "青溪—白塔公路今日通车", "“厂房-学校”两点一线的一天", "青溪新闻网改版上线",
        "教育_不只是学校的事", "A-B轮融资完成", "网",
    ],
)  # fmt: skip
def test_a_headlines_own_marks_stay(headline: str) -> None:
    assert strip_suffixes(headline) == headline


def test_a_headline_cut_short_is_completed_by_another_printing() -> None:
    full = "定了！青溪码头即将开通，地铁直达还免门票"
    assert clean_headline("定了！青溪码头即将开通，地铁直达...", None, f"{full}_青溪网") == full
    assert clean_headline("定了！青溪码头即将开通...", "另一条新闻") == "定了！青溪码头即将开通..."
    assert (
        clean_headline("定了！青溪码头…", None, "定了！青溪码头…_社会_青溪网") == "定了！青溪码头…"
    )


def test_an_e_paper_that_names_itself_first_is_cut_off() -> None:
    assert strip_suffixes(f"青溪日报数字报-{HEADLINE}") == HEADLINE
    assert strip_suffixes("青溪数字报上线-本报改版") == "青溪数字报上线-本报改版"


def test_without_any_printing_there_is_none() -> None:
    assert clean_headline(None, "", None) is None


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("（原标题：青溪县三座厂房封顶）", "青溪县三座厂房封顶"),
        ("原标题：《青溪县三座厂房封顶》", "青溪县三座厂房封顶"),
        ("（原题为《青溪县三座厂房封顶》）", "青溪县三座厂房封顶"),
        ("没有原来的标题", None),
    ],
)
def test_the_original_headline_is_read(line: str, headline: str | None) -> None:
    assert read_original_headline(line) == headline


@given(st.text(alphabet="青溪网频道新闻_-—| 厂房", max_size=40))
def test_stripping_is_idempotent_and_only_cuts_the_end(text: str) -> None:
    once = strip_suffixes(text)
    assert strip_suffixes(once) == once
    assert " ".join(text.split()).startswith(once)


def claim(raw: str, where: str, rule: str, strength: float) -> dict[str, Any]:
    return {"raw": raw, "where": where, "rule": rule, "strength": strength}


COLUMN = claim("青溪时评", "h1", "h1_alone", 0.55)
HEADING = claim("老码头即将开通", "h2.tit", "in_title", 0.5)


def test_the_strongest_heading_is_the_headline_and_the_others_are_rivals() -> None:
    item = {"headlines": [HEADING, claim("老码头即将开通_青溪网", "title", "stated", 0.3)]}
    found = judge_headline(read_headlines(item))
    assert (found.values, found.rule) == (("老码头即将开通",), "in_title@h2.tit")
    assert [one.place for one in found.rivals] == ["title"]


def test_a_heading_that_the_list_gave_too_outweighs_the_name_of_a_column() -> None:
    item = {"headlines": [COLUMN, HEADING]}
    assert judge_headline(read_headlines(item)).first() == "青溪时评"
    found = judge_headline(read_headlines({**item, "list_headline": "老码头即将开通"}))
    assert (found.first(), found.rule) == ("老码头即将开通", "in_title@h2.tit")


def test_no_claim_gives_no_headline_and_says_so() -> None:
    assert judge_headline(read_headlines({})).rule == "none:not_stated"
