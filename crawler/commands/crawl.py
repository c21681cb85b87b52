"""``scrapy crawl CHANNEL``: one polite, incremental, resumable crawl that says how it ended."""

from __future__ import annotations

import logging
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from crawler.channel_kinds import is_live, is_sample
from crawler.channel_list import no_such_channel, write_channel_list
from crawler.failures import plain
from crawler.network.gateway import Gateway, GatewayError, find_or_start
from crawler.session.crawl_session import CrawlSession
from crawler.session.extension import finish
from crawler.session.ledger_schema import is_damage
from crawler.session.sessions import use_session
from crawler.spider_loader import BrokenSpiderError
from storage.exit_codes import CrawlExit, told
from storage.leases import LeaseHeldError

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.spiderloader import SpiderLoaderProtocol

# Forty lines of settings at every start hide the one line that matters.
CHATTERING = ("scrapy.middleware", "scrapy.crawler", "scrapy.addons")


class Command(ScrapyCrawl):
    """Exit codes: ``storage.exit_codes.CrawlExit``."""

    def syntax(self) -> str:
        return "[options] CHANNEL"

    def short_desc(self) -> str:
        return "Crawl one channel: polite, incremental, resumable"

    def long_desc(self) -> str:
        return f"Crawl one channel (see: scrapy list). Exit code {told(CrawlExit)}."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        ScrapyCommand.add_options(self, parser)
        parser.add_argument(
            "-a",
            dest="spargs",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="since=YYYY-MM-DD, until=YYYY-MM-DD, max_pages=N, canary=1 (may be repeated)",
        )
        # No -o and -O: they cut the old file before the first new item is there.
        parser.set_defaults(output=None, overwrite_output=None)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError(
                "give exactly one channel: scrapy crawl CHANNEL [-a NAME=VALUE]; its items go to"
                " the data folder",
                print_help=False,
            )
        for name in CHATTERING:
            logging.getLogger(name).setLevel(logging.WARNING)
        channel = args[0]
        assert self.crawler_process is not None
        assert self.settings is not None
        loader = self.crawler_process.spider_loader
        try:
            spider = loader.load(channel)
        except KeyError as error:
            self._end(channel, CrawlExit.BAD_ARGUMENT, why_not_loaded(channel, loader, error))
            return
        if problem := _argument_problem(spider, opts.spargs):
            self._end(channel, CrawlExit.BAD_ARGUMENT, f"参数错误 | {problem}")
            return
        if is_live(spider) and not self.settings.get("CRAWL_CONTACT"):
            self._end(
                channel,
                CrawlExit.NO_CONTACT,
                "请设置 CRAWL_CONTACT（网址或邮箱）| a live channel needs CRAWL_CONTACT, an address"
                " where a webmaster finds you: export CRAWL_CONTACT=mailto:you@example.org",
            )
            return
        _introduce(self.settings)
        self._crawl(spider, opts)

    def _crawl(self, spider: type[Spider], opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None
        assert self.settings is not None
        data = Path(self.settings["COVERAGE_DATA"])
        gateway: Gateway | None = None
        try:
            if is_sample(spider):
                gateway = find_or_start(self.settings)
                _allow(self.settings, gateway)
            write_channel_list(self.crawler_process.spider_loader, data)
            session = CrawlSession.open(spider.name, self.settings)
        except GatewayError as error:
            self._end(spider.name, CrawlExit.NO_NEWSROOM, f"示例新闻站不可用 | {error}")
        except LeaseHeldError as error:
            self._end(spider.name, CrawlExit.LOCK_HELD, str(error))
        except sqlite3.DatabaseError as error:
            self._end(spider.name, *ledger_problem(spider.name, error))
        except (OSError, ValueError) as error:
            self._end(spider.name, CrawlExit.DISK_FULL, f"无法写入数据目录 | data folder: {error}")
        else:
            self._run_session(spider, session, opts)
        finally:
            if gateway is not None:
                gateway.close()

    def prepare(self, crawler: Crawler) -> None:
        """What a command adds to the crawler before it runs: nothing."""

    def _run_session(
        self, spider: type[Spider], session: CrawlSession, opts: argparse.Namespace
    ) -> None:
        assert self.crawler_process is not None
        crawler = self._create_crawler(spider)
        use_session(crawler, session)
        self.prepare(crawler)
        try:
            self.crawler_process.crawl(crawler, **opts.spargs)
            self.crawler_process.start()
        finally:
            verdict = finish(session, crawler, crawler.spider, "start_error")
        self._end(spider.name, verdict.exit_code, verdict.reason)

    def _end(self, channel: str, exit_code: int, reason: str) -> None:
        self.exitcode = exit_code
        sys.stderr.write(f"{channel}: {reason}\n")


def why_not_loaded(channel: str, loader: SpiderLoaderProtocol, error: KeyError) -> str:
    """One line: the channel's file is broken, or there is none, and then which is nearest."""
    if isinstance(error, BrokenSpiderError):
        return f"频道文件有错 | the channel's file is broken: {error}"
    return no_such_channel(channel, loader.list())


def ledger_problem(channel: str, error: sqlite3.DatabaseError) -> tuple[CrawlExit, str]:
    """What to do about a ledger that cannot be opened. Never: delete it."""
    if is_damage(error):
        return (
            CrawlExit.LEDGER_DAMAGED,
            f"台账损坏：scrapy ledger {channel} --rebuild | the ledger is damaged ({error}): scrapy"
            f" ledger {channel} --rebuild makes it again from archive and items",
        )
    return (
        CrawlExit.DISK_FULL,
        f"磁盘无法写入台账：{error} | the disk refuses the ledger ({error}): free space and run"
        " again, nothing is lost",
    )


def _argument_problem(spider: type[Spider], given: dict[str, Any]) -> str | None:
    """What is wrong with the ``-a`` arguments, in one line; None if the spider takes them."""
    check = getattr(spider, "check_arguments", None)
    if check is None:
        return None
    try:
        check(given)
    except ValueError as error:
        return " ".join(str(error).split())[:500]
    return None


def _introduce(settings: Any) -> None:
    """Put the contact address into the user agent, also when it came with ``-s``."""
    contact = plain(settings.get("CRAWL_CONTACT") or "", 100)
    if contact and contact not in settings["USER_AGENT"]:
        agent = f"{settings['USER_AGENT'].partition(' ')[0]} (+{contact})"
        settings.set("USER_AGENT", agent, priority="cmdline")


def _allow(settings: Any, gateway: Gateway) -> None:
    """Let this crawl, and only it, reach the gateway on loopback."""
    allowed = [*settings.getlist("FETCH_ALLOW_PRIVATE"), gateway.pair]
    settings.set("FETCH_ALLOW_PRIVATE", allowed, priority="cmdline")
    settings.set("GATEWAY_ADDRESS", gateway.address, priority="cmdline")
