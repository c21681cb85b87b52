"""``scrapy channels``: every channel with title, region, platform, entry points; JSON lines."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.channel_list import describe_channel

if TYPE_CHECKING:
    import argparse


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[CHANNEL ...]"

    def short_desc(self) -> str:
        return "List channels with title, region, platform, entry points, as JSON lines"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        names = sorted(loader.list())
        if unknown := sorted(set(args) - set(names)):
            raise UsageError(
                f"no such channel: {', '.join(unknown)}; see: scrapy list", print_help=False
            )
        for name in args or names:
            line = json.dumps(describe_channel(loader.load(name)), ensure_ascii=False)
            sys.stdout.write(line + "\n")
