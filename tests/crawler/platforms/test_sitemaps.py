"""Sitemaps as sites serve them: what is read; what may be missing is never called whole."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from crawler.platforms.sitemap import SitemapSpider, period_end
from tests.crawler.platforms.test_shapes import SITEMAP, read, spider_of

URL = "http://x.cn/sitemap.xml"
ROWS = [f"http://x.cn/2019/02{day}/{day}.html" for day in (11, 12, 13)]


def urlset(*rows: str) -> str:
    return SITEMAP.format("urlset", "".join(f"<url>{row}</url>" for row in rows))


def claims(spider: SitemapSpider) -> bool:
    spider.discovery.is_started, spider.discovery.pending = True, 0
    return spider.complete_from is not None


@pytest.mark.parametrize("encoding", ["gb2312", "GBK", "gb18030"])
def test_a_sitemap_in_a_chinese_charset_is_read_whole(encoding: str) -> None:
    spider = spider_of(SitemapSpider, URL)
    rows = [f"<loc>{url}</loc><title>朱镕基、龙南县堉然科技</title>" for url in ROWS]
    body = urlset(*rows).replace('"1.0"', f'"1.0" encoding="{encoding}"').encode("gb18030")

    assert read(spider, URL, body) == (ROWS, [])
    assert claims(spider)


def test_a_sitemap_that_breaks_off_gives_what_it_has_and_claims_nothing() -> None:
    body = urlset(*[f"<loc>{url}</loc>" for url in ROWS])
    for end in (body.index("13.html"), body.index("</urlset>"), body.index("12.html") + 20):
        spider = spider_of(SitemapSpider, URL)
        found = read(spider, URL, body[:end])[0]

        assert found == [url for url in ROWS if f"{url}</loc></url>" in body[:end]]
        assert not claims(spider), body[:end]
        assert spider.crawler.stats.get_value("empty_lists") == 1


@pytest.mark.parametrize(
    "body",
    [
        urlset(*[f"<loc>{url}?a=1&b=2</loc>" for url in ROWS]),
        urlset(*[f"<loc><![CDATA[{url}?a=1&b=2]]></loc>" for url in ROWS]),
        urlset(*[f"<loc>{url}?a=1&amp;b=2</loc>" for url in ROWS]),
        urlset(*[f"<loc>{url}?a=1&b=2</loc><title>水\x0b利\x01</title>" for url in ROWS]),
        "\ufeff" + urlset(*[f"<loc> \n{url}?a=1&b=2 </loc>" for url in ROWS]),
        "\n".join(f"{url}?a=1&b=2" for url in ROWS),
        "\ufeff" + "\r\n".join(f"{url}?a=1&b=2" for url in ROWS) + "\r\n",
        urlset(*[f"<loc>{url}?a=1&b=2</loc><news:title>t&nbsp;t</news:title>" for url in ROWS]),
    ],
    ids=["bare &", "cdata", "escaped", "control", "bom", "text", "text with bom", "no namespace"],
)
def test_common_sins_cost_nothing(body: str) -> None:
    spider = spider_of(SitemapSpider, URL)

    assert read(spider, URL, body)[0] == [f"{url}?a=1&b=2" for url in ROWS]
    assert claims(spider)


def test_a_sitemap_packed_twice_is_unpacked_twice() -> None:
    body = gzip.compress(gzip.compress(urlset(*[f"<loc>{url}</loc>" for url in ROWS]).encode()))

    assert read(spider_of(SitemapSpider, f"{URL}.gz"), f"{URL}.gz", body)[0] == ROWS


def test_a_feed_as_sitemap_is_read_and_claims_no_more_than_its_window() -> None:
    items = "".join(
        f"<item><title>工业</title><link>{url}</link>"
        f"<pubDate>{day} Feb 2019 20:00:00 GMT</pubDate></item>"
        for url, day in zip(ROWS, (10, 11, 12), strict=True)
    )
    atom = "".join(
        f"<entry><link rel='self' href='/x'/><link href='{url}'/>"
        f"<published>2019-02-{day}T20:00:00Z</published></entry>"
        for url, day in zip(ROWS, (10, 11, 12), strict=True)
    )
    for body in (
        f"<rss version='2.0'><channel><link>http://x.cn/</link>{items}</channel></rss>",
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{atom}</feed>",
    ):
        spider = spider_of(SitemapSpider, URL, arguments={"since": "2019-01-01"})

        assert read(spider, URL, body)[0] == ROWS
        assert claims(spider)
        assert spider.complete_from == date(2019, 2, 12)


def test_a_news_sitemap_alone_claims_its_two_days_and_beside_others_nothing_less() -> None:
    news = urlset(
        "<loc>http://x.cn/a.html</loc><n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<n:publication_date>2019-02-12T20:00:00Z</n:publication_date></n:news>"
    )
    spider = spider_of(SitemapSpider, URL, arguments={"since": "2019-01-01"})
    read(spider, URL, news)
    assert claims(spider)
    assert spider.complete_from == date(2019, 2, 14)

    read(spider, "http://x.cn/all.xml", urlset(*[f"<loc>{url}</loc>" for url in ROWS]), number=2)
    assert claims(spider)
    assert spider.complete_from == date(2019, 1, 1)


def test_a_day_is_that_of_beijing() -> None:
    row = "<loc>http://x.cn/a.html</loc><publication_date>{}</publication_date>"
    for stated, is_asked in (
        ("2019-02-11T20:00:00Z", True),
        ("2019-02-11T20:00:00+00:00", True),
        ("2019-02-11T15:59:59Z", False),
        ("2019-02-12T23:59:59+08:00", True),
        ("2019-02-12T16:00:00Z", False),
    ):
        spider = spider_of(
            SitemapSpider, URL, arguments={"since": "2019-02-12", "until": "2019-02-12"}
        )
        assert bool(read(spider, URL, urlset(row.format(stated)))[0]) is is_asked, stated


def test_a_stale_lastmod_hides_no_article_and_no_sitemap() -> None:
    spider = spider_of(SitemapSpider, URL, arguments={"since": "2019-02-01"})
    stale = "<lastmod>2018-01-01</lastmod>"
    rows = [f"<loc>{url}</loc>{stale}" for url in (*ROWS, "http://x.cn/c.html")]
    index = SITEMAP.format(
        "sitemapindex",
        f"<sitemap><loc>http://x.cn/posts-1.xml</loc>{stale}</sitemap>"
        f"<sitemap><loc>http://x.cn/posts-2017.xml</loc>{stale}</sitemap>"
        f"<sitemap><loc>http://x.cn/posts-2019-02.xml</loc>{stale}</sitemap>",
    )

    assert read(spider, URL, urlset(*rows))[0] == [*ROWS, "http://x.cn/c.html"]
    assert read(spider, URL, index)[1] == [
        "http://x.cn/posts-1.xml",
        "http://x.cn/posts-2019-02.xml",
    ]


def test_sitemaps_that_are_all_older_than_the_range_are_a_silent_channel() -> None:
    spider = spider_of(SitemapSpider, URL, arguments={"since": "2019-06-01"})
    months = "".join(
        f"<sitemap><loc>http://x.cn/2019-0{n}.xml</loc><lastmod>2019-0{n}-20</lastmod></sitemap>"
        for n in (1, 2)
    )

    assert read(spider, URL, SITEMAP.format("sitemapindex", months))[1] == [
        "http://x.cn/2019-02.xml"
    ]
    spider.discovery.pending = 1
    assert read(
        spider, "http://x.cn/2019-02.xml", urlset(*[f"<loc>{u}</loc>" for u in ROWS]), number=2
    ) == ([], [])
    assert spider.crawler.stats.get_value("links_found") == 3
    assert claims(spider)


def test_the_period_of_a_sitemap_ends_with_its_month_or_year() -> None:
    assert period_end("http://x.cn/sitemap-2019-12.xml.gz") == date(2020, 1, 1)
    assert period_end("http://x.cn/2019/02/map.xml") == date(2019, 3, 1)
    assert period_end("http://x.cn/posts2018.xml") == date(2019, 1, 1)
    assert period_end("http://x.cn/20190224.xml") == date(2019, 3, 1)
    assert period_end("http://x.cn/map12345.xml") is None
