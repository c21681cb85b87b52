# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""Dates of articles and lists as pages print them: cut into elements, in other scripts, other words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extract.article_page import extract_article
from crawler.extract.date_patterns import full_day, states_date
from crawler.extract.entry_dates import is_date, stated_date
from crawler.extract.listing import extract_list
from dates.reader import read_date
from storage.clock import BEIJING
from tests.crawler.extract import pages

FETCHED = datetime(2024, 1, 6, 4, 0, tzinfo=UTC)
MINUTE = "2024-01-05 09:30"
DAY = "2024-01-05"


def readings(info: str) -> set[str]:
    """What the statements of an article with ``info`` below its headline are read as."""
    body = f"<div class='main'><h1>{pages.HEADLINE}</h1>{info}<div class='text'>{pages.paragraphs()}</div></div>"
    item = extract_article(
        pages.whole(body).encode(), channel="qx", url="http://qx.test/s?id=1", fetched_at=FETCHED.isoformat()
    )  # fmt: skip
    found = (read_date(stated.raw, FETCHED) for stated in item.published)
    return {
        f"{r.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"[: 10 if r.precision == "day" else 16]
        for r in found
        if r
    }


@pytest.mark.parametrize(
    ("info", "read"),
    [
        ("<div><em>2024</em>-<em>01</em>-<em>05</em> <em>09</em>:<em>30</em></div>", MINUTE),
        ("<p>2024年<b>01</b>月<b>05</b>日<b>09</b>时<b>30</b>分</p>", MINUTE),
        ("<div class='h'><span>2024</span> <span><em>01</em>/<em>05</em></span> <span>09:30</span></div>", MINUTE),
        ("<div class='y'>2024</div><div class='d'>01/05</div><div class='t'>09:30</div>", MINUTE),
        ("<div class='cal'><b>05</b><i>2024-01</i></div>", DAY),
        ("<div class='cal'><div>05</div><div>2024-01</div></div>", DAY),
        ("<div class='cal'><p>2024年1月</p><p>05</p></div>", DAY),
        ("<ul><li>01-05</li><li>2024</li></ul>", DAY),
        ("<div><p>05</p><p>01月</p><p>2024</p></div>", DAY),
        ("<div class='day'>2024-01-05</div><div class='clock'>09:30</div>", MINUTE),
        ("<div>2024年1月5日</div><div>上午9:30</div><div>来源：青溪日报</div>", MINUTE),
        ("<div><a href='http://qx.test'>www.qx.test</a> 24年01月05日 09:30 [大 中 小]</div>", MINUTE),
        ("<div>２０２４年０１月０５日　０９：３０　来源：青溪日报</div>", MINUTE),
        ("<div>２０２４－０１－０５　０９：３０</div>", MINUTE),
        ("<div>更新時間：2024/01/05 09:30　編輯：李青</div>", MINUTE),
        ("<div>建立時間：2024年1月5日 上午 9:30</div>", MINUTE),
        ("<div>一月 5th, 2024 9:30 上午</div>", MINUTE),
        ("<div>2024年一月5日 09:30</div>", MINUTE),
        ("<div>Jan. 5, 2024</div>", DAY),
        ("<div>5 January 2024</div>", DAY),
        ("<div>Published: 05-Jan-2024 09:30</div>", MINUTE),
        ("<div>Qingxi Daily | Updated: 2024-01-05 09:30</div>", MINUTE),
        ("<div>09:30, January 05, 2024</div>", MINUTE),
        ("<div>٢٠٢٤-٠١-٠٥ ٠٩:٣٠</div>", MINUTE),
        ("<div>2024-يىلى 1-ئاينىڭ 5-كۈنى 09:30</div>", MINUTE),
        ("<div>༢༠༢༤ལོའི་ཟླ་༡ཚེས་༥</div>", DAY),
        ("<div>སྤྱི་ལོ་༢༠༢༤ལོའི་ཟླ་༡པའི་ཚེས་༥ཉིན། 09:30</div>", MINUTE),
        ("<div>2 hours ago</div>", "2024-01-06 10:00"),
        ("<div>昨天 上午9:30</div>", MINUTE),
        ("<div>1小時10分鐘前</div>", "2024-01-06 10:50"),
    ],
)  # fmt: skip
def test_the_date_below_a_headline(info: str, read: str) -> None:
    assert readings(info) == {read}


@pytest.mark.parametrize(
    "info",
    [
        "<div>05</div><div>来源：青溪日报</div>",
        "<div>第5版</div><div>2024-01</div>",
        "<div>3/12</div><div>09:30</div>",
        "<div>05/01/2024</div>",
        "<div>2024年1-5月</div>",
        "<div>农历2024年1月5日</div>",
    ],
)
def test_parts_that_make_no_day_are_no_date(info: str) -> None:
    assert readings(info) == set()


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("24年1月5日", DAY),
        ("２０２４－０１－０５", DAY),
        ("[２０２４年１月５日]", DAY),
        ("Jan 5, 2024", DAY),
        ("5 Jan 2024", DAY),
        ("05-Jan-2024", DAY),
        ("January 5th, 2024 09:30", DAY),
        ("2024-يىلى 1-ئاينىڭ 5-كۈنى", DAY),
        ("٢٠٢٤/٠١/٠٥", DAY),
        ("༢༠༢༤ལོའི་ཟླ་༡ཚེས་༥", DAY),
        ("༢༠༢༤-༠༡-༠༥", DAY),
        ("發布時間：2024-01-05", DAY),
        ("1小時前", "2024-01-06"),
        ("2 days ago", "2024-01-04"),
    ],
)
def test_the_date_beside_an_entry_of_a_list(printed: str, day: str) -> None:
    titles = [f"青溪县第{n}次工业项目集中签约仪式举行" for n in "一二三四五六七八"]
    rows = "".join(f"<li><a href='/{i}.html'>{t}</a><span>{printed}</span></li>" for i, t in enumerate(titles))  # fmt: skip
    html = pages.whole(f"<div class='main'><ul class='news'>{rows}</ul></div>")
    found = extract_list(html.encode(), url="http://qx.test/list/")

    assert [entry.title for entry in found] == titles
    assert {str(full_day(entry.date, FETCHED)) for entry in found} == {day}


def test_an_odd_space_inside_a_word_is_nothing() -> None:
    for mark in ("\x0b", "\x1f"):
        for charset in ("utf-8", "gb18030"):
            html = pages.whole(
                f"<h1>{pages.HEADLINE}</h1><p>2024-01-05</p>{pages.paragraphs()}"
            ).replace("厂房按照", f"厂{mark}房按照")
            item = extract_article(
                html.encode(charset), channel="qx", url="http://qx.test/1.html", fetched_at=""
            )
            assert any("厂房按照" in block.text for block in item.blocks), (mark, charset)


def test_running_text_states_no_date_of_its_own() -> None:
    assert not states_date("比上年增长2.5倍，总投资2024万元")
    assert stated_date("会议定于24年1月5日召开，请各单位准时参加并做好准备。") is None
    assert not is_date("民国24年1月5日到任")
