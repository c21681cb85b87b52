# ruff: noqa: E501 - markup and sentences are kept on one line
"""A site read by its sitemaps: an index, one file per month (the older ones gzipped), a news sitemap."""

from __future__ import annotations

import gzip
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from newsroom.channels import BY_NAME
from newsroom.pages.frame import Page, View, images, link_list, nav, paragraphs

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

HOST = BY_NAME["sample_sitemap"].host
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def respond(path: str, view: View) -> Page | None:
    if path == "/sitemap_index.xml":
        return xml(index(view))
    if path == "/news-sitemap.xml":
        return xml(news(view))
    if path.startswith("/sitemap-") and (rows := in_month(view, path[9:16])):
        plain = path == f"/sitemap-{path[9:16]}.xml"
        body = (HEAD + month(rows)).encode()
        if plain:
            return Page(body, "application/xml")
        if path.endswith(".xml.gz"):
            return Page(gzip.compress(body, mtime=0), "application/x-gzip")
        return None
    if path == "/":
        return page(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>贡水新闻网</title></head><body><ul>{link_list(view.articles[:8])}</ul></body></html>'
        )
    if article := view.by_path.get(path):
        return page(article_page(article, view))
    return None


def page(html: str) -> Page:
    return Page(html.encode(), "text/html; charset=utf-8")


def xml(text: str) -> Page:
    return Page((HEAD + text).encode(), "application/xml")


def in_month(view: View, name: str) -> list[NewsArticle]:
    return [one for one in view.articles if f"{one.published:%Y-%m}" == name]


def index(view: View) -> str:
    """The newest month is plain, the others are gzipped."""
    months = sorted({f"{one.published:%Y-%m}" for one in view.articles}, reverse=True)
    rows = "\n".join(
        f"<sitemap><loc>http://{HOST}/sitemap-{name}.xml{'.gz' if at else ''}</loc><lastmod>{in_month(view, name)[0].published.isoformat()}</lastmod></sitemap>"
        for at, name in enumerate(months)
    )
    return f"<sitemapindex {XMLNS}>\n{rows}\n<sitemap><loc>http://{HOST}/news-sitemap.xml</loc></sitemap>\n</sitemapindex>"


def month(rows: list[NewsArticle]) -> str:
    entries = "\n".join(
        f"<url><loc>{one.url}</loc><lastmod>{one.published.isoformat(timespec='minutes')}</lastmod></url>"
        for one in rows
    )
    return f"<urlset {XMLNS}>\n{entries}\n</urlset>"


def news(view: View) -> str:
    """Only the last two days, as the news format has it."""
    since = view.today - timedelta(days=1)
    entries = "\n".join(
        f"<url><loc>{one.url}</loc><news:news><news:publication><news:name>贡水新闻网</news:name><news:language>zh</news:language></news:publication>"
        f"<news:publication_date>{one.published.isoformat(timespec='minutes')}</news:publication_date><news:title>{escape(one.headline)}</news:title></news:news></url>"
        for one in view.articles
        if one.published.date() >= since
    )
    return f'<urlset {XMLNS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{entries}\n</urlset>'


def article_page(article: NewsArticle, view: View) -> str:
    origin = escape(("综合" if article.is_compiled else "") + "、".join(article.origins))
    source = f"<span>来源：{origin}</span>" if origin else ""
    tail = f"<p>{escape(article.byline)}</p>" if article.byline else ""
    tail += (
        f"<p>（原标题：{escape(article.original_headline)}）</p>"
        if article.original_headline
        else ""
    )
    editor = f'<div class="editor">责任编辑：{article.editors[0]}</div>' if article.editors else ""
    when = article.published
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.headline)} | 贡水新闻网</title>
<meta property="article:published_time" content="{when.isoformat(timespec="minutes")}"><meta property="og:title" content="{escape(article.headline)}">
<link rel="canonical" href="{article.url}"></head><body><div class="head">{nav("首页 贡水时评 县区 民生 专题")}</div>
<div class="crumb">首页 / {article.section} / 正文</div><div class="news-content"><h1>{escape(article.headline)}</h1>
<div class="sub"><span>{when:%Y-%m-%d %H:%M}</span>{source}<span>字号 T T</span></div>
<div class="article-content">
{images(article, '<p><img src="/upload/{number}_{position}.png" width="640"></p>')}
{paragraphs(article, article.paragraphs)}
{tail}
</div>{editor}<div class="prevnext">上一篇：<a href="#">返回列表</a> 下一篇：没有了</div>
<div class="hot"><h3>延伸阅读</h3><ul>{link_list(view.neighbours(article, 5))}</ul></div></div>
<div class="foot">贡水新闻网 版权所有 转载请注明来源</div></body></html>"""
