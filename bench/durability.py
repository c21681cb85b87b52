"""Kill a crawl with SIGKILL at random moments, run it again, and count what was lost or doubled.

``python -m bench.durability --kills 200``. Each round crawls a fresh data folder; a killed crawl is
started again until one ends by itself; then the raw items are held against the site's own list of
articles, every item against its WARC record, and every WARC file against warcio and FastWARC.
Exit code 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from archive.verify import problems
from bench.hostile.fork_server import IMPORTED
from bench.local_site import serving
from storage.paths import ChannelPaths

CHANNEL = "bench_site"


@dataclass
class Tally:
    kills: int = 0
    rounds: int = 0
    articles: int = 0
    lost: int = 0
    twice: int = 0
    warc_files: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.twice or self.wrong)


def run(kills: int, *, articles: int = 150, seed: int = 1, tally: Tally | None = None) -> Tally:
    """Crawl and kill until ``kills`` crawls died, counting into ``tally`` as it goes."""
    rng, tally = random.Random(seed), tally or Tally()
    with serving(articles=articles, kilobytes=8, latency=0.002) as site:
        os.environ["BENCH_SITE"] = site
        for module in (
            "bench.channels.bench_site",
            *IMPORTED,
        ):  # the children are forked with everything imported
            import_module(module)
        longest = _crawl(site, Path(tempfile.mkdtemp(prefix="durability-")), None)[1]
        while tally.kills < kills:
            with tempfile.TemporaryDirectory(prefix="durability-") as folder:
                _round(site, Path(folder), tally, rng, kills, longest)
                _judge(Path(folder), site, articles, tally)
            _show(tally, kills)
    return tally


def _round(
    site: str, data: Path, tally: Tally, rng: random.Random, kills: int, longest: float
) -> None:
    """Kill crawls of one data folder, a few at most, then let one finish."""
    for _ in range(rng.randrange(2, 9)):
        if tally.kills >= kills:
            break
        was_killed, _ = _crawl(site, data, rng.uniform(0.05, longest * 1.05))
        tally.kills += was_killed
        if not was_killed:
            break
    was_killed, _ = _crawl(site, data, None)
    assert not was_killed
    tally.rounds += 1


def _crawl(site: str, data: Path, kill_after: float | None) -> tuple[bool, float]:
    """(was it killed, seconds it lived)."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_the_crawl(site, data)
    while True:
        lived = time.monotonic() - started
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            if os.WIFSIGNALED(status):
                raise RuntimeError(f"the crawl died of signal {os.WTERMSIG(status)}")
            if os.waitstatus_to_exitcode(status) != 0:
                raise RuntimeError(f"the crawl ended with {status >> 8}: see {data}/log")
            return False, lived
        if kill_after is not None and lived >= kill_after:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            return os.WIFSIGNALED(status), lived
        time.sleep(0.002)


def _be_the_crawl(site: str, data: Path) -> None:
    """In the child: what ``scrapy crawl`` does, from the command line on."""
    data.mkdir(exist_ok=True)
    log = os.open(data / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ |= {"COVERAGE_DATA": str(data), "CRAWL_CONTACT": "mailto:bench@example.org"}
    settings = {
        "COVERAGE_DATA": data,
        "SPIDER_MODULES": "bench.channels",
        "FETCH_ALLOW_PRIVATE": site.removeprefix("http://"),
        "CRAWL_CONTACT": "mailto:bench@example.org",
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
        "COMMIT_ITEMS": 8,
        "WARC_MAX_BYTES": 200_000,
        "LOG_LEVEL": "WARNING",
    }
    flags = [flag for name, value in settings.items() for flag in ("-s", f"{name}={value}")]
    from scrapy.cmdline import execute

    try:
        execute(["scrapy", "crawl", CHANNEL, *flags])
    except SystemExit as end:
        os._exit(int(end.code or 0))
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(99)


def _judge(data: Path, site: str, articles: int, tally: Tally) -> None:
    paths = ChannelPaths(data, CHANNEL)
    found = Counter(
        json.loads(line)["canonical_url"]
        for path in paths.raw("items").glob("*.jsonl")
        for line in path.read_bytes().splitlines()
    )
    expected = {f"{site}/a/{number}.html" for number in range(articles)}
    tally.articles += articles
    tally.lost += len(expected - set(found))
    tally.twice += sum(count - 1 for count in found.values())
    tally.warc_files += len(list(paths.raw("warc").glob("*.warc.gz")))
    tally.wrong += [*problems(paths)][:5]
    tally.wrong += [f"unexpected: {url}" for url in set(found) - expected]
    rows = [json.loads(path.read_bytes()) for path in paths.raw("crawls").glob("*.json")]
    if sum(row["exit_code"] == 0 for row in rows) < 1:
        tally.wrong.append("no crawls row of a finished crawl")
    if any(row["finish_reason"] not in ("finished", "killed") for row in rows):
        tally.wrong.append(f"odd crawls rows: {[row['finish_reason'] for row in rows]}")


def _show(tally: Tally, kills: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{tally.kills}/{kills} kills, {tally.rounds} rounds ")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    tally = Tally()
    try:
        run(options.kills, articles=options.articles, seed=options.seed, tally=tally)
    except KeyboardInterrupt:
        print("stopped early; what was counted until then:")
    for line in tally.wrong[:20]:
        print(line)
    print(
        f"{tally.kills} kills in {tally.rounds} rounds of {options.articles} articles,"
        f" {time.monotonic() - started:.0f} s: {tally.lost} pages lost, {tally.twice} twice,"
        f" {tally.warc_files} WARC files {'valid' if not tally.wrong else 'NOT ALL VALID'}"
        " (warcio, FastWARC)"
    )
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
