"""What a channel knows of its own pages: optional CSS selectors, sharper than the generic reading.

Every rule is a hint, never an order: a selector that finds nothing leaves the generic reading in
force, so a changed template loses precision instead of articles (drift names it).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRules:
    """CSS selectors of one channel's article page."""

    headline: str | None = None
    section: str | None = None
    published: str | None = None
    source: str | None = None
    editor: str | None = None
    body: str | None = None
    drop: tuple[str, ...] = ()
    """Elements inside the body that are never text of the article."""
    template: str = "channel"
    """Name under which drift counts the pages these rules fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """CSS selectors of one channel's list pages; all but ``items`` look inside an item."""

    items: str
    link: str = "a"
    title: str | None = None
    date: str | None = None
