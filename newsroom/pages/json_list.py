# ruff: noqa: E501 - markup and sentences are kept on one line
"""A site whose list is loaded by a script: a JSON interface, page by page."""

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

LIST_SIZE = 7


def respond(path: str, view: View) -> Page | None:
    if path == "/":
        return page(
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>赣鄱快讯</title></head><body><div id="app" data-api="/api/list?page=1"></div><button>加载更多</button></body></html>'
        )
    if path == "/api/list":
        return api(view)
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def api(view: View) -> Page | None:
    number = view.query.get("page", "1")
    if not number.isdigit():
        return None
    pages = pages_of(view.articles, LIST_SIZE)
    rows = pages[int(number) - 1] if 1 <= int(number) <= len(pages) else []
    data = {
        "code": 200,
        "data": {
            "page": int(number),
            "hasMore": int(number) < len(pages),
            "list": [
                {"id": 10_000 + one.serial, "title": one.headline, "url": path_of(one), "publishTime": f"{one.published:%Y-%m-%d %H:%M:%S}", "source": "、".join(one.origins)}
                for one in rows
            ],
        },
    }  # fmt: skip
    return Page(json.dumps(data, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def article_page(article: NewsArticle, view: View) -> str:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    source = f'<span class="from">来源: {origin}</span>' if origin else ""
    tail = f"<p>{escape(article.byline)}</p>" if article.byline else ""
    tail += (
        f"<p>原标题：{escape(article.original_headline)}</p>" if article.original_headline else ""
    )
    editor = f'<p class="end">编辑：{article.editors[0]}</p>' if article.editors else ""
    picture = '<p><img data-src="/cdn/{number}/{position}.jpg" src="/static/blank.gif" alt=""></p>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}</title>
<meta name="viewport" content="width=device-width"></head><body><div class="topbar">{nav("推荐 赣州 县域 视频")}<a class="open">打开客户端 看更多</a></div>
<div class="detail"><h1 class="detail-title">{escape(article.headline)}</h1>
<div class="detail-info"><span class="date">{article.published:%Y-%m-%d %H:%M:%S}</span>{source}<span>阅读 {article.number * 13}</span></div>
<div class="detail-content">
{images(article, picture)}
{paragraphs(article, article.paragraphs, indent="")}
{tail}{editor}
</div><div class="like">点赞 收藏 分享</div>
<div class="recommend"><h2>为你推荐</h2><ul>{link_list(view.neighbours(article, 6))}</ul></div></div>
<div class="qr">扫码下载赣鄱快讯客户端</div></body></html>"""
