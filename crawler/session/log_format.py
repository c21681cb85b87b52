"""The log without a line for each page that went well: those are in the archive."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class QuietLogFormatter(LogFormatter):
    """Scrapy's, but what would be logged as DEBUG is not even put into words unless asked for."""

    def __init__(self, crawler: Crawler) -> None:
        level = crawler.settings.get("LOG_LEVEL")
        number = logging.getLevelName(level) if isinstance(level, str) else level
        self._is_telling = isinstance(number, int) and number <= logging.DEBUG

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> QuietLogFormatter:
        return cls(crawler)

    def crawled(self, *arguments: Any) -> Any:
        return super().crawled(*arguments) if self._is_telling else None

    def scraped(self, *arguments: Any) -> Any:
        return super().scraped(*arguments) if self._is_telling else None
