"""Every shape of simulated site is read whole by its platform, in process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.channels.driving import drive
from bench.channels.shapes import CHANNELS
from bench.channels_as_they_are import measure
from crawler.platforms.list_reading import Stated
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.site import Site

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.platforms.base import ChannelSpider


def statements(name: str, site: Site) -> list[Stated | None]:
    """What each list page of a crawl said of the whole list, in the order they were read."""
    heard: list[Stated | None] = []

    def listen(spider: ChannelSpider) -> None:
        own = spider.read_list

        def read_list(response: Response, page: object) -> object:
            heard.append(spider.stated(response))
            return own(response, page)  # type: ignore[arg-type]

        spider.read_list = read_list  # type: ignore[assignment,method-assign]

    drive(CHANNELS[name], site, prepare=listen)
    return heard


@pytest.mark.parametrize("pages", [1, 2, 5])
@pytest.mark.parametrize("name", CHANNELS)
def test_a_shape_is_read_whole(name: str, pages: int) -> None:
    site = Site(SHAPES[name], pages=pages, seed=pages)

    driven = drive(CHANNELS[name], site)

    assert [one for one in site.unread(driven.articles) if one in site.reachable()] == []
    assert len(driven.articles) == len(site.reachable())
    assert not site.false_days(driven.articles, driven.complete_from, driven.complete_until)


def test_a_withheld_page_is_a_failed_list() -> None:
    site = Site(SHAPES["next_link"]).withhold(3, "silent")

    driven = drive(CHANNELS["next_link"], site)

    assert len(driven.articles) == 12
    assert driven.complete_from is None
    assert driven.spider.crawler.stats.get_value("failed_lists") == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("next_counted", Stated(pages=4, records=19)),
        ("gkml", Stated(pages=4)),
        ("json_pages", Stated(pages=4, records=19)),
        ("trs_counted", Stated(pages=4)),
        ("trs_element", Stated(pages=4, records=19)),
        ("ucap", Stated(pages=4, records=19)),
        ("hanweb_post", Stated(pages=4, records=19)),
        ("jpaas", Stated(pages=4, records=19)),
        ("xunrui", Stated(pages=4, records=19)),
    ],
)
def test_a_list_page_states_how_long_its_list_is(name: str, said: Stated) -> None:
    heard = statements(name, Site(SHAPES[name]))

    assert heard.count(said) >= 4
    assert set(heard) <= {said, None}


@pytest.mark.parametrize("name", ["trs_uncounted", "jpaas_whole", "next_link", "no_link"])
def test_a_list_page_without_a_count_states_none(name: str) -> None:
    assert set(statements(name, Site(SHAPES[name]))) == {None}


@pytest.mark.parametrize("how", ["404", "500", "empty", "silent"])
@pytest.mark.parametrize("name", CHANNELS)
def test_whatever_page_is_withheld_a_crawl_ends_and_reads_the_pages_before(
    name: str, how: str
) -> None:
    for number in (1, 2, 4):
        site = Site(SHAPES[name], seed=3).withhold(number, how)  # type: ignore[arg-type]
        if number > len(site.pages):
            continue

        driven = drive(CHANNELS[name], site)

        before = {one.serial for rows in site.pages[: number - 1] for one in rows}
        missed = {one.serial for one in site.unread(driven.articles)}
        assert not before & missed
        assert missed >= {one.serial for one in site.pages[number - 1]}
        assert driven.spider.discovery.pending == 0


@pytest.mark.parametrize("name", ["trs_counted", "ucap", "hanweb_post", "jpaas", "xunrui"])
def test_a_count_that_is_too_small_hides_nothing(name: str) -> None:
    site = Site(SHAPES[name], pages=5).lie(pages=-2, records=-12)

    assert site.unread(drive(CHANNELS[name], site).articles) == []


def test_a_proxy_that_takes_no_post_is_asked_by_get_and_remembered() -> None:
    driven = drive(CHANNELS["hanweb_get"], Site(SHAPES["hanweb_get"]))

    assert [one.method for one in driven.lists] == ["GET", "POST", "GET", "GET", "GET", "GET"]
    assert driven.spider.crawler.stats.get_value("failed_lists") is None


def test_what_hanweb_hides_of_a_page_makes_no_other_article() -> None:
    site = Site(SHAPES["hanweb_post"])

    driven = drive(CHANNELS["hanweb_post"], site)

    assert sorted(driven.articles) == sorted(one.url for one in site.articles)


@pytest.mark.parametrize("name", CHANNELS)
def test_the_days_of_a_list_are_those_of_its_articles(name: str) -> None:
    """Hex digits of an address are never one."""
    site = Site(SHAPES[name], seed=5)
    days: dict[str, str | None] = {}

    def listen(spider: ChannelSpider) -> None:
        own = spider.article_request

        def article_request(url: str, **known: object) -> object:
            days[url] = str(known["list_day"]) if known["list_day"] else None
            return own(url, **known)  # type: ignore[arg-type]

        spider.article_request = article_request  # type: ignore[assignment,method-assign]

    drive(CHANNELS[name], site, prepare=listen)

    assert days
    for url, day in days.items():
        article = site.article_at(url)
        assert article is not None
        assert day == str(article.day)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_shape_is_read_whole_over_sockets(name: str) -> None:
    done = measure(name, Site(SHAPES[name], pages=3, seed=4))

    assert done.is_whole, f"{done.read} of {done.listed} articles, exit {done.exit_code}"
    assert done.false == 0
    # Where nothing states how long a list is, its last page may be cut.
    assert done.claimed >= (done.days - 1 if SHAPES[name].prints_records else 1)


@pytest.mark.parametrize("name", ["next_link", "ucap", "hanweb_post"])
def test_a_page_withheld_over_sockets_is_no_false_claim(name: str) -> None:
    done = measure(name, Site(SHAPES[name], pages=3, seed=4).withhold(2, "500"))

    assert done.read == 6
    assert done.false == 0


@pytest.mark.parametrize("name", ["founder_navi", "founder_layout", "chinanews_days"])
def test_a_page_of_one_day_that_fails_costs_that_day_alone(name: str) -> None:
    site = Site(SHAPES[name], pages=9, seed=3).withhold(4, "500")

    driven = drive(CHANNELS[name], site)

    assert len(driven.spider.open_days) == 1
    assert driven.complete_from is not None
    missing = {one.day for one in site.unread(driven.articles)}
    assert missing <= driven.spider.open_days
    assert driven.spider.has_read_every_list
