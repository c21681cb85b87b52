"""``scrapy replay CHANNEL``: extraction again over the archive, no network."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.statscollectors import MemoryStatsCollector

from crawler.commands.crawl import why_not_loaded
from crawler.replay import Replay
from crawler.session.ledger import Ledger
from storage.exit_codes import CrawlExit
from storage.leases import FileLease, LeaseHeldError, held
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider


class Command(BaseRunSpiderCommand):
    """Rebuilds raw items from WARC; the archive itself is never touched."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] CHANNEL"

    def short_desc(self) -> str:
        return "Extract archived pages of a channel again, without network"

    def long_desc(self) -> str:
        return (
            "Extract archived pages again with the present extraction and put the items in place of"
            " the old ones. -a since=YYYY-MM-DD -a until=YYYY-MM-DD choose articles by the day"
            " their list printed. Same extractor version: the files stay byte for byte the same."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-n", "--dry-run", action="store_true", help="only say what would change"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give exactly one channel: scrapy replay CHANNEL", print_help=False)
        assert self.crawler_process is not None
        assert self.settings is not None
        channel = args[0]
        loader = self.crawler_process.spider_loader
        if unknown := set(opts.spargs) - {"since", "until"}:
            raise UsageError(
                f"replay takes since and until, not {sorted(unknown)}", print_help=False
            )
        try:
            spider_class = loader.load(channel)
        except KeyError as error:
            self._end(channel, CrawlExit.BAD_ARGUMENT, why_not_loaded(channel, loader, error))
            return
        paths = ChannelPaths(Path(self.settings["COVERAGE_DATA"]).absolute(), channel)
        try:
            with held(FileLease(paths.lease), f"channel {channel}"):
                self._replay(paths, spider_class, opts)
        except LeaseHeldError as error:
            self._end(channel, CrawlExit.LOCK_HELD, str(error))
        except ValueError as error:
            self._end(channel, CrawlExit.BAD_ARGUMENT, f"参数错误 | {' '.join(str(error).split())}")
        except OSError as error:
            self._end(channel, CrawlExit.DISK_FULL, f"无法写入 | cannot write: {error}")

    def _replay(
        self, paths: ChannelPaths, spider_class: type[Spider], opts: argparse.Namespace
    ) -> None:
        assert self.crawler_process is not None
        assert self.settings is not None
        crawler = self.crawler_process.create_crawler(spider_class)
        crawler.stats = MemoryStatsCollector(crawler)
        spider = spider_class.from_crawler(crawler, **opts.spargs)
        replay = Replay(
            paths,
            spider,
            since=opts.spargs.get("since"),
            until=opts.spargs.get("until"),
            maxsize=self.settings.getint("DOWNLOAD_MAXSIZE"),
            learned=_learned(paths),
        )
        identical = changed = added = 0
        for replayed in replay.crawls():
            if not (opts.dry_run or replayed.is_identical):
                replay.write(replayed)
            identical += replayed.identical
            changed += replayed.changed
            added += replayed.added
            sys.stdout.write(
                f"{replayed.crawl_id}  identical {replayed.identical}  changed {replayed.changed}"
                f"  added {replayed.added}  kept {replayed.kept}\n"
            )
        if identical + changed + added == 0:
            self._end(
                paths.channel,
                CrawlExit.NOTHING_FOUND,
                "存档中没有该范围的文章 | the archive holds no article of that range",
            )
            return
        self._end(
            paths.channel,
            CrawlExit.OK,
            f"重新提取完成 | replayed {identical + changed + added} article(s): {identical}"
            f" identical, {changed} changed, {added} added{' (dry run)' if opts.dry_run else ''}",
        )

    def _end(self, channel: str, exit_code: int, reason: str) -> None:
        self.exitcode = exit_code
        sys.stderr.write(f"{channel}: {reason}\n")


def _learned(paths: ChannelPaths) -> set[str]:
    """Parameters the channel's crawls have learned to fold; a damaged ledger tells none."""
    if not paths.ledger.exists():
        return set()
    try:
        ledger = Ledger(paths.ledger)
    except sqlite3.DatabaseError:
        return set()
    try:
        return set(ledger.parameters.learned)
    finally:
        ledger.close()
