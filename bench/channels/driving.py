"""Drive a channel in process against a simulated site: no sockets, no settings, no ledger."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from scrapy.http import HtmlResponse, Request, Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure

from crawler.platforms import list_pages
from newsroom.simulated.site import NoAnswer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator
    from datetime import date

    from crawler.platforms.base import ChannelSpider
    from crawler.platforms.list_proof import EarlierCrawls
    from newsroom.simulated.site import Answer, Site

MOST_REQUESTS = 5000
"""A reader that asks for more than this of a small site will never end."""


@dataclass(frozen=True, slots=True)
class Driven:
    """One crawl that has ended. ``articles``: addresses requested, in order, each once."""

    spider: ChannelSpider
    articles: list[str]
    lists: list[Request]
    items: list[Any]
    complete_from: date | None
    complete_until: date | None


def drive(
    channel: type[ChannelSpider],
    site: Site,
    *,
    fetches_articles: bool = False,
    earlier: EarlierCrawls | None = None,
    prepare: Callable[[ChannelSpider], None] | None = None,
    **arguments: str,
) -> Driven:
    """Crawl ``site`` to the end, as Scrapy would; ``arguments`` are those given with ``-a``.

    Article pages are asked for only if ``fetches_articles``. ``prepare`` may set more of what is
    set from outside before the crawl begins. Statistics are those of this crawl alone, until the
    next one begins.
    """
    CRAWLER.stats = MemoryStatsCollector(CRAWLER)
    spider: ChannelSpider = channel.from_crawler(CRAWLER, **arguments)
    spider.earlier = earlier
    if prepare:
        prepare(spider)
    queue: list[tuple[int, int, Request]] = []
    driven = Driven(spider, [], [], [], None, None)
    with lists_extracted_once():
        put(queue, driven, started(spider.start()), fetches_articles)
        while queue:
            _, _, request = heappop(queue)
            if len(driven.lists) + len(driven.articles) > MOST_REQUESTS:
                raise AssertionError(f"still reading after {MOST_REQUESTS} requests: {request}")
            put(queue, driven, answers(request, site), fetches_articles)
    return Driven(
        spider, driven.articles, driven.lists, driven.items,
        spider.complete_from, spider.complete_until,
    )  # fmt: skip


def put(
    queue: list[tuple[int, int, Request]], driven: Driven, outputs: Iterable[Any], fetches: bool
) -> None:
    """Requests into the queue: by priority, of equal ones the latest first, as Scrapy has it."""
    for output in outputs:
        if not isinstance(output, Request):
            driven.items.append(output)
            continue
        is_article = output.meta.get("kind") in ("article", "part")
        if output.meta.get("kind") == "article":
            driven.articles.append(output.url)
        elif not is_article:
            driven.lists.append(output)
        if fetches or not is_article:
            order = len(driven.lists) + len(driven.articles) + len(driven.items)
            heappush(queue, (-output.priority, -order * MOST_REQUESTS - len(queue), output))


def started(start: AsyncIterator[Any]) -> Iterator[Any]:
    """What ``start()`` yields; it waits for nothing, so no loop is needed."""
    while True:
        try:
            start.__anext__().__await__().__next__()
        except StopIteration as done:
            yield done.value
        except StopAsyncIteration:
            return
        else:
            raise AssertionError("start() waits for something")


def answers(request: Request, site: Site) -> Iterable[Any]:
    """What the callback, or where the request fails the errback, makes of the site's answer."""
    assert request.callback is not None
    try:
        made = site.respond(request.method, request.url, request.body)
    except NoAnswer:
        return failed(request, ConnectionLost())
    response = response_of(request, made)
    allowed = request.meta.get("handle_httpstatus_list", ())
    if not 200 <= response.status < 300 and response.status not in allowed:
        return failed(request, HttpError(response, "Ignoring non-200 response"))
    return request.callback(response, **request.cb_kwargs) or ()


def failed(request: Request, error: Exception) -> Iterable[Any]:
    if request.errback is None:
        return ()
    failure = Failure(error)
    failure.request = request  # type: ignore[attr-defined]
    return request.errback(failure) or ()


def response_of(request: Request, made: Answer) -> Response:
    content_type = made.headers.get("Content-Type", "")
    kind: type[Response] = Response
    if "html" in content_type:
        kind = HtmlResponse
    elif any(name in content_type for name in ("xml", "json", "text", "script")):
        kind = TextResponse
    return kind(
        request.url, status=made.status, headers=made.headers, body=made.body, request=request
    )


@contextmanager
def lists_extracted_once() -> Iterator[None]:
    """Thousands of crawls read the same few pages: what one says is found out once."""
    own = list_pages.extract_list
    list_pages.extract_list = EXTRACT
    try:
        yield
    finally:
        list_pages.extract_list = own


EXTRACT = lru_cache(maxsize=20_000)(list_pages.extract_list)
CRAWLER = get_crawler()
