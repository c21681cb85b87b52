"""``scrapy canary``: the first look at every live channel, and one table of what it saw.

Each channel is looked at in a process of its own, as ``scrapy crawl CHANNEL -a canary=true`` does
it: what fails there stops nobody else. The data folder is the usual one, so politeness is shared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from scrapy import signals
from scrapy.exceptions import UsageError

from crawler.channel_kinds import is_live, is_sample, is_verified
from crawler.channel_list import no_such_channel
from crawler.commands.crawl import Command as CrawlCommand
from crawler.extract.date_patterns import full_day
from crawler.items import Article
from crawler.network.gateway import GatewayError, find_or_start
from crawler.platforms.article_pages import missing_fields
from crawler.platforms.base import ChannelSpider
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import Crawler

AT_ONCE = 3
LOOK_SECONDS = 600
PAGES = 2
"""A first page and the one after it: so that the pager is seen to work."""
UNREACHED = (CrawlExit.HOST_DEAD, CrawlExit.NO_NEWSROOM, CrawlExit.NO_CONTACT)
BY_ROBOTS: dict[int, str] = {
    CrawlExit.FORBIDDEN_BY_ROBOTS: "forbids",
    CrawlExit.ROBOTS_UNREACHABLE: "unreachable",
}
COLUMNS = ("channel", "reached", "robots", "list", "newest", "fields", "pager", "verdict")


class Command(CrawlCommand):
    def syntax(self) -> str:
        return "[options] [CHANNEL ...]"

    def short_desc(self) -> str:
        return "First look at every live channel: one table, exit code 1 if something is broken"

    def long_desc(self) -> str:
        return (
            "Reads the first list pages and three articles of each channel, politely, and prints"
            " reached, robots, list parsed, newest date, article fields, pager proven, verdict."
            " Without CHANNEL: all live channels with evidence; --unverified: the guesses."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--sample", action="store_true", help="the sample channels")
        parser.add_argument("--unverified", action="store_true", help="channels that are guesses")
        parser.add_argument("--json", action="store_true", help="JSON lines instead of the table")
        parser.add_argument("--one", action="store_true", help="look here, print one JSON line")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.one:
            self._look(args, opts)
            return
        assert self.settings is not None
        channels = self._chosen(args, opts)
        environment = os.environ | {"COVERAGE_DATA": str(self.settings["COVERAGE_DATA"])}
        loader = self._loader()
        gateway = None
        try:
            if any(is_sample(loader.load(name)) for name in channels if name not in loader.broken):
                gateway = find_or_start(self.settings)
                environment["NEWSROOM_GATEWAY"] = gateway.address
            rows = look_at(channels, environment)
        except GatewayError as error:
            self._end("canary", CrawlExit.NO_NEWSROOM, f"示例新闻站不可用 | {error}")
            return
        finally:
            if gateway is not None:
                gateway.close()
        broken = [row["channel"] for row in rows if row["verdict"] != "ok"]
        if opts.json:
            sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            Console(width=None if sys.stdout.isatty() else 200).print(table_of(rows))
        self._end(
            "canary",
            CrawlExit.SPIDER_ERROR if broken else CrawlExit.OK,
            f"{len(rows)} 个频道，{len(broken)} 个有问题 | {len(rows)} channel(s) looked at,"
            f" {len(broken)} broken{': ' if broken else ''}{', '.join(broken)}",
        )

    def _chosen(self, args: list[str], opts: argparse.Namespace) -> list[str]:
        loader = self._loader()
        known = sorted({*loader.list(), *loader.broken})
        if unknown := [name for name in args if name not in known]:
            raise UsageError(no_such_channel(unknown[0], known), print_help=False)
        return args or [name for name in known if self._is_meant(name, opts)]

    def _is_meant(self, name: str, opts: argparse.Namespace) -> bool:
        loader = self._loader()
        if name in loader.broken:
            return not (opts.sample or opts.unverified)
        spider = loader.load(name)
        if opts.sample:
            return is_sample(spider)
        return is_live(spider) and is_verified(spider) != opts.unverified

    def _loader(self) -> Any:
        assert self.crawler_process is not None
        return self.crawler_process.spider_loader

    def _look(self, args: list[str], opts: argparse.Namespace) -> None:
        """One channel, in this process; the last line of stdout is what was seen."""
        opts.spargs = {"canary": "true", "max_pages": str(PAGES)}
        self.exitcode = CrawlExit.OK
        self.articles: list[Article] = []
        self.looked: Crawler | None = None
        self.reason = ""
        super().run(args, opts)
        sys.stdout.write(json.dumps(self._seen(args[0]), ensure_ascii=False) + "\n")

    def prepare(self, crawler: Crawler) -> None:
        crawler.signals.connect(self._keep, signals.item_scraped)
        self.looked = crawler

    def _keep(self, item: Any) -> None:
        if isinstance(item, Article):
            self.articles.append(item)

    def _end(self, channel: str, exit_code: int, reason: str) -> None:
        self.reason = reason
        super()._end(channel, exit_code, reason)

    def _seen(self, channel: str) -> dict[str, Any]:
        stats = self.looked.stats.get_stats() if self.looked and self.looked.stats else {}
        spider: Any = self.looked.spider if self.looked else None
        lists = stats.get("lists_fetched", 0)
        front = spider.discovery.front_links if isinstance(spider, ChannelSpider) else 0
        links = max(stats.get("links_found", 0), front)
        missing = sorted({field for article in self.articles for field in missing_fields(article)})
        days = [day for article in self.articles if (day := newest_of(article))]
        entries = len(getattr(spider, "entry_points", ()))
        failed = stats.get("failed_lists", 0) + stats.get("empty_lists", 0)
        return {
            "channel": channel,
            "reached": self.exitcode not in UNREACHED,
            "robots": BY_ROBOTS.get(self.exitcode, "ok"),
            "list": f"{links} links" if links else "none",
            "newest": max(days).isoformat() if days else None,
            "fields": fields_told(self.articles, missing),
            "pager": "failed" if failed else "proven" if lists > entries else "one page seen",
            "verdict": verdict(self.exitcode, self.reason, self.articles, missing),
        }


def fields_told(articles: list[Article], missing: list[str]) -> str:
    if not articles:
        return "no article"
    return f"no {', '.join(missing)}" if missing else "ok"


def verdict(exit_code: int, reason: str, articles: list[Article], missing: list[str]) -> str:
    """``ok``, or in one line what is broken."""
    if exit_code:
        return reason
    if not articles:
        return "没有文章 | no article came of its lists"
    return f"模板字段缺失 | articles without {', '.join(missing)}" if missing else "ok"


def newest_of(article: Article) -> Any:
    days = [full_day(stated.raw) for stated in article.published]
    return max(filter(None, days), default=None)


def look_at(channels: list[str], environment: dict[str, str]) -> list[dict[str, Any]]:
    """A row a channel, in the order given; progress goes to stderr."""
    found: dict[str, dict[str, Any]] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        looks = {pool.submit(look, channel, environment): channel for channel in channels}
        for done in as_completed(looks):
            row = found[looks[done]] = done.result()
            told = row["verdict"] if row["verdict"] == "ok" else f"!! {row['verdict']}"
            sys.stderr.write(f"[{len(found)}/{len(channels)}] {row['channel']}: {told}\n")
    return [found[channel] for channel in channels]


def look(channel: str, environment: dict[str, str]) -> dict[str, Any]:
    """What the process of one channel says; a process that says nothing is a broken channel."""
    command = [sys.executable, "-m", "scrapy", "canary", "--one", channel, "-L", "ERROR"]
    try:
        run = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=LOOK_SECONDS
        )
    except subprocess.TimeoutExpired:
        return nothing(channel, f"超时 | no end after {LOOK_SECONDS} s")
    try:
        row = json.loads(run.stdout.splitlines()[-1])
        return dict(row)
    except (IndexError, ValueError, TypeError):
        said = (run.stderr.strip().splitlines() or ["?"])[-1]
        return nothing(channel, said[:300])


def nothing(channel: str, why: str) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {"channel": channel, "verdict": why}


def table_of(rows: list[dict[str, Any]]) -> Table:
    table = Table(*COLUMNS)
    for row in rows:
        shown = {True: "yes", False: "no", None: "-"}
        table.add_row(*(str(shown.get(row[name], row[name])) for name in COLUMNS))
    return table
