"""Which article names which theme, how often, where, and in which sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from transforms.lake import schema
from transforms.tag.aboutness import Aboutness
from transforms.tag.automaton import Automaton
from transforms.tag.characters import first_of_form, spans_as_strings
from transforms.tag.mentions import Groups, MentionIndex, group
from transforms.tag.read_themes import FIELDS, compile_regex
from transforms.tag.text_batch import UNKNOWN_DAY, TextBatch
from transforms.tag.theme_company import Company, any_of, families_of
from transforms.tag.theme_context import ThemeContext
from transforms.tag.theme_mentions import ThemeMentions
from transforms.tag.word_edges import whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from transforms.tag.characters import Flags, Ints
    from transforms.tag.original_text import OriginalText
    from transforms.tag.read_themes import Theme

NO_THEME = -1


class ThemeTagger:
    """The compiled lexicon. Build once, use for every batch."""

    def __init__(self, themes: Sequence[Theme], seed_hash: str) -> None:
        self.themes = tuple(themes)
        self.seed_hash = seed_hash
        owner: dict[str, int] = {}
        for number, theme in enumerate(self.themes):
            owner.update(dict.fromkeys(theme.terms, number))
        for theme in self.themes:
            for phrase in theme.exclude:
                owner.setdefault(phrase, NO_THEME)
        self.automaton = Automaton(tuple(owner))
        self.owner = np.fromiter(owner.values(), np.int64, count=len(owner))
        self.strings = pa.array(self.automaton.strings, pa.string())
        self.ids = pa.array([theme.theme for theme in self.themes], pa.string())
        self.context = ThemeContext(self.themes, self.automaton.strings)
        families = families_of(self.themes)
        self.company = Company(self.themes, self.automaton.strings, families)
        self.aboutness = Aboutness(self.themes, families)
        self.conditional = np.array([bool(t.unless or t.together) for t in self.themes])
        self.conditions = [(any_of(t.unless), any_of(t.together)) for t in self.themes]
        self.allowed = np.array([[f in t.fields for f in FIELDS] for t in self.themes])
        self.valid_from = np.array([day_number(t.valid_from, UNKNOWN_DAY) for t in self.themes])
        self.valid_to = np.array([day_number(t.valid_to, 2**31) for t in self.themes])
        self.patterns = PatternSet(self.themes)

    def mentions(self, texts: TextBatch) -> ThemeMentions:
        """All mentions, in order of start."""
        found = self.patterns.add(texts, self.terms(texts))
        found = found.where(self.is_allowed(texts, found))
        found = found.where(self.holds_conditions(texts, found))
        return found.where(self.company.kept(texts, found))

    def terms(self, texts: TextBatch) -> ThemeMentions:
        """The terms that mean a theme where they stand."""
        codes = texts.codes
        start, end, string = whole_words(self.automaton, codes, *self.automaton.find(codes))
        kept = self.owner[string] != NO_THEME if len(string) else np.zeros(0, bool)
        start, end, string = start[kept], end[kept], string[kept]
        is_weak, article = self.company.is_weak[string], texts.article_of(start)
        found = ThemeMentions(start, end, self.owner[string], article, is_weak)
        return found.where(~self.context.is_other(texts, start, end, string))

    def index(self, mentions: ThemeMentions) -> MentionIndex:
        """Where which theme is named."""
        return MentionIndex(
            mentions.start, [self.themes[one].theme for one in mentions.what.tolist()]
        )

    def tag(self, texts: TextBatch, mentions: ThemeMentions, original: OriginalText) -> pa.Table:
        """The table ``theme_mentions``: one row per article and theme."""
        start, end, theme, article, _ = mentions
        groups = group(article * len(self.themes) + theme, start)
        offsets = (start - texts.starts[article]).astype(np.int32)
        headline = texts.in_headline(start, article)
        first = groups.leading(start)
        quoted = first_in_body(groups, start, headline)
        counts = ~self.context.is_of_body(texts, end)
        aboutness, is_about = self.aboutness.of(texts, mentions, groups, counts)
        return pa.table(
            {
                "article_id": texts.articles["article_id"].take(pa.array(groups.leading(article))),
                "theme": self.ids.take(pa.array(groups.leading(theme))),
                "mention_count": groups.counts.astype(np.int32),
                "is_in_headline": groups.any(headline),
                "is_in_lead": groups.any(texts.in_lead(start, article)),
                "aboutness": aboutness,
                "is_about": is_about,
                "first_offset": (first - texts.starts[groups.leading(article)]).astype(np.int32),
                "offsets": groups.lists(pa.array(offsets)),
                "terms": terms_of(texts, groups, start, end),
                **original.quotes(quoted).columns(),
                "seed_hash": pa.repeat(self.seed_hash, len(first)),
            },
            schema=schema.THEME_MENTIONS,
        )

    def is_allowed(self, texts: TextBatch, found: ThemeMentions) -> Flags:
        """Whether the theme was in use on the article's day and is looked for in this place."""
        field = np.full(len(found.start), FIELDS.index("body"))
        field[texts.in_lead(found.start, found.article)] = FIELDS.index("lead")
        field[texts.in_headline(found.start, found.article)] = FIELDS.index("headline")
        day, theme = texts.days()[found.article], found.what
        is_valid = (day == UNKNOWN_DAY) | (
            (day >= self.valid_from[theme]) & (day <= self.valid_to[theme])
        )
        allowed: Flags = is_valid & self.allowed[theme, field]
        return allowed

    def holds_conditions(self, texts: TextBatch, found: ThemeMentions) -> Flags:
        """``unless`` and ``together`` of the themes that have them, sentence by sentence."""
        kept = np.ones(len(found.start), bool)
        if not len(kept):
            return kept
        rows = np.flatnonzero(self.conditional[found.what])
        left, right = texts.sentences(found.start[rows])
        for row, number, low, high in zip(
            rows.tolist(), found.what[rows].tolist(), left.tolist(), right.tolist(), strict=True
        ):
            unless, together = self.conditions[number]
            if (unless and unless.search(texts.text, low, high)) or (
                together and not together.search(texts.text, low, high)
            ):
                kept[row] = False
        return kept


class PatternSet:
    """RE2 patterns, run only over sentences that hold their anchor."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        by_anchor: dict[str, list[tuple[int, Any]]] = {}
        for number, theme in enumerate(themes):
            for pattern in theme.patterns:
                compiled = compile_regex(pattern.regex)
                by_anchor.setdefault(pattern.anchor, []).append((number, compiled))
        self.automaton = Automaton(tuple(by_anchor))
        self.rules = tuple(by_anchor.values())

    def add(self, texts: TextBatch, known: ThemeMentions) -> ThemeMentions:
        """The mentions given, and those of patterns that overlap none of the same theme."""
        found = self.find(texts)
        if not found:
            return known
        taken: set[tuple[int, int]] = set()
        for low, high, number in zip(
            known.start.tolist(), known.end.tolist(), known.what.tolist(), strict=True
        ):
            taken.update((number, position) for position in range(low, high))
        fresh = [
            (low, high, number)
            for low, high, number in sorted(found)
            if not any((number, position) in taken for position in range(low, high))
        ]
        start, end, theme = np.array(fresh, np.int64).reshape(-1, 3).T
        more = ThemeMentions(start, end, theme, texts.article_of(start), np.zeros(len(fresh), bool))
        order = np.argsort(np.concatenate([known.start, start]), kind="stable")
        return ThemeMentions(
            *(np.concatenate(pair)[order] for pair in zip(known, more, strict=True))
        )

    def find(self, texts: TextBatch) -> set[tuple[int, int, int]]:
        if not self.rules:
            return set()
        anchor_at, _, anchor = self.automaton.find(texts.codes)
        left, right = texts.sentences(anchor_at)
        sentences = set(zip(left.tolist(), right.tolist(), anchor.tolist(), strict=True))
        return {
            (low + match.start(), low + match.end(), number)
            for low, high, rule in sentences
            for number, compiled in self.rules[rule]
            for match in compiled.finditer(texts.text[low:high])
        }


def first_in_body(groups: Groups, start: Ints, headline: Flags) -> Ints:
    """Position of each group's first mention outside the headline, else of its first mention."""
    far = np.where(headline, start + 2**40, start)[groups.order]
    least = np.minimum.reduceat(far, groups.first) if len(groups.first) else far
    return np.where(least >= 2**40, least - 2**40, least)


def terms_of(texts: TextBatch, groups: Groups, start: Ints, end: Ints) -> pa.Array:
    """The different forms of each group, in order of appearance."""
    start, end = start[groups.order], end[groups.order]
    is_first = np.ones(len(start), bool)
    first_of_form(texts.codes, start, end, groups.first, is_first)
    forms = spans_as_strings(texts.codes, start[is_first], end[is_first])
    before = np.concatenate([[0], np.cumsum(is_first)])
    offsets = before[np.append(groups.first, len(start))].astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), forms)


def day_number(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal() - EPOCH


EPOCH = 719163
"""Ordinal of 1970-01-01."""
