"""Politeness, measured at the server: gaps, one at a time, across processes, as the site asks."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import time
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from bench.hostile.crawls import command, crawl, environment
from bench.hostile.site import Exchange, Site
from crawler.failures import BlockedRequestError
from crawler.network.host_throttle import HostThrottle
from crawler.network.retry import retry_after
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    from pathlib import Path

DELAY = 0.4


def gaps(site: Site) -> list[float]:
    starts = sorted(visit.started for visit in site.visits)
    return [later - earlier for earlier, later in itertools.pairwise(starts)]


def test_two_processes_are_polite_together(own_data_folder: Path) -> None:
    """Two channels on one host at the same time: one request at a time, spaced."""
    with Site() as site:

        def slow(exchange: Exchange) -> None:
            time.sleep(0.05)
            exchange.reply("<p>nothing")

        site.fallback = slow
        listed = own_data_folder / "urls"
        listed.write_text("\0".join(site.url(f"/wild{n}") for n in range(5)))
        settings = {"FETCH_ALLOW_PRIVATE": site.pair, "DOWNLOAD_DELAY": DELAY}
        pages = " ".join(site.url(f"/tiny{n}") for n in range(5))
        crawls = [
            subprocess.Popen(
                command("crawl", channel, settings=settings),
                env=environment(own_data_folder, pages, WILD_URLS=str(listed)),
                stderr=subprocess.DEVNULL,
            )
            for channel in ("tiny", "wild")
        ]
        for process in crawls:
            process.wait(120)
    assert len({path[:5] for path in site.paths()}) == 3, "both channels and robots.txt"
    assert len(site.visits) >= 11
    assert max(visit.at_once for visit in site.visits) == 1
    assert min(gaps(site)) >= DELAY - 0.05, gaps(site)


def test_crawl_delay_is_honoured_and_capped(own_data_folder: Path) -> None:
    with Site() as site:
        rules = "User-agent: *\nCrawl-delay: 99999"
        site.routes["/robots.txt"] = lambda exchange: exchange.reply(rules)
        site.routes["/"] = lambda exchange: exchange.reply("<a href=/list1>1</a><a href=/list2>2")
        crawl(own_data_folder, site.url(), CRAWL_DELAY_MAX=1)
        assert len(site.visits) == 4
    assert min(gaps(site)[1:]) >= 0.95


@pytest.mark.parametrize("form", ["seconds", "date", "absurd"])
def test_retry_after_is_honoured_and_capped(form: str, own_data_folder: Path) -> None:
    with Site() as site:
        site.routes["/"] = lambda exchange: exchange.reply("<a href=/a/1.html>1</a>")

        def busy(exchange: Exchange) -> None:
            if site.paths().count("/a/1.html") > 1:
                exchange.reply("<h1>x</h1>")
                return
            wait = {"seconds": "2", "date": formatdate(time.time() + 3, usegmt=True)}
            exchange.reply("", 429, {"Retry-After": wait.get(form, "1000000000")})

        site.routes["/a/1.html"] = busy
        result = crawl(own_data_folder, site.url(), RETRY_TIMES=1, RETRY_AFTER_MAX=2)
        assert result.exit_code == CrawlExit.OK, result.output
        first, second = (visit.started for visit in site.visits if visit.path == "/a/1.html")
    assert second - first >= 1.9


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"Thu, 01 Jan 1970 00:16:40 GMT", 0.0),
        (b"Thu, 01 Jan 1970 00:33:20 GMT", 1000.0),
        (b"9" * 400, 999999999999.0),
        (b"-5", None),
        (b"1e9", None),
        (b"tomorrow", None),
        (b"\xff\xfe", None),
        (None, None),
    ],
)
def test_retry_after_values(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value, now=1000.0) == seconds


def test_a_clock_that_jumped_back_stops_nobody(tmp_path: Path) -> None:
    """Its note of a year ahead costs one usual gap, not the longest pause, and not every time."""
    throttle = HostThrottle(tmp_path, longest_pause=60)

    async def slots() -> None:
        async with throttle.slot("a.test", 0.0):
            pass
        [lease] = tmp_path.rglob("*.lock")
        lease.write_text(f"{time.time() + 10**8:020.6f}")
        for _ in range(2):
            async with throttle.slot("a.test", 0.2):
                pass

    started = time.monotonic()
    asyncio.run(slots())
    assert 0.35 <= time.monotonic() - started < 20


def test_a_pause_holds_for_every_process(tmp_path: Path) -> None:
    """What one process was asked for, another one that knows only the data folder keeps too."""

    async def pause_then_take_a_slot() -> float:
        await HostThrottle(tmp_path, longest_pause=60).pause("a.test", 0.5)
        started = time.monotonic()
        async with HostThrottle(tmp_path, longest_pause=60).slot("a.test", 0.0):
            return time.monotonic() - started

    assert asyncio.run(pause_then_take_a_slot()) >= 0.45


def test_a_pause_asked_for_during_a_request_outlasts_it(tmp_path: Path) -> None:
    first, second = (HostThrottle(tmp_path, longest_pause=60) for _ in range(2))

    async def request() -> None:
        async with first.slot("a.test", 0.0):
            await asyncio.sleep(0.2)

    async def gap() -> float:
        running = asyncio.create_task(request())
        await asyncio.sleep(0.05)
        await second.pause("a.test", 0.6)
        await running
        started = time.monotonic()
        async with first.slot("a.test", 0.0):
            return time.monotonic() - started

    assert asyncio.run(gap()) >= 0.3


def test_waiting_ends_when_the_crawl_stops(tmp_path: Path) -> None:
    def stop() -> None:
        raise BlockedRequestError("stopping", "the crawl is stopping")

    throttle = HostThrottle(tmp_path, longest_pause=60, check_stop=stop)

    async def slot() -> None:
        await throttle.pause("a.test", 60)
        async with throttle.slot("a.test", 0.0):
            pass

    with pytest.raises(BlockedRequestError):
        asyncio.run(slot())


def test_waiting_for_another_process_ends_when_the_crawl_stops(tmp_path: Path) -> None:
    def stop() -> None:
        raise BlockedRequestError("stopping", "the crawl is stopping")

    holder = HostThrottle(tmp_path, longest_pause=60)
    waiter = HostThrottle(tmp_path, longest_pause=60, check_stop=stop)

    async def both() -> None:
        async with holder.slot("a.test", 0.0), waiter.slot("a.test", 0.0):
            pass

    with pytest.raises(BlockedRequestError):
        asyncio.run(both())
