"""Mentions of themes while they are found, and with what weighs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transforms.tag.characters import Flags, Ints


class ThemeMentions(NamedTuple):
    """By start: start, end, number of the theme, and article of each mention."""

    start: Ints
    end: Ints
    what: Ints
    article: Ints
    is_weak: Flags
    """Of a term that says the theme only in company."""

    def where(self, kept: Flags) -> ThemeMentions:
        return ThemeMentions(
            self.start[kept],
            self.end[kept],
            self.what[kept],
            self.article[kept],
            self.is_weak[kept],
        )
