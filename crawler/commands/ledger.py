"""``scrapy ledger CHANNEL``: what a channel owes; put articles back to owed; rebuild the ledger."""

from __future__ import annotations

import inspect
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.http import Request
from scrapy.statscollectors import MemoryStatsCollector

from crawler.commands.crawl import ledger_problem, why_not_loaded
from crawler.extract.urls import canonical_url
from crawler.platforms.list_reading import ListPage
from crawler.replay import rebuild as response_of
from crawler.session.ledger import Ledger
from crawler.session.ledger_rebuild import rebuild_ledger, set_aside
from storage.exit_codes import CrawlExit
from storage.leases import FileLease, LeaseHeldError, held
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from scrapy import Spider

    from archive.warc_reader import Archived

REOPENED = "reopened"


class Command(BaseRunSpiderCommand):
    """Never deletes: a damaged ledger is set aside, archive and items are only read."""

    requires_project = True

    def syntax(self) -> str:
        return "CHANNEL [--reopen [URL…] | --rebuild]"

    def short_desc(self) -> str:
        return "What a channel owes; put articles back to owed; rebuild a damaged ledger"

    def long_desc(self) -> str:
        return (
            "Without options: how many articles are done, owed, given up, gone. --reopen URL…:"
            " the next crawl requests these articles again, whatever became of them (stored"
            " wrongly, for one); without URL: all that were given up. --rebuild: make a damaged"
            " ledger again from archive and raw items; the damaged file is kept beside it."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--reopen", nargs="*", metavar="URL", help="have articles owed again")
        parser.add_argument("--rebuild", action="store_true", help="make the ledger again")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1 or (opts.rebuild and opts.reopen is not None):
            raise UsageError(
                "give one channel and one option: scrapy ledger CHANNEL [--reopen [URL…] |"
                " --rebuild]",
                print_help=False,
            )
        assert self.crawler_process is not None
        assert self.settings is not None
        channel = args[0]
        loader = self.crawler_process.spider_loader
        try:
            spider_class = loader.load(channel)
        except KeyError as error:
            self._end(channel, CrawlExit.BAD_ARGUMENT, why_not_loaded(channel, loader, error))
            return
        paths = ChannelPaths(Path(self.settings["COVERAGE_DATA"]).absolute(), channel)
        try:
            with held(FileLease(paths.lease), f"channel {channel}"):
                if opts.rebuild:
                    self._rebuild(paths, spider_class, opts)
                else:
                    self._tell_or_reopen(paths, opts.reopen)
        except LeaseHeldError as error:
            self._end(channel, CrawlExit.LOCK_HELD, str(error))
        except sqlite3.DatabaseError as error:
            self._end(channel, *ledger_problem(channel, error))
        except OSError as error:
            self._end(channel, CrawlExit.DISK_FULL, f"无法写入 | cannot write: {error}")

    def _tell_or_reopen(self, paths: ChannelPaths, urls: list[str] | None) -> None:
        if not paths.ledger.exists():
            said = "还没有台账 | no ledger yet: scrapy crawl it first, or --rebuild"
            self._end(paths.channel, CrawlExit.NOTHING_FOUND, said)
            return
        ledger = Ledger(paths.ledger)
        try:
            if urls is None:
                self._end(paths.channel, CrawlExit.OK, _told(ledger))
            else:
                self._end(paths.channel, *_reopen(ledger, urls))
        finally:
            ledger.close()

    def _rebuild(
        self, paths: ChannelPaths, spider_class: type[Spider], opts: argparse.Namespace
    ) -> None:
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(spider_class)
        crawler.stats = MemoryStatsCollector(crawler)
        spider = spider_class.from_crawler(crawler, **opts.spargs)
        maxsize = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        aside = set_aside(paths.ledger)
        ledger = Ledger(paths.ledger)
        try:
            found = rebuild_ledger(
                paths,
                ledger,
                damaged=aside,
                read_list=lambda archived: _article_requests(archived, spider, maxsize),
            )
            told = _told(ledger)
        finally:
            ledger.close()
        kept = f"; the damaged file is {aside}" if aside else ""
        self._end(
            paths.channel,
            CrawlExit.OK,
            f"台账已重建 | the ledger is made again: {found.items} item(s), {found.salvaged} row(s)"
            f" read from the damaged one, {found.owed} owed found in the archive{kept} | {told}",
        )

    def _end(self, channel: str, exit_code: int, reason: str) -> None:
        self.exitcode = exit_code
        sys.stderr.write(f"{channel}: {reason}\n")


def _told(ledger: Ledger) -> str:
    counts = ledger.counts()
    owed = counts.get("seen", 0) + counts.get("failed", 0)
    done, given_up, gone = (counts.get(name, 0) for name in ("done", "given_up", "gone"))
    said = (
        f"已有 {done}，尚欠 {owed}，放弃 {given_up}，已删 {gone} | {done} done, {owed} owed,"
        f" {given_up} given up, {gone} gone"
    )
    learned = ", ".join(sorted(ledger.parameters.learned))
    return said + (f"; parameters that name no article: {learned}" if learned else "")


def _reopen(ledger: Ledger, urls: list[str]) -> tuple[int, str]:
    keys = [ledger.parameters.fold(canonical_url(url)) for url in urls]
    unknown = [url for url, key in zip(urls, keys, strict=True) if ledger.get(key) is None]
    if unknown:
        said = f"台账中没有 | the ledger knows no {unknown[0][:200]}: nothing was changed"
        return CrawlExit.BAD_ARGUMENT, said
    if not urls:
        keys = [entry.canonical_url for entry in ledger.given_up()]
    count = ledger.reopen(keys, REOPENED)
    ledger.commit()
    return (
        CrawlExit.OK,
        f"重新列为尚欠 | {count} article(s) owed again: the next crawl asks for them",
    )


def _article_requests(archived: Archived, spider: Any, maxsize: int) -> Iterator[Request]:
    """What the channel finds on an archived list page; a page it cannot read names nothing."""
    callback = getattr(spider, archived.meta.get("callback") or "parse", None)
    if callback is None:
        return
    given = dict(archived.meta.get("cb_kwargs") or {})
    if "page" in inspect.signature(callback).parameters:
        given.setdefault("page", ListPage(entry=archived.url))
    try:
        request = Request(archived.url, callback=callback, meta=dict(archived.meta))
        request.meta["fetched_at"] = archived.date.replace("Z", "+00:00")
        response = response_of(archived, request, spider.crawler, maxsize)
        outputs = list(callback(response, **given) or ())
    except Exception:  # whatever a page of years ago does to the spider of today
        spider.logger.warning("%s: list cannot be read again", archived.url[:200], exc_info=True)
        return
    for output in outputs:
        if isinstance(output, Request) and output.meta.get("kind") == "article":
            output.meta.setdefault("canonical_url", canonical_url(output.url))
            yield output
