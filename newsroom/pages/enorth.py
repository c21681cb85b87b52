# ruff: noqa: E501 - markup and sentences are kept on one line
"""北方网 webpublisher family (the jxnews sites): GB18030 bytes declared gb2312, lists that count down."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsroom.pages.frame import Page, View, images, link_list, nav, pages_of, paragraphs

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

LIST_ID = "018001"
LIST_SIZE = 8


def respond(path: str, view: View) -> Page | None:
    if path in ("/", "/index.shtml"):
        return page(listing(view, None))
    prefix = f"/system/more/{LIST_ID}/0000/{LIST_ID}_"
    if path.startswith(prefix) and path.endswith(".shtml"):
        number = path.removeprefix(prefix).removesuffix(".shtml")
        if number.isdigit() and 1 <= int(number) <= len(older(view)):
            return page(listing(view, int(number)))
        return None
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    return None


def page(html: str) -> Page:
    """No charset in the header; the page says gb2312 and means GB18030."""
    return Page(html.encode("gb18030"), "text/html")


def older(view: View) -> list[list[NewsArticle]]:
    """The numbered pages, oldest first: page 1 never changes, the newest has the highest number."""
    settled = list(reversed(view.articles[LIST_SIZE:]))
    return [list(reversed(chunk)) for chunk in pages_of(settled, LIST_SIZE)] if settled else []


def listing(view: View, number: int | None) -> str:
    numbered = older(view)
    rows = view.articles[:LIST_SIZE] if number is None else numbered[number - 1]
    below = len(numbered) if number is None else number - 1
    more = (
        f'<a href="/system/more/{LIST_ID}/0000/{LIST_ID}_{below:08}.shtml">下一页</a>'
        if below >= 1
        else ""
    )
    items = "\n".join(
        f'<li><a href="{one.url}" title="{escape(one.headline)}">{escape(shorten(one.headline))}</a><span>({one.published:%Y-%m-%d %H:%M})</span></li>'
        for one in rows
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>赣州新闻-虔州在线</title></head>
<body><div class="top">{nav("首页 时政 经济 社会 县域 图片")}</div>
<div class="list"><ul>{items}</ul><div class="pages" id="moreContent">{more}</div></div>
<div class="bottom">虔州在线 版权所有 未经授权不得转载</div></body></html>"""


def shorten(headline: str) -> str:
    return headline if len(headline) <= 18 else headline[:17] + "..."


def article_page(article: NewsArticle, view: View) -> str:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    source = (
        f"稿源：<!--enorth cms block start-->{origin}<!--enorth cms block end-->" if origin else ""
    )
    byline = f"<P>{escape(article.byline)}</P>" if article.byline else ""
    original = (
        f"<P>原标题：{escape(article.original_headline)}</P>" if article.original_headline else ""
    )
    editor = (
        f'<div class="bjxm">编辑：{article.editors[0]} 校对：{article.editors[0][::-1]}</div>'
        if article.editors
        else ""
    )
    picture = '<P align=center><IMG src="/pic/003/{number}_{position}.jpg" border=0></P>'
    return f"""<html><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{escape(article.headline)}-虔州在线</title>
<!--enorth cms page [ uid:{article.serial},{article.published:%Y-%m-%d %H:%M} ]-->
<meta name="keywords" content="{article.section},赣州"></head>
<body><div class="top">{nav("首页 时政 经济 社会 县域 图片")}</div>
<div class="weizhi">您当前的位置 ：<a href="/">虔州在线</a> &gt; <a href="/">{article.section}</a> &gt; 正文</div>
<div class="content"><h1 class="title"><!--enorth cms block start-->{escape(article.headline)}<!--enorth cms block end--></h1>
<div class="info"><span id="pubtime_baidu">{article.published:%Y-%m-%d %H:%M}</span>　{source}　<a href="javascript:window.print()">打印</a> 字号：<a>大</a><a>中</a><a>小</a></div>
<div id="zoom"><!--enorth cms content start-->
{images(article, picture)}
{paragraphs(article, article.paragraphs).replace("<p>", "<P>").replace("</p>", "</P>")}
{byline}{original}<!--enorth cms content end-->
</div>{editor}
<div class="xgnews"><h3>相关新闻</h3><ul>{link_list(view.neighbours(article, 5))}</ul></div>
<div class="smtb">凡本网注明“稿源：虔州在线”的作品，未经本网授权不得转载。扫一扫，关注虔州在线微信。</div></div>
<div class="side"><h3>热点排行</h3><ol>{link_list(view.articles[:6])}</ol></div>
<div class="bottom">虔州在线 版权所有 赣ICP备00000000号</div></body></html>"""
