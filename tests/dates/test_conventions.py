# ruff: noqa: E501 - tables of dates as they are printed
"""Every convention is read to the minute it states, or refused: never as another day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dates.reader import read_date
from storage.clock import BEIJING

FETCHED = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)  # 12:30 in Beijing
NUMERALS = "〇一二三四五六七八九"
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug.", "Sept.", "October", "Nov", "December"]  # fmt: skip
UYGHUR = ["يانۋار", "فېۋرال", "مارت", "ئاپرېل", "ماي", "ئىيۇن", "ئىيۇل", "ئاۋغۇست", "سېنتەبىر", "ئۆكتەبىر", "نويابىر", "دېكابىر"]  # fmt: skip
CONVENTIONS = [
    "{yy}年{m}月{d}日 {H:02}:{M:02}", "{yy}年{m:02}月{d:02}日{H}时{M:02}分", "发布时间：{yy}年{m}月{d}日 {H:02}:{M:02}",
    "{yy}/{m:02}/{d:02} {H:02}:{M:02}", "{yy}-{m:02}-{d:02} {H:02}:{M:02}", "www.qingshi.example {yy}年{m:02}月{d:02}日 {H:02}:{M:02} 字体",
    "{y} {m:02}/{d:02} {H:02}:{M:02}", "{y} {m:02} / {d:02} {H:02} : {M:02}", "{y}年 {m:02}-{d:02} {H:02}:{M:02}",
    "{d:02} {y}-{m:02} {H:02}:{M:02}", "{d}日 {y}年{m}月 {H:02}:{M:02}", "{y}-{m:02} {d:02} {H:02}:{M:02}", "{m:02}-{d:02} {y} {H:02}:{M:02}",
    "{m}月{d}日 {y}年 {H:02}:{M:02}", "{y}年{hm}月{d}日 {H:02}:{M:02}", "{y}年{m}月{hd}日 {H:02}:{M:02}", "{hy}年{hm}月{hd}日 {H:02}:{M:02}",
    "{hy}年{hm}月{hd}日{hH}时{hM}分", "{y}年{m}月{d}日{hH}点{hM}分", "{y}年{m}月{d}日 {half}{h12}點{M:02}分", "{y}年{m}月{d}日 {half}{h12}:{M:02}",
    "{y}/{m}/{d} {h12}:{M:02} {half}", "{y}/{m}/{d} {ap} {h12}:{M:02}", "{hm}月 {d}{nth}, {y} {h12}:{M:02} {half}", "{en} {d}{nth}, {y} {h12}:{M:02} {ap}",
    "{en} {d}, {y} at {h12}:{M:02} {ap}", "{d}{nth} {en} {y} {H:02}:{M:02}", "{d} {en} {y}, {H:02}:{M:02}", "Updated: {y}-{m:02}-{d:02} {H:02}:{M:02}",
    "Qingshi Daily | Updated: {y}-{m:02}-{d:02} {H:02}:{M:02}", "{H:02}:{M:02}, {en} {d:02}, {y}", "更新時間：{y}/{m:02}/{d:02} {H:02}:{M:02}",
    "發布時間：{y}-{m:02}-{d:02}（週五）{H:02}:{M:02}", "建立時間 {y}年{m}月{d}號 {H:02}:{M:02}", "{y}/{m:02}/{d:02}(Fri) {H:02}:{M:02}", "{y}. {m}. {d}. {H:02}:{M:02}",
    "{y}年{m}月{d}日 北京时间 {H:02}:{M:02}", "{y}-يىلى {m}-ئاينىڭ {d}-كۈنى {H:02}:{M:02}", "{y}-يىلى {m:02}-ئاي {d:02}-كۈنى، {H:02}:{M:02}",
    "{y}-يىل {d}-{ug} {H:02}:{M:02}", "{y}ལོའི་ཟླ་{m}ཚེས་{d} {H:02}:{M:02}", "སྤྱི་ལོ་{y}ལོའི་ཟླ་{m}པའི་ཚེས་{d}ཉིན། {H:02}:{M:02}", "{y}ལོའི་ཟླ་བ་{m}བའི་ཚེས་{d} {H:02}:{M:02}",
]  # fmt: skip
SCRIPTS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "༠༡༢༣༤༥༦༧༨༩"]
UNREADABLE = [
    "{y}年{m}月{d}日 25:30", "{y}-{m:02}-{d:02} 09:75", "{y}年{m}月{d}日 下午25时", "农历{y}年{m}月{d}日 {H:02}:{M:02}", "{y}年农历{m}月{d}日",
    "当地时间{y}年{m}月{d}日 {H:02}:{M:02}", "{y}年度{m}月{d}日", "民族学第{yy}年{m}月{d}日", "昭和{yy}年{m}月{d}日", "{y}年{m}-{d}月",
    "{y}年{m:02}-{d:02} {H:02}:{M:02}", "བོད་ཟླ་{m}ཚེས་{d}", "{y}ལོའི་བོད་ཟླ་{m}ཚེས་{d}", "{y}年正月{d}日", "第{y}{m:02}{d:02}{H:02}{M:02}77号",
]  # fmt: skip


def hanzi(number: int) -> str:
    tens, ones = divmod(number, 10)
    spelt = (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "")
    return spelt + (NUMERALS[ones] if ones or not tens else "")


def printed(shape: str, at: datetime) -> str:
    day = at.day
    nth = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return shape.format(
        y=at.year, yy=f"{at.year % 100:02}", m=at.month, d=day, H=at.hour, M=at.minute, nth=nth,
        half="下午" if at.hour >= 12 else "上午", ap="PM" if at.hour >= 12 else "AM",
        h12=(at.hour - 1) % 12 + 1, en=ENGLISH[at.month - 1], ug=UYGHUR[at.month - 1],
        hy="".join(NUMERALS[int(c)] for c in str(at.year)), hm=hanzi(at.month), hd=hanzi(day),
        hH=hanzi(at.hour), hM=hanzi(at.minute),
    )  # fmt: skip


moments = st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 22, 23, 59)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0, tzinfo=BEIJING)
)


@pytest.mark.parametrize("shape", CONVENTIONS)
@given(at=moments, script=st.sampled_from(SCRIPTS))
def test_a_convention_is_read_to_its_minute(shape: str, at: datetime, script: str) -> None:
    text = printed(shape, at).translate(str.maketrans(SCRIPTS[0], script))
    reading = read_date(text, FETCHED)

    assert reading is not None, text
    assert (reading.at, reading.precision) == (at.astimezone(UTC), "minute"), text


@pytest.mark.parametrize("shape", UNREADABLE)
@given(at=moments)
def test_a_statement_with_an_unknown_part_is_refused(shape: str, at: datetime) -> None:
    text = printed(shape, at)
    assert read_date(text, FETCHED) is None, text


@given(at=moments, day_first=st.booleans(), mark=st.sampled_from("/-."))
def test_a_year_at_the_end_is_read_where_day_and_month_cannot_be_taken_for_each_other(
    at: datetime, day_first: bool, mark: str
) -> None:
    first, second = (at.day, at.month) if day_first else (at.month, at.day)
    text = f"{first:02}{mark}{second:02}{mark}{at.year} {at:%H:%M}"
    reading = read_date(text, FETCHED)

    if at.day > 12 or at.day == at.month:
        assert reading is not None, text
        assert reading.at == at, text
    else:
        assert reading is None, text


@pytest.mark.parametrize(
    ("text", "local", "precision"),
    [
        ("2024年1月5日零时30分", "2024-01-05 00:30", "minute"),
        ("2024年1月5日上午九点半", "2024-01-05 09:30", "minute"),
        ("2024年1月5日9点一刻", "2024-01-05 09:15", "minute"),
        ("2024年1月5日下午三点三刻", "2024-01-05 15:45", "minute"),
        ("2024年1月5日九点三十", "2024-01-05 09:30", "minute"),
        ("2024年元月5日", "2024-01-05 00:00", "day"),
        ("1日 2024年1月 02", None, ""),
        ("2024年1月5日 9:30 晚上", "2024-01-05 21:30", "minute"),
        ("2024年1月5日 09:30 晚报讯", "2024-01-05 09:30", "minute"),
        ("2024-01-05日 09:30", "2024-01-05 09:30", "minute"),
        ("98年5月1日", "1998-05-01 00:00", "day"),
        ("3天前 14:03", "2026-11-20 14:03", "minute"),
        ("1小時10分鐘前", "2026-11-23 11:20", "minute"),
        ("兩個半小時前", "2026-11-23 10:00", "hour"),
        ("百小时前", None, ""),
        ("5 minutes ago", "2026-11-23 12:25", "minute"),
        ("an hour ago", "2026-11-23 11:00", "hour"),
        ("2 days ago", "2026-11-21 00:00", "day"),
        ("2024-01-05 22:30 SGT", "2024-01-05 22:30", "minute"),
        ("2024-01-05 22:30 CET", "2024-01-06 05:30", "minute"),
        ("2024\u200b-01\u2060-05 09:\u200b30", "2024-01-05 09:30", "minute"),
        ("\u200f٢٠٢٤-٠١-٠٥\u200e ٠٩:٣٠", "2024-01-05 09:30", "minute"),
        ("发布时间：1550965320", "2019-02-24 07:42", "second"),
        ("电话 1550965320 转 2", None, ""),
        ("1550965320.12.1002.0", "2019-02-24 07:42", "second"),
    ],
)
def test_single_statements(text: str, local: str | None, precision: str) -> None:
    reading = read_date(text, FETCHED)
    if local is None:
        assert reading is None
    else:
        assert reading is not None
        assert f"{reading.at.astimezone(BEIJING):%Y-%m-%d %H:%M}" == local
        assert reading.precision == precision


@given(at=moments, shape=st.sampled_from(CONVENTIONS), data=st.data())
def test_a_statement_cut_short_between_two_parts_is_never_another_day(
    at: datetime, shape: str, data: st.DataObject
) -> None:
    text = printed(shape, at)
    cut = data.draw(st.integers(1, len(text) - 1))
    pair = text[cut - 1 : cut + 1]
    assume(not pair.isdecimal() and not all(c in f"{NUMERALS}十" for c in pair))
    reading = read_date(text[:cut], FETCHED)
    if reading is not None and not reading.rule.startswith("no_year"):
        assert reading.at.astimezone(BEIJING).date() == at.date(), text[:cut]
