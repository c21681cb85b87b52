"""How a list goes on, and what is proven once it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.failures import words_for
from crawler.platforms.list_pages import ListPages
from crawler.platforms.list_proof import (
    at_boundary,
    at_end,
    at_failure,
    is_known,
    is_known_ordered,
    is_past,
    known_floor,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response
    from twisted.python.failure import Failure

    from crawler.platforms.arguments import CrawlArguments
    from crawler.platforms.discovery import Discovery
    from crawler.platforms.list_proof import EarlierCrawls, Proof
    from crawler.platforms.list_reading import ArticleLink, ListPage, ListReading


class ListEnds(ListPages):
    """The part of a channel that follows its lists from page to page."""

    args: CrawlArguments
    discovery: Discovery
    earlier: EarlierCrawls | None

    @property
    def max_pages(self) -> float:
        """List pages read per entry point."""
        raise NotImplementedError

    def list_request(
        self, where: str | Request, page: ListPage, *, kind: str = "list"
    ) -> Iterator[Request]:
        """The request for one list page, unless this crawl requested it before."""
        raise NotImplementedError

    def continue_list(
        self, response: Response, page: ListPage, links: list[ArticleLink]
    ) -> Iterator[Request]:
        """The next page, unless nothing more can follow. ``links``: none if the page repeats."""
        reading, following = page.reading, self.next_list(response)
        is_repeated = reading.repeat_count and not links
        if is_repeated and (page.is_guess or reading.repeat_count > 1):
            following = None  # past its end a site may repeat its last page
        if proof := self.boundary(reading, links):
            self.discovery.conclude(reading, proof)
        elif following is None:
            self.end_reading(page)
        elif page.number >= self.max_pages:
            self.discovery.cut_list(f"{reading.entry[:200]}: left after {page.number} pages")
        else:
            where, is_guess = following
            following_page = replace(page, number=page.number + 1, is_guess=is_guess)
            requests = list(self.list_request(where, following_page))
            if not requests:  # it leads to itself
                self.end_reading(page)
            yield from requests

    def boundary(self, reading: ListReading, links: list[ArticleLink]) -> Proof | None:
        """What is proven if reading on is of no use: past ``since``, or known from here on."""
        since, earlier = self.args.since, self.earlier
        is_ordered = is_known_ordered(reading, earlier)
        if is_past(reading, since, is_known_ordered=is_ordered):
            return at_boundary(reading, since)
        if earlier and is_known(reading, links, earlier):
            return at_boundary(reading, known_floor(reading, earlier))
        return None

    def page_is_gone(self, response: Response, page: ListPage) -> Iterator[Any]:  # noqa: ARG002
        """A page whose address was a guess is not there: that is where the list ends."""
        self.end_reading(page)
        yield from ()

    def end_reading(self, page: ListPage) -> None:
        """The list goes no further."""
        if not page.reading.has_articles:
            self.give_up_list(page.entry, "names no article: has its template changed?", page)
            return
        self.discovery.conclude(page.reading, at_end(page.reading))

    def list_failed(self, failure: Failure) -> None:
        """A list page that did not come is a gap in what was found."""
        error, request = failure.value, failure.request  # type: ignore[attr-defined]
        why, page = words_for(error or ValueError()), request.cb_kwargs.get("page")
        self.give_up_list(request.url, why, page, stat="failed_lists")
        self.discovery.pending -= 1

    def give_up_list(
        self, url: str, why: str, page: ListPage | None = None, stat: str = "empty_lists"
    ) -> None:
        """A list page could not be read. What stands above it may still be proven."""
        self.tell_failure(url, why, stat)
        if page is None or not page.reading.pages:
            self.discovery.cut_list(f"{url[:200]}: {why}")
            return
        reading = page.reading
        is_ordered = is_known_ordered(reading, self.earlier)
        self.discovery.conclude(reading, at_failure(reading, why, is_known_ordered=is_ordered))

    def tell_failure(self, url: str, why: str, stat: str) -> None:
        """Count a list page that could not be read, and log why."""
        self.crawler.stats.inc_value(stat)
        self.logger.error("%s: list %s: %s", self.name, url[:200], why)
