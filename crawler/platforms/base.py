"""What all channels share: typed arguments, lists read in order, links judged, an article once.

A platform says how its lists are read (``list_items``) and where they go on (``next_list``); a
channel says who it is and where it starts. Neither knows of ledger, archive or locks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import ValidationError
from scrapy.http import Request, Response
from scrapy_spider_metadata import Args  # type: ignore[attr-defined]

from crawler.extract.url_rules import WECHAT_HOST
from crawler.extract.urls import hosts_of, without_tracking
from crawler.platforms.arguments import ArgumentError, CrawlArguments, one_line
from crawler.platforms.article_pages import missing_fields
from crawler.platforms.discovery import Discovery
from crawler.platforms.list_days import may_be_earlier
from crawler.platforms.list_ends import ListEnds
from crawler.platforms.list_payloads import PayloadError
from crawler.platforms.list_reading import ArticleLink, ListPage, ListReading
from storage.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import date

    from crawler.items import Article
    from crawler.platforms.list_proof import EarlierCrawls

CANARY_ARTICLES = 3
GONE = [404, 410]
LIST_PRIORITY = 0  # articles come first: what is found is fetched, not piled up


class ChannelSpider(Args[CrawlArguments], ListEnds):
    """One channel: where its lists are, how they go on, which of their links are its articles."""

    title: ClassVar[str]
    region_code: ClassVar[str]
    """GB/T 2260 division the channel serves."""
    platform: ClassVar[str]
    is_sample: ClassVar[bool] = False
    reaches_network: ClassVar[bool] = True
    """Not so for documents on disk: they need no contact address."""
    canary_pages: ClassVar[int] = 1
    """List pages a canary reads per entry point."""
    legacy_tls: ClassVar[tuple[str, ...]] = ()
    """Hosts of old servers: TLS 1.0, small keys, old renegotiation (``crawler/network/tls.py``)."""
    intermediates: ClassVar[dict[str, str]] = {}
    """By host, a PEM file of certificates its server leaves out; from the repository's folder."""
    only_scheme: ClassVar[dict[str, str]] = {}
    """By host, the one scheme it is asked by, whatever its links and redirects say."""
    lists_are_whole: ClassVar[bool] = True
    """False where an entry point is a front page: it shows a choice, so no day is complete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.check_arguments(kwargs)
        super().__init__(*args, **kwargs)
        self.entry_points = self.entries()
        self.article_hosts = self.hosts or tuple(hosts_of(self.entry_points))
        if self.takes_wechat:
            self.article_hosts += (WECHAT_HOST,)
        self.allowed_domains = sorted({*self.article_hosts, *hosts_of(self.entry_points)})
        self.discovery = Discovery()
        self.started_at = utc_now()
        self.earlier: EarlierCrawls | None = None
        """Set from outside by whoever remembers earlier crawls that read every list."""

    @classmethod
    def check_arguments(cls, arguments: dict[str, Any]) -> None:
        """Raise ArgumentError, one clear line, if ``-a`` arguments cannot be used."""
        model = cls.arguments_model()
        try:
            model(**arguments)
        except ValidationError as error:
            raise ArgumentError(one_line(model, error)) from None

    @classmethod
    def arguments_model(cls) -> type[CrawlArguments]:
        return CrawlArguments

    @classmethod
    def entries(cls) -> list[str]:
        """Addresses (or patterns of addresses) where discovery begins."""
        return list(getattr(cls, "start_urls", ()))

    @property
    def has_read_every_list(self) -> bool:
        """Whether all lists were read to their ends, or as far back as was asked for."""
        return self.discovery.is_read and not self.args.canary

    @property
    def complete_from(self) -> date | None:
        """First day whose articles were all found; None if that cannot be said."""
        if self.args.canary or not self.lists_are_whole:
            return None
        return self.discovery.complete_from(self.args.since)

    @property
    def incomplete_reason(self) -> str | None:
        """Why no day is complete, or none before ``complete_from``; None if nothing limits it."""
        if not self.lists_are_whole:
            return "front pages show a choice of the articles"
        return "; ".join(self.discovery.doubts or self.discovery.limits) or None

    @property
    def complete_until(self) -> date | None:
        """Last day whose articles were all found; None if that cannot be said."""
        if self.complete_from is None:
            return None
        return self.discovery.complete_until(self.args.until, self.started_at)

    @property
    def open_days(self) -> set[date]:
        """Single days that are not complete, whatever the lists prove."""
        return set()

    @property
    def list_length(self) -> float | None:
        """Articles the front pages of all lists name together, new or not; None if unknown.

        However quiet the day and however soon reading stops at what is known, this stays the same
        as long as the template does.
        """
        return self.discovery.front_links if self.discovery.front_count else None

    async def start(self) -> AsyncIterator[Any]:
        for request in self.entry_requests():
            yield request
        self.discovery.is_started = True

    def entry_requests(self) -> Iterator[Request]:
        for url in map(str, self.start_urls):
            yield from self.first_page(url)

    def first_page(self, url: str, key: str | None = None) -> Iterator[Request]:
        """The request that begins a list. ``key`` names it where its address changes."""
        reading = ListReading(key or url, self.free_pages)
        yield from self.list_request(url, ListPage(entry=url, reading=reading))

    def list_request(
        self, where: str | Request, page: ListPage, *, kind: str = "list"
    ) -> Iterator[Request]:
        """The request for one list page, unless this crawl requested it before.

        ``where``: its address, or a request of its own for a list that is asked for by POST.
        """
        request = where if isinstance(where, Request) else Request(where)
        url = without_tracking(request.url)
        if not self.discovery.is_new_list(url, request.body):
            return
        self.discovery.pending += 1
        yield request.replace(
            url=url,
            callback=self.parse_list,
            errback=self.list_failed,
            cb_kwargs={"page": page},
            meta={"kind": kind} | ({"handle_httpstatus_list": GONE} if page.is_guess else {}),
            priority=LIST_PRIORITY,
            dont_filter=True,
        )

    def parse_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        """Articles a list page names, then the page after it."""
        try:
            if response.status in GONE:
                yield from self.page_is_gone(response, page)
            else:
                yield from self.read_list(response, page)
        except PayloadError as error:
            self.give_up_list(response.url, str(error), page)
        except Exception:
            self.discovery.cut_list(f"{response.url[:200]}: its reading raised an error")
            raise
        self.discovery.pending -= 1

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        strays = self.stray_links(response)
        links = self.links(response) or strays
        rows = response.meta.get("rows") or [link.url for link in links]
        is_elsewhere = page.number == 1 and rows and self.goes_on(response)
        if not links and not is_elsewhere and (page.number == 1 or not rows):
            if page.is_guess:
                self.end_reading(page)
            else:
                self.give_up_list(response.url, "names no article: has its template changed?", page)
            return
        if self.is_front(response, page):
            self.discovery.front_count += 1
            self.discovery.front_links += len(links)
        yield from self.article_requests(links, response.url)
        is_bounded = self.args.since or self.args.until
        strays = [link for link in strays if link.day or not is_bounded]
        yield from self.article_requests(strays, response.url)
        known = [link for link in links if self.is_known(link)]
        is_new = page.reading.add(response.url, rows, links, self.stated(response), known=known)
        yield from self.continue_list(response, page, links if is_new else [])

    def is_known(self, link: ArticleLink) -> bool:
        """Whether an earlier crawl that read every list met the article."""
        return self.earlier is not None and self.earlier.has_listed(link.canonical_url)

    def goes_on(self, response: Response) -> bool:
        """Whether a page links to a next one: then its rows, all of other sites, are a list's."""
        following = self.next_list(response)
        return following is not None and not following[1]

    def is_front(self, response: Response, page: ListPage) -> bool:  # noqa: ARG002
        """Whether a list page is one that names about as many articles at every crawl."""
        return page.number == 1

    def article_requests(self, links: list[ArticleLink], list_url: str) -> Iterator[Request]:
        """Requests for the articles in range that this crawl has not met before.

        ``links_found`` counts those out of range too: lists that name only older articles are the
        lists of a silent channel, lists that name none those of a broken one.
        """
        for link in links:
            if not self.discovery.is_new_article(link):
                continue
            self.crawler.stats.inc_value("links_found")
            if self.is_out_of_range(link):
                continue
            self.discovery.requested_count += 1
            if self.args.canary and self.discovery.requested_count > CANARY_ARTICLES:
                return
            yield self.article_request(
                link.url,
                canonical=link.canonical_url,
                list_url=list_url,
                list_date=link.date_raw,
                list_headline=link.headline,
                list_day=link.day,
            )

    def is_out_of_range(self, link: ArticleLink) -> bool:
        """Surely so: an article whose day is unknown is asked for, and one whose year is."""
        since, until = self.args.since, self.args.until
        if link.day is None:
            return False
        if since and link.day < since:
            return True
        return bool(until and link.day > until and not may_be_earlier(link, since, until))

    def whole(self, parts: list[Article]) -> Article:
        article = super().whole(parts)
        if self.args.canary and (missing := missing_fields(article)):
            self.crawler.stats.inc_value("canary_misses")
            self.logger.error(
                "%s: template %s gives no %s on %s: has it changed?",
                *(self.name, article.template, ", ".join(missing), article.url[:200]),
            )
        return article

    @property
    def max_pages(self) -> float:
        if self.args.canary:
            return max(self.canary_pages, self.args.max_pages or 0)
        return self.args.max_pages or float("inf")
