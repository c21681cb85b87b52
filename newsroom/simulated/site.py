"""A site in one shape: list pages of known articles, tampered with at will, and the truth of both.

``Site(shape).withhold(3).respond("GET", url)`` is a pure function of what was set up before: it
serves a property test in process and a crawl over sockets alike. Whoever checks a reader asks the
site which days it may call complete: :meth:`Site.false_days`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from newsroom.simulated.articles import LAST_DAY, made_up
from newsroom.simulated.shape import Asked, Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from newsroom.simulated.articles import SimulatedArticle
    from newsroom.simulated.shape import Shape

Refusal = Literal["404", "500", "empty", "silent"]
"""How a list page is withheld: by status, as a page without rows, or by no answer at all."""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class NoAnswer(Exception):  # noqa: N818 - what happens, not what is wrong
    """The site says nothing: the connection is closed, or a timeout is reached."""


class Site:
    """``pages`` list pages of ``size`` rows, the last one perhaps shorter. Tampering chains."""

    def __init__(
        self, shape: Shape, *, pages: int = 4, size: int = 6, seed: int = 0,
        last_day: date = LAST_DAY, count: int | None = None,
    ) -> None:  # fmt: skip
        self.shape = shape
        self.size = size
        count = (pages - 1) * size + 1 + seed % size if count is None else count
        self.articles = [
            replace(one, url=f"http://{shape.host}{shape.article_path(one.published, one.serial)}")
            for one in shape.dated(made_up(count, seed, last_day))
        ]
        """Newest first."""
        self.pages = shape.cut(self.articles, size)
        """Rows of each list page while nobody tampers."""
        self._by_path = {one.path: one for one in self.articles}
        self._withheld: dict[int, Refusal] = {}
        self._order = list(range(1, len(self.pages) + 1))
        self._repeated: set[int] = set()
        self._missing: dict[int, set[int]] = {}
        self._said_pages = self._said_records = 0
        self._skipping: set[int] = set()
        self._is_endless = False

    def before(self, count: int) -> Site:
        """The site as it was, untampered, before its newest ``count`` articles were published."""
        site = Site(self.shape, size=self.size, count=1)
        site.articles = self.articles[count:]
        site.pages = self.shape.cut(site.articles, self.size)
        site._by_path = {one.path: one for one in site.articles}
        site._order = list(range(1, len(site.pages) + 1))
        return site

    # tampering

    def withhold(self, number: int, how: Refusal = "404") -> Site:
        """List page ``number`` (from 1) is not served."""
        self._withheld[number] = how
        return self

    def reorder(self, order: Sequence[int]) -> Site:
        """List page n serves the rows of page ``order[n - 1]``, a permutation of 1 … pages."""
        if sorted(order) != list(range(1, len(self.pages) + 1)):
            raise ValueError(f"{order} is no order of {len(self.pages)} pages")
        self._order = list(order)
        return self

    def repeat(self, number: int) -> Site:
        """List page ``number`` (from 2) serves again what the one before it served."""
        self._repeated.add(number)
        return self

    def shrink(self, number: int, *rows: int) -> Site:
        """These rows (from 0) of a list page are missing; without any, its second half."""
        length = len(self.rows(number))
        self._missing[number] = {*(rows or range(length // 2, length))}
        return self

    def lie(
        self, *, pages: int = 0, records: int = 0, skips: int | None = None,
        is_endless: bool = False,
    ) -> Site:  # fmt: skip
        """The pager says so many pages or records more (less than 0: fewer) than there are; its
        link on page ``skips`` leaves out a page; the last page repeats behind its own next link.
        """
        self._said_pages += pages
        self._said_records += records
        if skips is not None:
            self._skipping.add(skips)
        self._is_endless = self._is_endless or is_endless
        return self

    # answers

    def respond(self, method: str, url: str, body: bytes = b"") -> Answer:
        """The answer to one request. Raises NoAnswer where the site is silent."""
        asked = Asked.of(method, url, body)
        if asked.path == "/robots.txt" and self.shape.other(asked, self) is None:
            return Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow:\n")
        if (number := self.shape.locate(asked, self)) is not None:
            return self._list_answer(number)
        if article := self.article_at(url):
            return self._html(self.shape.article_page(article))
        if (document := self.shape.other(asked, self)) is not None:
            return self._html(document)
        return self._refusal(404)

    def _list_answer(self, number: int) -> Answer:
        how = self._withheld.get(number)
        if how == "silent":
            raise NoAnswer
        if how == "empty":
            return self._list(number, [])
        if how:
            return self._refusal(int(how))
        if not 1 <= number <= len(self.pages) and not (self._is_endless and number > 1):
            return self._refusal(404)
        return self._list(number, self.rows(number))

    def _list(self, number: int, rows: Sequence[SimulatedArticle]) -> Answer:
        last = self.said_pages
        following = number + (2 if number in self._skipping else 1)
        listing = Listing(
            rows=rows,
            number=number,
            pages=last,
            records=max(0, len(self.articles) + self._said_records),
            following=following if following <= last or self._is_endless else None,
        )
        return self._html(self.shape.list_page(listing, self), self.shape.list_type)

    @property
    def shrunk(self) -> set[int]:
        """List pages of which rows are missing."""
        return set(self._missing)

    @property
    def refusals(self) -> set[Refusal]:
        """How list pages are withheld."""
        return set(self._withheld.values())

    @property
    def said_pages(self) -> int:
        return max(1, len(self.pages) + self._said_pages)

    def rows(self, number: int) -> list[SimulatedArticle]:
        """What list page ``number`` shows, withheld or not."""
        number = max(1, min(number, len(self.pages)))
        if number in self._repeated and number > 1:
            return self.rows(number - 1)
        missing = self._missing.get(number, ())
        rows = self.pages[self._order[number - 1] - 1]
        return [one for at, one in enumerate(rows) if at not in missing]

    def _html(self, text: str, content_type: str | None = None) -> Answer:
        own = "application/xml" if text.startswith("<?xml") else self.shape.content_type
        headers = {"Content-Type": content_type or own}
        return Answer(200, headers, text.encode(self.shape.encoding, "xmlcharrefreplace"))

    def _refusal(self, status: int) -> Answer:
        text = f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
        return Answer(status, {"Content-Type": "text/html"}, text.encode())

    # the truth

    def article_at(self, url: str) -> SimulatedArticle | None:
        """The article an address means, whatever its scheme, host and further parameters."""
        parts = urlsplit(url)
        whole = f"{parts.path}?{parts.query}"
        return self._by_path.get(whole) or self._by_path.get(parts.path)

    def by_day(self) -> dict[date, list[SimulatedArticle]]:
        """All published articles by their Beijing day, latest day first."""
        days: dict[date, list[SimulatedArticle]] = {}
        for one in self.articles:
            days.setdefault(one.day, []).append(one)
        return days

    def reachable(self) -> list[SimulatedArticle]:
        """Articles that some list page shows to whoever asks for every page that there is."""
        shown = {
            one.serial
            for number in range(1, len(self.pages) + 1)
            if number not in self._withheld
            for one in self.rows(number)
        }
        return [one for one in self.articles if one.serial in shown]

    def unread(self, urls: Iterable[str]) -> list[SimulatedArticle]:
        """Published articles that are not among these addresses."""
        read = {one.serial for url in urls if (one := self.article_at(url))}
        return [one for one in self.articles if one.serial not in read]

    def false_days(
        self,
        urls: Collection[str],
        first: date | None,
        last: date | None,
        *,
        among: Iterable[SimulatedArticle] | None = None,
    ) -> list[date]:
        """Days from ``first`` to ``last`` that a reader of ``urls`` wrongly calls complete.

        ``among``: the articles to hold it to; without, all that were published.
        """
        if first is None or last is None:
            return []
        held = None if among is None else {one.serial for one in among}
        return sorted(
            {
                one.day
                for one in self.unread(urls)
                if first <= one.day <= last and (held is None or one.serial in held)
            }
        )
