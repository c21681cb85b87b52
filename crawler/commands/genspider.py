"""``scrapy genspider``: Scrapy's own, but what it refuses is one line and exit code 2, never 0."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands.genspider import Command as ScrapyGenspider
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from storage.paths import CHANNEL_NAME

if TYPE_CHECKING:
    import argparse


class Command(ScrapyGenspider):
    """Begins a channel: ``scrapy genspider -t PLATFORM NAME HOST``."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        wanted = opts.dump or opts.template
        names = sorted(path.stem for path in Path(self.templates_dir).glob("*.tmpl"))
        is_a_file = wanted.endswith(".tmpl") and Path(wanted).is_file()
        if not opts.list and wanted not in names and not is_a_file:
            raise UsageError(
                f"没有这个模板 | no such template: {wanted}; there are: {', '.join(names)}",
                print_help=False,
            )
        if len(args) == 2 and not (opts.list or opts.dump):
            self._refuse_name(args[0], is_forced=opts.force)
        super().run(args, opts)

    def _refuse_name(self, name: str, *, is_forced: bool) -> None:
        assert self.settings is not None
        if not CHANNEL_NAME.fullmatch(name):
            raise UsageError(
                f"频道名只用小写字母、数字、下划线 | not a channel name: {name[:64]!r} (small"
                " letters, digits, _; at most 48)",
                print_help=False,
            )
        if not is_forced and name in get_spider_loader(self.settings).list():
            raise UsageError(
                f"频道已存在 | {name} exists: choose another name, or edit its file",
                print_help=False,
            )
