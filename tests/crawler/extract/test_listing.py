"""Entries of a list page: address, full title, date; navigation and side boxes are none."""

from __future__ import annotations

import pytest

from crawler.extract.listing import ListItem, extract_list
from crawler.extract.rules import ListRules
from tests.crawler.extract import pages

URL = "http://news.qx.test/list/index.html"
TITLES = [f"青溪县第{n}次工业项目集中签约仪式举行" for n in "一二三四五六七八九十"]


def entries(html: str, **options: object) -> list[ListItem]:
    return extract_list(html.encode(), url=URL, **options)  # type: ignore[arg-type]


def list_page(rows: str) -> str:
    return pages.whole(f"<div class='main'><ul class='news'>{rows}</ul><div class='page'>"
                       "<a href='index_1.html'>下一页</a></div></div>"
                       f"<div class='sidebar'><ul>{pages.RELATED}</ul></div>")  # fmt: skip


def test_repeated_links_with_dates_are_the_list() -> None:
    rows = "".join(
        f"<li><a href='/2019/{i}.html'>{t}</a><span>2019-02-{i + 10}</span></li>"
        for i, t in enumerate(TITLES)
    )
    found = entries(list_page(rows))
    assert [(e.href, e.title, e.date) for e in found] == [
        (f"/2019/{i}.html", t, f"2019-02-{i + 10}") for i, t in enumerate(TITLES)
    ]


def test_a_title_cut_short_is_completed_from_its_attribute() -> None:
    rows = "".join(
        f"<li><a title='{t}' href='/{i}.html'>{t[:8]}...</a>(02-{i + 10})</li>"
        for i, t in enumerate(TITLES)
    )
    found = entries(list_page(rows))
    assert [e.title for e in found] == TITLES
    assert found[3].date == "02-13"


def test_a_picture_link_and_a_text_link_to_one_article_are_one_entry() -> None:
    rows = "".join(
        f"<li><a href='/{i}.html'><img src='/{i}.jpg'></a><h3><a href='/{i}.html'>{t}</a></h3>"
        f"<p>摘要：仪式上共签约项目若干个。</p><em>昨天 08:0{i % 10}</em></li>"
        for i, t in enumerate(TITLES)
    )
    found = entries(list_page(rows))
    assert [e.title for e in found] == TITLES
    assert found[0].date == "昨天 08:00"


def test_an_entry_laid_out_otherwise_is_not_lost() -> None:
    rows = "".join(
        f"<div class='row'><h3><a href='/{i}.html'>{t}</a></h3></div>" for i, t in enumerate(TITLES)
    )
    top = (
        "<div class='photo'><p><a href='/top.html'>组图：青溪春色满园，万亩花海迎客来</a></p></div>"
    )
    found = extract_list(pages.whole(f"<div class='list'>{top}{rows}</div>").encode(), url=URL)
    assert [e.href for e in found] == ["/top.html", *(f"/{i}.html" for i in range(len(TITLES)))]


def test_rules_of_a_channel_choose_the_entries() -> None:
    rows = "".join(
        f"<li><a class='t' href='/{i}.html'>{t}</a><b>2019-02-0{i % 9 + 1}</b></li>"
        for i, t in enumerate(TITLES)
    )
    rules = ListRules(items="ul.news li", link="a.t", date="b")
    found = entries(list_page(rows), rules=rules)
    assert len(found) == len(TITLES)
    assert found[0].date == "2019-02-01"
    assert entries(list_page(rows), rules=ListRules(items=".gone")), "a broken rule falls back"


def test_a_page_without_a_list_gives_nothing() -> None:
    assert entries("<html><body><p>没有列表。</p></body></html>") == []
    assert extract_list(b"\x89PNG\r\n", url=URL) == []
    assert extract_list(b"", url=URL) == []


@pytest.mark.parametrize(
    "printed",
    [
        "1小时10分钟前",
        "大前天 08:30",
        "大前天",
        "昨晚",
        "昨晚 20:30",
        "24/12/01",
        "26.11.22",
        "2026-11-21T20:00:00Z",
        "2026-11-21 20:00:00.123 +0000",
        "2026-11-21 20:00 (UTC)",
        "2026-11-22 下午 2:30",
        "昨天 下午2:30",
    ],
)
def test_the_date_of_an_entry_is_taken_whole(printed: str) -> None:
    rows = "".join(
        f"<li><a href='/{i}.html'>{t}</a><span>{printed}</span></li>" for i, t in enumerate(TITLES)
    )
    assert {entry.date for entry in entries(list_page(rows))} == {printed}
