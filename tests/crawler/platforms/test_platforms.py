"""Every platform, end to end over HTTP: all its articles, each once, nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from newsroom.faults import parse_fault
from newsroom.newsroom import Newsroom
from newsroom.pages.frame import Page
from tests.crawler.platforms.crawling import crawl, found, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsroom.facts import NewsArticle

TODAY, LATE = date(2019, 2, 12), date(2019, 1, 28)
TEMPLATES = {
    "sample_ifeng": {"ifeng_old", "ifeng_alldata"},
    "sample_enorth": {"enorth"},
    "sample_people": {"people"},
    "sample_trs": {"trs"},
    "sample_rss": {"generic"},
    "sample_founder": {"founder"},
    "sample_xinhua": {"xinhua"},
    "sample_chinanews": {"chinanews"},
    "sample_json": {"generic"},
    "sample_sitemap": {"generic"},
}


@pytest.mark.parametrize("channel", TEMPLATES)
def test_a_platform_finds_every_article_once(channel: str, tmp_path: Path) -> None:
    newsroom = Newsroom(until=TODAY)

    done = crawl(channel, newsroom, tmp_path, until=TODAY.isoformat())

    assert done.exit_code == 0, done.output
    assert found(done) == shown(newsroom, channel)
    assert len(found(done)) >= 5
    items = done.items()
    assert not [item["url"] for item in items if "/BIG5/" in item["url"]]
    assert {item["template"] for item in items} <= TEMPLATES[channel]
    assert all(item["warc"] and item["list_url"] for item in items)
    for article in newsroom.view(channel).articles:
        [item] = [item for item in items if item["canonical_url"] == article.url]
        text = "\n".join(block["text"] for block in item["blocks"])
        lost = [paragraph for paragraph in article.paragraphs if paragraph.strip() not in text]
        assert item["headline_raw"] == article.headline
        assert lost == []
    assert done.row()["complete_until_date"] == TODAY.isoformat()
    assert done.row()["complete_from_date"] is not None


def test_a_static_list_with_a_dead_link_costs_only_that_article(tmp_path: Path) -> None:
    newsroom = Newsroom(until=date(2019, 2, 20))

    done = crawl("sample_static", newsroom, tmp_path, until="2019-02-20")

    assert done.exit_code == 0, done.output
    assert found(done) == shown(newsroom, "sample_static")
    assert done.row()["errors"] == {"http_404": 1}


@pytest.mark.parametrize("channel", ["sample_people", "sample_ifeng"])
def test_an_article_in_parts_is_one_item_in_order(channel: str, tmp_path: Path) -> None:
    newsroom, article, urls = an_article_in_parts(channel)
    day = article.published.date().isoformat()

    done = crawl(channel, newsroom, tmp_path, since=day, until=day)

    assert done.exit_code == 0, done.output
    assert found(done) == sorted(
        one.url
        for one in newsroom.view(channel).articles
        if one.published.date().isoformat() == day
    )
    [item] = [item for item in done.items() if item["canonical_url"] == article.url]
    assert item["part_urls"] == urls
    assert len({pointer["offset"] for pointer in item["warc"]}) == len(urls)
    text = "\n".join(block["text"] for block in item["blocks"])
    places = [text.find(paragraph.strip()) for paragraph in article.paragraphs]
    assert -1 not in places
    assert places == sorted(places)


def test_a_part_that_fails_leaves_the_article_owed_and_one_that_is_gone_does_not(
    tmp_path: Path,
) -> None:
    whole, article, urls = an_article_in_parts("sample_people")
    day = article.published.date().isoformat()
    newsroom = WithoutPart(until=whole.until, articles=whole.articles)
    newsroom.part, newsroom.part_status = urls[1], 500

    failed = crawl("sample_people", newsroom, tmp_path, since=day, until=day)
    assert article.url not in found(failed)
    assert failed.row()["failed"] == 1
    newsroom.part_status = 404
    done = crawl("sample_people", newsroom, tmp_path, since=day, until=day)

    assert article.url in found(done), "asked for again though the list is known"
    [item] = [item for item in done.items() if item["canonical_url"] == article.url]
    assert item["part_urls"] == urls[:1]


class WithoutPart(Newsroom):
    """A newsroom that cannot serve one page."""

    part, part_status = "", 200

    def respond(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        if url == self.part:
            return Page(b"<html><body>error</body></html>", "text/html", self.part_status)
        return super().respond(url, headers)


def an_article_in_parts(channel: str) -> tuple[Newsroom, NewsArticle, list[str]]:
    """A newsroom that is large enough to hold one, the article, addresses of its pages."""
    for size in (3_000, 6_000, 12_000):
        newsroom = Newsroom(articles=size)
        for article in newsroom.view(channel).articles:
            if urls := parts_of(newsroom, article.url):
                return newsroom, article, urls
    raise AssertionError(f"no article of {channel} has parts")


def parts_of(newsroom: Newsroom, url: str) -> list[str]:
    """Addresses of an article's pages if it has several."""
    second = (
        url.replace("_0.shtml", "_1.shtml")
        if "_0.shtml" in url
        else url.replace(".html", "-2.html")
    )
    is_there = second != url and newsroom.respond(second).status == 200
    return [url, second] if is_there else []


def test_an_empty_list_fails_the_crawl_though_another_list_gave_articles(tmp_path: Path) -> None:
    newsroom = NoAtom(until=TODAY)

    done = crawl("sample_rss", newsroom, tmp_path)

    assert found(done) == shown(newsroom, "sample_rss")
    assert done.exit_code == 3
    assert "1 list(s) named no article" in done.last_line
    assert done.row()["complete_from_date"] is None


class NoAtom(Newsroom):
    """A newsroom whose Atom feed has lost its entries."""

    def respond(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        if url.endswith("/atom.xml"):
            return Page(
                b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "application/atom+xml"
            )
        return super().respond(url, headers)


def test_session_ids_in_links_make_no_new_articles(tmp_path: Path) -> None:
    newsroom = Newsroom(until=TODAY, faults=[parse_fault("sample_static=jsessionid")])

    done = crawl("sample_static", newsroom, tmp_path, since="2019-01-28")

    assert done.exit_code == 0, done.output
    articles = newsroom.view("sample_static").articles
    assert found(done) == sorted(one.url for one in articles if one.published.date() >= LATE)
    assert not [item["url"] for item in done.items() if "jsessionid" in item["url"]]
