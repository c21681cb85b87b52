# ruff: noqa: E501 - markup and sentences are kept on one line
"""What the templates share: the answer of a site, paragraphs as markup, and the noise around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, TypeVar

from newsroom.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsroom.facts import NewsArticle

INDENT = "　　"
VIDEOS = (
    ("夜市摊主捡到钱包 追出三条街", 1_204_877),
    ("古墓旁发现千年陶罐 专家现场解读", 3_988_120),
    ("男子凌晨爬上塔吊 民警劝说两小时", 2_710_334),
    ("山洪冲垮便桥 村民连夜搭起浮桥", 518_902),
)
VIDEO_PLAYS = "播放数：{}"


@dataclass(slots=True)
class Page:
    """One answer of a site, before the server dates and tags it."""

    body: bytes
    content_type: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """What one channel shows today: ``articles`` newest first, and where to find one by path."""

    articles: list[NewsArticle]
    by_path: dict[str, NewsArticle]
    today: date
    by_day: dict[date, list[NewsArticle]] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    """Days with an article, oldest first."""
    query: dict[str, str] = field(default_factory=dict)

    def issues_beside(self, day: date) -> tuple[date | None, date | None]:
        """The days with an article before and after ``day``."""
        at = bisect_left(self.days, day)
        after = at + 1 if day in self.by_day else at
        return (
            self.days[at - 1] if at else None,
            self.days[after] if after < len(self.days) else None,
        )

    def neighbours(self, article: NewsArticle, count: int) -> list[NewsArticle]:
        """Other articles for the related boxes; the same ones every time."""
        pool = self.articles
        if len(pool) < 2:
            return []
        start = article.serial * 7 % len(pool)
        picked = [pool[(start + step * 3) % len(pool)] for step in range(count + 1)]
        unique = {one.number: one for one in picked if one.number != article.number}
        return list(unique.values())[:count]


Row = TypeVar("Row")


def pages_of(rows: Sequence[Row], size: int) -> list[list[Row]]:
    return [list(rows[at : at + size]) for at in range(0, len(rows), size)] or [[]]


def inline(text: str, tag: str = "strong") -> str:
    """Escaped text; the first slogan of a paragraph set off by ``tag`` (it must not be lost)."""
    safe = escape(text, quote=False)
    for theme in THEMES:
        form = theme.forms[0]
        if form in safe:
            return safe.replace(form, f"<{tag}>{form}</{tag.split()[0]}>", 1)
    return safe


def paragraphs(article: NewsArticle, texts: Sequence[str], *, indent: str = INDENT) -> str:
    """``<p>`` per paragraph; the entries of a list run on in one ``<p>`` with ``<br/>``."""
    out: list[str] = []
    entries: list[str] = []
    for text in [*texts, ""]:
        if text and text in article.list_lines:
            entries.append(escape(text, quote=False))
            continue
        if entries:
            out.append("<p>" + "<br/>\n".join(entries) + "</p>")
            entries = []
        if text:
            out.append(f"<p>{indent}{inline(text)}</p>")
    return "\n".join(out)


def images(article: NewsArticle, form: str) -> str:
    """Lead pictures; ``form`` takes ``host`` path pieces: number and position."""
    return "\n".join(
        form.format(number=article.number, position=position)
        for position in range(article.image_count)
    )


def split_parts(article: NewsArticle, longest: int = 4) -> list[list[str]]:
    """Paragraphs of each page of a long article; lists are never torn from their heads."""
    if len(article.paragraphs) <= longest + 1 or article.list_lines:
        return [article.paragraphs]
    return [article.paragraphs[:longest], article.paragraphs[longest:]]


def link_list(
    articles: Sequence[NewsArticle], form: str = '<li><a href="{url}">{headline}</a></li>'
) -> str:
    return "\n".join(
        form.format(url=one.url, headline=escape(one.headline), path=path_of(one))
        for one in articles
    )


def path_of(article: NewsArticle) -> str:
    return "/" + article.url.split("/", 3)[3]


def nav(names: str) -> str:
    return "".join(f'<a href="/{index}/">{name}</a>' for index, name in enumerate(names.split()))
