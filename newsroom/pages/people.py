# ruff: noqa: E501 - markup and sentences are kept on one line
"""人民网 regional template: gbk bytes that declare both gb2312 and utf-8, parts, and a BIG5 mirror."""

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
    split_parts,
)  # fmt: skip
from newsroom.script import traditional

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

LIST_SIZE = 10


def respond(path: str, view: View) -> Page | None:
    if path.startswith("/BIG5/"):
        return mirror(respond(path.removeprefix("/BIG5"), view))
    if path in ("/", "/GB/186330/index.html", "/GB/186330/index1.html"):
        return page(listing(view, 1))
    if path.startswith("/GB/186330/index") and path.endswith(".html"):
        number = path.removeprefix("/GB/186330/index").removesuffix(".html")
        if number.isdigit() and 1 <= int(number) <= len(pages_of(view.articles, LIST_SIZE)):
            return page(listing(view, int(number)))
        return None
    if article := view.by_path.get(path):
        return page(article_page(article, 0, view))
    if path.endswith("-2.html") and (article := view.by_path.get(path.replace("-2.html", ".html"))):
        return page(article_page(article, 1, view)) if len(split_parts(article)) > 1 else None
    return None


def page(html: str) -> Page:
    return Page(html.encode("gbk", errors="xmlcharrefreplace"), "text/html")


def mirror(made: Page | None) -> Page | None:
    """The same page in Traditional characters and Big5."""
    if made is None:
        return None
    html = (
        traditional(made.body.decode("gbk"))
        .replace("GB2312", "Big5")
        .replace('href="/n2/', 'href="/BIG5/n2/')
    )
    html = html.replace('<meta charset="utf-8">', "")
    return Page(html.encode("big5", errors="xmlcharrefreplace"), "text/html; charset=big5")


def listing(view: View, number: int) -> str:
    pages = pages_of(view.articles, LIST_SIZE)
    rows = "\n".join(
        # One entry in nine links the mirror: it is the same article.
        f'<li><a href="{"/BIG5" if one.serial % 9 == 4 else ""}{path_of(one)}" target="_blank">{escape(one.headline)}</a> <em>{one.published:%Y-%m-%d}</em></li>'
        for one in pages[number - 1]
    )
    links = "".join(
        f'<a href="index{n}.html">{n}</a>' for n in range(1, len(pages) + 1)
    )  # fmt: skip
    following = f'<a href="index{number + 1}.html">下一页</a>' if number < len(pages) else ""
    return f"""<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html;charset=GB2312"/><meta charset="utf-8">
<title>本网原创--江西频道--人民网</title></head><body><div class="pd_nav">{nav("人民网 江西 要闻 时政 社会 教育")}</div>
<div class="ej_list_box"><ul class="list_16">{rows}</ul></div><div class="page_n">{links}{following}</div>
<div class="copyright">人民网 版权所有</div></body></html>"""


def article_page(article: NewsArticle, part: int, view: View) -> str:
    parts = split_parts(article)
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    link = article.origin_url
    named = f'<a href="{link}" target="_blank">{origin}</a>' if link else origin
    source = f"来源：{named}" if origin else ""
    pager = ""
    if len(parts) > 1:
        base = path_of(article).removesuffix(".html")
        pager = f"""<div class="zdfy clearfix"><a href="{base}.html">【1】</a><a href="{base}-2.html">【2】</a></div>
<center><table><tr><td><a href="{base}-2.html"><img src="/img/next_page.jpg" border="0"></a></td></tr></table></center>"""
    tail = ""
    if part == len(parts) - 1:
        tail += f"<p>　　{escape(article.byline)}</p>" if article.byline else ""
        tail += (
            f"<p>　　（原标题：{escape(article.original_headline)}）</p>"
            if article.original_headline
            else ""
        )
    editor = (
        f'<div class="edit clearfix">(责编：{"、".join(article.editors)})</div>'
        if article.editors
        else ""
    )
    picture = '<p align="center"><img src="/NMediaFile/2019/0101/{number}_{position}.jpg" width="600" height="400"></p>'
    head = escape(article.headline)
    # A headline with a character outside gbk stands in the page as a reference.
    return f"""<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html;charset=GB2312"/><meta charset="utf-8">
<title>{head}--江西频道--人民网</title><meta name="publishdate" content="{article.published:%Y-%m-%d}">
<meta name="author" content="104363"><meta name="source" content="来源：{origin}"></head><body>
<div class="pd_nav">{nav("人民网 江西 要闻 时政 社会 教育")}<a href="/BIG5{path_of(article)}">繁體版</a></div>
<div class="path">人民网&gt;&gt;<a href="/">江西频道</a>&gt;&gt;<a href="/">{article.section}</a></div>
<div class="rm_txt cf"><div class="col col-1"><h3 class="pre"></h3><h1>{head}</h1><h4 class="sub"></h4>
<div class="channel cf"><div class="col-1-1 fl">{article.published:%Y年%m月%d日%H:%M} | {source}</div><div class="tools">分享到：<i></i></div></div>
<div class="rm_txt_con cf" id="rwb_zw">
{images(article, picture) if part == 0 else ""}
{paragraphs(article, parts[part])}
{tail}{pager}
</div>{editor}
<div class="share_txt">分享让更多人看到<img src="/img/code_w16_h16.png"></div>
<div class="rm_relevant"><h2>相关新闻</h2><ul>{link_list(view.neighbours(article, 5))}</ul></div></div>
<div class="col col-2"><h3>热门排行</h3><ol>{link_list(view.articles[:5])}</ol></div></div>
<div class="copyright">人 民 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用 Copyright © 1997-2019</div></body></html>"""
