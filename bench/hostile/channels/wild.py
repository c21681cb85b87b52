"""A channel for tests that asks for whatever a file of addresses holds, one request each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class WildSpider(scrapy.Spider):
    """Nothing is extracted: what matters is what the network saw."""

    name = "wild"
    is_sample = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls = Path(os.environ["WILD_URLS"]).read_text(encoding="utf-8").split("\0")
        self.start_urls = [url for url in self.urls if url.startswith("http://127.0.0.1:")]

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            try:
                request = scrapy.Request(url, meta={"kind": "list"}, dont_filter=True)
            except ValueError:
                self.crawler.stats.inc_value("errors/no_address")
                continue
            yield request

    def parse(self, response: Any) -> None:  # noqa: ARG002
        self.crawler.stats.inc_value("errors/reached")
