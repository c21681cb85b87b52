# ruff: noqa: E501 - markup and sentences are kept on one line
"""凤凰网 regional templates: the old static one, and the newer one that is a script object."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from newsroom.addresses import is_new_ifeng
from newsroom.pages.frame import (
    VIDEOS,
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

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

DISCLAIMER = (
    "本文仅代表作者本人看法，与凤凰网无关。本页内容意在向网友提供参考，不表示本网赞同其观点或已核实其真实性，"
    "请勿用于商业用途。如对内容有疑问，请与频道联系：jx_city@ifeng.newsroom.test。"
)
LIST_SIZE = 10


def respond(path: str, view: View) -> Page | None:
    if path in ("/", "/jx/"):
        return page(listing(view, 0))
    if path.startswith("/jx/list_0/") and path.endswith(".shtml"):
        number = path.removeprefix("/jx/list_0/").removesuffix(".shtml")
        if number.isdigit() and int(number) < len(pages_of(view.articles, LIST_SIZE)):
            return page(listing(view, int(number)))
        return None
    if article := view.by_path.get(path):
        return page(
            new_article(article, view)
            if is_new_ifeng(article.serial)
            else old_article(article, 0, view)
        )
    if path.endswith("_1.shtml") and (
        article := view.by_path.get(path.replace("_1.shtml", "_0.shtml"))
    ):
        return page(old_article(article, 1, view)) if len(split_parts(article)) > 1 else None
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def listing(view: View, number: int) -> str:
    pages = pages_of(view.articles, LIST_SIZE)
    rows = "\n".join(
        f'<li><h4>{one.published:%m/%d %H:%M}</h4><a href="{one.url}" target="_blank">{escape(one.headline)}</a></li>'
        for one in pages[number]
    )
    forward = (
        f'<a href="/jx/list_0/{number + 1}.shtml" class="next">下一页</a>'
        if number + 1 < len(pages)
        else ""
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>江西要闻_江西频道_凤凰网</title></head><body>
<div class="header"><div class="nav">{nav("首页 资讯 财经 旅游 健康 视频")}</div></div>
<div class="main"><div class="newsList"><ul>
{rows}
</ul></div><div class="m_page"><a href="/jx/list_0/0.shtml">首页</a>{forward}</div></div>
<div class="footer">凤凰新媒体版权所有 Copyright © 2019</div></body></html>"""


def old_article(article: NewsArticle, part: int, view: View) -> str:
    parts = split_parts(article)
    shown = f"{article.published:%Y年%m月%d日 %H:%M}"
    source = ""
    if article.origins:
        name = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
        link = article.origin_url
        inner = (
            f'<a href="{link}" target="_blank" itemprop="isBasedOnUrl">{name}</a>'
            if link
            else f"<span>{name}</span>"
        )
        source = f'<span itemprop="publisher">来源：<span class="ss03">{inner}</span></span>'
    pager = ""
    if len(parts) > 1:
        base = path_of(article).removesuffix("_0.shtml")
        pager = '<div class="next">' + "".join(
            f'<a href="{base}_{n}.shtml">{n + 1}</a>' for n in range(len(parts))
        ) + (f'<a href="{base}_1.shtml">下一页</a>' if part == 0 else "") + "</div>"  # fmt: skip
    tail = ""
    if part == len(parts) - 1:
        tail += f"<p>{escape(article.byline)}</p>\n" if article.byline else ""
        tail += (
            f"<p>（原标题：{escape(article.original_headline)}）</p>\n"
            if article.original_headline
            else ""
        )
        tail += f'<p class="zbq">[责任编辑：{article.editors[0]}]</p>' if article.editors else ""
    pictures = images(
        article,
        '<p align="center"><img src="/fck/2019_{number}/{position}f394a55_w1080_h600.jpg"/></p>',
    )
    videos = "\n".join(
        f'<li><a href="/video/{plays}.shtml"><img src="/v/{plays}.jpg"></a><h5>{name}</h5><p>播放数：{plays}</p></li>'
        for name, plays in VIDEOS
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(article.headline)}_江西频道_凤凰网</title>
<meta name="og:title" content="{escape(article.headline)}" />
<meta name="og:time " content="{shown}" />
<meta name="og:category " content="江西频道" />
<meta name="description" content="{escape(article.paragraphs[0][:60])}" />
<script>var tracker = {{"id": "{article.number}", "time": "2019-12-31 00:00"}};</script></head>
<body><div class="h_nav">{nav("首页 资讯 财经 娱乐 体育 时尚 汽车 房产 科技 读书")}</div>
<div class="theCurrent"><a href="/">凤凰网江西</a> &gt; <a href="/jx/">江西要闻</a> &gt; 正文</div>
<div class="left" id="artical" itemscope itemtype="http://schema.org/NewsArticle">
<h1 id="artical_topic" itemprop="headline">{escape(article.headline)}</h1>
<div id="artical_sth"><p><span itemprop="datePublished" class="ss01">{shown}</span>{source}</p>
<div class="comment">0人参与 <a href="#c">0评论</a></div></div>
<div id="artical_real"><div id="main_content" class="js_selection_area" itemprop="articleBody">
{pictures if part == 0 else ""}
{paragraphs(article, parts[part])}
{tail}
<span class="ifengLogo"><a href="/"><img src="/a/2016/0810/204c433878d5cf9size1_w16_h16.png" /></a></span>
</div>{pager}</div>
<div id="artical_sth2"><div class="zmz"><h4>免责声明</h4><p>{DISCLAIMER}</p></div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div></div>
<div class="video_box"><h3>频道推荐视频</h3><ul>{videos}</ul></div></div>
<div class="right"><h2>相关新闻</h2><ul>{link_list(view.neighbours(article, 5))}</ul></div>
<div class="footer"><p>凤凰新媒体 版权所有 Copyright © 2019 Phoenix New Media Limited All Rights Reserved.</p></div>
</body></html>"""


def new_article(article: NewsArticle, view: View) -> str:
    pictures = images(
        article,
        '<p class="detailPic"><img src="/ucms/2019_{number}/{position}_size89_w640_h426.jpg"/></p>',
    )
    tail = f"<p>{escape(article.byline)}</p>" if article.byline else ""
    if article.original_headline:
        tail += f"<p>（原标题：{escape(article.original_headline)}）</p>"
    data = {
        "navigation": [{"name": "首页"}, {"name": "江西"}],
        "docData": {
            "title": article.headline,
            "newsTime": f"{article.published:%Y-%m-%d %H:%M}",
            "source": ("综合" if article.is_compiled else "") + "、".join(article.origins),
            "sourceUrl": article.origin_url or "",
            "isOriginal": "0" if article.reprint else "1",
            "editorName": article.editors[0] if article.editors else "",
            "keywords": article.topic,
            "contentData": {
                "contentList": [
                    {
                        "type": "text",
                        "data": pictures
                        + paragraphs(article, article.paragraphs, indent="")
                        + tail,
                    }
                ]
            },
        },
        "newsstream": [
            {
                "title": one.headline,
                "url": one.url,
                "newsTime": f"{one.published:%Y-%m-%d %H:%M}",
            }
            for one in view.neighbours(article, 4)
        ],
    }
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)}_江西频道_凤凰网</title>
<script>
var allData = {script};
var adData = {{"slots": ["ad1", "ad2"]}};
</script></head>
<body><div id="root"><div class="loading">正在加载，请稍候</div></div>
<div class="footer">凤凰新媒体版权所有</div></body></html>"""
