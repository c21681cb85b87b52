"""``scrapy record URL_OR_FILE``: keep a page and the item it gives, as a golden test.

Two files under ``tests/pages/<channel>/``: the bytes as they came and the item as JSON. Read the
item before you commit it: from then on it is what the page must give.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from crawler.channel_kinds import is_live
from crawler.channel_list import no_such_channel
from crawler.commands.crawl import Command as CrawlCommand
from crawler.extract.article_page import extract_article
from crawler.extract.urls import hosts_of, is_on, is_web
from crawler.items import to_line
from storage.clock import utc_now
from storage.exit_codes import CrawlExit
from storage.files import write_whole

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from scrapy.http import Response

    from crawler.items import Article
    from crawler.platforms.base import ChannelSpider

PAGES = Path(__file__).resolve().parents[2] / "tests" / "pages"


class Command(CrawlCommand):
    def syntax(self) -> str:
        return "[options] URL_OR_FILE"

    def short_desc(self) -> str:
        return "Save a page and its item under tests/pages as a golden test"

    def long_desc(self) -> str:
        return (
            "Fetch one page as politely as a crawl would (or read a file: then --channel and --url"
            " are needed) and save it with the item it gives under tests/pages/<channel>/."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--channel", help="channel; default: the one that owns the address")
        parser.add_argument("--url", help="address a file was saved from")
        parser.add_argument("--into", type=Path, default=PAGES, help="folder; default: tests/pages")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError(
                "give one address or one file: scrapy record URL_OR_FILE", print_help=False
            )
        url = args[0] if is_web(args[0]) else opts.url
        if not url or not is_web(url):
            raise UsageError(
                "a file needs the address it was saved from: --url http://...", print_help=False
            )
        spider = self._spider(opts.channel, url)
        if is_web(args[0]):
            self._record_address(spider, url, opts)
            return
        try:
            body = Path(args[0]).read_bytes()
        except OSError as error:
            raise UsageError(f"{args[0]}: {error.strerror}", print_help=False) from None
        rules = spider.rules_for(spider(), url)
        article = extract_article(
            body,
            channel=spider.name,
            url=url,
            fetched_at=_now(),
            rules=rules,
            requested_url=url,
            url_rewrites=spider.url_rewrites,
        )
        self._save(opts.into, article, body)

    def _spider(self, name: str | None, url: str) -> type[ChannelSpider]:
        assert self.crawler_process is not None
        loader = self.crawler_process.spider_loader
        if name and name not in loader.list():
            raise UsageError(no_such_channel(name, loader.list()), print_help=False)
        for candidate in [name] if name else loader.list():
            spider = cast("type[ChannelSpider]", loader.load(candidate))
            if name or is_on(url, getattr(spider, "hosts", ()) or hosts_of(spider.entries())):
                return spider
        raise UsageError(
            f"no channel owns {urlsplit(url).hostname}; name one: --channel", print_help=False
        )

    def _record_address(
        self, spider: type[ChannelSpider], url: str, opts: argparse.Namespace
    ) -> None:
        assert self.settings is not None
        if is_live(spider) and not self.settings.get("CRAWL_CONTACT"):
            self._end(spider.name, CrawlExit.NO_CONTACT, "set CRAWL_CONTACT to fetch live pages")
            return
        recording = recording_of(spider, url)
        # The machinery of a crawl in a folder of its own: the channel's ledger learns nothing.
        with tempfile.TemporaryDirectory() as folder:
            self.settings.set("COVERAGE_DATA", folder, priority="cmdline")
            self._crawl(recording, opts)
        if recording.kept:
            article, body = recording.kept[0]
            self._save(opts.into, article, body)

    def _save(self, folder: Path, article: Article, body: bytes) -> None:
        name = re.sub(r"\W+", "-", urlsplit(article.canonical_url).path).strip("-")[:80]
        target = folder / article.channel / (name or "page")
        item = to_line(article) | {"warc": []}
        text = json.dumps(item, ensure_ascii=False, indent=1) + "\n"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target.with_suffix(".html"), body)
        write_whole(target.with_suffix(".json"), text)
        verdict = article.drop_reason or f"{len(article.blocks)} blocks, {article.headline_raw!r}"
        sys.stdout.write(f"{target}.html + .json: {verdict}; read the item before you commit it\n")


def recording_of(spider: type[ChannelSpider], url: str) -> Any:
    """The channel's spider made to ask for one page and keep what came."""

    class Recording(spider):  # type: ignore[misc, valid-type]
        kept: list[tuple[Article, bytes]] = []

        async def start(self) -> AsyncIterator[Any]:
            yield self.article_request(url)

        def parse_article(self, response: Response) -> Any:
            article = self.extract(response)
            self.crawler.stats.inc_value("links_found")
            self.kept.append((article, response.body))
            yield article

    return Recording


def _now() -> str:
    return utc_now().isoformat(timespec="seconds")
