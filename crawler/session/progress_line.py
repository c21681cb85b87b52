"""What a person sees while a crawl runs: a progress line, and a log of what went wrong only."""

from __future__ import annotations

import logging
import sys
import time
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.logformatter import LogFormatter
from scrapy.utils.asyncio import create_looping_call

from crawler.session.sessions import session_of

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from scrapy.crawler import Crawler


class ProgressLine:
    """Pages, new articles, errors, pages per second; only at a terminal."""

    def __init__(self, crawler: Crawler) -> None:
        if not sys.stderr.isatty():
            raise NotConfigured
        self._crawler = crawler
        self._session = session_of(crawler)
        self._bar: RichProgress | None = None
        crawler.signals.connect(self._open, signals.spider_opened)
        crawler.signals.connect(self._close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressLine:
        return cls(crawler)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import Progress as RichProgress
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bar = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(self._session.paths.channel, total=None)
        self._bar.start()
        self._started = time.monotonic()
        self._loop = create_looping_call(self._show)
        self._loop.start(0.5)

    def _show(self) -> None:
        stats = self._crawler.stats
        pages = stats.get_value("pages_fetched", 0)
        errors = sum(
            value for name, value in stats.get_stats().items() if name.startswith("errors/")
        )
        rate = pages / max(time.monotonic() - self._started, 0.1)
        assert self._bar is not None
        self._bar.update(
            self._task,
            description=f"{self._session.paths.channel}  页 pages {pages}  新 new"
            f" {self._session.item_count}  错 errors {errors}  {rate:.1f}/s",
        )

    def _close(self) -> None:
        if self._bar is not None:
            self._loop.stop()
            self._show()  # a crawl may be over before its first half second is
            self._bar.stop()


class LazyLogFormatter(LogFormatter):
    """Scrapy's, but a page that went well is put into words only if DEBUG is logged.

    Those pages are in the archive.
    """

    def __init__(self, crawler: Crawler) -> None:
        level = crawler.settings.get("LOG_LEVEL")
        number = logging.getLevelName(level) if isinstance(level, str) else level
        self._is_debugging = isinstance(number, int) and number <= logging.DEBUG

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LazyLogFormatter:
        return cls(crawler)

    def crawled(self, *arguments: Any) -> Any:
        return super().crawled(*arguments) if self._is_debugging else None

    def scraped(self, *arguments: Any) -> Any:
        return super().scraped(*arguments) if self._is_debugging else None
