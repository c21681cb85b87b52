# ruff: noqa: E501 - markup and sentences are kept on one line
"""方正 e-paper: one folder per day, four pages (版) each, bodies in founder-content."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from newsroom.pages.frame import Page, View, images, paragraphs, path_of

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

SHEETS = ("01版：要闻", "02版：综合", "03版：县域", "04版：副刊")


def respond(path: str, view: View) -> Page | None:
    if path in ("/", "/index.htm"):
        latest = newest_day(view)
        return page(
            f'<html><head><meta http-equiv="refresh" content="0;URL=html/{latest:%Y-%m/%d}/node_1.htm"><title>章江日报数字报</title></head><body></body></html>'
        )
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    pieces = path.strip("/").split("/")
    if len(pieces) == 4 and pieces[0] == "html" and pieces[3].startswith("node_"):
        day = parse_day(pieces[1], pieces[2])
        sheet = pieces[3].removeprefix("node_").removesuffix(".htm")
        if day and sheet in ("1", "2", "3", "4") and (todays := on_day(view, day)):
            return page(sheet_page(todays, day, int(sheet), view))
    return None


def parse_day(month: str, day: str) -> date | None:
    try:
        return date.fromisoformat(f"{month}-{day}")
    except ValueError:
        return None


def newest_day(view: View) -> date:
    return view.articles[0].published.date() if view.articles else view.today


def on_day(view: View, day: date) -> list[NewsArticle]:
    return view.by_day.get(day, [])


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def sheet_page(todays: list[NewsArticle], day: date, sheet: int, view: View) -> str:
    """Articles of the day dealt out to the four sheets; every sheet links the others."""
    mine = [one for one in todays if one.serial % 4 + 1 == sheet]
    rows = "\n".join(
        f'<li><a href="{path_of(one).rsplit("/", 1)[1]}"><div style="display:inline" id="mp{one.serial}">{escape(one.headline)}</div></a></li>'
        for one in mine
    )
    sheets = "\n".join(
        f'<a id="pageLink" href="node_{n}.htm">{name}</a>' for n, name in enumerate(SHEETS, 1)
    )
    earlier, later = view.issues_beside(day)
    before = f'<a class="preart" href="{relative(earlier)}">上一期</a>' if earlier else ""
    after = f'<a class="nextart" href="{relative(later)}">下一期</a>' if later else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>章江日报数字报-{SHEETS[sheet - 1]}</title></head><body>
<div class="toolbar">{day:%Y年%m月%d日} 星期{"一二三四五六日"[day.weekday()]} {before}{after}<a href="/calendar.htm">往期回顾</a></div>
<div class="right-list">{sheets}</div>
<div id="titleList"><ul>
{rows}
</ul></div><div class="foot">章江日报社 版权所有</div></body></html>"""


def relative(day: date) -> str:
    return f"../../{day:%Y-%m/%d}/node_1.htm"


def article_page(article: NewsArticle, view: View) -> str:
    day = article.published.date()
    picture = '<TABLE class="pic"><TR><TD><IMG src="../../../res/{number}_{position}.jpg"></TD></TR></TABLE>'
    byline = f"<P>{escape(article.byline)}</P>" if article.byline else ""
    original = (
        f"<P>（原标题：{escape(article.original_headline)}）</P>"
        if article.original_headline
        else ""
    )
    outlet = "、".join(article.origins)
    credit = (
        f"<P>来源：{escape('综合' + outlet if article.is_compiled else outlet)}</P>"
        if article.reprint and outlet
        else ""
    )
    others = "\n".join(
        f'<li><a href="{path_of(one).rsplit("/", 1)[1]}">{escape(one.headline)}</a></li>'
        for one in on_day(view, day)
        if one.number != article.number
    )
    body = paragraphs(article, article.paragraphs).replace("<p>", "<P>").replace("</p>", "</P>")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>章江日报数字报-{escape(article.headline)}</title></head><body>
<div class="toolbar">{day:%Y年%m月%d日} 星期{"一二三四五六日"[day.weekday()]} <a href="node_{article.serial % 4 + 1}.htm">{SHEETS[article.serial % 4]}</a></div>
<founder-title><h2 class="leadtitle"></h2><h1>{escape(article.headline)}</h1><h3 class="subtitle"></h3></founder-title>
<div class="info"><founder-date>{day:%Y年%m月%d日}</founder-date> 编辑：{article.editors[0] if article.editors else ""}</div>
{images(article, picture)}
<div id="ozoom"><founder-content>
{body}
{byline}{original}{credit}
</founder-content></div>
<div class="pre-next"><a href="node_1.htm">上一版</a><a href="node_4.htm">下一版</a></div>
<div class="same-day"><h4>本期其他文章</h4><ul>{others}</ul></div>
<div class="foot">章江日报社 版权所有 未经许可不得转载 Copyright {day.year + 1}</div></body></html>"""
