# ruff: noqa: E501 - tables of lines as they are printed
"""Dates: read by a named rule with the precision they state, or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.reader import read_date
from storage.clock import BEIJING

FETCHED = datetime(2019, 3, 1, 4, 0, tzinfo=UTC)  # noon in Beijing
FORMATS = [
    "{y}年{m:02}月{d:02}日 {H:02}:{M:02}", "{y}年{m}月{d}日{H:02}:{M:02}", "{y}年{m:02}月{d:02}日{H:02}时{M:02}分",
    "{y}年{m}月{d}日 {H}点{M}分", "{y}-{m:02}-{d:02} {H:02}:{M:02}", "{y}-{m}-{d} {H}:{M:02}",
    "{y}-{m:02}-{d:02}T{H:02}:{M:02}+08:00", "{y}-{m:02}-{d:02}- {H:02}:{M:02}", "{y}/{m}/{d} {H:02}:{M:02}",
    "{y}/{m:02}/{d:02} {H:02}:{M:02}", "{y}.{m:02}.{d:02} {H:02}:{M:02}", "{y}.{m}.{d} {H}:{M:02}",
    "{y}{m:02}{d:02} {H:02}:{M:02}", "{y}{m:02}{d:02}{H:02}{M:02}", "{y}-{m:02}-{d:02}　{H:02}：{M:02}",
    "发布时间：{y}-{m:02}-{d:02} {H:02}:{M:02}", "发布日期：{y}年{m}月{d}日 {H:02}:{M:02} 来源：青溪日报",
    "时间：{y}/{m}/{d} {H:02}:{M:02} 浏览：31", "{y}-{m:02}-{d:02}（星期日）{H:02}:{M:02}", "{y}年{m}月{d}日 星期日 {H:02}:{M:02}",
    "{y}年{m}月{d}日週日 {H:02}:{M:02}", "发表于 {y}-{m:02}-{d:02} {H:02}:{M:02}", "{y}-{m:02}-{d:02} | {H:02}:{M:02}",
    "{y}-{m:02}-{d:02}, {H:02}:{M:02}", "民國{roc}年{m}月{d}日 {H:02}:{M:02}",
]  # fmt: skip
TO_SECOND = [
    "{y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02}", "{y}/{m}/{d} {H}:{M:02}:{S:02}", "{y}年{m:02}月{d:02}日 {H:02}:{M:02}:{S:02}",
    "{y}年{m}月{d}日 {H}时{M}分{S}秒", "{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}+08:00", "{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}.123+0800",
    "{y}{m:02}{d:02}{H:02}{M:02}{S:02}", "{y}{m:02}{d:02}T{H:02}:{M:02}:{S:02}", "Sun, {d:02} Feb {y} {H:02}:{M:02}:{S:02} +0800",
    "Feb {d}, {y} {H:02}:{M:02}:{S:02}", "{d} February {y}, {H:02}:{M:02}:{S:02}",
]  # fmt: skip
TO_DAY = [
    "{y}年{m}月{d}日", "{y}年{m:02}月{d:02}", "{y}-{m:02}-{d:02}", "{y}-{m}-{d}", "{y}/{m}/{d}", "{y}.{m:02}.{d:02}",
    "{y}{m:02}{d:02}", "日期：[{y}-{m:02}-{d:02}]", "({y}-{m}-{d})", "February {d}, {y}", "民国{roc}年{m}月{d}日",
]  # fmt: skip


def test_there_are_many_formats() -> None:
    assert len(FORMATS) + len(TO_SECOND) + len(TO_DAY) >= 40


@pytest.mark.parametrize(
    ("shape", "precision"),
    [
        *((f, "minute") for f in FORMATS),
        *((f, "second") for f in TO_SECOND),
        *((f, "day") for f in TO_DAY),
    ],
)
@given(
    minute=st.integers(0, 24 * 60 * 28 - 1),
    second=st.integers(0, 59),
    year=st.integers(2001, 2018),
)
def test_a_printed_date_is_read_back(
    shape: str, precision: str, minute: int, second: int, year: int
) -> None:
    at = datetime(year, 2, 1, tzinfo=BEIJING) + timedelta(minutes=minute, seconds=second)
    text = shape.format(
        y=at.year, m=at.month, d=at.day, H=at.hour, M=at.minute, S=at.second, roc=at.year - 1911
    )
    reading = read_date(text, FETCHED)

    assert reading is not None, text
    stated = {
        "second": at,
        "minute": at.replace(second=0),
        "day": at.replace(hour=0, minute=0, second=0),
    }[precision]
    assert (reading.at, reading.precision) == (stated.astimezone(UTC), precision), text


@pytest.mark.parametrize(
    ("text", "local", "precision"),
    [
        ("昨天 07:42", "2019-02-28 07:42", "minute"),
        ("前天", "2019-02-27 00:00", "day"),
        ("今天 08:00", "2019-03-01 08:00", "minute"),
        ("3小时前", "2019-03-01 09:00", "hour"),
        ("25分钟前", "2019-03-01 11:35", "minute"),
        ("2天前", "2019-02-27 00:00", "day"),
        ("2月24日 07:42", "2019-02-24 07:42", "minute"),
        ("12月24日", "2018-12-24 00:00", "day"),
        ("发布时间：02-24 07:42", "2019-02-24 07:42", "minute"),
        ("二〇一九年二月二十四日", "2019-02-24 00:00", "day"),
        ("二○一八年十月三十一日", "2018-10-31 00:00", "day"),
        ("1550965320", "2019-02-24 07:42", "second"),
        ("1550965320123", "2019-02-24 07:42", "second"),
        ("2019-02-23T23:42:00Z", "2019-02-24 07:42", "second"),
        ("2019年2月24日 下午3点半", "2019-02-24 15:30", "minute"),
        ("Feb 24, 2019 12:05 AM", "2019-02-24 00:05", "minute"),
        ("2019年2月24日7时", "2019-02-24 07:00", "hour"),
        ("2019-02-23 24:00", "2019-02-24 00:00", "minute"),
    ],
)
def test_relative_and_odd_dates(text: str, local: str, precision: str) -> None:
    reading = read_date(text, FETCHED)
    assert reading is not None
    assert reading.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") == local
    assert reading.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "", "没有日期", "Copyright 2009-2019", "© 2019-02-24", "版权所有 2018", "2009-2019", "2019-13-40", "2019-02-30",
        "1889-02-24", "2031-02-24 07:42", "2019年06月15日 08:18", "13812345678", "第24期", "2.24亿元", "192.168.1.1",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read_date(text, FETCHED) is None


def test_without_a_fetch_time_relative_dates_are_refused() -> None:
    assert read_date("昨天 07:42") is None
    assert read_date("3小时前") is None
    assert read_date("2月24日") is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    reading = read_date(text, FETCHED)
    assert reading is None or reading.at <= FETCHED + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("1991-06-01 23:30", datetime(1991, 6, 1, 14, 30, tzinfo=UTC)),  # China's last summer time
        ("1991-01-01 23:30", datetime(1991, 1, 1, 15, 30, tzinfo=UTC)),
        ("1992-06-01 23:30", datetime(1992, 6, 1, 15, 30, tzinfo=UTC)),
        ("1991-06-01 23:30+08:00", datetime(1991, 6, 1, 15, 30, tzinfo=UTC)),
    ],
)
def test_beijing_had_summer_time_until_1991(text: str, utc: datetime) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.at == utc
