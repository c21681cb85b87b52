"""The crawler among hostile servers (C1–C18), measured at servers of our own."""

from __future__ import annotations

import itertools
import sqlite3
import ssl
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import trustme

from bench.faults import Row, Scenario
from crawler.archive.places import Places
from tests.crawler.crawling import Crawl, command, crawl, environment
from tests.crawler.fetch.hostile import CASES, GOOD
from tests.crawler.fetch.spellings import addresses
from tests.crawler.fetch.test_guard import wild
from tests.crawler.fetch.test_hostile import ODD_LINKS, trap
from tests.crawler.fetch.test_robots import TABLE, answer, hops
from tests.crawler.site import Exchange, Site

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_DEMAND = 350
DELAY = 0.5


def hostile(*names: str, **settings: object) -> tuple[Crawl, dict[str, str | None], float]:
    """One crawl over the named hostile answers and a good page: (crawl, error by name, seconds)."""
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        links = [f"/a/{number}.html" for number in range(len(names))]
        page = "".join(f"<a href={link}>x</a>" for link in [*links, "/a/good.html"])
        site.routes |= {"/": answer(200, page), "/a/good.html": answer(200, GOOD)}
        site.routes |= {link: CASES[name][0] for link, name in zip(links, names, strict=True)}
        started = time.monotonic()
        result = crawl(
            Path(folder),
            site.url(),
            **{"DOWNLOAD_TIMEOUT": 4, "HOST_ERROR_LIMIT": 100, **settings},
        )
        took = time.monotonic() - started
        with sqlite3.connect(Places(Path(folder), "tiny").ledger) as ledger:
            errors = dict(ledger.execute("select canonical_url, error from articles"))
        result.items_found = len(result.items())  # type: ignore[attr-defined]
        named = {name: errors[site.url(link)] for link, name in zip(links, names, strict=True)}
        return result, named, took


def named_rightly(errors: dict[str, str | None]) -> int:
    return sum((error or "") in CASES[name][1] for name, error in errors.items())


def c1_decompression_bombs() -> Row:
    names = [name for name in CASES if "bomb" in name]
    result, errors, took = hostile(*names)
    peak = result.peak_mebibytes
    return Row(
        case="C1",
        scenario=f"{len(names)} decompression bombs (gzip, nested, deflate, brotli)",
        demand=f"named, ≤ {MEMORY_DEMAND} MiB, good page kept",
        measured=f"{named_rightly(errors)}/{len(names)} named, peak {peak} MiB, {took:.1f} s",
        is_met=named_rightly(errors) == len(names) and peak <= MEMORY_DEMAND,
        line=result.last_line,
    )


def c2_endless_bodies() -> Row:
    names = ("endless body", "ten gigabytes announced", "100,000 header lines")
    result, errors, took = hostile(*names)
    peak = result.peak_mebibytes
    return Row(
        case="C2",
        scenario="endless body, 10 GB announced, 100,000 headers",
        demand=f"named, ≤ {MEMORY_DEMAND} MiB",
        measured=f"{named_rightly(errors)}/3 named, peak {peak} MiB, {took:.1f} s",
        is_met=named_rightly(errors) == 3 and peak <= MEMORY_DEMAND,
        line=result.last_line,
    )


def c3_slow_servers() -> Row:
    names = ("slow head", "slow body", "no answer")
    result, errors, took = hostile(*names, DOWNLOAD_TIMEOUT=2, RETRY_TIMES=2, URL_TOTAL_TIME=4)
    return Row(
        case="C3",
        scenario="slowloris: head, body, silence (timeout 2 s)",
        demand="≤ 2 × timeout an address",
        measured=f"{named_rightly(errors)}/3 named, {took / 3:.1f} s an address",
        is_met=named_rightly(errors) == 3 and took / 3 <= 2 * 2 + 1,
        line=result.last_line,
    )


def c4_broken_answers() -> Row:
    names = [name for name in CASES if name.split()[0] in BROKEN]
    result, errors, _ = hostile(*names)
    accepted = result.items_found - 1  # type: ignore[attr-defined]
    return Row(
        case="C4",
        scenario=f"{len(names)} broken answers: cut, reset, bad chunks, garbage, 999",
        demand="no part page taken for an article",
        measured=f"{named_rightly(errors)}/{len(names)} named, {accepted} accepted",
        is_met=named_rightly(errors) == len(names) and accepted == 0,
        line=result.last_line,
    )


def c5_redirects() -> Row:
    names = [name for name in CASES if name.startswith(("redirect", "refresh"))]
    result, errors, _ = hostile(*names)
    return Row(
        case="C5–C6",
        scenario="redirects: loop, file:, data:, ftp:, off-site, port, password, refresh",
        demand="none followed, each with its reason",
        measured=f"{named_rightly(errors)}/{len(names)} refused",
        is_met=named_rightly(errors) == len(names),
        line=result.last_line,
    )


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


def c8_other_schemes() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        page = "".join(f'<a href="{link}">x</a>' for link in (*ODD_LINKS, "/a/good.html"))
        site.routes |= {"/": answer(200, page), "/a/good.html": answer(200, GOOD)}
        result = crawl(Path(folder), site.url())
        leaked = sum("root:" in str(item) for item in result.items())
        count = len(result.items())
    return Row(
        case="C8",
        scenario="links to file:, data:, javascript:, ftp:",
        demand="never fetched",
        measured=f"{count} item (the good one), {leaked} leaks",
        is_met=count == 1 and leaked == 0,
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
        demand="≤ 200 pages a trap, ≥ 99 % of articles",
        measured=f"{lists} pages in four traps, {kept}/400 articles",
        is_met=lists <= 800 and kept >= 396,
        line=result.last_line,
    )


def c14_forged_log_lines() -> Row:
    title = "标题\x1b[31m\r\n2019-02-24 [root] INFO: all is well\x00\u202e"

    def forge(exchange: Exchange) -> None:
        exchange.reply("x", 302, {"Location": "http://b.test/%0aINFO:%20well"})

    with Site() as site, tempfile.TemporaryDirectory() as folder:
        site.routes["/"] = answer(200, f"<a href=/a/1.html>{title}</a><a href=/a/2.html>x</a>")
        site.routes |= {"/a/1.html": answer(200, f"<h1>{title}</h1>"), "/a/2.html": forge}
        result = crawl(Path(folder), site.url())
        lines = len(result.items())
    forged = sum(line.startswith(("2019", "INFO")) for line in result.output.splitlines())
    return Row(
        case="C14",
        scenario="headline with escapes, newlines, NUL, bidi override",
        demand="one item a line, no forged log line",
        measured=f"{lines} item line, {forged} forged log lines",
        is_met=lines == 1 and forged == 0,
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


def c18_bad_certificates() -> Row:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with Site(tls=context) as site, tempfile.TemporaryDirectory() as folder:
        site.routes["/"] = answer(200, "<a href=/a/1.html>x</a>")
        result = crawl(Path(folder), site.url())
        asked = len(site.visits)
    return Row(
        case="C18",
        scenario="a certificate nobody vouches for",
        demand="refused unless the channel says so",
        measured=f"{asked} requests, code {result.exit_code}",
        is_met=asked == 0 and result.exit_code != 0,
        line=result.last_line,
    )


BROKEN = ("short", "chunks", "bad", "reset", "closed", "garbage", "status", "broken")
SCENARIOS: list[Callable[[], Row]] = [
    value for name, value in list(globals().items()) if name[:1] == "c" and name[1:2].isdigit()
]
__all__ = ["SCENARIOS", "Scenario"]
