"""Sites that list their articles in sitemaps: index, plain, gzipped, Google News."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.utils.gz import gunzip

from archive.gzip_members import is_whole
from crawler.extract.address_shapes import url_date
from crawler.extract.date_patterns import full_day
from crawler.extract.urls import is_web
from crawler.fingerprints import AddressSet
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_days import window_floor
from crawler.platforms.list_payloads import PayloadError, content_type, page_text
from crawler.platforms.list_reading import ListPage
from crawler.platforms.sitemap_entries import MAX_ENTRIES, Sitemap, SitemapEntry, read_sitemap
from storage.clock import beijing_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.list_reading import ArticleLink

ONE_DAY = timedelta(days=1)
MAX_BYTES = 50 * 1024 * 1024
"""The bound the sitemap protocol itself sets for one file, unpacked."""
GZIP = b"\x1f\x8b"
MAX_LAYERS = 3
"""Some servers pack ``sitemap.xml.gz`` once more."""
PERIOD = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:[-_/]?(?P<m>0[1-9]|1[0-2]))?(?:[-_/]?\d\d)?(?!\d)"
)
"""Year, or year and month, in the address of one sitemap of many."""


NEWS = b"schemas/sitemap-news/"
"""Namespace of sitemaps of the last two days' news: a silent channel's is empty."""
HEAD_BYTES = 4096


class SitemapSpider(ChannelSpider):
    """Every address of every sitemap that can hold articles of the range asked for."""

    platform = "sitemap"
    canary_pages = 3  # robots.txt, index, one sitemap

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_sitemaps = AddressSet()
        self.windows: list[date | None] = []
        """First days that feeds and news sitemaps surely hold whole."""
        self.has_read_whole = False
        """Some sitemap lists articles without being such a window."""
        self.newest_listed: date | None = None
        """Newest day that one of those names; None if they tell none."""

    @property
    def list_length(self) -> float | None:
        """All articles of all sitemaps: they are read whole at every crawl."""
        return len(self.discovery.found) or None

    def entry_requests(self) -> Iterator[Request]:
        for request in super().entry_requests():
            request.meta["kind"] = "feed"
            yield request

    @property
    def complete_from(self) -> date | None:
        """Feeds and news sitemaps name the newest articles only, unless others name the rest."""
        first = super().complete_from
        if first is None or not self.windows:
            return first
        known = [floor for floor in self.windows if floor]
        # A sitemap that was left alone years ago does not reach up to where a window begins.
        is_stale = known and self.newest_listed and self.newest_listed < min(known) - ONE_DAY
        if self.has_read_whole and not is_stale:
            return first
        return max(first, *known) if len(known) == len(self.windows) else None

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        if response.url.endswith("/robots.txt"):
            named = robots_sitemaps(response)
            sitemap = Sitemap([SitemapEntry(is_sitemap=True, address=url) for url in named])
        else:
            sitemap = read_sitemap(unpacked(response.body), content_type(response))
        entries = sitemap.entries
        if sitemap.flaw:
            self.give_up_list(response.url, sitemap.flaw)
        if not entries and page.number == 1:
            self.give_up_list(response.url, "an empty sitemap")
            return
        if entries or NEWS not in unpacked(response.body)[:HEAD_BYTES]:
            self.doubt_repeats(response.url, entries)
        if len(entries) > MAX_ENTRIES:
            self.give_up_list(response.url, f"more than {MAX_ENTRIES} entries: the rest is unread")
            del entries[MAX_ENTRIES:]
        for entry in self.to_read([entry for entry in entries if entry.is_sitemap]):
            yield from self.sitemap_request(response.urljoin(entry.address), page)
        links = self.links_of(response, [entry for entry in entries if not entry.is_sitemap])
        if page.number == 1 and entries and not links and not entries[0].is_sitemap:
            self.give_up_list(response.url, "names no article: has its template changed?")
        if sitemap.is_window:
            self.windows.append(self.window_of(response, links))
        elif links:
            self.has_read_whole = True
            days = [link.day for link in links if link.day]
            self.newest_listed = max(filter(None, [self.newest_listed, *days]), default=None)
        yield from self.article_requests(links, response.url)
        self.discovery.end_list()

    def window_of(self, response: Response, links: list[ArticleLink]) -> date | None:
        """First whole day of a window: of news two days, whatever old entry it kept."""
        floor = window_floor(links)
        if floor is None or NEWS not in unpacked(response.body)[:HEAD_BYTES]:
            return floor
        newest = max(link.day for link in links if link.day)
        return max(floor, min(newest, beijing_day(self.seen_at(response)) - ONE_DAY))

    def doubt_repeats(self, url: str, entries: list[SitemapEntry]) -> None:
        """A sitemap that names nothing, or what another one named: some may be missing."""
        addresses = " ".join(sorted(entry.address for entry in entries))
        if not addresses or not self.known_sitemaps.add(addresses):
            kind = "repeats another one" if addresses else "is empty"
            self.discovery.doubt(f"{url[:200]}: a sitemap that {kind}")

    def links_of(self, response: Response, entries: list[SitemapEntry]) -> list[ArticleLink]:
        """The articles of the channel among the entries, with the days they were published.

        Never the day of a change: an old article edited today was not published today, and many a
        site writes the same ``lastmod`` beside old and new.
        """
        seen_at = self.seen_at(response)
        links = (
            self.link(
                response,
                entry.address,
                headline=entry.headline,
                date_raw=entry.published,
                day=full_day(entry.published, seen_at) or url_date(entry.address),
            )
            for entry in entries
        )
        return [link for link in links if link]

    def to_read(self, sitemaps: list[SitemapEntry]) -> list[SitemapEntry]:
        """Sitemaps that may hold articles of the range: all but those that are surely too old.

        The newest is read in any case: a channel that is silent is told from one that broke.
        """
        kept = [entry for entry in sitemaps if not self.is_too_old(entry)]
        return kept or sorted(sitemaps, key=lambda entry: entry.modified or "")[-1:]

    def sitemap_request(self, url: str, page: ListPage) -> Iterator[Request]:
        if len(self.discovery.requested_lists) >= self.max_pages:
            self.discovery.cut_list(f"{page.entry[:200]}: left after {self.max_pages} sitemaps")
            return
        for request in self.list_request(url, ListPage(entry=page.entry, number=2)):
            request.meta["kind"] = "feed"
            yield request

    def is_too_old(self, entry: SitemapEntry) -> bool:
        """Two witnesses: it was last changed before the range, and its address says so too.

        ``lastmod`` alone proves nothing: sites write one beside a sitemap once and forget it.
        """
        since = self.args.since
        changed, end = full_day(entry.modified), period_end(entry.address)
        return bool(since and changed and changed < since and end and end <= since)


def period_end(address: str) -> date | None:
    """First day after the month or year that an address names; None if it names none."""
    periods = list(PERIOD.finditer(urlsplit(address).path))
    if not periods:
        return None
    year, month = int(periods[-1]["y"]), int(periods[-1]["m"] or 12)
    return date(year + month // 12, month % 12 + 1, 1)


def unpacked(body: bytes) -> bytes:
    """The body without gzip, if it has any. Raises PayloadError for a bomb or a part of a file."""
    for _ in range(MAX_LAYERS):
        if body[:2] != GZIP:
            break
        try:
            plain = bytes(gunzip(body, max_size=MAX_BYTES))
        except Exception as error:
            raise PayloadError(f"gzip cannot be read: {str(error)[:100]}") from error
        if not is_whole(body, len(plain)):
            raise PayloadError("gzip is cut off")
        body = plain
    return body


def robots_sitemaps(response: Response) -> list[str]:
    lines = (line.partition(":") for line in page_text(response).splitlines())
    named = [value.strip() for key, _, value in lines if key.strip().lower() == "sitemap"]
    return [url for url in named if is_web(url)]
