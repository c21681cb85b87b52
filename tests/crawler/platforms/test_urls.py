"""One article, one canonical address: what is folded, and what must stay apart."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.address_shapes import url_date
from crawler.extract.urls import (
    canonical_url,
    first_page,
    rewritten,
    site_of,
    without_tracking,
)
from crawler.platforms.ifeng import IfengSpider
from crawler.platforms.static_list import StaticListSpider
from tests.crawler.platforms.test_shapes import html_list, read, spider_of

SAME = [
    # people: Traditional mirror, part page, scheme, double slash, tracking
    (
        "http://jx.people.com.cn/n2/2016/0803/c186330-28770757.html",
        "http://jx.people.com.cn/BIG5/n2/2016/0803/c186330-28770757.html",
        "https://jx.people.com.cn//n2/2016/0803/c186330-28770757-2.html?from=singlemessage",
        "http://JX.People.com.cn:80/n2/2016/0803/c186330-28770757.html#liuyan",
    ),
    # ifeng, old template: _0, _1 are pages of one article
    (
        "http://jx.ifeng.com/a/20161128/5182741_0.shtml",
        "http://jx.ifeng.com/a/20161128/5182741_1.shtml?wfr=spider&for=pc",
    ),
    (
        "http://jx.ifeng.com/news/detail_2015_09/08/4325499_0.shtml",
        "http://jx.ifeng.com/news/detail_2015_09/08/4325499_2.shtml",
    ),
    (
        "https://jx.ifeng.com/c/8vTp6otkYlK",
        "http://jx.ifeng.com/c/8vTp6otkYlK?ch=ref_zbs&spm=a2&utm_source=qq",
    ),
    (
        "https://news.ifeng.com/c/8vTp6otkYlK",
        "http://ishare.ifeng.com/c/s/8vTp6otkYlK",
        "https://jx.ifeng.com/c/8vTp6otkYlK",
    ),
    # enorth
    (
        "http://jiangxi.jxnews.com.cn/system/2016/11/16/015387323.shtml",
        "https://jiangxi.jxnews.com.cn/system/2016/11/16/015387323_01.shtml?isappinstalled=0",
    ),
    (
        "http://gz.jxnews.com.cn/system/2015/06/23/013979598.shtml",
        "http://gz.jxcn.cn/system/2015/06/23/013979598.shtml",
        "http://gz.jxcn.cn/system/2015/06/23/013979598_02.shtml",
    ),
    # xinhua: mobile host, new domain, big5 gate
    (
        "http://www.jx.xinhuanet.com/2019-02/24/c_1124155123.htm",
        "http://m.xinhuanet.com/jx/2019-02/24/c_1124155123_2.htm",
        "http://jx.news.cn/2019-02/24/c_1124155123.htm",
        "http://big5.xinhuanet.com/gate/big5/www.jx.xinhuanet.com/2019-02/24/c_1124155123.htm",
    ),
    (
        "http://www.jx.xinhuanet.com/2015-06/10/c_1115577538.htm",
        "http://www.jx.xinhuanet.com/news/dianwang/2015-06/10/c_1115577538.htm",
        "http://jx.xinhuanet.com/news/2015-06/10/c_1115577538_2.htm",
    ),
    (
        "http://www.hlj.xinhuanet.com/klj/2019-02/24/c_137845123.htm",
        "http://hlj.xinhuanet.com/2019-02/24/c_137845123.htm",
        "http://m.xinhuanet.com/hlj/2019-02/24/c_137845123.htm",
    ),
    (
        "http://www.jiangxi.gov.cn/art/2024/7/25/art_5057_4963506.html",
        "https://www.jiangxi.gov.cn/art/2024/7/25/art_5057_4963506.html?xxgkhide=1",
    ),
    (
        "https://mp.weixin.qq.com/s?__biz=MzA&mid=2651019718&idx=4&sn=72e9",
        "http://mp.weixin.qq.com/s?__biz=MzA&mid=2651019718&idx=4&sn=72e9&chksm=8b&scene=21#rd",
    ),
    (
        "http://www.news.cn/politics/20240509/3dd6e33cc6d749fbaae01fea337ff400/c.html",
        "http://www.xinhuanet.com/politics/20240509/3dd6e33cc6d749fbaae01fea337ff400/c_2.html",
    ),
    (
        "http://epaper.jxnews.com.cn/jxrb/html/2019-02/24/content_1234567.htm",
        "http://epaper.jxnews.com.cn/jxrb/html/2019-02/24/content_1234567.htm?div=-1",
    ),
    (
        "http://www.jx.chinanews.com.cn/news/2016/0914/1296.html",
        "http://www.jx.chinanews.com/news/2016/0914/1296_2.html",
    ),
    # TRS, with a session id in the path
    (
        "http://www.ganzhou.gov.cn/zwgk/zwdt/bmdt/201611/t20161129_910617.htm",
        "http://www.ganzhou.gov.cn/zwgk//zwdt/bmdt/201611/t20161129_910617_1.htm",
        "http://www.ganzhou.gov.cn/zwgk/zwdt/bmdt/201611/t20161129_910617.htm;jsessionid=A1",
    ),
    (
        "http://news.example.cn/show.aspx?id=7&page=a",
        "http://news.example.cn/show.aspx?page=a&amp;id=7&_=1550999999999&ASPSESSIONIDQQ=X",
        "http://news.example.cn/show.aspx?id=7&page=a&PHPSESSID=9f&t=0.8312345",
    ),
]
APART = [
    ("https://jx.ifeng.com/c/8vTp6otkYlK", "https://jx.ifeng.com/c/8vtp6otkylk"),
    ("http://x.example.cn/show?id=1", "http://x.example.cn/show?id=2"),
    # a clock-named parameter that is an id
    ("http://x.example.cn/show?t=17", "http://x.example.cn/show?t=18"),
    ("http://x.example.cn/show?sid=4", "http://x.example.cn/show?sid=5"),
    # no rule for these hosts: a BIG5 folder, an m. host or a suffix may be another page
    ("http://x.example.cn/BIG5/a.html", "http://x.example.cn/a.html"),
    ("http://m.example.cn/a/7.html", "http://www.example.cn/a/7.html"),
    (
        "http://x.example.cn/jmcs/20200102/100026_1.html",
        "http://x.example.cn/jmcs/20200102/100026_2.html",
    ),
    ("http://x.example.cn/detail_1.html", "http://x.example.cn/detail_2.html"),
    # habits of one outlet are ids elsewhere
    ("http://x.cn/news/2019/0224/12_345.html", "http://x.cn/news/2019/0224/12_346.html"),
    ("http://x.cn/news/2019/0224/12_3.html", "http://x.cn/news/2019/0224/12_4.html"),
    ("http://x.cn/a/20190224/12_3.html", "http://x.cn/a/20190224/12_4.html"),
    ("http://x.cn/t20190224_12_345.html", "http://x.cn/t20190224_12_346.html"),
    ("http://x.cn/?ch=305", "http://x.cn/?ch=306"),
    ("http://x.cn/view?from=12", "http://x.cn/view?from=13"),
    ("http://x.cn/view?scene=12", "http://x.cn/view?scene=13"),
    ("http://x.cn/view?spm=12", "http://x.cn/view?spm=13"),
    ("http://x.cn/#!/news/1", "http://x.cn/#!/news/2"),
    ("http://x.cn/index.html#/news/1", "http://x.cn/index.html#/news/2"),
    ("http://jx.jxcn.cn/a/7.html", "http://jx.jxnews.com.cn/a/7.html"),
    (
        "http://jx.xinhuanet.com/2015-06/10/c_1115577538.htm",
        "http://hb.xinhuanet.com/2015-06/10/c_1115577538.htm",
    ),
]


@pytest.mark.parametrize("group", SAME, ids=lambda group: group[0])
def test_every_spelling_of_an_article_is_one_address(group: tuple[str, ...]) -> None:
    assert len({canonical_url(url) for url in group}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url", ["", "http://[", "http://a.cn:99999/", "javascript:alert(1)", "a b"]
)
def test_what_is_no_address_comes_back_without_an_error(url: str) -> None:
    assert canonical_url(url) == "".join(url.split())
    assert site_of(url) in (None, "a.cn")


def test_what_only_marks_the_reader_is_not_fetched() -> None:
    marked = "http://x.cn/a.html;jsessionid=A1?from=qq&id=3&PHPSESSID=9"
    as_written = "http://x.cn/Show.aspx?ID=3&b=%e6%96%b0&&c"

    assert without_tracking(marked) == "http://x.cn/a.html?id=3"
    assert without_tracking(as_written) == as_written
    assert without_tracking("http://[") == "http://["


def test_the_site_follows_the_public_suffix_list() -> None:
    assert site_of("http://jx.people.com.cn/x") == "people.com.cn"
    assert site_of("https://www.ganzhou.gov.cn/") == "ganzhou.gov.cn"
    assert site_of("http://jx.people.newsroom.test/") == "newsroom.test"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.cn/n2/2019/0224/c186330-29332963.html", date(2019, 2, 24)),
        ("http://a.cn/system/2019/02/24/015387323.shtml", date(2019, 2, 24)),
        ("http://a.cn/zwgk/201902/t20190224_910617.htm", date(2019, 2, 24)),
        ("http://a.cn/a/20190224/7235001_0.shtml", date(2019, 2, 24)),
        ("http://a.cn/news/detail_2015_09/08/4325499_0.shtml", date(2015, 9, 8)),
        ("http://a.cn/html/2019-02/24/content_1.htm", date(2019, 2, 24)),
        ("http://a.cn/2019-2/4/x.htm", date(2019, 2, 4)),
        ("http://a.cn/c/8vTp6otkYlK", None),
        ("http://a.cn/news/20199999/1.html", None),
        ("http://a.cn/content_1220190224001.html", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    assert url_date(url) == day


def test_hex_digits_are_never_a_day() -> None:
    rng = random.Random(14)
    for _ in range(5000):
        digits = f"{rng.getrandbits(128):032x}"
        assert url_date(f"http://a.cn/c100022/202606/{digits}.shtml") is None
        assert url_date(f"http://a.cn/c1/2018-06/01/content_{digits}.shtml") == date(2018, 6, 1)
    assert url_date("http://a.cn/p/1b4e28ba-2019-1102-883f-0016d3cca427.html") is None


PIECES = st.text("/?&=#;.:-_%@[]aAé新0", max_size=12).flatmap(
    lambda noise: st.permutations(
        [
            noise,
            "/BIG5/",
            "//",
            "2019/0224/c1-2-3.html",
            ";jsessionid=x",
            "&amp;from=q",
            "../%2f%E6",
            "#!/a新/%e6?b&#x",
        ]
    ).map("".join)
)
HOSTS = st.sampled_from(
    ["jx.people.com.cn", "M.Xinhuanet.com", "例子.cn", "a.cn:8080", "news.cn", "[::1]"]
)


@settings(max_examples=300)
@given(HOSTS, PIECES)
def test_it_is_idempotent_and_blind_to_the_scheme(host: str, rest: str) -> None:
    once = canonical_url(f"http://{host}/{rest}")

    assert canonical_url(once) == once
    assert canonical_url(f"https://{host}/{rest}") == once


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    canonical_url(text)
    canonical_url(f"http://{text}")
    site_of(text)
    url_date(text)


def test_a_channel_may_know_spellings_of_its_own() -> None:
    rewrites = ((r"^m\.(a\.example)/", r"\1/"), (r"^([^/]+)/old/", r"\1/"))
    spelled = "http://M.a.example/old/7.html?from=qq"

    assert canonical_url(spelled, rewrites) == "http://a.example/7.html"
    assert canonical_url(spelled) == "http://m.a.example/old/7.html"
    assert rewritten("https://m.a.example/old/7.html?p=1", *rewrites) == (
        "https://a.example/7.html?p=1"
    )


@pytest.mark.parametrize(
    ("url", "first"),
    [
        (
            "http://a.cn/n2/2019/0224/c1-29332963-3.html",
            "http://a.cn/n2/2019/0224/c1-29332963.html",
        ),
        ("http://a.cn/a/20161128/5182741_2.shtml", "http://a.cn/a/20161128/5182741_2.shtml"),
        ("http://a.cn/2019-02/24/c_1124_2.htm", "http://a.cn/2019-02/24/c_1124.htm"),
        ("http://a.cn/c/8vTp6otkYlK", "http://a.cn/c/8vTp6otkYlK"),
    ],
)
def test_the_first_page_of_an_article_in_parts(url: str, first: str) -> None:
    assert first_page(url) == first


def test_a_channel_of_phoenix_asks_for_first_pages() -> None:
    spider = spider_of(IfengSpider, "http://jx.ifeng.newsroom.test/")
    later = "http://jx.ifeng.newsroom.test/a/20161128/5182741_2.shtml"

    assert spider.article_address(later) == later.replace("_2", "_0")
    assert spider.canonical_url(later) == later.replace("_2", "_0")


def test_what_a_script_shows_by_its_fragment_is_asked_for_one_by_one() -> None:
    spider = spider_of(StaticListSpider, "http://x.cn/list/", article_pattern=r"#!/news/\d+$")
    rows = [(f"/#!/news/{number}", "2019-02-24") for number in range(1, 5)]

    articles, _ = read(spider, "http://x.cn/list/", html_list(*rows))

    assert articles == [f"http://x.cn/#!/news/{number}" for number in range(1, 5)]


def test_a_parameter_called_as_a_mark_is_asked_for_as_an_id() -> None:
    spider = spider_of(StaticListSpider, "http://x.cn/list/", article_pattern=r"\?ch=\d+$")
    rows = [(f"/view?ch={number}", "2019-02-24") for number in range(305, 308)]

    articles, _ = read(spider, "http://x.cn/list/", html_list(*rows))

    assert articles == [f"http://x.cn/view?ch={number}" for number in range(305, 308)]
