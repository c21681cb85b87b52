# ruff: noqa: E501 - markup and sentences are kept on one line
"""Plain HTML lists. This channel goes silent, has one dead link, and signs its copies poorly."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsroom.pages.frame import (
    Page,
    View,
    images,
    link_list,
    nav,
    pages_of,
    paragraphs,
    path_of,
)

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

LIST_SIZE = 12
DEAD_LINK = "/news/20190215/2999.html"
DEAD_HEADLINE = "梅关古道春日徒步活动报名通道"


def respond(path: str, view: View) -> Page | None:
    if path in ("/", "/news/", "/news/index.html"):
        return page(listing(view, 1))
    if path.startswith("/news/index_") and path.endswith(".html"):
        number = path.removeprefix("/news/index_").removesuffix(".html")
        if number.isdigit() and 2 <= int(number) <= len(pages_of(rows_of(view), LIST_SIZE)):
            return page(listing(view, int(number)))
        return None
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def rows_of(view: View) -> list[tuple[str, str, str]]:
    """Address, headline and day of every row, the dead link among them."""
    rows = [(path_of(one), one.headline, f"{one.published:%Y-%m-%d}") for one in view.articles]
    if f"{view.today}" >= "2019-02-15":
        rows.insert(2, (DEAD_LINK, DEAD_HEADLINE, "2019-02-15"))
    return rows


def listing(view: View, number: int) -> str:
    pages = pages_of(rows_of(view), LIST_SIZE)
    items = "\n".join(
        f'<li><a href="{path}">{escape(headline)}</a><span class="date">{day}</span></li>'
        for path, headline, day in pages[number - 1]
    )
    following = f'<a href="/news/index_{number + 1}.html">下一页</a>' if number < len(pages) else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>新闻列表 - 梅关新闻网</title></head><body>
<div id="top">{nav("首页 新闻 公告 服务")}</div><ul class="news-list">
{items}
</ul><div class="pager">共<b>{len(rows_of(view))}</b>条 共{len(pages)}页 {following}</div><div id="bottom">梅关新闻网</div></body></html>"""


def article_page(article: NewsArticle, view: View) -> str:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    source = f" 文章来源：{origin}" if origin else ""
    tail = f"<p>{escape(article.byline)}</p>" if article.byline else ""
    tail += (
        f"<p>（原标题：{escape(article.original_headline)}）</p>"
        if article.original_headline
        else ""
    )
    editor = f"<p>责任编辑：{article.editors[0]}</p>" if article.editors else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)} - 梅关新闻网</title></head><body>
<div id="top">{nav("首页 新闻 公告 服务")}</div><div id="content"><h1>{escape(article.headline)}</h1>
<div class="info">日期：{article.published:%Y-%m-%d}{source} 点击：{article.number * 3}</div>
<div class="text">
{images(article, '<p><img src="/pic/{number}_{position}.jpg"></p>')}
{paragraphs(article, article.paragraphs, indent="&nbsp;&nbsp;&nbsp;&nbsp;")}
{tail}{editor}
</div><div class="rel">相关文章：<ul>{link_list(view.neighbours(article, 3))}</ul></div></div>
<div id="bottom">梅关新闻网 Copyright 2019</div></body></html>"""
