"""Layouts of lists as content management systems print them, beside what else is on such pages."""

from __future__ import annotations

import pytest

from crawler.extract.listing import ListItem, extract_list
from tests.crawler.extract import pages

URL = "http://news.qx.test/list/index.html"
EVENTS = (
    "春耕现场会召开",
    "公租房网上登记",
    "重点项目开工",
    "老旧小区改造",
    "公交线路调整",
    "农商行支持育秧",
)
TITLES = [f"青溪县{n}乡{event}" for n, event in zip("东西南北上下", EVENTS, strict=True)]
DAYS = [f"2019-02-{24 - k}" for k in range(len(TITLES))]
ROWS = [
    {"h": f"./201902/t201902_{9106 + k}.html", "t": title, "d": day, "k": k + 1, "cut": title[:6]}
    | {"y": day[:7], "n": day[8:]}
    for k, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
]
SUMMARY = "3月5日，记者在现场看到，机器轰鸣，一派热火朝天的景象，项目预计年底完工。"
PAGER = "<div class=page><a href='index_1.html'>下一页</a></div>"
HOT = "".join(f"<li><a href='/hot/{k}.html'>这碗米粉凭什么排队{k}小时</a></li>" for k in range(30))
MENU = "".join(f"<li><a href='/c{k}/'>政务公开与网上办事栏目{k}</a></li>" for k in range(60))
LAYOUTS = {
    "table with the date in a cell": "<tr><td>{k}<td><a href={h}>{t}</a><td>{d}",
    "line breaks, date after": "·<a href={h}>{t}</a> ({d})<br>",
    "line breaks, date before": "[{d}] <a href={h}>{t}</a><br>",
    "definition list, date first": "<dt>{d}</dt><dd><a href={h}>{t}</a></dd>",
    "headings, date after the summary": "<h3><a href={h}>{t}</a></h3><p>{s}<a"
    " href={h}>[详细]</a></p><small>{d}</small>",
    "a card that is one link": "<a class=card href={h}><img><div><h4>{t}</h4><p>{s}</p>"
    "<span>青溪融媒</span><span>{d}</span></div></a>",
    "a card of many links": "<div class=c><a href={h}><img></a><a class=t href={h}>{t}</a><p><a"
    " href={h}>{s}</a></p><i>发布时间：{d}</i><a href={h}>阅读全文</a></div>",
    "day and month in boxes": "<li><em>{n}</em><span>{y}</span><a href={h}>{t}</a></li>",
    "a title cut short": "<li><a href={h} title='{t}'>{cut}...</a> <i>{d}</i></li>",
    "a title in a labelled attribute": "<li><a href={h} title='文章标题：{t}\n作者：佚名'>"
    "{cut}…</a> {d}</li>",
    "only 阅读全文 is linked": "<div class=e><h3>{t}</h3><b>{d}</b><a href={h}>"
    "阅读全文&gt;&gt;</a></div>",
    "a section before the title": "<li><a href=/xw/>[时政要闻]</a> <a href={h}>{t}</a>"
    " {d}</li>",
    "elements left open": "<div class=row><a href={h}>{t}</a><font>{d}",
    "the day in an attribute": "<li><a href={h}>{t}</a><span title='{d}'>{k}天前</span></li>",
    "the day between bars": "<div><h3><a href={h}>{t}</a></h3><span>青溪日报 | {d} | 阅读 1{k}27"
    "</span></div>",
    "two dates, labelled": "<li><a href={h}>{t}</a><p><i>成文日期：2018-12-01</i>"
    "<i>发布日期：{d}</i></p></li>",
    "the day in one text with the title": "<li><a href={h}>{t} [{d}]</a></li>",
    "the author before the title": "<div class=i><p><a href=/u/{k}>青溪县乡土观察员{k}</a> {d}</p>"
    "<p class=b><a href={h}>{t}</a></p></div>",
    "codes and names in columns": "<tr><td><a href=/s/60000{k}>60000{k}</a><td><a href=/s/6{k}>青溪"
    "农业</a><td><a href={h}>{t}</a><td>{d}",
    "only the file is linked": "<tr><td>{t}<td>{d}<td><a href={h}>下载公告文件</a>",
    "the day after the last sentence": "<div class=i><a href={h}>{t}</a><p>{s} {d}</p></div>",
    "badges in the link": "<li><a href={h}><em>置顶</em><span>{t}</span><i>NEW</i></a> {d}</li>",
}  # fmt: skip
TABLES = {"table with the date in a cell", "codes and names in columns", "only the file is linked"}
EXPECTED = [ListItem(href=row["h"], title=row["t"], date=row["d"]) for row in ROWS]


def entries(html: str) -> list[ListItem]:
    return extract_list(pages.whole(html).encode(), url=URL)


def beside(content: str) -> str:
    """A list page: a menu of long names, where one is, the list, boxes longer than the list."""
    return (
        f"<ul class=menu>{MENU}</ul><p>当前位置：<a href=/>首页</a> &gt; 要闻</p>"
        f"<div class=w1>{content}</div>{PAGER}<div class=w2><h3>热门排行</h3><ul>{HOT}</ul></div>"
        f"<div>友情链接<ul>{MENU.replace('/c', 'http://www.l')}</ul></div>"
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_whole_beside_longer_boxes(name: str) -> None:
    rows = "".join(LAYOUTS[name].format(**row, s=SUMMARY) for row in ROWS)
    content = f"<table>{rows}</table>" if name in TABLES else rows
    assert entries(beside(content)) == EXPECTED


def test_days_as_headings_date_what_stands_under_them() -> None:
    first, second = (
        "".join(f"<li><i>08:30</i><a href={row['h']}>{row['t']}</a></li>" for row in part)
        for part in (ROWS[:3], ROWS[3:])
    )
    found = entries(
        f"<h4>2019-02-24 星期日</h4><ul>{first}</ul><h4>2019-02-23</h4><ul>{second}</ul>"
    )
    assert [e.date for e in found] == ["2019-02-24 08:30"] * 3 + ["2019-02-23 08:30"] * 3


def test_a_date_above_or_below_a_list_is_no_entry_s() -> None:
    plain = "".join(f"<p><a href={row['h']}>{row['t']}</a></p>" for row in ROWS)
    found = entries(f"<div>今天是2019年2月24日{plain}更新时间：2019-02-24 08:00</div>")
    assert [(e.title, e.date) for e in found] == [(title, None) for title in TITLES]


def test_boxes_laid_out_as_the_list_are_no_part_of_it() -> None:
    def box(heading: str, rows: str) -> str:
        return f"<div class=b><h3>{heading}</h3><ul class=list>{rows}</ul></div>"

    plain = "".join(f"<li><a href={row['h']}>{row['t']}</a></li>" for row in ROWS)
    found = entries(f"{box('文化', plain)}{PAGER}{box('热门', HOT)}{box('县区', HOT)}")
    assert [e.title for e in found] == TITLES


def test_numbers_in_a_row_are_a_pager_and_the_list_before_them_is_the_page_s() -> None:
    plain = "".join(f"<p><a href={row['h']}>{row['t']}</a></p>" for row in ROWS)
    numbers = "<b>1</b> <a href=index_1.html>2</a> <a href=index_2.html>3</a>"
    others = HOT.replace("小时", "分钟终于轮到").partition("<li><a href='/hot/20")[0]
    found = entries(f"<div>{plain}</div>{numbers}<ul>{others}</ul>")
    assert [e.title for e in found] == TITLES


def test_groups_of_five_and_columns_of_one_page_are_one_list() -> None:
    def group(rows: list[dict[str, object]], name: str) -> str:
        items = "".join(f"<li><a href={r['h']}>{r['t']}</a><i>{r['d']}</i></li>" for r in rows)
        return f"<div class={name}><ul class=list>{items}</ul></div>"

    assert entries(f"{group(ROWS[:3], 'g')}<hr>{group(ROWS[3:], 'g')}{PAGER}") == EXPECTED
    assert entries(f"{group(ROWS[:5], 'g')}<hr>{group(ROWS[5:], 'g')}") == EXPECTED
    assert entries(f"{group(ROWS[:3], 'fl')}{group(ROWS[3:], 'fr')}") == EXPECTED


def test_entries_pinned_above_the_list_are_of_it_and_a_headed_box_is_not() -> None:
    pinned, rest = (
        "".join(f"<li><a href={r['h']}>{r['t']}</a><i>{r['d']}</i></li>" for r in part)
        for part in (ROWS[:1], ROWS[1:])
    )
    page = f"<p>当前位置：要闻</p><ul class=top>{pinned}</ul>{{}}<ul class=list>{rest}</ul>{PAGER}"
    assert entries(page.format("")) == EXPECTED
    assert entries(page.format("<h4>通知公告</h4>")) == EXPECTED[1:]


def test_rows_of_another_make_count_and_advertisements_do_not() -> None:
    row = "<li><a href={h}>{t}</a><i>{d}</i></li>"
    odd = "<li class=zt><b><a href=/zt/1.html>立春</a></b><i>2019-02-04</i></li>"
    advert = "<li><a href=/ad.html>新春购车钜惠到店即享礼包</a><i>广告</i></li>"
    rows = [row.format(**r) for r in ROWS]
    found = entries(f"<ul>{''.join([*rows[:2], odd, advert, *rows[2:]])}</ul>")
    assert [e.title for e in found] == [*TITLES[:2], "立春", *TITLES[2:]]


def test_rows_kept_in_a_data_store_are_read_from_it() -> None:
    rows = "".join(
        f"<record><![CDATA[<li><a href='{r['h']}'>{r['t']}</a><b>{r['d']}</b></li>]]></record>"
        for r in ROWS
    )
    store = f"<script type='text/xml'><datastore><recordset>{rows}</recordset></datastore></script>"
    assert entries(beside(store)) == EXPECTED


def test_a_list_filled_by_script_gives_nothing_rather_than_what_stands_around_it() -> None:
    assert entries(beside("<noscript>请启用脚本</noscript>").replace(PAGER, "")) == []


def test_pages_of_an_e_paper_are_no_articles() -> None:
    editions = "".join(
        f"<li><a href=node_{k}.htm>第{k:02}版：综合新闻</a></li>" for k in range(1, 25)
    )
    titles = "".join(f"<li><a href={r['h']}>{r['t']}</a></li>" for r in ROWS)
    found = entries(f"<ul>{editions}</ul><div><ul>{titles}</ul></div>")
    assert [e.title for e in found] == TITLES


def test_a_list_printed_again_for_phones_without_days_keeps_them() -> None:
    wide = "".join("<li><a href={h}>{t}</a><span>{d}</span></li>".format(**row) for row in ROWS)
    narrow = "".join("<li><a href={h}>{t}</a></li>".format(**row) for row in ROWS)
    html = f"<ul class=pc>{wide}</ul><ul class=mobile>{narrow}</ul>{PAGER}"
    items = extract_list(html.encode(), url=URL)
    assert [(item.title, item.date) for item in items] == list(zip(TITLES, DAYS, strict=True))
