"""What is true of the sample newsroom, so that every room can be scored against it.

All functions speak of one day's newsroom (``until``: what a complete crawl on that day finds) and
name articles by ``key`` = (channel, canonical url). ``article_id`` gives the lake's id, and
``province`` is where the newsroom stands.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, Any

from newsroom.channels import BY_NAME, CHANNELS
from newsroom.edition import as_of, edition, is_gone
from newsroom.grammar import SILENT_AFTER, SINCE, UNTIL
from newsroom.pages.static_list import DEAD_LINK
from newsroom.precision import interval, lag, shown
from newsroom.provinces import JIANGXI
from newsroom.themes import THEMES, count_themes
from storage import states

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from newsroom.facts import NewsArticle
    from newsroom.provinces import Province

Key = tuple[str, str]
LABELS = tuple(theme.label for theme in THEMES)
"""Themes with truth. A tagger may know others; those are not judged here."""
SLOGAN_TARGETS = ("三年再翻番",)
"""A slogan that is an aim: a target read from it (2 倍, 三年) is neither right nor wrong."""
DEAD_LINKS: tuple[Key, ...] = (
    ("sample_static", f"http://{BY_NAME['sample_static'].host}{DEAD_LINK}"),
)


@dataclass(slots=True, frozen=True)
class Edge:
    """One reprint: ``child`` took its text from ``parent`` (None: an outlet not crawled)."""

    child: Key
    parent: Key | None
    parent_outlet: str
    method: str
    lag_min_seconds: int | None
    lag_max_seconds: int | None
    is_contradicted: bool
    """The page credits a source that was published later."""
    is_order_known: bool
    """The printed times do not overlap: direction can be told from them."""


@dataclass(slots=True, frozen=True)
class StoryTruth:
    story: str
    members: tuple[Key, ...]
    first: Key | None
    """The member that is earlier than every other, whatever the precisions; None if open."""


@dataclass(slots=True, frozen=True)
class ThemeTruth:
    key: Key
    theme: str
    mention_count: int
    is_in_headline: bool
    is_in_lead: bool


@dataclass(slots=True, frozen=True)
class ChannelDay:
    channel: str
    day: date
    article_count: int
    state: str


def articles(
    until: date = UNTIL, size: int | None = None, province: Province = JIANGXI
) -> list[NewsArticle]:
    """Every article a complete crawl on ``until`` finds, as its page reads that day."""
    return [
        as_of(one, until)
        for one in edition(size, province=province).articles
        if one.published.date() <= until and not is_gone(one, until)
    ]


def key(article: NewsArticle) -> Key:
    return article.channel, article.url


def article_id(channel: str, url: str) -> str:
    return blake2b(f"{channel}\n{url}".encode()).hexdigest()[:16]


def published_at(article: NewsArticle) -> datetime:
    """What the page says, as far as it says it (start of the interval), Beijing time."""
    return shown(article.published, article.precision)


def edges(until: date = UNTIL, size: int | None = None, province: Province = JIANGXI) -> list[Edge]:
    """Every reprint. Copies of one external piece have no edge among themselves: see siblings."""
    found = articles(until, size, province)
    by_number = {one.number: one for one in found}
    out = []
    for child in found:
        if (made := child.reprint) is None:
            continue
        parent = by_number.get(made.parent or 0)
        low = high = None
        if parent is not None:
            low, high = lag(parent.published, parent.precision, child.published, child.precision)
        source = key(parent) if parent else None
        is_known = low is not None and high is not None and (low > 0 or high < 0)
        edge = Edge(
            key(child), source, made.parent_outlet, made.method, low, high,
            made.is_contradicted, is_known,
        )  # fmt: skip
        out.append(edge)
    return out


def stories(
    until: date = UNTIL, size: int | None = None, province: Province = JIANGXI
) -> list[StoryTruth]:
    groups: dict[str, list[NewsArticle]] = {}
    for one in articles(until, size, province):
        groups.setdefault(one.story, []).append(one)
    return [
        StoryTruth(name, tuple(map(key, group)), first_of(group)) for name, group in groups.items()
    ]


def first_of(group: list[NewsArticle]) -> Key | None:
    spans = sorted((interval(one.published, one.precision), key(one)) for one in group)
    (_, end), earliest = spans[0]
    return earliest if all(start > end for (start, _), _ in spans[1:]) else None


def siblings(
    until: date = UNTIL, size: int | None = None, province: Province = JIANGXI
) -> set[tuple[Key, Key]]:
    """Pairs (lower key first) of one story where neither is the source of the other."""
    linked = {
        frozenset((edge.child, edge.parent)) for edge in edges(until, size, province) if edge.parent
    }
    return {
        pair
        for story in stories(until, size, province)
        for pair in combinations(sorted(story.members), 2)
        if frozenset(pair) not in linked
    }


def theme_mentions(
    until: date = UNTIL, size: int | None = None, province: Province = JIANGXI
) -> list[ThemeTruth]:
    """Counts in headline and body; lead = first paragraph. Traditional copies count the same."""
    out = []
    for one in articles(until, size, province):
        is_traditional = one.reprint is not None and one.reprint.is_traditional
        headline, lead = one.headline, one.paragraphs[0]
        if is_traditional:
            headline, lead = simplified(headline), simplified(lead)
        in_headline, in_lead = count_themes(headline, LABELS), count_themes(lead, LABELS)
        out += [
            ThemeTruth(key(one), theme, count, theme in in_headline, theme in in_lead)
            for theme, count in one.themes.items()
        ]
    return out


def simplified(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("t2s").convert(text))


def channel_days(
    channel: str,
    crawled: Collection[date],
    *,
    partly: Collection[date] = (),
    since: date = SINCE,
    until: date = UNTIL,
    size: int | None = None,
    province: Province = JIANGXI,
) -> list[ChannelDay]:
    """State of every day from ``since`` to ``until``.

    ``crawled`` are the days some complete crawl has discovered, ``partly`` those of which a page
    failed. A crawled day without an article is ``silent``; a day not crawled is never a zero.
    """
    counts: dict[date, int] = {}
    for one in articles(until, size, province):
        if one.channel == channel:
            counts[one.published.date()] = counts.get(one.published.date(), 0) + 1
    out = []
    for offset in range((until - since).days + 1):
        day = since + timedelta(days=offset)
        count = counts.get(day, 0)
        state = states.COVERED if count else states.SILENT
        if day in partly:
            state = states.PARTLY
        elif day not in crawled:
            state = states.NOT_CRAWLED
        out.append(ChannelDay(channel, day, count, state))
    return out


def silent_since(channel: str) -> date | None:
    """First day without articles of a channel that has stopped; None if it has not."""
    last = SILENT_AFTER.get(channel)
    return last + timedelta(days=1) if last else None


def revisions(
    since: date, until: date, size: int | None = None, province: Province = JIANGXI
) -> list[tuple[Key, date, str]]:
    """Changes that a crawl on ``until`` sees and one on ``since`` has not: (key, day, change)."""
    return [
        (key(one), change.on, change.change)
        for one in edition(size, province=province).articles
        for change in one.revisions
        if one.published.date() <= since < change.on <= until
    ]


def noise(article: NewsArticle) -> list[str]:
    """Words of the page that must not reach body, themes or places: the headlines beside it."""
    from newsroom.newsroom import Newsroom

    view = Newsroom().view(article.channel)
    return [one.headline for one in view.neighbours(article, 5)]


def write_truth(path: Path, *, articles: int | None = None, until: date = UNTIL) -> int:
    """Everything above as one JSON file. Returns the number of articles."""
    rows = [plain(one) for one in _articles(until, articles)]
    whole = {
        "until": until.isoformat(),
        "channels": [asdict(channel) for channel in CHANNELS],
        "themes": {theme.label: theme.forms for theme in THEMES},
        "articles": rows,
        "edges": [asdict(edge) for edge in edges(until, articles)],
        "stories": [asdict(story) for story in stories(until, articles)],
        "siblings": sorted(siblings(until, articles)),
        "theme_mentions": [asdict(one) for one in theme_mentions(until, articles)],
        "dead_links": DEAD_LINKS,
        "silent_since": {name: silent_since(name) for name in SILENT_AFTER},
        "revisions": revisions(SINCE, until, articles),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, default=str)
    path.write_text(text + "\n", "utf-8")
    return len(rows)


_articles = articles


def plain(article: NewsArticle) -> dict[str, Any]:
    row = asdict(article)
    row["article_id"] = article_id(*key(article))
    row["published_at"] = published_at(article).isoformat()
    row["body"] = article.body
    return row
