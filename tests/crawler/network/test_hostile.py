"""Hostile answers cost little time and memory, are named, and are never taken for an article."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from archive.verify import problems
from bench.hostile.answers import CASES, GOOD, ODD_LINKS, trap
from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Exchange, Site
from crawler.network.spider_traps import is_endless, shape_of
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from pathlib import Path

GOOD_COUNT = 5


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawl, dict[str, str | None]]:
    """One crawl over all cases and five good pages; what the ledger says of each case."""
    names = list(CASES)
    with Site() as site:
        links = [f"/a/{number}.html" for number in range(len(names))]
        links += [f"/a/good{number}.html" for number in range(GOOD_COUNT)]
        page = "".join(f'<a href="{link}">x</a>' for link in (*links, *ODD_LINKS))
        site.routes["/"] = lambda exchange: exchange.reply(page)
        for number, name in enumerate(names):
            site.routes[f"/a/{number}.html"] = CASES[name][0]
        for number in range(GOOD_COUNT):
            site.routes[f"/a/good{number}.html"] = lambda exchange: exchange.reply(GOOD)
        result = crawl(
            tmp_path_factory.mktemp("data"),
            site.url(),
            DOWNLOAD_TIMEOUT=4,
            HOST_ERROR_LIMIT=1000,
            CONCURRENT_REQUESTS_PER_DOMAIN=8,
        )
        with sqlite3.connect(ChannelPaths(result.data, "tiny").ledger) as ledger:
            errors = dict(ledger.execute("select canonical_url, error from articles"))
        return result, {
            name: errors[site.url(f"/a/{number}.html")] for number, name in enumerate(names)
        }


@pytest.mark.parametrize("case", CASES)
def test_the_failure_is_named(case: str, hostile: tuple[Crawl, dict[str, str | None]]) -> None:
    assert (hostile[1][case] or "") in CASES[case][1]


def test_good_pages_come_through_and_no_bad_one_does(
    hostile: tuple[Crawl, dict[str, str | None]],
) -> None:
    result, errors = hostile
    harmless = sum(error is None for error in errors.values())
    headlines = [item["headline_raw"] for item in result.items()]
    assert headlines.count("好") == GOOD_COUNT
    assert len(headlines) == GOOD_COUNT + harmless
    odd = sum("/a/" in link and "javascript" not in link for link in ODD_LINKS)
    assert result.row()["failed"] == len(CASES) - harmless + odd


def test_memory_stays_bounded(hostile: tuple[Crawl, dict[str, str | None]]) -> None:
    assert hostile[0].peak_mebibytes <= 350


def test_what_was_archived_of_it_is_whole(hostile: tuple[Crawl, dict[str, str | None]]) -> None:
    assert [*problems(ChannelPaths(hostile[0].data, "tiny"))] == []


def test_one_hostile_address_costs_at_most_two_tries_of_patience(own_data_folder: Path) -> None:
    with Site() as site:
        site.routes["/"] = lambda exchange: exchange.reply("<a href=/a/1.html>x</a>")
        site.routes["/a/1.html"] = CASES["slow body"][0]
        crawl(own_data_folder, site.url(), DOWNLOAD_TIMEOUT=2, URL_TOTAL_TIME=5, RETRY_TIMES=9)
        assert site.paths().count("/a/1.html") == 2


def test_a_dead_host_is_left_alone(own_data_folder: Path) -> None:
    with Site() as site:
        page = "".join(f"<a href=/a/{number}.html>x</a>" for number in range(50))
        site.routes["/"] = lambda exchange: exchange.reply(page)
        site.fallback = Exchange.reset
        site.routes["/robots.txt"] = lambda exchange: exchange.reply("", 404)
        result = crawl(own_data_folder, site.url(), HOST_ERROR_LIMIT=5)
        assert 5 <= sum("/a/" in path for path in site.paths()) <= 8
    assert result.row()["finish_reason"] == "host_dead"
    assert result.row()["errors"]["host_dead"] >= 42


def test_traps_end_and_real_articles_are_all_fetched(own_data_folder: Path) -> None:
    with Site() as site:
        links = "".join(f"<a href=/list{number}>x</a>" for number in range(40))
        site.routes["/"] = lambda exchange: exchange.reply(f"{links}<a href=/calendar/1>日历</a>")
        for number in range(40):
            page = "".join(f"<a href=/a/{number * 20 + n}.html>x</a>" for n in range(20))
            site.routes[f"/list{number}"] = lambda exchange, page=page: exchange.reply(page)
        site.fallback = lambda exchange: (
            exchange.reply(f"<h1>{exchange.path}</h1>")
            if "/a/" in exchange.path
            else trap(exchange)
        )
        site.routes["/robots.txt"] = lambda exchange: exchange.reply("", 404)
        result = crawl(
            own_data_folder, site.url(), CONCURRENT_REQUESTS_PER_DOMAIN=8, TRAP_BARREN_PAGES=30
        )
        lists = [path for path in site.paths() if "/a/" not in path]
    assert len({item["canonical_url"] for item in result.items()}) == 800
    # Four traps and the ways they lead into one another: a dozen shapes of thirty pages each.
    assert len(lists) <= 600, len(lists)
    assert "Trap closed" in result.output
    assert result.exit_code == CrawlExit.TRAP_CLOSED, result.last_line
    assert "trap(s) closed" in result.last_line


def test_soft_404s_are_one_page_under_many_addresses(own_data_folder: Path) -> None:
    with Site() as site:
        page = "".join(f"<a href=/a/{number}.html>x</a>" for number in range(200))
        site.routes["/"] = lambda exchange: exchange.reply(page + "<a href=/list>x</a>")
        more = "".join(f"<a href=/a/{number}.html>x</a>" for number in range(200, 400))

        def late(exchange: Exchange) -> None:
            deadline = time.monotonic() + 20
            while len(site.visits) < 100 and time.monotonic() < deadline:
                time.sleep(0.05)
            exchange.reply(more)

        site.routes["/list"] = late
        site.fallback = lambda exchange: exchange.reply("<h1>找不到</h1>")
        site.routes["/robots.txt"] = lambda exchange: exchange.reply("", 404)
        crawl(own_data_folder, site.url(), CONCURRENT_REQUESTS_PER_DOMAIN=4, TRAP_SAME_PAGES=20)
        assert sum("/a/" in path for path in site.paths()) < 400


@pytest.mark.parametrize(
    "url",
    [
        "http://a.test/a/a/a/",
        "http://a.test/news/x/news/y/news/",
        "http://a.test/" + "x1/" * 3,
        "http://a.test/" + "/".join(f"p{n}" for n in range(20)),
        "http://a.test/?" + "&".join(f"p{n}=1" for n in range(13)),
    ],
)
def test_endless_addresses_are_known(url: str) -> None:
    assert is_endless(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.test/2019/02/02/02/1.html",
        "http://jx.people.com.cn/n2/2019/0224/c186330-29332963.html",
        "http://a.test/zwgk/zwdt/201902/t20190224_910617.htm",
        "http://a.test/system/more/2/0000/2_00000012.shtml",
    ],
)
def test_real_addresses_are_not(url: str) -> None:
    assert not is_endless(url)


def test_addresses_of_one_template_have_one_shape() -> None:
    assert shape_of("http://a.test/c/2019-02-24?d=1") == shape_of("http://a.test/c/1970-01-01?d=9")
    assert shape_of("http://a.test/x;jsessionid=1A") == shape_of("http://a.test/x")
    assert shape_of("http://a.test/news/1") != shape_of("http://a.test/photo/1")
