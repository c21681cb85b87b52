"""Shapes of live lists that the newsroom does not serve, each answered from pages of our own."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from parsel import Selector
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.test import get_crawler

from crawler.extract.date_patterns import yearless_day
from crawler.platforms.chinanews import ChinanewsSpider
from crawler.platforms.chinanews_days import ChinanewsDaysSpider
from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.feed import FeedSpider
from crawler.platforms.founder import FounderSpider
from crawler.platforms.hanweb import HanwebSpider
from crawler.platforms.ifeng import IfengSpider
from crawler.platforms.jpaas import JpaasSpider
from crawler.platforms.json_list import JsonListSpider
from crawler.platforms.list_days import with_days
from crawler.platforms.list_payloads import PayloadError, read_json, read_variable
from crawler.platforms.list_reading import ArticleLink, ListPage, ListReading, Stated
from crawler.platforms.people import PeopleSpider
from crawler.platforms.printed_counts import printed_counts
from crawler.platforms.sitemap import SitemapSpider
from crawler.platforms.static_list import StaticListSpider
from crawler.platforms.trs import TrsSpider
from crawler.platforms.ucap import UcapSpider
from crawler.platforms.xinhua import XinhuaSpider
from crawler.platforms.xunrui import XunruiSpider

if TYPE_CHECKING:
    from crawler.platforms.base import ChannelSpider


SEEN_AT = datetime(2026, 11, 24, 4, tzinfo=UTC)


def spider_of(platform: type[ChannelSpider], entry: str, **attributes: Any) -> ChannelSpider:
    arguments = attributes.pop("arguments", {})
    room = {"name": "test", "title": "测试", "region_code": "360000", "start_urls": [entry]}
    channel = type("TestSpider", (platform,), room | attributes)
    spider: ChannelSpider = channel.from_crawler(get_crawler(channel), **arguments)
    spider.discovery.pending = 1
    return spider


def read(
    spider: ChannelSpider,
    url: str,
    body: str | bytes,
    *,
    number: int = 1,
    status: int = 200,
    **meta: Any,
) -> tuple[list[str], list[str]]:
    """Addresses of the articles and of the lists that a list page leads to."""
    page = ListPage(entry=spider.entry_points[0], number=number, **meta)
    request = Request(url, cb_kwargs={"page": page})
    raw = body if isinstance(body, bytes) else body.encode()
    kind = HtmlResponse if raw.lstrip().startswith(b"<") else TextResponse
    if raw.startswith(b"\x1f\x8b"):
        kind = Response  # type: ignore[assignment]
    response = kind(url, body=raw, request=request, status=status)
    requests = list(spider.parse_list(response, page))
    articles = [one.url for one in requests if one.meta["kind"] == "article"]
    return articles, [one.url for one in requests if one.meta["kind"] != "article"]


def html_list(*rows: tuple[str, str], after: str = "") -> str:
    items = "".join(
        f'<li><a href="{href}">关于开展第{number}次检查的通知公告</a><span>{day}</span></li>'
        for number, (href, day) in enumerate(rows)
    )
    return f"<html><body><ul>{items}</ul>{after}</body></html>"


def test_a_phoenix_stream_goes_on_after_its_last_article() -> None:
    head = "https://shankapi.ifeng.com/shanklist/_/getColumnInfo/_/default"
    entry = f"{head}/0/0/20/3-35191-/getColumnInfoCallback?callback=getColumnInfoCallback"
    spider = spider_of(IfengSpider, entry, hosts=("jx.ifeng.com",))
    item = {"id": "6712", "url": "//jx.ifeng.com/c/8vTp6otkYlK", "title": "工业投资稳步增长"}
    answer = {"data": {"isEnd": False, "newsstream": [item | {"newsTime": "2019-02-24 07:42:00"}]}}

    articles, lists = read(spider, entry, f"getColumnInfoCallback({json.dumps(answer)})")

    assert articles == ["https://jx.ifeng.com/c/8vTp6otkYlK"]
    assert lists == [entry.replace("/0/0/", "/6712/1550965320000/")]
    answer["data"]["isEnd"] = True
    assert read(spider, lists[0], f"cb({json.dumps(answer)});", number=2) == ([], [])


def test_a_phoenix_front_page_lists_in_a_script() -> None:
    spider = spider_of(IfengSpider, "https://jx.ifeng.com/")
    data = {
        "a": {
            "newsstream": [{"url": "//jx.ifeng.com/c/8vAbCdEfGhI", "title": "早稻育秧进入关键期"}]
        }
    }
    page = f"<html><script>var allData = {json.dumps(data)};var x = {{}};</script></html>"

    assert read(spider, "https://jx.ifeng.com/", page)[0] == ["https://jx.ifeng.com/c/8vAbCdEfGhI"]


def test_rolling_lists_of_people_are_json() -> None:
    entry = "http://jx.people.com.cn/210801/211150/index.js"
    spider = spider_of(PeopleSpider, entry)
    ours = "http://jx.people.com.cn/BIG5/n2/2019/0224/c1-2-2.html"
    other = "http://politics.people.com.cn/n1/2019/0224/c1-3.html"
    rows = [
        {"title": "春耕备耕有序推进", "url": url, "date": "2019-02-24"} for url in (ours, other)
    ]

    articles, lists = read(spider, entry, json.dumps({"items": rows}))

    assert articles == ["http://jx.people.com.cn/n2/2019/0224/c1-2.html"]
    assert lists == []


def test_a_list_without_links_to_further_pages_is_counted_up_to_its_404() -> None:
    entry = "http://jx.people.com.cn/GB/1/index.html"
    spider = spider_of(PeopleSpider, entry)
    rows = [(f"/n2/2019/02{day}/c1-{day}.html", f"2019-02-{day}") for day in (14, 13, 12)]

    second, reading = "http://jx.people.com.cn/GB/1/index2.html", ListReading(entry)

    assert read(spider, entry, html_list(*rows), reading=reading)[1] == [second]
    gone = read(spider, second, "", number=2, status=404, is_guess=True, reading=reading)

    assert gone == ([], [])
    spider.discovery.is_started, spider.discovery.pending = True, 0
    assert spider.complete_from == date(2019, 2, 13), "a 404 does not prove that nothing followed"


@pytest.mark.parametrize(
    ("number", "following"),
    [
        ("000/000/c1_000000084", "000/000/c1_000000083"),
        ("002/001/c1_002001000", "002/000/c1_002000999"),
    ],
)
def test_counted_pages_of_enorth_lie_in_folders_of_a_thousand(number: str, following: str) -> None:
    spider = spider_of(EnorthSpider, "http://gz.jxcn.cn/")
    rows = [(f"/news/system/2019/02/{day}/0153873{day}.shtml", "") for day in (12, 13, 14)]
    folder = "http://gz.jxcn.cn/system/count//0002056/003000000000/"

    articles, lists = read(spider, f"{folder}{number}.shtml", html_list(*rows), number=2)

    assert len(articles) == 3
    assert lists == [f"{folder}{following}.shtml"]


def test_numbered_pages_of_enorth_lie_in_folders_of_a_hundred() -> None:
    spider = spider_of(EnorthSpider, "http://gz.jxcn.cn/")
    rows = [(f"/system/2019/02/{day}/0153873{day}.shtml", f"2019-02-{day}") for day in (12, 13, 14)]
    url = "http://gz.jxcn.cn/system/more/2010300/0036/2010300_00003600.shtml"

    assert read(spider, url, html_list(*rows), number=2)[1] == [
        "http://gz.jxcn.cn/system/more/2010300/0035/2010300_00003599.shtml"
    ]


def test_an_index_of_enorth_leads_to_the_newest_page_of_every_list() -> None:
    spider = spider_of(EnorthSpider, "http://gz.jxcn.cn/")
    more = "".join(
        f'<a href="/system/more/{name}/0000/{name}_000000{number}.shtml">{number}</a>'
        for name, number in (("2010300", 12), ("2010300", 13), ("2010400", 40))
    )
    rows = [(f"/system/2019/02/{day}/0153873{day}.shtml", f"2019-02-{day}") for day in (12, 13, 14)]

    entry, folder = "http://gz.jxcn.cn/", "http://gz.jxcn.cn/system/more"
    later = f"{folder}/2010300/0000/2010300_00000014.shtml"
    reading = ListReading(entry)
    page = html_list(*rows, after=more)

    asked = read(spider, entry, page, reading=reading)[1]

    assert asked == [later, f"{folder}/2010400/0000/2010400_00000041.shtml"], "it may be stale"
    reading = ListReading("enorth:2010300")
    gone = read(spider, later, "", status=404, number=2, is_guess=True, reading=reading)[1]
    assert gone == [f"{folder}/2010300/0000/2010300_00000013.shtml"]


def test_a_trs_pager_may_name_its_element_first() -> None:
    entry = "http://www.x.gov.cn/zwdt/"
    spider = spider_of(TrsSpider, entry)
    rows = [(f"./201902/t201902{day}_{day}.htm", f"2019-02-{day}") for day in (12, 13, 14)]
    pager = "<script>createPageHTML('page_div', 3, 1, 'index', 'html', 60);</script>"

    articles, lists = read(spider, entry + "index_1.html", html_list(*rows, after=pager), number=2)

    assert articles[0] == "http://www.x.gov.cn/zwdt/201902/t20190212_12.htm"
    assert lists == ["http://www.x.gov.cn/zwdt/index_2.html"]


@pytest.mark.parametrize(
    ("call", "number", "name"),
    [
        ('createPageHTML(3, 0, "index", "html")', 1, "index_1.html"),
        ('createPageHTML(3, 2, "index", "html")', 3, "index_3.html?"),
        ("createPageHTML('page_div', 3, 1, 'list', 'shtml', 45)", 1, "list_2.shtml"),
        ("createPageHTML('page_div',3, 2,'list_bmqx','shtml',45)", 2, "list_bmqx_3.shtml"),
        ("createPageHTML('page_div', 3, 3, 'list', 'shtml', 45)", 3, "list_4.shtml?"),
        ("createPageHTML('page_div', 3, 0, 'index', 'html')", 1, "index_1.html"),
        ("createPageHTML('page_div', 3, 2, 'index', 'html')", 3, "index_3.html?"),
        # reading began in the midst of the list
        ("createPageHTML('page_div', 9, 7, 'list', 'shtml', 45)", 1, "list_8.shtml"),
        ("createPageHTML('page_div', 9, 9, 'list', 'shtml', 45)", 1, "list_10.shtml?"),
        ('createPageHTML(9, 8, "index", "html")', 1, "index_9.html?"),
    ],
)
def test_pages_are_counted_from_where_the_site_counts(call: str, number: int, name: str) -> None:
    """One past the count is a guess (``?``): counts may be stale."""
    entry = "http://www.x.gov.cn/zwdt/index.html"
    spider = spider_of(TrsSpider, entry)
    page = ListPage(entry=entry, number=number)
    response = HtmlResponse(
        entry,
        body=f"<script>{call};</script>".encode(),
        request=Request(entry, cb_kwargs={"page": page}),
    )

    following = spider.next_list(response)

    assert following == (f"http://www.x.gov.cn/zwdt/{name.rstrip('?')}", name.endswith("?"))


@pytest.mark.parametrize(
    ("platform", "entry", "second"),
    [
        (TrsSpider, "http://www.x.cn/ldxx/rsrm/", "http://www.x.cn/ldxx/rsrm/index_1.html"),
        (TrsSpider, "http://www.x.cn/a/index.shtml", "http://www.x.cn/a/index_1.shtml"),
        (UcapSpider, "http://www.x.cn/c1/list_bmqx.shtml", "http://www.x.cn/c1/list_bmqx_2.shtml"),
    ],
)
def test_a_list_that_says_nothing_of_its_length_is_counted_up(
    platform: type[ChannelSpider], entry: str, second: str
) -> None:
    spider = spider_of(platform, entry, article_pattern=r"/t\d{8}_\d+\.htm$")
    rows = [(f"./201902/t201902{day}_{day}.htm", f"2019-02-{day}") for day in (12, 13, 14)]

    assert read(spider, entry, html_list(*rows))[1] == [second]


def test_a_hanweb_column_with_a_link_to_its_proxy() -> None:
    entry = "http://www.x.gov.cn/col/col11/index.html"
    spider = spider_of(HanwebSpider, entry)
    row = "<li><a title='关于印发方案的通知' href='/art/2019/2/{0}/art_11_{0}.html'>关于印发…</a>"
    rows = [row.format(day) + f"<span>[2019-02-{day}]</span></li>" for day in (14, 13)]
    store = "".join(f"<record><![CDATA[{one}]]></record>" for one in rows)
    page = (
        "<html><a href='/col/col12/index.html'>通知公告栏目</a><script type='text/xml'><datastore>"
        '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;appid=1&amp;'
        'webid=3&amp;path=/&amp;columnid=11&amp;unitid=9&amp;x=1"></a>]]></nextgroup>'
        f"<totalrecord>5</totalrecord><recordset>{store}</recordset></datastore></script></html>"
    )

    [link, _] = spider.links(HtmlResponse(entry, body=page.encode()))
    articles, lists = read(spider, entry, page)

    assert link.headline == "关于印发方案的通知"
    assert link.day == date(2019, 2, 14)
    assert articles == [f"http://www.x.gov.cn/art/2019/2/{d}/art_11_{d}.html" for d in (14, 13)]
    proxy = "http://www.x.gov.cn/module/web/jpage/dataproxy.jsp"
    assert lists == [f"{proxy}?startrecord=3&endrecord=47&perpage=15"]


@pytest.mark.parametrize(
    ("platform", "entry", "answer"),
    [
        (XunruiSpider, "http://x.cn/news-list-zwyw.html", "<html><ul id='list'></ul></html>"),
        (XunruiSpider, "http://x.cn/api-ajax_list-1.html", '{"total": 3, "data": "busy"}'),
        (HanwebSpider, "http://x.cn/col/col1/index.html", "<html><body>维护中</body></html>"),
        (JpaasSpider, "http://x.cn/col/col1/index.html", "<html><body>维护中</body></html>"),
        (JpaasSpider, "http://x.cn/api/page/build/unit?pageId=1", '{"success": false}'),
    ],
)
def test_a_page_that_is_not_what_its_platform_serves_is_a_failure(
    platform: type[ChannelSpider], entry: str, answer: str
) -> None:
    spider = spider_of(platform, entry)

    assert read(spider, entry, answer) == ([], [])
    assert spider.crawler.stats.get_value("empty_lists") == 1
    assert spider.complete_from is None


@pytest.mark.parametrize(
    ("pager", "said"),
    [
        ('<a href="2.html">下一页</a> 共25页', Stated(pages=25)),
        (
            '<span>1/25页</span><a href="2.html">下页</a><a href="25.html">末页</a>',
            Stated(pages=25),
        ),
        ('<a href="2.html">[尾页]</a> 共有 371 条 第1页/共25页', Stated(pages=25, records=371)),
        ('<a href="2.html">下一页</a>', None),
        ("<p>共25页的白皮书发布，共3条意见</p>", None),
        (f'<a href="2.html">下一页</a>{"正文" * 300}共25页', None),
    ],
)
def test_counts_are_read_where_a_list_turns_its_pages(pager: str, said: Stated | None) -> None:
    page = f"<html><body><p>关于共3页的通知</p><div><div>{pager}</div></div></body></html>"

    assert printed_counts(Selector(page)) == said


def test_a_data_source_is_a_window_on_the_latest_articles() -> None:
    entry = "http://www.jx.xinhuanet.com/jxyw/index.htm"
    spider = spider_of(XinhuaSpider, entry)
    page = '<html><ul data="datasource:ca6a8d4f"></ul></html>'
    ids = {day: f"{day:032}" for day in (23, 24, 25)}
    rows = [
        {"title": "重点项目开工", "publishUrl": f"../202402{day}/{name}/c.html"}
        | {"publishTime": f"2024-02-{day} 10:00:00"}
        for day, name in ids.items()
    ]

    assert read(spider, entry, page)[1] == ["http://www.jx.xinhuanet.com/jxyw/ds_ca6a8d4f.json"]
    articles, _ = read(
        spider,
        "http://www.jx.xinhuanet.com/jxyw/ds_ca6a8d4f.json",
        json.dumps({"datasource": rows}),
    )

    assert articles[0] == f"http://www.jx.xinhuanet.com/20240223/{ids[23]}/c.html"
    spider.discovery.is_started, spider.discovery.pending = True, 0
    assert spider.complete_from == date(2024, 2, 24), "the oldest day may be cut off"


def test_an_archived_feed_is_followed_and_a_plain_one_is_a_window() -> None:
    entry = "http://news.x.cn/feed.xml"
    spider = spider_of(FeedSpider, entry)
    text = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{}
    <item><title>一则消息</title><link>http://news.x.cn/p/1?utm_source=rss</link>
    <pubDate>Sat, 23 Feb 2019 18:30:00 GMT</pubDate></item></channel></rss>"""

    articles, lists = read(spider, entry, text.format('<atom:link rel="next" href="/feed2.xml"/>'))
    assert (articles, lists) == (["http://news.x.cn/p/1"], ["http://news.x.cn/feed2.xml"])
    [again] = spider.links(HtmlResponse(entry, body=text.format("").encode()))
    assert again.day == date(2019, 2, 24), "18:30 in Greenwich is the next morning in Beijing"
    assert again.date_raw == "Sat, 23 Feb 2019 18:30:00 GMT"


@pytest.mark.parametrize("body", ["<html><body>维护中</body></html>", "", "not a feed"])
def test_what_is_no_feed_is_an_empty_list(body: str) -> None:
    spider = spider_of(FeedSpider, "http://news.x.cn/feed.xml")

    assert read(spider, "http://news.x.cn/feed.xml", body or " ") == ([], [])
    assert spider.crawler.stats.get_value("empty_lists") == 1
    assert spider.complete_from is None


SITEMAP = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{1}</{0}>'


def test_sitemaps_are_found_through_robots_and_old_ones_left_alone() -> None:
    spider = spider_of(SitemapSpider, "http://x.cn/robots.txt", arguments={"since": "2019-02-01"})
    robots = "User-agent: *\nDisallow: /a\nSITEMAP: http://x.cn/index.xml\nSitemap: ftp://x.cn/no\n"
    index = SITEMAP.format(
        "sitemapindex",
        "<sitemap><loc>http://x.cn/new.xml.gz</loc><lastmod>2019-02-03T10:00:00+08:00</lastmod></sitemap>"
        "<sitemap><loc>http://x.cn/old-2018-12.xml</loc><lastmod>2018-12-31</lastmod></sitemap>",
    )
    new = SITEMAP.format(
        "urlset",
        "<url><loc>/2019/0203/a.html</loc></url><url><loc>http://x.cn/2019/0104/b.html</loc></url>"
        "<url><loc>http://x.cn/c.html</loc><lastmod>2018-05-05</lastmod></url><url><loc></loc></url>",
    )

    assert read(spider, "http://x.cn/robots.txt", robots)[1] == ["http://x.cn/index.xml"]
    assert read(spider, "http://x.cn/index.xml", index, number=2)[1] == ["http://x.cn/new.xml.gz"]
    found = read(spider, "http://x.cn/new.xml.gz", gzip.compress(new.encode()), number=2)
    assert found == (["http://x.cn/2019/0203/a.html", "http://x.cn/c.html"], [])


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b" " * (51 * 1024 * 1024)),
        gzip.compress(b"<urlset/>")[:12],
        gzip.compress(b"<urlset><url><loc>http://x.cn/2019/1.html</loc></url></urlset>")[:-9],
        b"<html><body>404</body></html>",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
    ],
    ids=["bomb", "cut off", "cut off at its end", "not a sitemap", "entity"],
)
def test_a_hostile_sitemap_gives_nothing_and_says_so(body: bytes) -> None:
    spider = spider_of(SitemapSpider, "http://x.cn/sitemap.xml")

    assert read(spider, "http://x.cn/sitemap.xml", body) == ([], [])
    assert spider.crawler.stats.get_value("empty_lists") == 1


def test_a_sitemap_is_read_up_to_the_bound_of_its_protocol() -> None:
    spider = spider_of(SitemapSpider, "http://x.cn/sitemap.xml")
    rows = "".join(f"<url><loc>http://x.cn/2019/{n}.html</loc></url>" for n in range(50_002))

    articles, _ = read(spider, "http://x.cn/sitemap.xml", SITEMAP.format("urlset", rows))

    assert len(articles) == 50_000
    assert articles[-1] == "http://x.cn/2019/49999.html"
    assert not spider.has_read_every_list


def test_an_edition_names_its_pages_and_no_other_day() -> None:
    class Paper(FounderSpider):
        edition: ClassVar[str] = "http://e.x.cn/html/%Y-%m/%d/node_2.htm"

    spider = spider_of(Paper, "", arguments={"since": "2019-02-23", "until": "2019-02-24"})
    page = (
        "<a HREF=node_3.htm>02版</a><a href='./node_4.htm'>03版</a>"
        "<a href='../23/node_2.htm'>上一期</a>"
        '<map><area href="content_11.htm"></map><a href="content_12.htm?div=-1">标题</a>'
    )

    assert [request.url[-22:] for request in spider.entry_requests()] == [
        "/2019-02/24/node_2.htm",
        "/2019-02/23/node_2.htm",
    ]
    url = "http://e.x.cn/html/2019-02/24/node_2.htm"
    articles, lists = read(spider, url, f"<html><body>{page}</body></html>")
    assert lists == [f"http://e.x.cn/html/2019-02/24/node_{n}.htm" for n in (3, 4)]
    assert "http://e.x.cn/html/2019-02/24/content_11.htm" in articles
    assert len(articles) == 2


PERIODS = '<?xml version="1.0" encoding="utf-8"?><period_list>{}</period_list>'.format(
    "".join(
        f"<period><period_name>{day}</period_name><period_date>2019-02-{day}</period_date>"
        f"<front_page>{page}</front_page></period>"
        for day, page in (("21", "node_7.htm"), ("23", "23/node_9.htm"), ("25", "node_7.htm"))
    )
)


class IndexedPaper(FounderSpider):
    edition: ClassVar[str] = "http://e.x.cn/html/%Y-%m/%d/node_2.htm"
    month_index: ClassVar[str | None] = "http://e.x.cn/html/%Y-%m/period.xml"


def test_the_index_of_a_month_says_which_editions_there_are() -> None:
    spider = spider_of(IndexedPaper, "", arguments={"since": "2019-02-22", "until": "2019-02-28"})
    [request] = spider.entry_requests()

    _, lists = read(spider, request.url, PERIODS)

    assert request.url == "http://e.x.cn/html/2019-02/period.xml"
    assert lists == [
        f"http://e.x.cn/html/2019-02/{at}" for at in ("25/node_7.htm", "23/node_9.htm")
    ]
    for url in lists:
        number = url[-13:-11]
        read(spider, url, f'<html><map><area href="content_{number}.htm"></map></html>')
    spider.discovery.is_started, spider.discovery.pending = True, 0
    assert spider.complete_from == date(2019, 2, 22)
    assert spider.complete_until == date(2019, 2, 25)  # of later days the index says nothing


@pytest.mark.parametrize(
    "index", [PERIODS[:-30], "<html>moved</html>", "<list><day>1</day></list>"]
)
def test_an_index_that_is_cut_off_or_changed_proves_nothing(index: str) -> None:
    spider = spider_of(IndexedPaper, "", arguments={"since": "2019-02-22", "until": "2019-02-24"})
    [request] = spider.entry_requests()

    assert read(spider, request.url, index) == ([], [])
    spider.discovery.is_started, spider.discovery.pending = True, 0
    assert spider.complete_from is None
    assert spider.crawler.stats.get_value("empty_lists") == 1


def test_pages_and_articles_of_a_paper_may_lie_in_folders_of_their_own() -> None:
    entry = "http://e.x.cn/pc/layout/202405/10/node_01.html"
    spider = spider_of(FounderSpider, "", edition="http://e.x.cn/pc/layout/%Y%m/%d/node_01.html")
    page = (
        '<html><a href="node_02.html">02</a><map>'
        '<area href="../../../content/202405/10/content_11.html">'
        '<area href="../../../content/202405/09/content_10.html"></map></html>'
    )

    articles, lists = read(spider, entry, page)

    assert articles == ["http://e.x.cn/pc/content/202405/10/content_11.html"]
    assert lists == ["http://e.x.cn/pc/layout/202405/10/node_02.html"]


def test_the_wire_has_a_list_a_day() -> None:
    class Wire(ChinanewsDaysSpider):
        edition: ClassVar[str] = "http://www.x.cn/scroll-news/%Y/%m%d/news.shtml"

    spider = spider_of(Wire, "", arguments={"since": "2026-10-02", "until": "2026-10-03"})
    days = [request.url for request in spider.entry_requests()]
    rows = [("/gn/2026/10-03/11.shtml", "10-3 12:30"), ("/gn/2026/10-01/9.shtml", "10-1 08:00")]

    assert days == [f"http://www.x.cn/scroll-news/2026/100{n}/news.shtml" for n in (3, 2)]
    spider.discovery.pending = 2
    spider.entry_points = [days[0]]
    assert read(spider, days[0], html_list(*rows)) == (
        ["http://www.x.cn/gn/2026/10-03/11.shtml"],
        [],
    )
    spider.entry_points = [days[1]]
    assert read(spider, days[1], "<html></html>") == ([], [])
    spider.discovery.is_started = True
    assert [str(day) for day in spider.open_days] == ["2026-10-02"], "no day is without news"


def test_a_page_that_shows_another_day_costs_the_day() -> None:
    class Wire(ChinanewsDaysSpider):
        edition: ClassVar[str] = "http://www.x.cn/scroll-news/%Y/%m%d/news.shtml"

    spider = spider_of(Wire, "", arguments={"since": "2026-10-03", "until": "2026-10-03"})
    [url] = [request.url for request in spider.entry_requests()]
    spider.entry_points = [url]
    others = [(f"/gn/2026/10-02/{n}.shtml", "10-2 08:00") for n in range(20, 26)]

    read(spider, url, html_list(("/gn/2026/10-03/11.shtml", "10-3 12:30"), *others))

    assert [str(day) for day in spider.open_days] == ["2026-10-03"]


def test_a_paper_that_is_nowhere_is_looked_for_two_weeks_back_and_no_further() -> None:
    class Paper(FounderSpider):
        edition: ClassVar[str] = "http://e.x.cn/html/%Y-%m/%d/node_2.htm"

    spider = spider_of(Paper, "", arguments={"since": "2019-02-24", "until": "2019-02-24"})
    spider.discovery.pending = 0
    [url] = [request.url for request in spider.entry_requests()]
    spider.discovery.is_started = True
    asked = 0
    while found := read(spider, url, "", status=404, is_guess=True)[1]:
        [url], asked = found, asked + 1

    assert (url, asked) == ("http://e.x.cn/html/2019-02/10/node_2.htm", 14)
    assert spider.complete_from is None
    assert spider.crawler.stats.get_value("empty_lists") == 1


@pytest.mark.parametrize("answer", ["<html>502</html>", '{"data": {}}', "[]", '{"data":{"list":'])
def test_an_answer_without_a_list_is_a_failure(answer: str) -> None:
    spider = spider_of(JsonListSpider, "http://x.cn/api?page=1")

    assert read(spider, "http://x.cn/api?page=1", answer) == ([], [])
    assert spider.crawler.stats.get_value("empty_lists") == 1


def test_a_site_that_repeats_its_last_page_for_ever_comes_to_an_end() -> None:
    entry = "http://x.cn/news/"
    spider = spider_of(StaticListSpider, entry, next_pages="index_{page}.html")
    rows = html_list(*[(f"/a/2019/0{n}01/{n}.html", f"2019-0{n}-01") for n in (1, 2, 3)])
    reading = ListReading(entry)

    articles, lists = read(spider, entry, rows, reading=reading)
    assert lists == ["http://x.cn/news/index_2.html"]
    again = read(spider, lists[0], rows, number=2, is_guess=True, reading=reading)

    assert len(articles) == 3
    assert again == ([], [])


def test_a_year_that_is_not_printed_is_taken_from_the_links_around() -> None:
    links = [
        ArticleLink(url="http://x.cn/c/a", canonical_url="a", date_raw="01/02 08:00"),
        ArticleLink(
            url="http://x.cn/a/20190101/1_0.shtml", canonical_url="b", date_raw="01/01 09:00"
        ),
        ArticleLink(url="http://x.cn/c/c", canonical_url="c", date_raw="12月31日"),
    ]

    days = [link.day for link in with_days(links, SEEN_AT)]

    assert days == [date(2019, 1, 2), date(2019, 1, 1), date(2018, 12, 31)]
    alone = with_days(links[2:], SEEN_AT)
    assert alone[0].day == date(2025, 12, 31)
    assert yearless_day("07:42", date(2019, 1, 1)) is None


@pytest.mark.parametrize(
    "text",
    ['{"a": 1}', 'cb({"a": 1});', '\ufeff  jQuery11_2 ({"a":1})', '({"a":1})', '/**/cb({"a":1})'],
)
def test_json_is_read_whatever_wraps_it(text: str) -> None:
    assert read_json(text) == {"a": 1}


def test_what_is_no_json_is_one_line() -> None:
    with pytest.raises(PayloadError, match="no JSON"):
        read_json("<html>")
    with pytest.raises(PayloadError):
        read_json("[" * 100_000)
    assert read_variable('var allData = {"a": "};"}; var b = 1', "allData") == {"a": "};"}
    assert read_variable("var allData = nothing", "allData") is None


def test_a_regional_list_of_chinanews_is_its_items() -> None:
    entry = "http://www.jx.chinanews.com.cn/finance/"
    spider = spider_of(ChinanewsSpider, entry)
    item = '<li class="item"><a href="/news/2024/0224/{0}.html">工业园区新项目{0}号</a></li>'
    page = f"<html><body><ul>{item.format(1201)}</ul></body></html>"

    assert read(spider, entry, page)[0] == [
        "http://www.jx.chinanews.com.cn/news/2024/0224/1201.html"
    ]
