"""The crawler among hostile servers (C1–C6, C8, C14, C18), measured at servers of our own."""

from __future__ import annotations

import sqlite3
import ssl
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import trustme

from bench.faults import Row
from bench.hostile.answers import CASES, GOOD, ODD_LINKS
from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Exchange, Site, answer
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_DEMAND = 350


BROKEN = ("short", "chunks", "bad", "reset", "closed", "garbage", "status", "broken")


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
        with sqlite3.connect(ChannelPaths(Path(folder), "tiny").ledger) as ledger:
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


SCENARIOS: list[Callable[[], Row]] = [
    value for name, value in list(globals().items()) if name[:1] == "c" and name[1:2].isdigit()
]
