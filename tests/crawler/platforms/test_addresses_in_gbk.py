"""Addresses not in UTF-8, or too long to parse: asked as browsers ask them, never folded."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.urls import canonical_url, without_tracking
from crawler.platforms.static_list import StaticListSpider
from crawler.session.session_parameters import without
from tests.crawler.platforms.test_shapes import html_list, read, spider_of

URL = "http://x.cn/list.html"
WORDS = ["主攻工业", "乡村振兴", "项目建设", "营商环境"]


def gbk_page(*hrefs: str) -> bytes:
    page = html_list(*[(href, "2019-02-24") for href in hrefs])
    return page.replace("<html>", '<html><meta charset="gb2312">').encode("gb18030")


def test_queries_in_gbk_keep_their_bytes_and_stay_apart() -> None:
    hrefs = [f"http://x.cn/show.html?utm_source=a&t={quote(w.encode('gbk'))}" for w in WORDS]
    asked = read(spider_of(StaticListSpider, URL), URL, gbk_page(*hrefs))[0]

    assert asked == [href.replace("utm_source=a&", "") for href in hrefs]
    assert len({canonical_url(href) for href in hrefs}) == len(WORDS)
    assert "EF%BF%BD" not in "".join(map(canonical_url, hrefs))


def test_hanzi_of_a_gbk_page_are_asked_in_gbk_in_the_query_and_utf8_in_the_path() -> None:
    asked = read(
        spider_of(StaticListSpider, URL),
        URL,
        gbk_page("/工业/show.html?t=主攻工业", "/工业/show.html?t=乡村振兴&from=qq"),
    )[0]

    path = f"http://x.cn/{quote('工业')}/show.html?t="
    assert asked == [path + quote(word.encode("gbk")) for word in WORDS[:2]]


def test_hanzi_of_a_utf8_page_stay_in_utf8() -> None:
    page = html_list(("/show.html?t=主攻工业", "2019-02-24"))
    asked = read(spider_of(StaticListSpider, URL), URL, page)[0]

    assert asked == [f"http://x.cn/show.html?t={quote('主攻工业')}"]


def test_an_address_with_a_bad_byte_is_not_asked_and_its_list_claims_nothing() -> None:
    spider = spider_of(StaticListSpider, URL)
    hrefs = [f"/{n}.html?t=1" for n in range(8)]
    body = gbk_page("/a.html?t=SPOIL", *hrefs).replace(b"SPOIL", b"\xff")

    assert read(spider, URL, body)[0] == [f"http://x.cn{href}" for href in hrefs]
    assert not spider.discovery.is_proven


def test_one_link_with_hundreds_of_parameters_costs_no_list() -> None:
    many = "http://x.cn/show.html?" + "&".join(f"p{n}=1" for n in range(600))
    rows = [(href, "2019-02-24") for href in (many[:1900], "/a.html", "/b.html")]
    asked = read(spider_of(StaticListSpider, URL), URL, html_list(*rows))[0]

    assert asked[1:] == ["http://x.cn/a.html", "http://x.cn/b.html"]
    assert canonical_url(many).count("=") == 600
    assert without_tracking(f"{many}&utm_source=a") == many


@given(st.binary(max_size=12), st.binary(max_size=12))
def test_any_bytes_of_a_query_are_kept_and_told_apart(one: bytes, other: bytes) -> None:
    urls = [f"http://x.cn/a?q={quote(raw, safe='')}&z=1" for raw in (one, other)]

    assert (canonical_url(urls[0]) == canonical_url(urls[1])) is (one == other)
    assert without(f"{canonical_url(urls[0])}", {"z"}) == canonical_url(urls[0].replace("&z=1", ""))
    assert without_tracking(urls[0].replace("&z", "&utm_a=1&z")) == urls[0]
