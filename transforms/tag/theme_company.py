"""Weak terms: everyday words that say a theme only in company of its other words.

开放型经济 is said of any province, 工厂 of a fire as of an industry. A weak term counts where the
article names the family by a term that is not weak, where its own paragraph holds another weak one
of the family, or a word of ``company`` stands in its paragraph, the lead or the headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.characters import Flags, Ints
    from transforms.tag.read_themes import Theme
    from transforms.tag.text_batch import TextBatch
    from transforms.tag.theme_mentions import ThemeMentions


class Needs(NamedTuple):
    """What a theme's weak terms need, and those terms, which are no company of themselves."""

    company: re.Pattern[str] | None
    weak: re.Pattern[str] | None


class Families(NamedTuple):
    """The themes without a parent, and the number of each theme's own one among them."""

    roots: list[str]
    of_theme: Ints


class Company:
    """The weak terms of a lexicon."""

    def __init__(self, themes: Sequence[Theme], strings: Sequence[str], families: Families) -> None:
        weak = {term for theme in themes for term in theme.weak}
        self.is_weak = np.array([string in weak for string in strings], bool)
        self.needs = [Needs(any_of(theme.company), any_of(theme.weak)) for theme in themes]
        self.families = families

    def kept(self, texts: TextBatch, mentions: ThemeMentions) -> Flags:
        """Which mentions stay: all that are not weak, and the weak ones in company."""
        start, end, theme, article, weak = mentions
        kept = ~weak
        rows = np.flatnonzero(weak)
        if not len(rows):
            return kept
        key = article * len(self.families.roots) + self.families.of_theme[theme]
        named = np.zeros(texts.count * len(self.families.roots), bool)
        named[key[kept]] = True
        kept[rows] = named[key[rows]]
        rows = rows[~kept[rows]]
        low, high = texts.lines(start[rows])
        family = self.families.of_theme
        together: dict[tuple[int, int], set[str]] = {}
        spans = list(zip(rows.tolist(), low.tolist(), high.tolist(), strict=True))
        for row, left, _ in spans:
            printed = texts.text[start[row] : end[row]]
            together.setdefault((left, int(family[theme[row]])), set()).add(printed)
        for row, left, right in spans:
            others = together[left, int(family[theme[row]])]
            kept[row] = len(others) > 1 or self.has_company(
                texts, int(theme[row]), int(article[row]), left, right
            )
        return kept

    def has_company(
        self, texts: TextBatch, theme: int, article: int, left: int, right: int
    ) -> bool:
        needs = self.needs[theme]
        if needs.company is None or needs.weak is None:
            return False
        for low, high in (
            (left, right),
            (int(texts.starts[article]), int(texts.headline_ends[article])),
            (int(texts.lead_starts[article]), int(texts.lead_ends[article])),
        ):
            if needs.company.search(needs.weak.sub("\n", texts.text[low:high])):
                return True
        return False


def families_of(themes: Sequence[Theme]) -> Families:
    parents = {theme.theme: theme.parent for theme in themes}
    roots = [theme.theme for theme in themes if theme.parent is None]
    numbers = {root: number for number, root in enumerate(roots)}
    found = []
    for theme in themes:
        above = theme.theme
        while (parent := parents[above]) is not None:
            above = parent
        found.append(numbers[above])
    return Families(roots, np.array(found, np.int64))


def any_of(strings: Sequence[str]) -> re.Pattern[str] | None:
    """Literal strings as one search, the longest first; None if there are none."""
    longest_first = sorted(strings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if strings else None
