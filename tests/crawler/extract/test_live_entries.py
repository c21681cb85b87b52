# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""A live blog is one article of dated entries; a gallery is one of captions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.article_page import extract_article
from crawler.items import to_line
from dates.entry_times import entry_lines, is_entry_time, newest_time
from transforms.clean.article import as_output

TITLE = "青溪县三座标准厂房封顶现场直播"
TEXTS = [
    "第4家企业在工地窗口领到了许可证，现场秩序良好，工作人员表示还会延长一小时。",
    "三号厂房的最后一车混凝土浇筑完毕，塔吊开始拆除，工人合影留念。",
    "县里的验收组到达现场，先看了消防通道和配电间。",
    "雨停了，施工队恢复作业，电视台的航拍小组也已就位。",
]
CLOCKS = ["11:05", "10:20", "09:40", "08:55"]
INFO = "<div class='info'>2024-01-05 09:30 来源：青溪日报</div>"
SHAPES = {
    "boxes": "<div class='live-item'><span class='t'>{time}</span><p>{text}</p></div>",
    "divs": "<div class='item'><div class='time'>{time}</div><div class='txt'>{text}</div></div>",
    "list": "<li><i>{time}</i><p>{text}</p></li>",
    "headings": "<h3>[{time}]</h3><p>{text}</p>",
    "rows": "<tr><td>{time}</td><td>{text}</td></tr>",
    "sections": "<section><time>{time}</time><div><p>{text}</p></div></section>",
}  # fmt: skip


def entries(shape: str, times: list[str]) -> str:
    text = "".join(
        shape.format(time=time, text=text) for time, text in zip(times, TEXTS, strict=True)
    )
    holder = {"<li": "ul", "<tr": "table"}.get(shape[:3], "div")
    return f"<{holder} class='content'>{text}</{holder}>"


def page(inside: str, *, head: str = INFO) -> str:
    footer = "<div class='footer'><p>版权所有 青溪网 备案号 000000</p></div>"
    return f"<html><head><title>{TITLE}_青溪网</title></head><body><div class='nav'><a href='/'>首页</a></div><div class='main'><h1>{TITLE}</h1>{head}{inside}</div>{footer}</body></html>"


def read(html: str) -> dict[str, Any]:
    item = extract_article(
        html.encode(), channel="qx", url="http://qx.test/a/1.html", fetched_at="2024-01-06T00:00:00+00:00"
    )  # fmt: skip
    return as_output(json.dumps(to_line(item), ensure_ascii=False))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("stamp", ["{}", "2024-01-05 {}", "1月5日 {}"])
def test_every_entry_is_kept_under_its_time_as_printed(shape: str, stamp: str) -> None:
    times = [stamp.format(clock) for clock in CLOCKS]
    got = read(page(entries(SHAPES[shape], times)))

    dense = "".join(got["body"].split())
    printed = "".join("".join(f"[{t}]" if shape == "headings" else t for t in pair[:1]) + pair[1] for pair in zip(times, TEXTS, strict=True))  # fmt: skip
    assert dense == "".join(printed.split())
    assert got["headline"] == TITLE
    assert got["publish_time"] == "2024-01-05 11:05"
    assert got["source"] == "青溪日报"


@pytest.mark.parametrize("is_newest_first", [True, False])
@pytest.mark.parametrize("stamp", ["2024-01-05 {}", "1月5日 {}"])
def test_where_nothing_else_says_when_the_newest_entry_does(
    stamp: str, *, is_newest_first: bool
) -> None:
    times = [stamp.format(clock) for clock in (CLOCKS if is_newest_first else CLOCKS[::-1])]
    got = read(page(entries(SHAPES["divs"], times), head=""))

    assert got["publish_time"] == "2024-01-05 11:05"
    assert got["date_rule"].endswith("@visible:entry")


@pytest.mark.parametrize(
    ("clocks", "head", "time"),
    [
        (CLOCKS, "2024-01-05 09:30", "2024-01-05 11:05"),
        (CLOCKS, "2024-01-05", "2024-01-05 11:05"),
        (CLOCKS, "2024-01-05 12:00", "2024-01-05 12:00"),
        (CLOCKS[::-1], "2024-01-05 08:00", "2024-01-05 08:00"),
        (["00:10", "23:50", "22:00", "21:30"], "2024-01-05 09:30", "2024-01-05 09:30"),
    ],
)
def test_the_newest_entry_tells_the_time_of_the_day_in_the_head(
    clocks: list[str], head: str, time: str
) -> None:
    got = read(page(entries(SHAPES["boxes"], clocks), head=f"<div class='info'>{head}</div>"))
    assert got["publish_time"] == time


def test_clocks_without_a_day_say_nothing_of_publication() -> None:
    assert read(page(entries(SHAPES["boxes"], CLOCKS), head=""))["publish_time"] is None


def test_an_introduction_stays_above_the_entries() -> None:
    lead = "1月5日，青溪县工业园区三座标准厂房同时封顶，本网记者在现场为您直播，最新消息在最上面。"
    got = read(page(f"<p class='lead'>{lead}</p>" + entries(SHAPES["boxes"], CLOCKS)))

    assert got["body"].split("\n")[:3] == [lead, "11:05", TEXTS[0]]


def test_an_introduction_in_the_head_costs_no_entry() -> None:
    lead = "1月5日，青溪县工业园区三座标准厂房同时封顶，本网记者在现场为您直播，最新消息在最上面，欢迎读者留言。"
    head = f"<div class='head'><h1>{TITLE}</h1>{INFO}<p>{lead}</p></div>"
    html = page(entries(SHAPES["boxes"], CLOCKS)).replace(f"<h1>{TITLE}</h1>{INFO}", head)

    assert all(text in read(html)["body"] for text in TEXTS)


def test_comments_with_names_and_times_are_no_entries() -> None:
    article = "<div class='content'><p>三座标准厂房同时封顶，总面积约六万平方米，年底前将全部投入使用，企业签约后三个月就能投产。</p></div>"
    comments = "".join(
        f"<div class='item'><b>网友{n}</b><i>2024-01-05 {clock}</i><p>{text}</p></div>"
        for n, (clock, text) in enumerate(zip(CLOCKS, TEXTS, strict=True))
    )
    got = read(page(f"{article}<div class='comments'>{comments}</div>"))

    assert "三座标准厂房" in got["body"]
    assert not any(text in got["body"] for text in TEXTS)


GALLERIES = {
    "list": "<li><img src='/{n}.jpg'><p>{text}</p><span>{n}/4</span></li>",
    "figures": "<figure><img src='/{n}.jpg'><figcaption>{text}</figcaption></figure><em>{n} / 4</em>",
    "spans": "<div class='pic'><img src='/{n}.jpg'><div class='desc'><span>{n}/4</span>{text}</div></div>",
}


@pytest.mark.parametrize("shape", GALLERIES)
def test_captions_of_a_gallery_are_its_text(shape: str) -> None:
    captions = [
        f"{place}边的厂房封顶，工人们在屋顶上合影留念，远处是青溪老码头。李青 摄"
        for place in "东西南北"
    ]
    pictures = "".join(
        GALLERIES[shape].format(n=n, text=text) for n, text in enumerate(captions, 1)
    )
    tag = "ul" if shape == "list" else "div"

    assert read(page(f"<{tag} class='content'>{pictures}</{tag}>"))["body"].split("\n") == captions


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["11:05", "甲", "10:20", "乙", "9:40", "丙"], [0, 2, 4]),
        (["11:05", "甲", "10:20", "乙"], []),
        (["11:05", "10:20", "9:40", "甲"], []),
        (["2024-01-05 09:30", "导语", "11:05", "甲", "10:20", "乙", "9:40", "丙"], [2, 4, 6]),
        (["11:05", "甲", "10:20", "乙", "9:40"], []),
    ],
)
def test_entries_are_several_and_printed_alike(texts: list[str], expected: list[int]) -> None:
    assert entry_lines(texts) == expected


@pytest.mark.parametrize(
    "text", ["比分 3:05", "2024-01-05", "1:0", "第11:05节", "11:05 李青", "11：05至12：00"]
)
def test_what_is_no_time_alone_heads_no_entry(text: str) -> None:
    assert not is_entry_time(text)


def test_the_newest_time_is_told_by_its_numbers() -> None:
    assert newest_time(["1月5日 09:40", "1月5日 11:05", "1月4日 23:20"]) == "1月5日 11:05"
    assert newest_time(["11:05", "昨天 10:20"]) is None
