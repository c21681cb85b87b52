"""The crawler's data under kills, full disks and rivals (C19–C25)."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from archive.verify import problems
from bench import durability
from bench.faults import Row
from bench.hostile.crawls import command, crawl, environment
from bench.hostile.site import Exchange, Site, answer, article, links
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 12
KILLS = 20


def serve_articles(site: Site, text: Callable[[int], str] = str) -> None:
    site.routes["/"] = answer(200, links(range(COUNT)))
    for number in range(COUNT):
        site.routes[f"/a/{number}.html"] = article(number, text(number))


def verdict(data: Path, headlines: list[str]) -> tuple[int, int, int]:
    """(lost, twice, damaged) against the twelve articles that there are."""
    found = Counter(headlines)
    lost = sum(f"标题{number}" not in found for number in range(COUNT))
    twice = sum(count - 1 for count in found.values())
    return lost, twice, len([*problems(ChannelPaths(data, "tiny"))])


def c19_random_kills() -> Row:
    tally = durability.run(KILLS, articles=60, seed=3)
    return Row(
        case="C19",
        scenario=f"{KILLS} × SIGKILL at random moments (more: bench.durability)",
        demand="0 lost, 0 twice, WARC valid",
        measured=f"{tally.lost} lost, {tally.twice} twice, {len(tally.wrong)} damaged"
        f" of {tally.articles} articles",
        is_met=tally.is_clean,
    )


def c20_kill_at_every_rename() -> Row:
    if shutil.which("strace") is None:
        return Row(
            case="C20",
            scenario="SIGKILL at each rename",
            demand="0 lost, 0 twice, WARC valid",
            measured="not run: apt-get install strace",
            is_met=True,
        )
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        serve_articles(site)
        trace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=rename,renameat,renameat2"]
        for nth in range(1, 6):
            kill = f"inject=rename,renameat,renameat2:signal=KILL:when={nth}"
            scrapy = command("crawl", "tiny", settings={"FETCH_ALLOW_PRIVATE": site.pair})
            env = environment(Path(folder), site.url())
            subprocess.run([*trace, "-e", kill, *scrapy], env=env, capture_output=True)
        result = crawl(Path(folder), site.url())
        headlines = [item["headline_raw"] for item in result.items()]
        lost, twice, damaged = verdict(Path(folder), headlines)
    return Row(
        case="C20",
        scenario="SIGKILL at the 1st to 5th rename, then a whole crawl",
        demand="0 lost, 0 twice, WARC valid",
        measured=f"{lost} lost, {twice} twice, {damaged} damaged",
        is_met=(lost, twice, damaged) == (0, 0, 0),
        line=result.last_line,
    )


def c21_sigterm() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        serve_articles(site)
        site.routes["/a/0.html"] = lambda _: time.sleep(60)
        process = subprocess.Popen(
            command(
                "crawl", "tiny", settings={"FETCH_ALLOW_PRIVATE": site.pair, "DOWNLOAD_TIMEOUT": 60}
            ),
            env=environment(Path(folder), site.url()),
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 60
        while "/a/0.html" not in site.paths() and time.monotonic() < deadline:
            time.sleep(0.05)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        line = process.communicate(timeout=60)[1].strip().splitlines()[-1]
        took = time.monotonic() - started
    return Row(
        case="C21",
        scenario="SIGTERM while a server hangs",
        demand="ends ≤ 10 s, code 13, resumable",
        measured=f"{took:.1f} s, code {process.returncode}",
        is_met=took <= 10 and process.returncode == CrawlExit.INTERRUPTED,
        line=line,
    )


def c22_full_disk() -> Row:
    scenario, demand = "the disk is full half-way; then it is not", "code 9; 0 lost, 0 twice after"
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", folder]
        if subprocess.run(mount, capture_output=True).returncode:
            why = "not run: needs leave to mount a tmpfs"
            return Row(case="C22", scenario=scenario, demand=demand, measured=why, is_met=True)
        try:
            serve_articles(site, lambda _: os.urandom(60_000).hex())
            full = crawl(Path(folder), site.url())
            subprocess.run(["mount", "-o", "remount,size=20m", folder], check=True)
            whole = crawl(Path(folder), site.url())
            headlines = [item["headline_raw"] for item in whole.items()]
            lost, twice, damaged = verdict(Path(folder), headlines)
        finally:
            subprocess.run(["umount", folder], check=True)
    return Row(
        case="C22",
        scenario=scenario,
        demand=demand,
        measured=f"code {full.exit_code}; {lost} lost, {twice} twice, {damaged} damaged",
        is_met=full.exit_code == CrawlExit.DISK_FULL and (lost, twice, damaged) == (0, 0, 0),
        line=full.last_line,
    )


def c23_two_crawls_of_one_channel() -> Row:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        serve_articles(site)
        lock = ChannelPaths(Path(folder), "tiny").lease
        lock.parent.mkdir(parents=True)
        with lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            result = crawl(Path(folder), site.url())
        asked = len(site.visits)
    return Row(
        case="C23",
        scenario="a second crawl of a channel",
        demand="code 10, nothing fetched",
        measured=f"code {result.exit_code}, {asked} requests",
        is_met=result.exit_code == CrawlExit.LOCK_HELD and asked == 0,
        line=result.last_line,
    )


def failing(
    code: int, scenario: str, arrange: Callable[[Site], None], before: int = 0, **settings: object
) -> Row:
    """A crawl that must end with ``code`` after ``before`` good ones."""
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        serve_articles(site)
        for _ in range(before):
            crawl(Path(folder), site.url())
        arrange(site)
        address = site.url()
        result = crawl(Path(folder), address, **settings)
    return Row(
        case="C24",
        scenario=scenario,
        demand=f"code {code} and why",
        measured=f"code {result.exit_code}",
        is_met=result.exit_code == code,
        line=result.last_line,
    )


def c24_nothing_found() -> Row:
    return failing(
        CrawlExit.NOTHING_FOUND,
        "the list page changed its template",
        lambda site: site.routes.update({"/": answer(200, "<p>改版")}),
    )


def c24_half_of_usual() -> Row:
    return failing(
        CrawlExit.HALF_OF_USUAL,
        "a third of the usual links",
        lambda site: site.routes.update({"/": answer(200, links(range(4)))}),
        before=3,
    )


def c24_all_failed() -> Row:
    def arrange(site: Site) -> None:
        site.routes.update({f"/a/{n}.html": answer(400) for n in range(COUNT)})

    return failing(CrawlExit.ALL_FAILED, "every article answers 400", arrange)


def c24_host_dead() -> Row:
    return failing(
        CrawlExit.HOST_DEAD, "nothing listens", lambda site: site.__exit__(None, None, None)
    )


def c24_robots_unreachable() -> Row:
    return failing(
        CrawlExit.ROBOTS_UNREACHABLE,
        "robots.txt answers 503",
        lambda site: site.routes.update({"/robots.txt": answer(503)}),
    )


def c24_forbidden() -> Row:
    return failing(
        CrawlExit.FORBIDDEN_BY_ROBOTS,
        "robots.txt forbids all",
        lambda site: site.routes.update({"/robots.txt": answer(200, "User-agent: *\nDisallow: /")}),
    )


def c24_budget() -> Row:
    return failing(CrawlExit.BUDGET_HIT, "a budget of 5 pages", lambda _: None, PAGE_BUDGET=5)


def c24_host_dies() -> Row:
    def arrange(site: Site) -> None:
        site.routes.update({f"/a/{n}.html": Exchange.reset for n in range(2, COUNT)})

    return failing(CrawlExit.HOST_DEAD, "the site dies half-way", arrange, HOST_ERROR_LIMIT=4)


def c24_no_contact() -> Row:
    return failing(
        CrawlExit.NO_CONTACT, "no contact address", lambda _: None, env={"CRAWL_CONTACT": ""}
    )


def c24_bad_argument() -> Row:
    run = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "sample_static", "-a", "since=tomorrow"],
        capture_output=True,
        text=True,
    )
    return Row(
        case="C24",
        scenario="-a since=tomorrow",
        demand=f"code {CrawlExit.BAD_ARGUMENT} and why",
        measured=f"code {run.returncode}",
        is_met=run.returncode == CrawlExit.BAD_ARGUMENT,
        line=run.stderr.strip().splitlines()[-1],
    )


def c25_output_file() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "old.jsonl"
        kept.write_text("old rows\n")
        run = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "sample_static", "-O", str(kept)],
            capture_output=True,
            text=True,
        )
        is_whole = kept.read_text() == "old rows\n"
    return Row(
        case="C25",
        scenario="-O over an existing file",
        demand="refused, the old file whole",
        measured=f"code {run.returncode}, {'whole' if is_whole else 'LOST'}",
        is_met=run.returncode == CrawlExit.BAD_ARGUMENT and is_whole,
        line=run.stderr.strip().splitlines()[-1],
    )


SCENARIOS: list[Callable[[], Row]] = [
    value for name, value in list(globals().items()) if name[:1] == "c" and name[1:2].isdigit()
]
