"""Which of several stated dates is believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from transforms.clean.published_at import Published, choose_published

FETCHED = datetime(2019, 3, 1, 4, 0, tzinfo=UTC)


def choose(*claims: tuple[str, str], list_date: str | None = None) -> Published:
    item = {"published": [{"raw": r, "where": w} for r, w in claims], "list_date": list_date}
    return choose_published(item, FETCHED)


def test_what_is_shown_beats_a_meta_of_another_minute() -> None:
    chosen = choose(
        ("2019-02-24 07:42", "visible:head"), ("2019-02-24T07:45:09", "meta:article:published_time")
    )
    assert chosen.at == datetime(2019, 2, 23, 23, 42, tzinfo=UTC)
    assert chosen.rule == "hyphen@visible:head"
    assert chosen.raw == "2019-02-24 07:42"
    assert chosen.date is not None
    assert chosen.date.isoformat() == "2019-02-24"


def test_a_day_is_sharpened_by_a_meta_with_a_time() -> None:
    chosen = choose(("2019年2月24日", "visible:field:date"), ("2019-02-24 07:42", "meta:pubdate"))
    assert chosen.precision == "minute"


def test_midnight_of_a_machine_is_only_a_day() -> None:
    assert choose(("2019-02-24T00:00:00+08:00", "jsonld:datePublished")).precision == "day"
    assert choose(("2019-02-24 00:00", "visible:head")).precision == "minute"


def test_the_address_is_a_cross_check() -> None:
    chosen = choose(
        ("2017-05-01 09:00", "visible:head"),
        ("2019-02-24 07:42", "meta:pubdate"),
        ("2019-02-24", "url"),
    )
    assert chosen.rule == "hyphen@meta:pubdate"
    assert choose(("2019-02-24", "url")).rule == "hyphen@url"


def test_the_time_of_the_last_change_gives_way() -> None:
    chosen = choose(
        ("最后更新：2019-02-25 10:00", "visible:head"), ("2019-02-24 07:42", "visible:head:.time")
    )
    assert chosen.raw == "2019-02-24 07:42"


def test_a_date_without_a_year_takes_it_from_another_claim() -> None:
    chosen = choose(("02-24 07:42", "visible:head"), ("2017-02-24 07:43:01", "meta:dateupdate"))
    assert chosen.at == datetime(2017, 2, 23, 23, 42, tzinfo=UTC)
    assert chosen.rule.startswith("no_year_hyphen_confirmed")


def test_the_list_page_helps_when_the_page_says_nothing() -> None:
    assert choose(list_date="2019-02-24").rule == "hyphen@list"


def test_nothing_is_invented() -> None:
    assert choose() == Published(None, None, None, None, "none:not_stated")
    assert choose(("版权所有 2019", "visible:tail")).rule == "none:unreadable"


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("更新时间：2019-02-27 10:00　发布时间：2019-02-24 07:42", "发布时间：2019-02-24 07:42"),
        ("上次更新：2019-02-27　发布：2019-02-24", "发布：2019-02-24"),
        ("成文日期：2019-02-11　发布日期：2019-02-24", "发布日期：2019-02-24"),
        ("活动时间：2019-03-01 10:00　发布于 2019-02-24 07:42", "发布于 2019-02-24 07:42"),
        ("今天是 2019年3月1日 星期五　发布：2019-02-24", "发布：2019-02-24"),
        ("来源：青溪日报 2019年02月23日第5版　发布：2019-02-24 07:42", "发布：2019-02-24 07:42"),
        (
            "2019-02-24 07:42　来源：青溪日报（2019年2月24日 03版）",
            "2019-02-24 07:42　来源：青溪日报（",
        ),
        ("更新时间：2019-02-24 07:42", "更新时间：2019-02-24 07:42"),
    ],
)
def test_of_several_dates_in_one_line_each_is_judged_by_its_own_words(line: str, raw: str) -> None:
    assert choose((line, "visible:head")).raw == raw
