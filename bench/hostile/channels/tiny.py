"""A channel for tests: lists and articles of the server named by the environment, no rules."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import scrapy

from archive.pointer import WarcPointer
from crawler.items import Article, Block

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class TinySpider(scrapy.Spider):
    """Lists link to /a/… articles and /list… lists; an article is its heading and paragraphs."""

    name = "tiny"
    is_sample = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = os.environ["TINY_SITE"].split()
        self.legacy_tls = tuple(os.environ.get("TINY_LEGACY_TLS", "").split())
        self.intermediates = json.loads(os.environ.get("TINY_INTERMEDIATES", "{}"))
        self.only_scheme = json.loads(os.environ.get("TINY_ONLY_SCHEME", "{}"))

    async def start(self) -> AsyncIterator[Any]:
        for url in self.start_urls:
            yield scrapy.Request(url, self.parse, meta={"kind": "list"})

    def parse(self, response: Any) -> Iterator[Any]:
        for link in response.css("a"):
            url = response.urljoin(link.attrib["href"])
            if ":" not in url or url.startswith("javascript:"):
                continue  # no address Scrapy would take
            if "/a/" in url:
                self.crawler.stats.inc_value("links_found")
                meta = {
                    "kind": "article",
                    "canonical_url": url,
                    "list_date": link.attrib.get("title"),
                    "list_headline": link.css("::text").get(),
                    "list_url": response.url,
                }
                yield scrapy.Request(url, self.parse_article, meta=meta)
            else:
                yield scrapy.Request(url, self.parse, meta={"kind": "list"})

    def parse_article(self, response: Any) -> Iterator[Any]:
        asked = response.meta.get("redirect_urls", [response.request.url])[0]
        yield Article(
            channel=self.name,
            url=response.url,
            requested_url=asked,
            canonical_url=response.meta["canonical_url"],
            fetched_at=response.meta["fetched_at"],
            headline_raw=response.css("h1::text").get(),
            blocks=[Block(text=text) for text in response.css("p::text").getall()],
            list_url=response.meta["list_url"],
            list_headline=response.meta["list_headline"],
            list_date=response.meta["list_date"],
            warc=[WarcPointer(**response.meta["warc"])] if "warc" in response.meta else [],
        )
