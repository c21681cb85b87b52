# ruff: noqa: E501 - markup and sentences are kept on one line
"""A site read by its feeds: RSS 2.0 and Atom; article pages carry JSON-LD."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from newsroom.channels import BY_NAME
from newsroom.pages.frame import Page, View, images, link_list, nav, paragraphs

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

HOST = BY_NAME["sample_rss"].host
FEED_SIZE = 60


def respond(path: str, view: View) -> Page | None:
    if path == "/rss.xml":
        return Page(rss(view).encode(), "application/rss+xml; charset=utf-8")
    if path == "/atom.xml":
        return Page(atom(view).encode(), "application/atom+xml; charset=utf-8")
    if path == "/":
        return page(front(view))
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def rss(view: View) -> str:
    items = "\n".join(
        f'<item><title>{escape(one.headline)}</title><link>{one.url}?utm_source=rss</link><guid isPermaLink="true">{one.url}</guid>'
        f"<pubDate>{format_datetime(one.published)}</pubDate><author>{escape(one.origins[0] if one.origins else '')}</author>"
        f"<description><![CDATA[{one.paragraphs[0][:80]}…]]></description></item>"
        for one in view.articles[:FEED_SIZE]
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>客家新声网</title><link>http://{HOST}/</link>
<description>客家新声网最新文章</description><atom:link href="http://{HOST}/rss.xml" rel="self" type="application/rss+xml"/>
{items}
</channel></rss>"""


def atom(view: View) -> str:
    entries = "\n".join(
        f'<entry><title>{escape(one.headline)}</title><link href="{one.url}"/><id>{one.url}</id>'
        f"<published>{one.published.isoformat()}</published><updated>{(one.published + timedelta(hours=1)).astimezone(UTC).isoformat()}</updated>"
        f"<summary>{escape(one.paragraphs[0][:80])}</summary></entry>"
        for one in view.articles[:FEED_SIZE]
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>客家新声网</title><id>http://{HOST}/</id><updated>{view.today}T23:59:59+08:00</updated>
{entries}
</feed>"""


def front(view: View) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>客家新声网</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel="alternate" type="application/atom+xml" href="/atom.xml"></head>
<body><h1>客家新声网</h1><ul>{link_list(view.articles[:15])}</ul></body></html>"""


def article_page(article: NewsArticle, view: View) -> str:
    link = article.origin_url
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": article.published.isoformat(),
        "dateModified": (article.published + timedelta(hours=1)).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.reporters],
        "editor": article.editors[0] if article.editors else None,
        "mainEntityOfPage": article.url,
        "publisher": {"@type": "Organization", "name": "客家新声网"},
    }
    if link:
        data["isBasedOn"] = link
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    named = f'<a href="{link}" rel="external">{origin}</a>' if link else origin
    source = f'<span class="source">来源：{named}</span>' if origin else ""
    tail = f'<p class="byline">{escape(article.byline)}</p>' if article.byline else ""
    tail += (
        f"<p>（原标题：{escape(article.original_headline)}）</p>"
        if article.original_headline
        else ""
    )
    tail += f'<p class="editor">责编：{article.editors[0]}</p>' if article.editors else ""
    picture = '<figure><img src="/media/{number}-{position}.webp" width="1080" height="608" alt=""></figure>'
    related = "\n".join(
        f'<a class="card" href="{one.url}"><h4>{escape(one.headline)}</h4><p>{escape(one.paragraphs[0][:40])}…</p></a>'
        for one in view.neighbours(article, 4)
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(article.headline)} - 客家新声网</title>
<link rel="canonical" href="{article.url}"><meta property="og:title" content="{escape(article.headline)}">
<meta property="og:url" content="{article.url}"><script type="application/ld+json">{script}</script></head>
<body><header><nav>{nav("首页 客家 民俗 县域 影像")}</nav></header><main><article>
<h1>{escape(article.headline)}</h1><p class="meta"><time datetime="{article.published.isoformat()}">{article.published:%Y-%m-%d %H:%M}</time> {source} 阅读 {article.number * 91}</p>
<div class="entry-content">
{images(article, picture)}
{paragraphs(article, article.paragraphs, indent="")}
{tail}</div></article>
<section class="more"><h3>猜你喜欢</h3>{related}</section></main>
<footer><p>转载请注明出处。客家新声网 © 2019</p></footer></body></html>"""
