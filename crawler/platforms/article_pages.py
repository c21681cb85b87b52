"""From the response of an article page to one Article: parts joined in order, pointers kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import scrapy
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from archive.pointer import WarcPointer
from crawler.extract.article_page import extract_article
from crawler.extract.parts import join_parts, part_links
from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import WECHAT_HOST
from crawler.extract.urls import canonical_url, is_on
from crawler.items import Article, Stated
from crawler.platforms.list_payloads import content_type
from storage.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from twisted.python.failure import Failure

    from crawler.extract.url_rules import Rewrite

MAX_PARTS = 60
"""No article has more pages; a pager that goes on is a trap."""
ARTICLE_PRIORITY, PART_PRIORITY = 10, 20


WECHAT = ArticleRules(
    template="wechat", headline="#activity-name", source="#js_name", body="#js_content"
)
"""Account and time stand in scripts (``nickname``, ``ct``), the headline in ``og:title`` too."""


class ArticlePages(scrapy.Spider):
    """The half of a channel that reads articles."""

    article_rules: ClassVar[ArticleRules | None] = None
    rules_by_path: ClassVar[tuple[tuple[str, ArticleRules], ...]] = ()
    """Patterns of addresses that another template serves, with its rules."""
    url_rewrites: ClassVar[tuple[Rewrite, ...]] = ()
    """Spellings of its articles' addresses that only this channel has, see ``url_rules``."""
    pages_have_end: ClassVar[bool] = True
    """False for a template that writes no ``</html>`` on a server that names no length."""
    found_in: ClassVar[str] = "list"
    """Where a date known before the article was fetched stands: ``list`` or ``feed``."""

    def rules_for(self, url: str) -> ArticleRules | None:
        """Rules of the template that pages at such an address are printed with."""
        path = url.partition("?")[0]
        if is_on(url, (WECHAT_HOST,)):
            return WECHAT
        for pattern, rules in self.rules_by_path:
            if re.search(pattern, path):
                return rules
        return self.article_rules

    def canonical_url(self, url: str) -> str:
        return canonical_url(url, self.url_rewrites)

    def article_request(
        self,
        url: str,
        *,
        canonical: str | None = None,
        list_url: str | None = None,
        list_date: str | None = None,
        list_headline: str | None = None,
        list_day: date | None = None,
    ) -> Request:
        """The request for one article; all that is known of it beforehand travels in its meta."""
        return Request(
            url,
            callback=self.parse_article,
            meta={
                "kind": "article",
                "canonical_url": canonical or self.canonical_url(url),
                "list_url": list_url,
                "list_date": list_date,
                "list_headline": list_headline,
                "list_day": list_day.isoformat() if list_day else None,
            },
            priority=ARTICLE_PRIORITY,
        )

    def parse_article(self, response: Response) -> Iterator[Any]:
        """One page of an article, first or later: ask for the next part, or yield the whole."""
        first = self.extract(response)
        first.list_url = response.meta.get("list_url")
        first.list_date = response.meta.get("list_date")
        first.list_headline = response.meta.get("list_headline")
        if first.list_date:
            first.published.append(Stated(raw=first.list_date, where=self.found_in))
        yield from self.request_or_yield([first], part_links(response.body, response.url), response)

    def parse_part(
        self, response: Response, parts: list[Article], rest: list[str], first: Response
    ) -> Iterator[Any]:
        parts = [*parts, self.extract(response)]
        known = {part.url for part in parts} | {part.requested_url for part in parts} | {*rest}
        later = [url for url in part_links(response.body, response.url) if url not in known]
        yield from self.request_or_yield(parts, [*rest, *later], first)

    def request_or_yield(
        self, parts: list[Article], rest: list[str], first: Response
    ) -> Iterator[Request | Article]:
        had = {part.url for part in parts} | {part.requested_url for part in parts}
        rest = [url for url in rest if url not in had]
        if not rest or len(parts) >= MAX_PARTS:
            yield self.whole(parts)
            return
        yield Request(
            rest[0],
            callback=self.parse_part,
            errback=self.part_failed,
            cb_kwargs={"parts": parts, "rest": rest[1:], "first": first},
            meta={"kind": "part", "canonical_url": first.meta.get("canonical_url")},
            priority=PART_PRIORITY,
            dont_filter=True,
        )

    def part_failed(self, failure: Failure) -> Iterator[Any]:
        """A part that is gone is left out; one that did not come leaves the article undone."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        self.crawler.stats.inc_value("parts_missing")
        if isinstance(error, HttpError) and error.response.status in (404, 410):
            self.logger.warning("%s: part %s is gone", self.name, request.url[:200])
            kwargs = request.cb_kwargs
            yield from self.request_or_yield(kwargs["parts"], kwargs["rest"], kwargs["first"])
        else:
            self.logger.error("%s: part %s: %s", self.name, request.url[:200], type(error).__name__)

    def extract(self, response: Response) -> Article:
        """What one page says, with the pointer to its archived bytes."""
        requested = response.request.url if response.request else response.url
        rules = self.rules_for(response.url)
        article: Article = extract_article(
            response.body,
            channel=self.name,
            url=response.url,
            fetched_at=response.meta.get("fetched_at") or now(),
            content_type=content_type(response),
            rules=rules,
            requested_url=response.meta.get("redirect_urls", [requested])[0],
            status=response.status,
            url_rewrites=self.url_rewrites,
        )
        if pointer := response.meta.get("warc"):
            article.warc = [pointer if isinstance(pointer, WarcPointer) else WarcPointer(**pointer)]
        return article

    def whole(self, parts: list[Article]) -> Article:
        """One article of all its parts, in order."""
        if len(parts) == 1:
            return parts[0]
        article: Article = join_parts(parts)
        return replace(
            article,
            part_urls=[part.url for part in parts],
            warc=[pointer for part in parts for pointer in part.warc],
        )


def now() -> str:
    return utc_now().isoformat(timespec="seconds")


def missing_fields(article: Article) -> list[str]:
    """What every article of a template that still fits has, and this one has not."""
    is_there = {
        "headline": article.headline_raw,
        "publication time": any(
            stated.where not in ("url", "list", "feed") for stated in article.published
        ),
        "text": article.drop_reason is None and article.blocks,
    }
    return [field for field, value in is_there.items() if not value]
