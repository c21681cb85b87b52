"""``scrapy channels``: channels and their evidence: a table for people, JSON lines for pipes."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.channel_list import describe_channel
from crawler.commands.crawl import why_not_loaded

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--json] [CHANNEL ...]"

    def short_desc(self) -> str:
        return "List channels with title, region, platform, entry points and their evidence"

    def long_desc(self) -> str:
        return f"{self.short_desc()}: a table at a terminal, JSON lines when piped or with --json."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="JSON lines, also at a terminal")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        names = sorted(loader.list())
        for name in args:
            try:
                loader.load(name)
            except KeyError as error:
                raise UsageError(why_not_loaded(name, loader, error), print_help=False) from None
        rows = [describe_channel(loader.load(name)) for name in args or names]
        if opts.json or not sys.stdout.isatty():
            for row in rows:
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            Console().print(table_of(rows))


def table_of(rows: Iterable[dict[str, Any]]) -> Table:
    """One line an entry point: the evidence belongs to it, not to the channel."""
    columns = (
        "channel 频道",
        "title 名称",
        "region 地区",
        "platform",
        "entry 入口",
        "evidence 证据",
    )
    table = Table(*columns, caption="unverified: a guess that needs a first look 未经核实")
    for row in rows:
        head = [row["channel"], row["title"], row["region_code"] or "", row["platform"] or ""]
        for entry, told in zip(row["entry_points"] or [""], row["evidence"] or [None], strict=True):
            table.add_row(*head, entry, told or ("sample 示例" if row["is_sample"] else ""))
            head = [""] * len(head)
    return table
