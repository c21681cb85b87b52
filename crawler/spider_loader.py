"""A spider loader of Scrapy's interface: a file that cannot be read does not stop the others."""

from __future__ import annotations

import logging
import traceback
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from scrapy.utils.spider import iter_spider_classes

from crawler.platforms.base import ChannelSpider
from crawler.platforms.channel_faults import channel_fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from scrapy import Request, Spider
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


class BrokenSpiderError(KeyError):
    """The channel's file cannot be read or used; says which it is, where and why."""

    def __str__(self) -> str:
        return str(self.args[0])


class ForgivingSpiderLoader:
    """A ``SpiderLoaderProtocol``. Channels of broken files are missing from ``list()``.

    ``broken`` says why, by file stem.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.broken: dict[str, str] = {}
        self._spiders: dict[str, type[Spider]] = {}
        for package in settings.getlist("SPIDER_MODULES"):
            folder = import_module(package)
            self._take(folder)
            for found in walk_packages(getattr(folder, "__path__", ()), f"{package}."):
                try:
                    self._take(import_module(found.name))
                except Exception as error:  # whatever a channel's file does when it is imported
                    self._note(found.name, error)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> ForgivingSpiderLoader:
        return cls(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """Raises BrokenSpiderError, else KeyError if there is no such channel."""
        if spider_name in self._spiders:
            return self._spiders[spider_name]
        if spider_name in self.broken:
            raise BrokenSpiderError(self.broken[spider_name])
        raise KeyError(f"Spider not found: {spider_name}")

    def list(self) -> list[str]:
        return [*self._spiders]

    def find_by_request(self, request: Request) -> Sequence[str]:
        """Channels that handle the request's address, by id."""
        return [name for name, found in self._spiders.items() if found.handles_request(request)]

    def _take(self, module: ModuleType) -> None:
        for found in iter_spider_classes(module):
            fault = channel_fault(found) if issubclass(found, ChannelSpider) else None
            if fault is None:
                self._spiders[found.name] = found
            else:
                self._skip(found.name, module.__name__, fault)

    def _note(self, module: str, error: Exception) -> None:
        """File stem and channel name are one (tests/crawler/test_conventions.py)."""
        where = f"line {error.lineno}" if isinstance(error, SyntaxError) else _line_of(error)
        self._skip(module.rpartition(".")[2], module, f"{where}: {type(error).__name__}: {error}")

    def _skip(self, channel: str, module: str, fault: str) -> None:
        why = " ".join(f"{module.replace('.', '/')}.py: {fault}".split())[:300]
        self.broken[channel] = why
        logger.error("频道文件有错，已跳过 | a channel's file is broken, the others go on: %s", why)


def _line_of(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"line {frames[-1].lineno}" if frames else "?"
