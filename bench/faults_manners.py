"""The crawler's manners and safety (C7, C9–C12, C16), measured at servers of our own."""

from __future__ import annotations

import itertools
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bench.faults import Row
from bench.hostile.answers import GOOD, trap
from bench.hostile.crawls import command, crawl, environment, wild
from bench.hostile.robots_answers import TABLE, hops
from bench.hostile.robots_rules import CASES, may_fetch
from bench.hostile.site import Site, answer
from bench.hostile.spellings import addresses
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    from collections.abc import Callable

DELAY = 0.5


def c7_private_networks() -> Row:
    canary = Site(host="::", fallback=lambda exchange: exchange.reply("reached"))
    with canary, Site() as site, tempfile.TemporaryDirectory() as folder:
        urls = addresses(canary.port)
        (Path(folder) / "b").mkdir()
        wild(Path(folder), urls, allow="")
        for number, url in enumerate(urls):
            head = f"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: {url}\r\n\r\n".encode()
            site.routes[f"/{number}"] = lambda exchange, head=head: exchange.send(head)
        seeds = [site.url(f"/{number}") for number in range(len(urls))]
        result = wild(Path(folder) / "b", seeds, site.pair)
        reached = len(canary.visits)
    return Row(
        case="C7",
        scenario=f"{len(urls)} spellings of private addresses, direct and by redirect",
        demand="0 connections at the canary",
        measured=f"{reached} connections of {2 * len(urls)} tries",
        is_met=reached == 0 and len(urls) >= 60,
        line=result.last_line,
    )


def c9_robots() -> Row:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        sites = {name: stack.enter_context(Site()) for name in TABLE}
        for name, (route, *_) in TABLE.items():
            if "redirects" in name:
                hops(sites[name], 5 if name.startswith("five") else 6)
            else:
                sites[name].routes["/robots.txt"] = route  # type: ignore[assignment]
            sites[name].routes["/"] = answer(200, "<a href=/private/a/1.html>x</a>")
        result = crawl(
            Path(folder),
            " ".join(site.url() for site in sites.values()),
            allow=",".join(site.pair for site in sites.values()),
            DOWNLOAD_TIMEOUT=2,
            HOST_ERROR_LIMIT=1000,
            CONCURRENT_REQUESTS_PER_DOMAIN=20,
            CONCURRENT_REQUESTS=40,
        )
        right = sum(
            ("/" in sites[name].paths(), "/private/a/1.html" in sites[name].paths()) == expected
            for name, (_, *flags) in TABLE.items()
            for expected in [tuple(flags)]
        )
    return Row(
        case="C9",
        scenario="robots.txt answers of RFC 9309",
        demand=f"{len(TABLE)}/{len(TABLE)}",
        measured=f"{right}/{len(TABLE)}",
        is_met=right == len(TABLE),
        line=result.last_line,
    )


def c9_robots_rules() -> Row:
    right = sum(
        all(may_fetch(rules, path) for path in open_paths)
        and not any(may_fetch(rules, path) for path in shut_paths)
        for _, rules, open_paths, shut_paths in CASES
    )
    return Row(
        case="C9",
        scenario="what rules mean: groups, paths, letters, lines",
        demand=f"{len(CASES)}/{len(CASES)}",
        measured=f"{right}/{len(CASES)}",
        is_met=right == len(CASES),
    )


def c10_the_site_asks_for_time() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        site.routes["/robots.txt"] = answer(200, "User-agent: *\nCrawl-delay: 1")
        site.routes["/"] = answer(200, "<a href=/a/1.html>1</a>")
        page = iter([answer(503, **{"Retry-After": "999999999"}), answer(200, GOOD)])
        site.routes["/a/1.html"] = lambda exchange: next(page)(exchange)
        result = crawl(Path(folder), site.url(), RETRY_TIMES=1, RETRY_AFTER_MAX=3)
        times = [visit.started for visit in site.visits]
    delay, pause = times[2] - times[1], times[3] - times[2]
    return Row(
        case="C10",
        scenario="Crawl-delay: 1; Retry-After: 999999999 with a cap of 3 s",
        demand="gap ≥ 1 s; pause = cap",
        measured=f"gap {delay:.2f} s, pause {pause:.2f} s",
        is_met=delay >= 0.95 and 2.9 <= pause < 10,
        line=result.last_line,
    )


def c11_two_processes() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        site.fallback = answer(200, "<p>nothing")
        listed = Path(folder) / "urls"
        listed.write_text("\0".join(site.url(f"/wild{number}") for number in range(5)))
        settings = {"FETCH_ALLOW_PRIVATE": site.pair, "DOWNLOAD_DELAY": DELAY}
        pages = " ".join(site.url(f"/tiny{number}") for number in range(5))
        crawls = [
            subprocess.Popen(
                command("crawl", channel, settings=settings),
                env=environment(Path(folder), pages, WILD_URLS=str(listed)),
                stderr=subprocess.DEVNULL,
            )
            for channel in ("tiny", "wild")
        ]
        for process in crawls:
            process.wait(120)
        starts = sorted(visit.started for visit in site.visits)
        at_once = max(visit.at_once for visit in site.visits)
    gap = min(later - earlier for earlier, later in itertools.pairwise(starts))
    return Row(
        case="C11",
        scenario="two crawls of one host at the same time",
        demand=f"gap ≥ {DELAY} s, one at a time",
        measured=f"smallest gap {gap:.2f} s, {at_once} at once, {len(starts)} requests",
        is_met=gap >= DELAY - 0.05 and at_once == 1,
    )


def c12_traps() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        links = "".join(f"<a href=/list{number}>x</a>" for number in range(20))
        site.routes["/"] = answer(200, f"{links}<a href=/calendar/1>日历</a>")
        for number in range(20):
            page = "".join(f"<a href=/a/{number * 20 + n}.html>x</a>" for n in range(20))
            site.routes[f"/list{number}"] = answer(200, page)
        site.routes["/robots.txt"] = answer(404)
        site.fallback = lambda exchange: (
            exchange.reply(f"<h1>{exchange.path}</h1>")
            if "/a/" in exchange.path
            else trap(exchange)
        )
        result = crawl(Path(folder), site.url(), CONCURRENT_REQUESTS_PER_DOMAIN=8)
        lists = sum("/a/" not in path for path in site.paths()) - 22
        kept = len({item["canonical_url"] for item in result.items()})
    return Row(
        case="C12",
        scenario="calendar, session ids, sort orders, growing paths: four endless traps",
        demand="≤ 200 pages a trap, ≥ 99 % of articles, code 15",
        measured=f"{lists} pages in four traps, {kept}/400 articles, code {result.exit_code}",
        is_met=lists <= 800 and kept >= 396 and result.exit_code == CrawlExit.TRAP_CLOSED,
        line=result.last_line,
    )


def c16_nothing_told_to_others() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        site.routes["/"] = lambda exchange: exchange.reply(
            "<a href=/a/1.html>x</a>", headers={"Set-Cookie": "id=1"}
        )
        site.routes["/a/1.html"] = answer(200, GOOD)
        result = crawl(Path(folder), site.url())
        told = sum("cookie" in visit.headers for visit in site.visits)
        agents = {visit.headers["user-agent"] for visit in site.visits}
    return Row(
        case="C16",
        scenario="a site sets cookies",
        demand="none sent back; honest user agent",
        measured=f"{told} cookies sent; {', '.join(agents)}",
        is_met=told == 0 and all("tests@example.org" in agent for agent in agents),
        line=result.last_line,
    )


SCENARIOS: list[Callable[[], Row]] = [
    value for name, value in list(globals().items()) if name[:1] == "c" and name[1:2].isdigit()
]
