# ruff: noqa: E501 - markup and sentences are kept on one line
"""Government sites on TRS: standard metas, TRS_Editor, list pages counted by a script call."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsroom.pages.frame import Page, View, images, nav, pages_of, paragraphs, path_of

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

LIST_SIZE = 8


def respond(path: str, view: View) -> Page | None:
    if path == "/":
        return page(
            '<html><head><title>赣州政务公开网</title></head><body><a href="/zwgk/zwdt/">政务动态</a></body></html>'
        )
    if path in ("/zwgk/zwdt/", "/zwgk/zwdt/index.htm"):
        return page(listing(view, 0))
    if path.startswith("/zwgk/zwdt/index_") and path.endswith(".htm"):
        number = path.removeprefix("/zwgk/zwdt/index_").removesuffix(".htm")
        if number.isdigit() and 1 <= int(number) < len(pages_of(view.articles, LIST_SIZE)):
            return page(listing(view, int(number)))
        return None
    if article := view.by_path.get(path):
        return page(article_page(article))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def listing(view: View, number: int) -> str:
    pages = pages_of(view.articles, LIST_SIZE)
    rows = "\n".join(
        f'<li><span class="date">[{one.published:%Y-%m-%d}]</span><a href=".{path_of(one).removeprefix("/zwgk/zwdt")}" title="{escape(one.headline)}">{escape(one.headline)}</a></li>'
        for one in pages[number]
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="赣州政务公开网">
<meta name="ColumnName" content="政务动态"><title>政务动态</title></head><body>
<div class="header">{nav("首页 政务公开 办事服务 互动交流")}</div>
<ul class="news-list">
{rows}
</ul><div class="page"><script>createPageHTML({len(pages)}, {number}, "index", "htm");</script></div>
<div class="footer">主办：赣州政务公开网 网站标识码：0000000000</div></body></html>"""


def article_page(article: NewsArticle) -> str:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    editor = article.editors[0] if article.editors else ""
    tail = f"<p>{escape(article.byline)}</p>" if article.byline else ""
    tail += (
        f"<p>原标题：{escape(article.original_headline)}</p>" if article.original_headline else ""
    )
    picture = '<p align="center"><img src="./W02019_{number}_{position}.jpg" OLDSRC="W02019_{number}.jpg" /></p>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="赣州政务公开网"><meta name="ColumnName" content="政务动态"><meta name="ColumnType" content="工作动态">
<meta name="ArticleTitle" content="{escape(article.headline)}">
<meta name="PubDate" content="{article.published:%Y-%m-%d %H:%M}"><meta name="ContentSource" content="{origin}">
<meta name="Maketime" content="{article.published:%Y-%m-%d} 23:59:59">
<title>{escape(article.headline)}_政务动态_赣州政务公开网</title></head><body>
<div class="header">{nav("首页 政务公开 办事服务 互动交流")}</div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/zwdt/">政务动态</a></div>
<div class="detail"><h1 class="title">{escape(article.headline)}</h1>
<div class="meta"><span>发布日期：{article.published:%Y-%m-%d}</span><span>信息来源：{origin}</span><span>浏览次数：<i id="hits">{article.number * 37}</i></span><span>字体：[大 中 小]</span></div>
<div id="zoom"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2;font-size:12pt;}}</style>
{images(article, picture)}
{paragraphs(article, article.paragraphs)}
{tail}
</div></div>
<div class="editor">责任编辑：{editor}</div>
<div class="tools">【打印本页】【关闭窗口】 扫一扫在手机打开当前页</div></div>
<div class="footer">主办：赣州政务公开网 版权所有 网站标识码：0000000000 联系电话：0797-0000000</div></body></html>"""
