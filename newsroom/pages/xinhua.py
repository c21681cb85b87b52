# ruff: noqa: E501 - markup and sentences are kept on one line
"""新华网 regional templates: old and new article markup, a JSONP list and a data-source list."""

from __future__ import annotations

import json
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

NODE, SOURCE_ID = "11131001", "ca6a8d4f"
DEFAULT_SIZE = 10


def respond(path: str, view: View) -> Page | None:
    if path in ("/", "/jxyw.htm"):
        return page(front(view))
    if path == "/nodeart/list":
        return node_list(view)
    if path == f"/ds_{SOURCE_ID}.json":
        rows = [{"title": one.headline, "publishUrl": "." + path_of(one), "publishTime": f"{one.published:%Y-%m-%d %H:%M:%S}"} for one in view.articles[:15]]  # fmt: skip
        return Page(
            json.dumps({"datasource": rows}, ensure_ascii=False).encode(), "application/json"
        )
    if article := view.by_path.get(path):
        return page(new_page(article, view) if article.serial % 2 else old_page(article, view))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def node_list(view: View) -> Page | None:
    if view.query.get("nid") != NODE:
        return None
    number, size = view.query.get("pgnum", "1"), view.query.get("cnt", str(DEFAULT_SIZE))
    if not (number.isdigit() and size.isdigit() and int(size) > 0):
        return None
    pages = pages_of(view.articles, min(int(size), 100))
    rows = pages[int(number) - 1] if 1 <= int(number) <= len(pages) else []
    data = {
        "status": 0,
        "totalnum": len(view.articles),
        "data": {
            "list": [
                {"DocID": one.serial, "Title": one.headline, "NodeId": NODE, "PubTime": f"{one.published:%Y-%m-%d %H:%M:%S}", "LinkUrl": one.url, "Abstract": one.paragraphs[0][:50]}
                for one in rows
            ]
        },
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False)
    callback = view.query.get("callback", "")
    if callback.isidentifier():
        return Page(f"{callback}({text})".encode(), "application/javascript; charset=utf-8")
    return Page(f"({text})".encode(), "text/html; charset=utf-8")


def front(view: View) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>江西要闻-新华网</title></head><body>
<div class="nav">{nav("首页 要闻 时政 社会 图片")}</div>
<ul class="hot">{link_list(view.articles[:6], '<li><a href="{path}">{headline}</a></li>')}</ul>
<ul data="datasource:{SOURCE_ID}" id="list"></ul><div id="more" data-nid="{NODE}">加载更多</div>
<script>var nodeList = "/nodeart/list?nid={NODE}&pgnum=1&cnt=10&tp=1&orderby=1";</script></body></html>"""


def credits_of(article: NewsArticle) -> tuple[str, str, str]:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    tail = f"<p>　　{escape(article.byline)}</p>" if article.byline else ""
    tail += (
        f"<p>　　原标题：{escape(article.original_headline)}</p>"
        if article.original_headline
        else ""
    )
    return origin, tail, article.editors[0] if article.editors else ""


def old_page(article: NewsArticle, view: View) -> str:
    origin, tail, editor = credits_of(article)
    picture = (
        '<p align="center"><img id="{number}" align="center" src="{number}_{position}1n.jpg"/></p>'
    )
    source = f'来源：<em id="source">{origin}</em>' if origin else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="publishid" content="{path_of(article)[1:]}">
<title>{escape(article.headline)}-新华网</title></head><body><div class="nav">{nav("首页 要闻 时政 社会 图片")}</div>
<div class="h-news"><div class="h-title">{escape(article.headline)}</div>
<div class="h-info"><span class="h-time">{article.published:%Y-%m-%d %H:%M:%S}</span> {source}</div></div>
<div id="p-detail">
{images(article, picture)}
{paragraphs(article, article.paragraphs)}
{tail}
<div class="zan-wap"></div></div>
<div class="p-jc">责任编辑： {editor}</div>
<div class="xgxw"><h3>相关新闻</h3><ul>{link_list(view.neighbours(article, 5))}</ul></div>
<div class="p-share">分享到 <span class="tiyi1">微信扫一扫</span></div><div class="foot">Copyright © 2000-2019 XINHUANET.com All Rights Reserved.</div></body></html>"""


def new_page(article: NewsArticle, view: View) -> str:
    origin, tail, editor = credits_of(article)
    when = article.published
    picture = '<p style="text-align: center"><img src="{number}_{position}.jpg"/></p>'
    source = f'<div class="source">来源：{origin}</div>' if origin else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}-新华网</title></head><body>
<div class="header domPC"><div class="header-cont"><div class="header-time left"><span class="year"><em>{when:%Y}</em></span>
<span class="day"><em>{when:%m}</em>/<em>{when:%d}</em></span><span class="time">{when:%H:%M:%S}</span></div>
{source}<div class="head-line clearfix"><h1><span class="title">{escape(article.headline)}</span></h1></div></div></div>
<div class="mheader domMobile"><h1><span class="title">{escape(article.headline)}</span></h1><div class="info">{when:%Y-%m-%d %H:%M:%S} {source}</div></div>
<div class="main clearfix"><div class="main-left left"><div id="detail">
<span id="detailContent">
{images(article, picture)}
{paragraphs(article, article.paragraphs)}
{tail}
</span><div id="articleEdit"><span class="tiyi1">【纠错】</span><span class="editor"> 【责任编辑:{editor}】 </span></div></div>
<div class="book"><h3>新闻推荐</h3><ul>{link_list(view.neighbours(article, 4))}</ul></div></div></div>
<div class="foot"><p>Copyright © 2000 - 2019 XINHUANET.com 制作单位：新华网</p></div></body></html>"""
