"""What two texts are to one another: kinds, and the guards against looking alike by accident."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.transforms.dedupe.texts import START, article, body, hours, table
from transforms.dedupe import dedupe

TEXT = body("verify", 18)
HEADLINE = "山村里的新变化"
NO_KIND = None


def judge(first: str | None, second: str | None, **second_columns: Any) -> tuple[str | None, bool]:
    """Kind of the edge, and whether the two are one story."""
    rows = [
        article("a", first, headline=second_columns.pop("first_headline", HEADLINE)),
        article("b", second, **{"published_at": hours(3), **second_columns}),
    ]
    deduped = dedupe(table(*rows))
    kinds = deduped.edges["kind"].to_pylist()
    return (kinds[0] if kinds else None), deduped.stories.num_rows == 1


def bulletin(day: int, low: int, high: int, rain: int, wind: int) -> str:
    return (
        f"市气象台2月{day}日发布：今天白天到夜间全市多云转阴，最低气温{low}℃，最高气温{high}℃，"
        f"降水概率{rain}%，偏北风{wind}级。早晚温差较大，出行请注意添衣；雨天路滑，请减速慢行；"
        "家中用火用电注意安全，山区注意防范落石和塌方，农户及时检查大棚。"
    )


def test_the_same_text_with_a_dateline_and_credits_is_the_same_text() -> None:
    copy = f"某某日报讯（记者 甲）{TEXT}（责任编辑：乙）"

    assert judge(TEXT, copy) == ("same_text", True)


def test_a_traditional_copy_is_the_same_text() -> None:
    from newsroom.script import traditional

    assert judge(TEXT, traditional(TEXT), headline=traditional(HEADLINE)) == ("same_text", True)


def test_an_edited_version_is_the_same_story() -> None:
    sentences = TEXT.split("。")
    edited = "。".join([*sentences[:4], "编者改写了这一句并补上背景", *sentences[6:]])

    assert judge(TEXT, edited) == ("edited", True)


def test_a_half_with_the_same_headline_is_a_cut_version() -> None:
    assert judge(TEXT, TEXT[: len(TEXT) // 2]) == ("edited", True)


def test_a_piece_inside_another_article_is_contained() -> None:
    longer = body("frame", 30) + "\n" + TEXT

    assert judge(TEXT, longer, headline="一周要闻盘点") == ("contained", False)


def test_strangers_have_no_edge() -> None:
    assert judge(TEXT, body("stranger", 18)) == (NO_KIND, False)


@pytest.mark.parametrize("headline", [HEADLINE, "今日天气"])
def test_daily_bulletins_on_one_template_are_only_related(headline: str) -> None:
    kind, is_one_story = judge(
        bulletin(3, 4, 12, 20, 3), bulletin(4, 6, 15, 45, 2), headline=headline
    )

    assert (kind, is_one_story) == ("related", False)


def test_a_copy_of_a_bulletin_is_the_same_story() -> None:
    text = bulletin(3, 4, 12, 20, 3)

    assert judge(text, f"本报讯 {text}") == ("same_text", True)


def test_one_sidebar_under_two_headlines_is_no_story() -> None:
    advert = body("advert", 18)

    assert judge(
        advert, advert, first_headline="港口吞吐量创新高", headline="足协公布新赛季赛程"
    ) == ("related", False)


def test_one_text_under_two_headlines_that_speak_of_it_is_a_story() -> None:
    first, second = TEXT.split("，")[0], TEXT.split("。")[3].split("，")[0]

    assert judge(TEXT, TEXT, first_headline=first, headline=second) == ("same_text", True)


def test_short_texts_need_the_day_and_the_headline_or_the_very_text() -> None:
    short = "信丰县东岭村图书角今日启用，附近学生放学后可以来此阅读和写作业。"

    assert judge(short, short) == ("same_text", True)
    assert judge(short, short, published_at=START + timedelta(days=9)) == ("related", False)
    assert judge(short, short[:-4] + "看书并且休息。", headline="学生有了新去处")[1] is False


def notice(guest: str, day: int) -> str:
    return (
        f"{guest}总理访华欢迎仪式于{day}日上午在东门外广场举行。两国代表检阅了仪仗队，军乐队奏两国国歌，"
        f"礼炮鸣放。仪式后{guest}总理与主人握手合影，随后乘车前往会议厅，双方的部长和大使也参加了仪式。"
    )


def test_one_template_with_another_subject_is_no_story() -> None:
    kind, is_one_story = judge(
        notice("东岛国", 20),
        notice("西岛国", 20),
        first_headline="欢迎东岛国总理访华仪式举行",
        headline="欢迎西岛国总理访华仪式举行",
    )

    assert (kind, is_one_story) != ("edited", True)
    assert not is_one_story


def test_a_notice_that_comes_back_every_year_is_a_new_story() -> None:
    text = notice("东岛国", 20)

    assert judge(text, text)[1]
    assert not judge(text, text, published_at=START + timedelta(days=365))[1]
    assert judge(body("long", 30), body("long", 30), published_at=START + timedelta(days=365))[1]


@pytest.mark.parametrize("text", [None, "", "短讯", "图"])
def test_null_and_tiny_bodies_stay_alone(text: str | None) -> None:
    assert judge(text, text) == (NO_KIND, False)
