"""Scrapy's spider loader, for which one file that cannot be read does not stop the others."""

from __future__ import annotations

import logging
import traceback
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from scrapy.spiderloader import SpiderLoader

if TYPE_CHECKING:
    from scrapy import Spider

logger = logging.getLogger(__name__)


class BrokenSpiderError(KeyError):
    """The channel's file cannot be read; says which line of it and why."""

    def __str__(self) -> str:
        return str(self.args[0])


class ForgivingSpiderLoader(SpiderLoader):
    """Channels of broken files are missing from ``list()``; ``broken`` says why, by file stem."""

    def _load_all_spiders(self) -> None:
        self.broken: dict[str, str] = {}
        for package in self.spider_modules:
            folder = import_module(package)
            self._load_spiders(folder)
            for found in walk_packages(getattr(folder, "__path__", ()), f"{package}."):
                try:
                    self._load_spiders(import_module(found.name))
                except Exception as error:  # whatever a channel's file does when it is imported
                    self._note(found.name, error)
        self._check_name_duplicates()

    def load(self, spider_name: str) -> type[Spider]:
        """Raises BrokenSpiderError, else KeyError if there is no such channel."""
        if spider_name not in self._spiders and spider_name in self.broken:
            raise BrokenSpiderError(self.broken[spider_name])
        return super().load(spider_name)

    def _note(self, module: str, error: Exception) -> None:
        """File stem and channel name are one (tests/crawler/test_conventions.py)."""
        where = f"line {error.lineno}" if isinstance(error, SyntaxError) else _line_of(error)
        why = f"{module.replace('.', '/')}.py: {where}: {type(error).__name__}: {error}"
        self.broken[module.rpartition(".")[2]] = " ".join(why.split())[:300]
        logger.error("频道文件有错，已跳过 | a channel's file is broken, the others go on: %s", why)


def _line_of(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"line {frames[-1].lineno}" if frames else "?"
