"""From places in ``search_text`` back to headline and body as published: 贛州 behind 赣州.

``search_text`` is both with what a reader sees as equal made equal: wide marks are narrow, blanks
between characters gone, traditional characters simplified. Its characters come from those of the
published text in their order, so counting the characters that are no blanks leads back.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.clean.normalize import INVISIBLE
from transforms.tag.characters import keep_their_places, lay_out, trace, utf8

if TYPE_CHECKING:
    from transforms.tag.characters import Bytes, Flags, Ints
    from transforms.tag.text_batch import TextBatch

HEADLINE, BODY = "headline", "body"
PLANE = 0x10000


class Quotes(NamedTuple):
    """Of each mention: its field, its first character in that, and the sentence around it."""

    field: list[str]
    offset: list[int]
    quote: list[str]

    def columns(self) -> dict[str, pa.Array]:
        return {
            "field": pa.array(self.field, pa.string()),
            "field_offset": pa.array(self.offset, pa.int32()),
            "quote": pa.array(self.quote, pa.string()),
        }


class OriginalText:
    """Published text of a batch, looked up by positions in its ``TextBatch``."""

    def __init__(self, texts: TextBatch) -> None:
        self.texts = texts
        self._traced: set[int] = set()

    def quotes(self, positions: Ints) -> Quotes:
        """The published sentence around each mention that starts at a position; bounded."""
        return self.quotes_of(positions, *self.texts.quote_spans(positions))

    def quotes_of(self, positions: Ints, starts: Ints, ends: Ints) -> Quotes:
        """The same with spans given: each holds its position and begins and ends with no blank."""
        article = self.texts.article_of(positions)
        first, low, high = (
            self.published(article, place) for place in (positions, starts, np.maximum(ends - 1, 0))
        )
        headlines, bodies = self.headlines, self.bodies
        found = Quotes([], [], [])
        in_field, offsets, quotes = found.field.append, found.offset.append, found.quote.append
        for one, at, left, right in zip(
            article.tolist(), first.tolist(), low.tolist(), high.tolist(), strict=True
        ):
            headline = headlines[one]
            body_start = len(headline) + 1
            if at < body_start:
                in_field(HEADLINE)
                offsets(at)
                quotes(headline[left : right + 1])
            else:
                in_field(BODY)
                offsets(at - body_start)
                left = left - body_start if left > body_start else 0
                quotes(bodies[one][left : right + 1 - body_start])
        return found

    def with_quotes(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows, their ``quoted`` replaced by the columns of ``Quotes``.

        ``quoted``: the position of the mention, and start and end of what is quoted.
        """
        spans = np.array([row.pop("quoted") for row in rows], np.int64).reshape(-1, 3)
        position, start, end = spans.T
        quotes = self.quotes_of(position, *self.texts.bounded(start, end, position))
        for row, field, offset, quote in zip(rows, *quotes, strict=True):
            row.update(field=field, field_offset=offset, quote=quote)
        return rows

    def names(self, starts: Ints, ends: Ints) -> list[str]:
        """What is printed from each start to each end."""
        article = self.texts.article_of(starts)
        low, high = self.published(article, starts), self.published(article, ends - 1)
        return [
            f"{self.headlines[one]}\n{self.bodies[one]}"[left : right + 1]
            for one, left, right in zip(article.tolist(), low.tolist(), high.tolist(), strict=True)
        ]

    def published(self, article: Ints, positions: Ints) -> Ints:
        """Where in headline, newline, body the character of each position was published."""
        offset: Ints = positions - self.texts.starts[article]
        moved = np.flatnonzero(~self.is_in_place[article])
        for one in np.unique(article[moved]).tolist():
            self.trace(one)
        offset[moved] = self.places[positions[moved]]
        return offset

    def trace(self, article: int) -> None:
        """Fill in ``places`` for one article in which characters moved."""
        if article in self._traced:
            return
        self._traced.add(article)
        start, end = int(self.texts.starts[article]), int(self.texts.ends[article])
        first = count = 0
        for number, name in enumerate((HEADLINE, BODY)):
            data, offsets = self.columns[name]
            first, count = trace(
                data,
                offsets[article],
                offsets[article + 1],
                first + number,
                widths(),
                self.room,
                count,
            )
            if count < 0:
                break
        if count < 0 or not lay_out(self.texts.codes, start, end, self.room, count, self.places):
            published = f"{self.headlines[article]}\n{self.bodies[article]}"
            self.places[start:end] = places_of(published, self.texts.text[start:end])

    @cached_property
    def places(self) -> Ints:
        """Of each character of the batch, where it was published; filled in by ``trace``."""
        return np.zeros(len(self.texts.codes), np.int64)

    @cached_property
    def room(self) -> Ints:
        """For the origins of the longest article's characters."""
        return np.zeros(int(self.texts.lengths.max(initial=0)) + 1, np.int64)

    @cached_property
    def columns(self) -> dict[str, tuple[Bytes, Ints]]:
        """Bytes and offsets of headlines and bodies."""
        return {
            name: utf8(pc.fill_null(self.texts.articles[name].combine_chunks(), ""))
            for name in (HEADLINE, BODY)
        }

    @cached_property
    def is_in_place(self) -> Flags:
        """Of each article: whether every character of the search text is where it was published."""
        kept = np.ones(self.texts.count, bool)
        length = np.ones(self.texts.count, np.int64)
        for name in (HEADLINE, BODY):
            keep_their_places(*self.columns[name], widths(), kept)
            strings = pc.fill_null(self.texts.articles[name].combine_chunks(), "")
            length += pc.utf8_length(strings).to_numpy(zero_copy_only=False)
        kept &= length == self.texts.lengths
        return kept

    @cached_property
    def headlines(self) -> list[str]:
        return [text or "" for text in self.texts.articles[HEADLINE].to_pylist()]

    @cached_property
    def bodies(self) -> list[str]:
        return [text or "" for text in self.texts.articles[BODY].to_pylist()]


def places_of(published: str, searched: str) -> Ints:
    """The same by the longest common runs, where characters were joined or left out: e + ◌́."""
    flat = [(form, place) for place, c in enumerate(published) for form in printed_form(c)]
    printed = [(character, n) for n, character in enumerate(searched) if not character.isspace()]
    found = np.zeros(len(searched), np.int64)
    if not flat:
        return found
    matcher = SequenceMatcher(
        None, [form for form, _ in flat], [character for character, _ in printed], autojunk=False
    )
    for _, low, high, start, end in matcher.get_opcodes():
        for number in range(start, end):
            nearest = min(low + number - start, max(high - 1, low), len(flat) - 1)
            found[printed[number][1]] = flat[nearest][1]
    return np.maximum.accumulate(found)


@cache
def widths() -> Bytes:
    """Characters that are no blanks in the search text of each character of the first plane."""
    table = np.ones(PLANE, np.uint8)
    for code in range(PLANE):
        character = chr(code)
        if INVISIBLE.match(character):
            table[code] = 0
        elif not 0x3400 <= code < 0xA000:
            table[code] = len(printed_form(character))
    return table


def printed_form(character: str) -> str:
    """What one character is in the search text, script apart, without blanks."""
    if INVISIBLE.match(character):
        return ""
    return "".join(unicodedata.normalize("NFKC", character).split())
