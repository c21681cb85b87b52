"""Which object of a page's state is its article, and what stands beside it.

An article is an object that holds a title and a long text, as HTML, as plain text or in pieces;
time, source and names are its neighbours. Of many (a feed holds whole articles too) it is the one
whose title is the page's; if the page has no title of its own, the only one that stands alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crawler.extract.headline import QUOTES
from crawler.extract.script_strings import read_json
from crawler.extract.site_names import SEPARATORS, names_site, squeeze
from crawler.extract.state_fields import (
    body_of,
    content_of,
    credits_of,
    origin_url_of,
    times_of,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.items import Stated

MAX_VISITED = 60_000
"""Objects and lists looked at, of all scripts of a page."""
MAX_NESTED = 20
"""Strings that are JSON texts again."""
NESTED_CHARS = 100
MAX_FIELDS = 60
LEAST_AGREED = 6
"""Characters of a title from which on a part of it names the article."""
LEAST_TITLE = 9
"""Characters of the first part of a <title> that may be a headline: 新闻详情 is none."""


@dataclass(slots=True)
class StateArticle:
    """An article that a script states."""

    title: str
    html: str
    chars: int
    """Of its text, without tags."""
    published: list[Stated] = field(default_factory=list)
    credits: list[Stated] = field(default_factory=list)
    origin_url: str | None = None
    group: int = 0
    """The list it stands in, 0 if in none."""
    is_agreed: bool = False
    """Is its title the page's?"""


def find_state_article(
    data: list[Any], titles: list[str | None], heading: str | None = None
) -> StateArticle | None:
    """The page's article; ``titles`` are what the page calls itself: <title>, og:title, heading.

    ``heading`` is the headline that the page shows: a text without a title may stand under it.
    """
    keys = [key for title in titles if title and (key := _key(title))]
    things = list(_objects(data))
    found = [article for thing, group in things if (article := _article(thing, group))]
    for article in found:
        article.is_agreed = _agrees(_key(article.title), keys)
    agreed = [article for article in found if article.is_agreed]
    if agreed:
        return max(agreed, key=lambda article: article.chars)
    if heading and not found:
        return _untitled(things, heading)
    if heading or any(_is_headline(title) for title in titles):
        return None  # the page is about something else
    alone = [a for a in found if not a.group and (a.published or a.credits)]
    return alone[0] if len({_key(a.title) for a in alone}) == 1 else None


def _untitled(things: list[tuple[dict[str, Any], int]], heading: str) -> StateArticle | None:
    """The only text of a state, under the headline that the page shows."""
    texts = [(thing, body) for thing, group in things if not group and (body := content_of(thing))]
    if len({body.html for _, body in texts}) != 1:
        return None
    thing, body = texts[0]
    return _stated(StateArticle(heading, body.html, body.chars, is_agreed=True), thing)


def _key(title: str) -> str:
    return QUOTES.sub("", squeeze(title))


def _agrees(key: str, titles: list[str]) -> bool:
    for title in titles:
        if key in title or (len(title) >= LEAST_AGREED and title in key):
            return len(key) >= LEAST_AGREED or title.startswith(key)
        first = SEPARATORS.split(title, maxsplit=1)[0].rstrip(".…")
        if len(first) >= LEAST_AGREED and key.startswith(first):
            return True
    return False


def _is_headline(title: str | None) -> bool:
    first = SEPARATORS.split(squeeze(title or ""), maxsplit=1)[0]
    return len(first) >= LEAST_TITLE and not names_site(title)


def _objects(data: list[Any]) -> Iterator[tuple[dict[str, Any], int]]:
    """Objects from the outermost inwards, with the list of objects each stands in."""
    waiting: deque[tuple[Any, int]] = deque((value, 0) for value in data)
    seen: set[int] = set()
    nested: list[Any] = []
    """Kept, for things are told apart by where they lie."""
    while waiting and len(seen) < MAX_VISITED:
        value, group = waiting.popleft()
        if isinstance(value, str):
            if len(nested) == MAX_NESTED or (value := read_json(value)) is None:
                continue
            nested.append(value)
        if id(value) in seen:
            continue
        seen.add(id(value))
        parts = value
        if isinstance(value, dict):
            yield value, group
            parts = value.values()
        elif isinstance(value, list) and is_table(value):
            yield from ((thing, id(value)) for thing in _unfolded(value))
        elif isinstance(value, list) and sum(isinstance(part, dict) for part in value[:3]) > 1:
            group = id(value)
        if isinstance(value, dict | list):
            waiting.extend((part, group) for part in parts if _may_hold(part))


def _may_hold(part: Any) -> bool:
    """Objects, lists, and texts that are JSON again."""
    if isinstance(part, str):
        return len(part) >= NESTED_CHARS and part[0] in "{["
    return bool(part) and isinstance(part, dict | list)


def is_table(value: list[Any]) -> bool:
    """Nuxt 3 and devalue write one flat list, in which objects name the places of their values."""
    first = value[0] if value else None
    if not isinstance(first, dict | list) or len(value) < 4:
        return False
    if isinstance(first, dict):
        return bool(first) and all(type(part) is int for part in first.values())
    return len(first) == 2 and isinstance(first[0], str) and type(first[1]) is int


def _unfolded(table: list[Any]) -> Iterator[dict[str, Any]]:
    """The objects of such a list with their values in place, two levels deep."""

    def value_at(place: Any, depth: int) -> Any:
        value = table[place] if type(place) is int and 0 <= place < len(table) else None
        if isinstance(value, dict) and depth:
            return {name: value_at(part, depth - 1) for name, part in value.items()}
        if isinstance(value, list) and depth:
            return [value_at(part, depth - 1) for part in value[:MAX_FIELDS]]
        return None if isinstance(value, dict | list) else value

    for thing in table[:MAX_VISITED]:
        if isinstance(thing, dict) and len(thing) >= 2:  # a lone text is no article
            yield {name: value_at(place, 2) for name, place in list(thing.items())[:MAX_FIELDS]}


def _article(thing: dict[str, Any], group: int) -> StateArticle | None:
    title = title_of(thing)
    if title is None or (body := body_of(thing)) is None:
        return None
    return _stated(StateArticle(title, body.html, body.chars, group=group), thing)


def _stated(article: StateArticle, thing: dict[str, Any]) -> StateArticle:
    """With what its neighbours say, and those in objects of its own that have no title."""
    inner = [part for part in thing.values() if isinstance(part, dict) and not title_of(part)]
    article.published = times_of([thing, *inner])
    article.credits = credits_of([thing, *inner])
    article.origin_url = origin_url_of([thing, *inner])
    return article
