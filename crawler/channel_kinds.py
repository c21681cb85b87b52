"""Sample or live, verified or guessed: said of any spider class, defined here once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrapy import Spider


def is_sample(spider: type[Spider] | Spider) -> bool:
    """Whether our own gateway serves the channel: its file says so, and nothing else does."""
    return bool(getattr(spider, "is_sample", False))


def is_live(spider: type[Spider] | Spider) -> bool:
    """Whether crawling the channel asks somebody else's servers."""
    return not is_sample(spider) and bool(getattr(spider, "reaches_network", True))


def entries_of(spider: type[Spider]) -> list[Any]:
    """Where discovery begins: an e-paper has a pattern of addresses instead of start addresses."""
    if callable(entries := getattr(spider, "entries", None)):
        return list(entries())
    return list(getattr(spider, "start_urls", None) or ())


def is_verified(spider: type[Spider]) -> bool:
    """Whether every entry of a live channel was met in public; a guess needs a first look."""
    entries = entries_of(spider)
    return is_live(spider) and bool(entries) and all(getattr(e, "seen", None) for e in entries)
