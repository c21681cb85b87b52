"""Pages per second of a whole crawl beside bare Scrapy, on one core, 100 KB pages, politeness off.

``python -m bench.crawl [--pages 1500] [--rounds 5]``. The server has the other core. Bare Scrapy
has its default settings and keeps only the title; the other rows say what each part costs. Shares
are taken within a round, where the machine is the same for all, and of the rounds the median.
``--memory 50000`` runs the full crawl once over that many pages and says whether memory is flat.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import scrapy
from rich.console import Console
from rich.table import Table
from scrapy.linkextractors import LinkExtractor

from bench.crawl_memory import EVERY, resident, watch
from bench.local_site import serving

CRAWLER_CORE, SERVER_CORE = 0, 1
WARM_UP = 100
VARIANTS = {
    "follow": "the spider of `scrapy bench`: LinkExtractor",
    "bare": "bare Scrapy, default settings",
    "bare_tuned": "bare Scrapy, our settings (CONCURRENT_ITEMS=1 …)",
    "bare_warc": "bare Scrapy + the same WARC writing",
    "bare_extract": "bare Scrapy + the same WARC writing and extraction",
    "ours": "ours: archive, ledger, extraction, robots, guard",
}
DEMAND = 0.85
"""Pages per CPU second that ours must reach, as a share of bare Scrapy's."""
OPEN_THROTTLE = {
    "PAGE_BUDGET": 10**9,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}
TUNED = {
    "CONCURRENT_ITEMS": 1,
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}


class FollowSpider(scrapy.Spider):
    """The spider of ``scrapy bench``, on our site: all links of all pages."""

    name = "follow"
    site: str
    links = LinkExtractor()

    async def start(self) -> Any:
        yield scrapy.Request(f"{self.site}/list/0.html")

    def parse(self, response: Any) -> Any:
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url, self.parse)


class BareSpider(scrapy.Spider):
    """The least a crawl of our site can do: follow the list's links, keep a title."""

    name = "bare"
    site: str

    async def start(self) -> Any:
        yield scrapy.Request(f"{self.site}/list/0.html")

    def parse(self, response: Any) -> Any:
        for link in response.css("ul.list a"):
            yield response.follow(link, self.parse_article)
        yield from response.follow_all(css="body > a")

    def parse_article(self, response: Any) -> Any:
        yield {"url": response.url, "title": response.css("title::text").get()}


class BareExtractSpider(BareSpider):
    """The same with the project's extraction."""

    def parse_article(self, response: Any) -> Any:
        from crawler.extract.article_page import extract_article

        yield extract_article(
            response.body, channel="bare", url=response.url, fetched_at="2019-02-24T00:00:00+00:00"
        )


SPIDERS = {"follow": FollowSpider, "bare_extract": BareExtractSpider}


class BareWarc:
    """Archive each response as ours does, from the same encoder, and nothing else."""

    def __init__(self) -> None:
        from archive.warc_writer import WarcFiles
        from storage.paths import ChannelPaths

        paths = ChannelPaths(Path(os.environ["COVERAGE_DATA"]), "bare")
        self._files = WarcFiles(paths, "bench", max_bytes=1024**3)

    def process_response(self, request: Any, response: Any) -> Any:
        from archive.warc_writer import encode

        date = "2019-02-24T00:00:00Z"
        self._files.append(encode(request, response, date=date, meta={}))
        return response


def run_variant(variant: str, site: str) -> None:
    """In a child of its own: crawl, then print one JSON line of what it took."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    settings = Settings()
    if variant != "ours":
        spider: Any = SPIDERS.get(variant, BareSpider)
        spider.site = site
        settings.setdict(OPEN_THROTTLE | (TUNED if variant.startswith("bare_") else {}))
        if variant == "follow":  # it is slow
            settings.set("CLOSESPIDER_PAGECOUNT", 4 * WARM_UP)
        if variant in ("bare_warc", "bare_extract"):
            settings.set("DOWNLOADER_MIDDLEWARES", {"bench.crawl.BareWarc": 860})
    else:
        settings.setmodule("crawler.settings")
        settings.setdict(OPEN_THROTTLE | {"FETCH_ALLOW_PRIVATE": site.removeprefix("http://")})
        os.environ["BENCH_SITE"] = site
        from bench.channels.bench_site import BenchSiteSpider

        spider = BenchSiteSpider
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    process.crawl(crawler)
    marks: list[tuple[float, float]] = []
    count = 0

    def note() -> None:
        nonlocal count
        count += 1
        if count <= WARM_UP + 1:  # what watches memory must not grow itself
            marks.append(_clocks())
        if count % EVERY == 0:
            print(json.dumps({"pages": count, "rss": resident()}), flush=True)

    crawler.signals.connect(note, scrapy.signals.response_received)
    process.start()
    warm = min(WARM_UP, count // 4)  # imports and first connections are not the question
    (wall, cpu), (wall_end, cpu_end) = marks[warm], _clocks()
    took = wall_end - wall
    pages = count - warm
    print(
        json.dumps(
            {
                "pages": pages,
                "items": crawler.stats.get_value("item_scraped_count"),
                "rate": pages / took,
                "cpu_ms": (cpu_end - cpu) / pages * 1000,
                "rss": resident(),
            }
        )
    )


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def measure(variant: str, site: str) -> dict[str, float]:
    """One run of one variant, pinned to its core, with a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-crawl-") as folder:
        run = subprocess.run(
            [
                *("taskset", "-c", str(CRAWLER_CORE), sys.executable, "-m", "bench.crawl"),
                *("--variant", variant, "--site", site),
            ],
            env=os.environ | {"COVERAGE_DATA": folder, "CRAWL_CONTACT": "mailto:bench@example.org"},
            capture_output=True,
            text=True,
        )
    if run.returncode:
        raise RuntimeError(f"{variant}: {run.stderr[-2000:]}")
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


def compare(pages: int, rounds: int) -> None:
    """Every variant in every round, and of each the median round."""
    runs: dict[str, list[dict[str, float]]] = {variant: [] for variant in VARIANTS}
    with serving(articles=pages, kilobytes=100, core=SERVER_CORE) as site:
        for _ in range(rounds):
            for variant in VARIANTS:
                runs[variant].append(measure(variant, site))
    title = f"{pages:,} pages of 100 KB, one core for the crawler, median of {rounds} rounds"
    table = Table(title=title)
    for heading in ("", "CPU ms/page", "of bare", "pages/s", "of bare", "RSS MiB"):
        table.add_column(heading, justify="right" if heading else "left")
    cost = {variant: median(run["cpu_ms"] for run in done) for variant, done in runs.items()}
    for variant, name in VARIANTS.items():
        rate, rss = (median(run[figure] for run in runs[variant]) for figure in ("rate", "rss"))
        by_cpu, by_wall = (median(shares(runs, variant, "bare", f)) for f in ("cpu_ms", "rate"))
        table.add_row(
            name, f"{cost[variant]:.2f}", f"{by_cpu:.2f}", f"{rate:.0f}", f"{by_wall:.2f}",
            f"{rss:.0f}",
        )  # fmt: skip
    Console(width=110).print(table)
    where_the_time_goes(cost)
    got = sorted(shares(runs, "ours", "bare", "cpu_ms"))
    print(
        f"ours is {median(shares(runs, 'ours', 'follow', 'cpu_ms')):.2f} of `scrapy bench`'s spider"
        f" and {median(got):.2f} of bare Scrapy by CPU ({got[0]:.2f} to {got[-1]:.2f}) and"
        f" {median(shares(runs, 'ours', 'bare', 'rate')):.2f} by pages/s;"
        f" {median(shares(runs, 'ours', 'bare_extract', 'cpu_ms')):.2f} of bare Scrapy doing the"
        f" same work. demand ≥ {DEMAND} of bare by CPU:"
        f" {'met' if median(got) >= DEMAND else 'not met'}"
    )


def shares(
    runs: dict[str, list[dict[str, float]]], variant: str, other: str, figure: str
) -> list[float]:
    """Of every round, how much of ``other``'s speed ``variant`` reached."""
    pairs = zip(runs[variant], runs[other], strict=True)
    if figure == "rate":
        return [run[figure] / against[figure] for run, against in pairs]
    return [against[figure] / run[figure] for run, against in pairs]


def where_the_time_goes(cost: dict[str, float]) -> None:
    """CPU of a page of ours by what it is spent on, each the difference of two rows above."""
    parts = {
        "Scrapy itself": cost["bare_tuned"],
        "WARC: two records, three digests, gzip": cost["bare_warc"] - cost["bare_tuned"],
        "extraction: charset, parse, article": cost["bare_extract"] - cost["bare_warc"],
        "ledger, robots, resolver, budgets, raw items": cost["ours"] - cost["bare_extract"],
    }
    table = Table(title="where the time of a page goes")
    for heading in ("", "CPU ms", "share"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, spent in parts.items():
        table.add_row(name, f"{spent:.2f}", f"{spent / cost['ours']:.0%}")
    Console(width=110).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", type=int, metavar="PAGES")
    parser.add_argument("--variant", choices=VARIANTS, help=argparse.SUPPRESS)
    parser.add_argument("--site", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.variant:
        run_variant(options.variant, options.site)
    elif options.memory:
        with serving(articles=options.memory, kilobytes=100, core=SERVER_CORE) as site:
            watch(site)
    else:
        compare(options.pages, options.rounds)


if __name__ == "__main__":
    main()
