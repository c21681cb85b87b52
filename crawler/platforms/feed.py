"""Sites that publish RSS or Atom."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import feedparser

from crawler.extract.date_patterns import full_day
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import PayloadError, page_text
from storage.clock import beijing_day

if TYPE_CHECKING:
    import time
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.list_reading import ArticleLink


DECLARATION = re.compile(r"<\?xml[^>]*\?>")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class FeedSpider(ChannelSpider):
    """Every entry's article; older ones through archived feeds (RFC 5005), where there are any.

    A feed is a window: the day of its oldest entry may be cut off in the middle.
    """

    platform = "feed"
    found_in = "feed"
    article_pattern = r"/."

    def entry_requests(self) -> Iterator[Request]:
        for request in super().entry_requests():
            request.meta["kind"] = "feed"
            yield request

    def links(self, response: Response) -> list[ArticleLink]:
        """The day is read as everywhere: without a zone, or in CST, a time is Beijing's."""
        links, seen_at = [], self.seen_at(response)
        for entry in self.read_feed(response).entries:
            raw = entry.get("published") or entry.get("updated")
            moment = entry.get("published_parsed" if entry.get("published") else "updated_parsed")
            links.append(
                self.link(
                    response,
                    str(entry.get("link") or ""),
                    headline=str(entry.get("title") or "")[:500] or None,
                    date_raw=raw,
                    day=full_day(raw, seen_at) or parsed_day(moment),
                )
            )
        return [link for link in links if link]

    def read_feed(self, response: Response) -> Any:
        """The feed in its true charset. Raises PayloadError if it is none.

        Left to itself, feedparser takes a GBK feed with one bad byte for another charset.
        """
        text = DECLARATION.sub("", page_text(response).lstrip("\ufeff \r\n\t"), count=1)
        declared = {"content-type": "application/xml; charset=utf-8"}
        feed = feedparser.parse(
            CONTROL.sub("", text).encode("utf-8", "replace"),
            response_headers=declared,
            sanitize_html=False,
        )
        if not feed.entries and (feed.bozo or not feed.get("version")):
            raise PayloadError(
                f"no feed: {str(feed.get('bozo_exception', 'unknown format'))[:100]}"
            )
        return feed

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        for link in self.read_feed(response).feed.get("links", ()):
            if link.get("rel") in ("next", "prev-archive") and link.get("href"):
                return response.urljoin(link["href"]), False
        return None


def parsed_day(moment: time.struct_time | None) -> date | None:
    """Beijing day of a UTC time as feedparser gives it."""
    if moment is None:
        return None
    try:
        return beijing_day(datetime.fromtimestamp(timegm(moment), UTC))
    except (ValueError, OverflowError, OSError):
        return None
