"""Pages and truth agree: text, times, credits, encodings, lists that lead to every article."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from newsroom import seedpage, truth
from newsroom.channels import CHANNELS
from newsroom.newsroom import Newsroom
from newsroom.pages.frame import split_parts
from newsroom.script import traditional

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle
    from newsroom.pages.frame import Page

NEWSROOM = Newsroom()
NAMES = [channel.name for channel in CHANNELS]


def shown_articles(channel: str) -> list[NewsArticle]:
    return NEWSROOM.view(channel).articles


def decoded(page: Page, channel: str) -> str:
    codec = next(one.encoding for one in CHANNELS if one.name == channel)
    return page.body.decode("big5" if "big5" in page.content_type else codec)


def visible(html: str) -> str:
    """Text without tags and space, script objects included."""
    html = html.replace("\\n", "").replace('\\"', '"')
    return re.sub(r"\s|　", "", unescape(re.sub(r"<[^>]*>", "", html)))


def whole_page(article: NewsArticle) -> str:
    pages = [NEWSROOM.respond(article.url)]
    if len(split_parts(article)) > 1 and "/c/" not in article.url:
        if article.channel == "sample_ifeng":
            pages.append(NEWSROOM.respond(article.url.replace("_0.shtml", "_1.shtml")))
        elif article.channel == "sample_people":
            pages.append(NEWSROOM.respond(article.url.replace(".html", "-2.html")))
    assert all(page.status == 200 for page in pages)
    return "".join(decoded(page, article.channel) for page in pages)


@pytest.mark.parametrize("channel", NAMES)
def test_every_page_says_what_is_known_of_it(channel: str) -> None:
    articles = shown_articles(channel)
    assert 15 <= len(articles) <= 36
    for article in articles:
        html = whole_page(article)
        text = visible(html)
        for paragraph in [article.headline, *article.paragraphs]:
            assert re.sub(r"\s|　", "", paragraph) in text, (article.url, paragraph)
        for stated in (*article.origins, *article.editors, article.byline):
            assert re.sub(r"\s", "", stated) in text, (article.url, stated)
        if article.original_headline:
            assert re.sub(r"\s", "", article.original_headline) in text
        if article.origin_url:
            assert article.origin_url in html
        assert printed_time(article) in text, article.url


def printed_time(article: NewsArticle) -> str:
    """The finest time of the page, as its template prints it (no spaces)."""
    when = article.published
    match article.channel:
        case "sample_ifeng" if "/c/" in article.url:
            return f"{when:%Y-%m-%d%H:%M}"
        case "sample_ifeng" | "sample_chinanews" | "sample_people":
            return f"{when:%Y年%m月%d日%H:%M}"
        case "sample_founder":
            return f"{when:%Y年%m月%d日}"
        case "sample_static":
            return f"日期：{when:%Y-%m-%d}"
        case "sample_trs":
            return f"{when:%Y-%m-%d}"
        case "sample_xinhua":
            return f"{when:%H:%M:%S}"
        case "sample_json":
            return f"{when:%Y-%m-%d%H:%M:%S}"
    return f"{when:%Y-%m-%d%H:%M}"


def test_the_day_is_all_an_epaper_or_a_plain_list_shows() -> None:
    for channel in ("sample_founder", "sample_static"):
        for article in shown_articles(channel):
            assert not re.search(r"\d\d:\d\d", whole_page(article))


def test_bytes_are_what_they_are_and_not_what_they_say() -> None:
    beyond = 0
    for article in shown_articles("sample_enorth"):
        page = NEWSROOM.respond(article.url)
        assert page.content_type == "text/html"
        assert b"charset=gb2312" in page.body
        page.body.decode("gb18030")
    rare = next(one for one in shown_articles("sample_enorth"))
    rare.editors = ("钟堉堃",)
    body = NEWSROOM.respond(rare.url).body
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")
    beyond += "钟堉堃" in body.decode("gb18030")
    assert beyond == 1
    for article in shown_articles("sample_people"):
        page = NEWSROOM.respond(article.url)
        assert b"charset=GB2312" in page.body
        assert b'charset="utf-8"' in page.body
        page.body.decode("gbk")


def test_the_big5_mirror_is_the_same_article_in_traditional() -> None:
    article = shown_articles("sample_people")[3]
    page = NEWSROOM.respond(article.url.replace("/n2/", "/BIG5/n2/"))
    assert page.content_type == "text/html; charset=big5"
    text = visible(page.body.decode("big5"))
    assert re.sub(r"\s", "", traditional(article.headline)) in text
    assert any(
        "/BIG5/n2/" in decoded(NEWSROOM.respond(address), "sample_people")
        for address in people_lists()
    )


def people_lists() -> list[str]:
    base = "http://jx.people.newsroom.test/GB/186330/"
    return [base + "index.html", base + "index2.html", base + "index3.html"]


ENTRY = {
    "sample_ifeng": "/jx/list_0/0.shtml", "sample_enorth": "/",
    "sample_people": "/GB/186330/index.html", "sample_trs": "/zwgk/zwdt/index.htm",
    "sample_rss": "/rss.xml", "sample_chinanews": "/localnews/index.html",
    "sample_json": "/api/list?page=1", "sample_sitemap": "/sitemap_index.xml",
    "sample_static": "/news/", "sample_xinhua": "/nodeart/list?nid=11131001&pgnum=1&cnt=10",
    "sample_founder": "/",
}  # fmt: skip


@pytest.mark.parametrize("channel", NAMES)
def test_lists_lead_to_every_article_and_no_other(channel: str) -> None:
    """Walk lists only, as a reader would, from the entry point."""
    host = next(one.host for one in CHANNELS if one.name == channel)
    todo, seen = [f"http://{host}{ENTRY[channel]}"], set()
    found: set[str] = set()
    known = {article.url for article in shown_articles(channel)}
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        page = NEWSROOM.respond(address)
        assert page.status == 200, address
        body = gzip.decompress(page.body) if address.endswith(".gz") else page.body
        text = unescape(body.decode("utf-8", "replace"))
        for link in links_of(text, address):
            if link in known:
                found.add(link)
            elif re.search(r"list_0/\d|/more/|/index_?\d|node_\d|sitemap", link):
                todo.append(link)
        todo += following(channel, address, text)
    assert found == known


def links_of(text: str, address: str) -> list[str]:
    found = re.findall(
        r'href="([^"]+)"|<loc>([^<]+)|<link>([^<]+)|URL=([^"]+)|"(?:LinkUrl|url)": "([^"]+)', text
    )
    links = [urljoin(address, next(filter(None, groups))) for groups in found]
    return [re.sub(r"\?utm.*$", "", link).replace("/BIG5/", "/") for link in links]


def following(channel: str, address: str, text: str) -> list[str]:
    """The next page where a script, not a link, leads there."""
    if channel == "sample_trs" and (call := re.search(r"createPageHTML\((\d+), (\d+)", text)):
        count, index = map(int, call.groups())
        return [f"http://www.trs.newsroom.test/zwgk/zwdt/index_{index + 1}.htm"] * (
            index + 1 < count
        )
    if channel == "sample_json" and json.loads(text)["data"]["hasMore"]:
        return [re.sub(r"\d+$", lambda m: str(int(m[0]) + 1), address)]
    if channel == "sample_xinhua" and '"LinkUrl"' in text:
        return [re.sub(r"pgnum=(\d+)", lambda m: f"pgnum={int(m[1]) + 1}", address)]
    return []


def test_jsonp_calls_back_only_a_plain_name() -> None:
    base = "http://jx.xinhua.newsroom.test/nodeart/list?nid=11131001&pgnum=1&cnt=2"
    assert NEWSROOM.respond(base + "&callback=jQuery1").body.startswith(b"jQuery1({")
    assert NEWSROOM.respond(base + "&callback=alert(1)//").body.startswith(b"({")


def test_the_seed_page_has_every_oddity() -> None:
    article = next(one for one in shown_articles("sample_ifeng") if one.story == "seed")
    assert article.url.endswith("/a/20190224/7235001_0.shtml")
    html = NEWSROOM.respond(article.url).body.decode()
    assert '<meta name="og:time " content="2019年02月24日 07:42" />' in html
    assert "_w16_h16.png" in html
    assert "贛" in html
    assert "有公司" in html
    for line in seedpage.noise_lines():
        assert line in html
        assert line not in article.paragraphs
    assert article.themes["主攻工业"] >= 6
    assert {"360728", "360722"} <= set(article.listed)


def test_today_decides_what_exists() -> None:
    early = Newsroom(until=date(2019, 2, 1))
    late = next(one for one in NEWSROOM.edition.articles if one.published.date() > date(2019, 2, 2))
    assert early.respond(late.url).status == 404
    assert NEWSROOM.respond(late.url).status == 200
    lists = early.respond("http://rss.newsroom.test/rss.xml").body.decode()
    assert "Mar 2019" not in lists
    assert "Jan 2019" in lists


def test_corrections_and_withdrawals_happen_on_their_day() -> None:
    changes = truth.revisions(date(2019, 2, 20), date(2019, 3, 11))
    assert {change for _, _, change in changes} == {"corrected", "gone"}
    before = Newsroom(until=date(2019, 2, 20))
    for (channel, url), _, change in changes:
        assert before.respond(url).status == 200
        if change == "gone":
            assert NEWSROOM.respond(url).status == 410
        else:
            assert "（数据已更正）" in decoded(NEWSROOM.respond(url), channel)
            assert "（数据已更正）" not in decoded(before.respond(url), channel)


def test_the_dead_link_is_listed_and_dead() -> None:
    ((_, url),) = truth.DEAD_LINKS
    listing = NEWSROOM.respond("http://static.newsroom.test/news/").body.decode()
    assert url.removeprefix("http://static.newsroom.test") in listing
    assert NEWSROOM.respond(url).status == 404


def test_an_archive_of_years_is_listed_day_by_day() -> None:
    paper = Newsroom(years=1).view("sample_founder").articles
    assert len({one.url for one in paper}) == len(paper) > 700
    assert paper[-1].published.date() <= date(2018, 1, 5)
    day = paper[-1].published
    sheet = Newsroom(years=1).respond(f"http://epaper.newsroom.test/html/{day:%Y-%m/%d}/node_1.htm")
    assert "章江日报" in sheet.body.decode()


@pytest.mark.parametrize("channel", ["sample_ifeng", "sample_people"])
def test_some_articles_come_in_two_parts(channel: str) -> None:
    long = [
        one for one in shown_articles(channel) if len(split_parts(one)) > 1 and "/c/" not in one.url
    ]
    assert long
    for article in long:
        first, second = split_parts(article)
        assert [*first, *second] == article.paragraphs
        front = visible(decoded(NEWSROOM.respond(article.url), channel))
        assert re.sub(r"\s", "", second[-1])[:80] not in front
