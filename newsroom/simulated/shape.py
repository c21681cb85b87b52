"""What a shape is: how a site's list pages and articles are addressed and printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, ClassVar, Protocol
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.simulated.articles import SimulatedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as a site sees it."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, method: str, url: str, body: bytes = b"") -> Asked:
        parts = urlsplit(url)
        return cls(
            method=method,
            path=parts.path or "/",
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            form=dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)),
        )

    @property
    def fields(self) -> dict[str, str]:
        """Parameters of address and body together."""
        return self.query | self.form


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list page as it is to be printed.

    ``number`` counts from 1; ``pages`` and ``records`` are what the site *says* it has;
    ``following`` is the page its link to the next page names, if it prints one.
    """

    rows: Sequence[SimulatedArticle]
    number: int
    pages: int
    records: int
    following: int | None


class Layout(Protocol):
    """What a shape may know of the site it gives its looks to."""

    articles: list[SimulatedArticle]
    """Newest first."""
    pages: list[list[SimulatedArticle]]
    """Rows of each list page while nobody tampers."""
    size: int

    @property
    def said_pages(self) -> int:
        """How many list pages the site says it has."""
        ...


class Shape:
    """A family of sites. A shape overrides what is special about it.

    List page 1 stands at ``folder`` + one of ``first``; page n at ``folder`` + ``further`` with
    ``n - 2 + second`` in it.
    """

    name: ClassVar[str]
    folder: ClassVar[str] = "/news/"
    first: ClassVar[tuple[str, ...]] = ("index.html", "")
    further: ClassVar[str] = "index_{}.html"
    second: ClassVar[int] = 2
    """The number in the name of page 2."""
    encoding: ClassVar[str] = "utf-8"
    content_type: ClassVar[str] = "text/html; charset=utf-8"
    list_type: ClassVar[str | None] = None
    """Content type of list pages, if another one."""
    prints_pages: ClassVar[bool] = False
    prints_records: ClassVar[bool] = False
    prints_next: ClassVar[bool] = False
    """Which statements of a list page a reader may go by: the others it cannot know."""
    is_window: ClassVar[bool] = False
    """The list shows its newest articles and has no further page."""

    @property
    def host(self) -> str:
        return f"{self.name.replace('_', '-')}.newsroom.test"

    @property
    def entry(self) -> str:
        """Address where discovery begins."""
        return f"http://{self.host}{self.folder}{self.first[0]}"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"{self.folder}{published:%Y%m%d}/{3000 + serial}.html"

    def dated(self, articles: Sequence[SimulatedArticle]) -> Sequence[SimulatedArticle]:
        """The articles on the days that such a site would publish them; newest first."""
        return articles

    def cut(self, articles: Sequence[SimulatedArticle], size: int) -> list[list[SimulatedArticle]]:
        """Articles (newest first) as list pages; editions cut by day instead."""
        if self.is_window:
            return [list(articles[: 3 * size])]
        return [list(articles[at : at + size]) for at in range(0, len(articles), size)] or [[]]

    def page_path(self, number: int) -> str:
        """Path of list page ``number``."""
        if number == 1:
            return f"{self.folder}{self.first[0]}"
        return f"{self.folder}{self.further.format(number - 2 + self.second)}"

    def locate(self, asked: Asked, site: Layout) -> int | None:  # noqa: ARG002
        """Number of the list page asked for, whether there is one or not; None: no list page."""
        if asked.method != "GET" or not asked.path.startswith(self.folder):
            return None
        name = asked.path.removeprefix(self.folder)
        if name in self.first:
            return 1
        pattern = re.escape(self.further).replace(r"\{\}", r"([1-9]\d{0,6}|0)")
        match = re.fullmatch(pattern, name)
        number = int(match[1]) - self.second + 2 if match else 0
        return number if number >= 2 else None

    def other(self, asked: Asked, site: Layout) -> str | None:  # noqa: ARG002
        """A document that is neither a list page nor an article: a front page, an index."""
        return None

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        rows = "\n".join(self.row(one) for one in listing.rows)
        return page(
            f'<ul class="news-list">\n{rows}\n</ul><div class="pager">{self.pager(listing)}</div>'
        )

    def row(self, article: SimulatedArticle) -> str:
        return (
            f'<li><a href="{escape(self.href(article))}">{escape(article.headline)}</a>'
            f'<span class="date">{article.published:%Y-%m-%d}</span></li>'
        )

    def href(self, article: SimulatedArticle) -> str:
        """How a list writes the address."""
        return article.path

    def pager(self, listing: Listing) -> str:
        """What a list page prints of the pages after it."""
        if not (self.prints_next and listing.following):
            return ""
        return f'<a href="{self.page_path(listing.following)}">下一页</a>'

    def article_page(self, article: SimulatedArticle) -> str:
        text = "\n".join(f"<p>　　{escape(text)}</p>" for text in article.paragraphs)
        return page(
            f'<div class="detail"><h1>{escape(article.headline)}</h1><div class="info">'
            f"发布时间：{article.published:%Y-%m-%d %H:%M} 来源：{self.name}</div>"
            f"{self.body(text)}</div>",
            title=article.headline,
        )

    def body(self, text: str) -> str:
        """The container of an article's text."""
        return f'<div class="text">\n{text}\n</div>'


def page(inside: str, title: str = "新闻列表") -> str:
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>"
        '<div id="top"><a href="/">首页</a><a href="/about/">关于我们</a></div>\n'
        f'{inside}\n<div id="bottom">版权所有 未经授权不得转载</div></body></html>'
    )
