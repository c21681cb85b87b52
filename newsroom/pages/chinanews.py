# ruff: noqa: E501 - markup and sentences are kept on one line
"""中新网 regional template: left_zw, a time line with the source, editors in square brackets."""

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

LIST_SIZE = 9


def respond(path: str, view: View) -> Page | None:
    if path in ("/", "/localnews/index.html"):
        return page(listing(view, 1))
    if path.startswith("/localnews/index_") and path.endswith(".html"):
        number = path.removeprefix("/localnews/index_").removesuffix(".html")
        if number.isdigit() and 2 <= int(number) <= len(pages_of(view.articles, LIST_SIZE)):
            return page(listing(view, int(number)))
        return None
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def listing(view: View, number: int) -> str:
    pages = pages_of(view.articles, LIST_SIZE)
    rows = "\n".join(
        f'<li class="item"><a href="{path_of(one)}" class="tit">{escape(one.headline)}</a><span class="time">{one.published.month}月{one.published.day}日 {one.published:%H:%M}</span></li>'
        for one in pages[number - 1]
    )
    following = (
        f'<a href="/localnews/index_{number + 1}.html">下一页</a>' if number < len(pages) else ""
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>本地新闻-中新网江西</title></head><body>
<div class="nav">{nav("首页 本地 时政 视频 图片")}</div><ul class="news_list">{rows}</ul>
<div class="pagebox"><a href="/localnews/index.html">首页</a>{following}</div><div class="foot">中新网江西 版权所有</div></body></html>"""


def article_page(article: NewsArticle, view: View) -> str:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    source = f"　来源：{origin}" if origin else ""
    tail = f"<p>　　{escape(article.byline)}</p>" if article.byline else ""
    tail += (
        f"<p>　　（原标题：{escape(article.original_headline)}）</p>"
        if article.original_headline
        else ""
    )
    editor = (
        f'<div class="left_name"><div class="left_name"> 【编辑:{article.editors[0]}】 </div></div>'
        if article.editors
        else ""
    )
    when = article.published
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}-中新网江西</title></head><body>
<div class="nav">{nav("首页 本地 时政 视频 图片")}</div><div id="nav">首页→<a href="/localnews/index.html">本地新闻</a></div>
<div id="cont_1_1_2"><h1 style="display:block">{escape(article.headline)}</h1>
<div class="left-time"><div class="left-t content_left_time">{when:%Y年%m月%d日 %H:%M}{source} <a class="cyhl">参与互动</a></div></div>
<div class="left_ph">{images(article, '<img src="/cr/2019/{number}_{position}.jpg" />')}</div>
<div class="left_zw" style="position:relative">
{paragraphs(article, article.paragraphs)}
{tail}
<div id="function_code_page"></div></div>
{editor}
<div class="div624"><h3>相关阅读</h3><ul>{link_list(view.neighbours(article, 4))}</ul></div>
<div class="bq">本网站所刊载信息，不代表中新网观点。刊用本网站稿件，务经书面授权。未经授权禁止转载、摘编、复制。</div></div>
<div class="foot">Copyright ©1999-2019 中新网江西. All Rights Reserved</div></body></html>"""
