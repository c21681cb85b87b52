"""How one list page is read: which links are the channel's articles, where the list goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from lxml.etree import XPath

from crawler.extract.address_shapes import is_list_address, judge_address, url_date
from crawler.extract.listing import ListItem, extract_list
from crawler.extract.url_rules import WECHAT_HOST
from crawler.extract.urls import as_asked, beside, is_on, without_anchor, without_tracking
from crawler.platforms.article_pages import ArticlePages
from crawler.platforms.list_days import with_days
from crawler.platforms.list_payloads import content_type, html_of, query_encoding
from crawler.platforms.list_reading import ArticleLink, ListPage, Stated
from crawler.platforms.printed_counts import printed_counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsel import Selector
    from scrapy.http import Request, Response

    from crawler.extract.rules import ListRules


NEXT_WORDS = frozenset(("下一页", "下页", "后一页", "下一頁"))
TEXT = XPath("string()")
UNREADABLE = "\ufffd"
AROUND = " \u3000\xa0[]【】<>»›>"


class ListPages(ArticlePages):
    """The half of a channel that reads lists."""

    hosts: ClassVar[tuple[str, ...]] = ()
    """Hosts of the channel's articles, subdomains included; default: those of its entry points."""
    article_pattern: ClassVar[str] = r"\.s?html?$"
    """What the path of an article looks like, or its path and query, or its path and ``#!/`` route;
    what is surely a list page's is none."""
    takes_wechat: ClassVar[bool] = False
    """Set where a channel's lists also name articles that it published on WeChat."""
    takes_every_link: ClassVar[bool] = False
    """Set where ``article_pattern`` cannot be mistaken: then links beside the list count too."""
    free_pages: ClassVar[int] = 0
    """Pages at the head of a list that may be short: 1 where page 1 is the oldest one."""
    list_rules: ClassVar[ListRules | None] = None
    next_pages: ClassVar[str | None] = None
    """Name of list page ``{page}`` beside page 1, for lists that print no link to it;
    ``{index}`` counts pages from 0."""
    article_hosts: tuple[str, ...]
    started_at: datetime

    def links(self, response: Response) -> list[ArticleLink]:
        """Links of a list page that are this channel's articles, in the order they stand."""
        items = list(self.list_items(response))
        if response.request:
            response.meta["rows"] = [response.urljoin(item.href.strip()) for item in items]
        links = [
            self.link(response, item.href, headline=item.title, date_raw=item.date)
            for item in items
        ]
        return with_days([link for link in links if link], self.seen_at(response))

    def seen_at(self, response: Response) -> datetime:
        """When a list page was fetched: 昨天 on it counts from then."""
        fetched_at = response.meta.get("fetched_at") if response.request else None
        return datetime.fromisoformat(fetched_at) if fetched_at else self.started_at

    def stray_links(self, response: Response) -> list[ArticleLink]:
        """Articles linked anywhere on a list page. They say nothing of where the list ends."""
        if not self.takes_every_link:
            return []
        hrefs = html_of(response).css("a::attr(href), area::attr(href)").getall()
        found = filter(None, (self.link(response, href) for href in hrefs))
        return [replace(link, day=url_date(link.url)) for link in found]

    def link(self, response: Response, href: str, **known: Any) -> ArticleLink | None:
        """The article a list links to, or None if the address is none of this channel's."""
        url = without_tracking(without_anchor(self.joined(response, href)))
        if not self.is_article(url):
            return None
        if UNREADABLE in href:
            self.give_up_list(response.url, f"links to an address with a bad byte: {url[:100]}")
            return None
        url = self.article_address(url)
        return ArticleLink(url=url, canonical_url=self.canonical_url(url), **known)

    def give_up_list(self, url: str, why: str) -> None:
        """Say that a list was not read whole, so that nothing is claimed of it."""
        raise NotImplementedError

    def joined(self, response: Response, href: str) -> str:
        """The address of a link as browsers ask it."""
        url = response.urljoin(href.strip())
        return url if url.isascii() else as_asked(url, query_encoding(response))

    def list_items(self, response: Response) -> Iterable[ListItem]:
        """What a list page lists. Platforms that serve no HTML override this."""
        return extract_list(
            response.body,
            url=response.url,
            content_type=content_type(response),
            rules=self.list_rules,
        )

    def is_article(self, url: str) -> bool:
        if not is_on(url, self.article_hosts) or is_list_address(url):
            return False
        if is_on(url, (WECHAT_HOST,)):
            return judge_address(url).kind == "article"
        parts = urlsplit(url)
        targets = (parts.path, f"{parts.path}?{parts.query}", f"{parts.path}#{parts.fragment}")
        return any(re.search(self.article_pattern, target) for target in targets)

    def article_address(self, url: str) -> str:
        """The address to fetch for an article link; platforms with mirrors name the original."""
        return url

    def stated(self, response: Response) -> Stated | None:
        """What the page says of its whole list: 共45条 3页, or as the platform puts it."""
        return printed_counts(html_of(response))

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        """Where the next list page is and whether that is a guess; None at the end of the list.

        An address, or a request for a page that is asked for by POST.
        """
        if link := next_link(html_of(response)):
            return self.joined(response, link), False
        if self.next_pages is None:
            return None
        page: ListPage = response.cb_kwargs["page"]
        return beside(
            page.entry, self.next_pages.format(page=page.number + 1, index=page.number)
        ), True


def next_link(page: Selector) -> str | None:
    """The href of the link to the next page: ``rel=next``, or a link that says 下一页."""
    for anchor in page.root.iter("a", "link"):
        href = anchor.get("href", "").strip()
        if not href or href.startswith(("#", "javascript:")):
            continue
        if "next" in anchor.get("rel", "").split():
            return str(href)
        if anchor.tag == "a" and TEXT(anchor).strip(AROUND) in NEXT_WORDS:
            return str(href)
    return None
