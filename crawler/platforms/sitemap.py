"""Sites that list their articles in sitemaps: index, plain, gzipped, Google News."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lxml.etree
from scrapy.utils.gz import gunzip

from archive.gzip_members import is_whole
from crawler.extract.address_shapes import url_date
from crawler.extract.date_patterns import full_day
from crawler.extract.urls import is_web
from crawler.platforms.base import ChannelSpider
from crawler.platforms.discovery import ListPage
from crawler.platforms.list_payloads import PayloadError, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

MAX_BYTES = 50 * 1024 * 1024
MAX_ENTRIES = 50_000
"""The bounds the sitemap protocol itself sets for one file, unpacked."""
CHUNK = 1 << 16
ROOTS = ("urlset", "sitemapindex")


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One <url> or <sitemap> of a sitemap."""

    is_sitemap: bool
    address: str
    modified: str | None = None
    published: str | None = None
    headline: str | None = None


class SitemapSpider(ChannelSpider):
    """Every address of every sitemap that can hold articles of the range asked for."""

    platform = "sitemap"
    canary_pages = 3  # robots.txt, index, one sitemap

    @property
    def list_length(self) -> float | None:
        """All articles of all sitemaps: they are read whole at every crawl."""
        return len(self.discovery.found) or None

    def entry_requests(self) -> Iterator[Request]:
        for request in super().entry_requests():
            request.meta["kind"] = "feed"
            yield request

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        if response.url.endswith("/robots.txt"):
            entries = [
                SitemapEntry(is_sitemap=True, address=url) for url in robots_sitemaps(response)
            ]
        else:
            entries = read_sitemap(unpacked(response.body))
        if not entries and page.number == 1:
            self.give_up_list(response.url, "an empty sitemap")
            return
        if len(entries) > MAX_ENTRIES:
            self.give_up_list(response.url, f"more than {MAX_ENTRIES} entries: the rest is unread")
            del entries[MAX_ENTRIES:]
        for entry in entries:
            if entry.is_sitemap and not self.is_too_old(entry):
                yield from self.sitemap_request(response.urljoin(entry.address), page)
        links = [
            self.link(
                response,
                entry.address,
                headline=entry.headline,
                date_raw=entry.published,
                # never the day of a change: an old article edited today was not published today
                day=full_day(entry.published) or url_date(entry.address),
            )
            for entry in entries
            if not entry.is_sitemap and not self.is_too_old(entry)
        ]
        yield from self.article_requests([link for link in links if link], response.url)
        self.discovery.end_list()

    def sitemap_request(self, url: str, page: ListPage) -> Iterator[Request]:
        if len(self.discovery.requested_lists) >= self.max_pages:
            self.discovery.cut_list()
            return
        for request in self.list_request(url, ListPage(entry=page.entry, number=2)):
            request.meta["kind"] = "feed"
            yield request

    def is_too_old(self, entry: SitemapEntry) -> bool:
        """Last changed before the range begins: nothing in it was published later."""
        day = full_day(entry.modified)
        return bool(self.args.since and day and day < self.args.since)


def read_sitemap(body: bytes) -> list[SitemapEntry]:
    """Entries of a sitemap in the order they stand, one too many if there are too many.

    Raises PayloadError if it is none. What was read is let go: a large one never stands in memory.
    """
    parser = lxml.etree.XMLPullParser(
        ("end",), resolve_entities=False, no_network=True, recover=True, huge_tree=False,
        load_dtd=False,
    )  # fmt: skip
    entries: list[SitemapEntry] = []
    try:
        for start in range(0, len(body), CHUNK):
            parser.feed(body[start : start + CHUNK])
            for _, element in parser.read_events():
                if local_name(element) in ("url", "sitemap") and is_top(element):
                    if (entry := read_entry(element)).address:
                        entries.append(entry)
                    forget(element)
            if len(entries) > MAX_ENTRIES:
                return entries[: MAX_ENTRIES + 1]
        root = parser.close()
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        raise PayloadError(f"no sitemap: {str(error)[:100]}") from error
    if root is None or local_name(root) not in ROOTS:
        raise PayloadError("no sitemap: neither <urlset> nor <sitemapindex>")
    return entries


def is_top(element: Any) -> bool:
    """Whether the element is an entry of the sitemap, not part of one."""
    above = element.getparent()
    return above is not None and above.getparent() is None and local_name(above) in ROOTS


def forget(element: Any) -> None:
    """Free an entry that was read, and what stands before it."""
    element.clear()
    while (before := element.getprevious()) is not None:
        element.getparent().remove(before)


def read_entry(element: Any) -> SitemapEntry:
    """Of alternates and images inside an entry nothing is read."""
    texts: dict[str, str] = {}
    for child in element:
        inner = child if local_name(child) == "news" else [child]
        for leaf in inner:
            texts.setdefault(local_name(leaf), (leaf.text or "").strip())
    return SitemapEntry(
        is_sitemap=local_name(element) == "sitemap",
        address=texts.get("loc", ""),
        modified=texts.get("lastmod") or None,
        published=texts.get("publication_date") or None,
        headline=texts.get("title", "")[:500] or None,
    )


def unpacked(body: bytes) -> bytes:
    """The body without gzip, if it has any. Raises PayloadError for a bomb or a part of a file."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        plain = bytes(gunzip(body, max_size=MAX_BYTES))
    except Exception as error:
        raise PayloadError(f"gzip cannot be read: {str(error)[:100]}") from error
    if not is_whole(body, len(plain)):
        raise PayloadError("gzip is cut off")
    return plain


def robots_sitemaps(response: Response) -> list[str]:
    lines = (line.partition(":") for line in page_text(response).splitlines())
    named = [value.strip() for key, _, value in lines if key.strip().lower() == "sitemap"]
    return [url for url in named if is_web(url)]


def local_name(element: Any) -> str:
    """Tag without namespace; empty for comments and instructions."""
    return str(lxml.etree.QName(element).localname) if isinstance(element.tag, str) else ""
