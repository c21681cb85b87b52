"""Feeds, lists, sitemaps and articles are read in the GB 18030 of browsers, everywhere the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scrapy import Request
from scrapy.http import XmlResponse

from crawler.extract.article_page import extract_article
from crawler.extract.listing import extract_list
from crawler.platforms.feed import FeedSpider
from crawler.platforms.sitemap_entries import read_sitemap
from tests.crawler.extract import pages
from tests.crawler.platforms.test_shapes import html_list, spider_of

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "http://x.cn/a.xml"
HEADLINE = "主攻SPOIL工业三年行动"


def of_feed(spoil: Callable[[str], bytes]) -> str:
    body = spoil(
        '<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>x</title>'
        f"<item><title>{HEADLINE}</title><link>http://x.cn/1</link></item></channel></rss>"
    )
    response = XmlResponse(URL, body=body, request=Request(URL))
    return str(next(iter(spider_of(FeedSpider, URL).links(response))).headline)


def of_list(spoil: Callable[[str], bytes]) -> str:
    rows = [(f"/{n}.html", "2019-02-24") for n in range(5)]
    html = html_list(*rows).replace("<html>", '<html><meta charset="gb2312">')
    title = extract_list(html.encode(), url=URL)[0].title
    return extract_list(spoil(html.replace(title, HEADLINE)), url=URL)[0].title


def of_sitemap(spoil: Callable[[str], bytes]) -> str:
    body = spoil(
        '<?xml version="1.0" encoding="gbk"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://x.cn/1</loc>'
        f"<news:news><news:title>{HEADLINE}</news:title></news:news></url></urlset>"
    )
    return str(read_sitemap(body).entries[0].headline)


def of_article(spoil: Callable[[str], bytes]) -> str:
    html = pages.whole(
        f"<h1>{HEADLINE}</h1><p>2019-02-24</p>{pages.paragraphs()}",
        head='<meta charset="gb2312">',
        title=HEADLINE,
    )
    item = extract_article(spoil(html), channel="x", url="http://x.cn/1.html", fetched_at="")
    return str(item.headline_raw)


@pytest.mark.parametrize("read", [of_feed, of_list, of_sitemap, of_article])
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xa3\xa0", "\u3000"),  # the wide space of old editors
        (b"\x80", "€"),  # a bare byte, as code page 936 has it
        (b"\xa6\xd9", "︐"),  # GB 18030-2022
        (b"\xfe\x59", "龴"),
        (b"\xe9F", "镕"),  # beyond gb2312
        (b"\x81\x30\x84\x36", "¥"),  # four bytes
    ],
)
def test_gb18030_is_that_of_browsers(
    read: Callable[[Callable[[str], bytes]], str], raw: bytes, text: str
) -> None:
    found = read(lambda page: page.encode("gb18030").replace(b"SPOIL", raw))

    assert found.replace(" ", "\u3000") == HEADLINE.replace("SPOIL", text)
