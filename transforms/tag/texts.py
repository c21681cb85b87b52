"""A batch of articles as one text, so that an automaton runs once and offsets stay exact.

All positions are characters. ``start`` of an article is its place in ``text``; an offset into the
article's own ``search_text`` is a position minus that start.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[Any]

GAP = "\x00"
"""Stands between two articles; no seed may hold it, so nothing matches across."""
SENTENCE_ENDS = "。!?;\n\x00"
"""As ``search_text`` writes them: it knows no full-width ！？；"""
MAX_QUOTE = 400


class Texts:
    """``search_text`` of a batch, joined; headline, lead, sentences and lines as positions."""

    def __init__(self, articles: pa.Table) -> None:
        column = articles["search_text"].combine_chunks()
        strings = pc.fill_null(column, "")
        self.articles = articles
        self.count = len(strings)
        self.lengths: Ints = pc.utf8_length(strings).to_numpy(zero_copy_only=False).astype(np.int64)
        self.starts: Ints = np.zeros(self.count, np.int64)
        np.cumsum(self.lengths[:-1] + 1, out=self.starts[1:])
        self.ends: Ints = self.starts + self.lengths
        self.text = join(strings)
        self.codes = code_points(self.text)
        self.newlines: Ints = np.flatnonzero(self.codes == 10)
        self.headline_ends = self.next_newline(self.starts)
        self.lead_starts = np.minimum(self.headline_ends + 1, self.ends)
        self.lead_ends = self.next_newline(self.lead_starts)
        self.stops: Ints = np.flatnonzero(is_one_of(self.codes, SENTENCE_ENDS))
        self._stops = np.concatenate([[-1], self.stops, [len(self.codes)]])

    @cached_property
    def headline_starts(self) -> frozenset[int]:
        return frozenset(self.starts.tolist())

    @cached_property
    def article_ids(self) -> list[str]:
        ids: list[str] = self.articles["article_id"].to_pylist()
        return ids

    @cached_property
    def region_codes(self) -> list[str | None]:
        codes: list[str | None] = self.articles["region_code"].to_pylist()
        return codes

    @cached_property
    def dates(self) -> list[date | None]:
        """Beijing day of each article."""
        days: list[date | None] = self.articles["published_date"].to_pylist()
        return days

    @cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = self.starts.tolist()
        return starts

    def next_newline(self, positions: Ints) -> Ints:
        """The first newline at or after each article's position, or the article's end."""
        if not len(self.newlines):
            return self.ends
        index = np.searchsorted(self.newlines, positions)
        found = self.newlines[np.minimum(index, len(self.newlines) - 1)]
        found = np.where(index < len(self.newlines), found, len(self.codes))
        nearest: Ints = np.minimum(found, self.ends)
        return nearest

    def article_of(self, positions: Ints) -> Ints:
        """Index of the article each position lies in."""
        article: Ints = np.searchsorted(self.starts, positions, "right") - 1
        return article

    def sentences(self, positions: Ints) -> tuple[Ints, Ints]:
        """Start and end (with its mark) of the sentence around each position, without newline."""
        index = np.searchsorted(self.stops, positions)
        start, end = self._stops[index] + 1, self._stops[index + 1]
        has_mark = end < len(self.codes)
        mark = self.codes[np.minimum(end, len(self.codes) - 1)] if len(self.codes) else end
        return start, end + (has_mark & (mark != 10) & (mark != 0))

    def lines(self, positions: Ints) -> tuple[Ints, Ints]:
        """Start and end of the line around each position."""
        article = self.article_of(positions)
        index = np.searchsorted(self.newlines, positions)
        padded = np.concatenate([[-1], self.newlines, [len(self.codes)]])
        start = np.maximum(padded[index] + 1, self.starts[article])
        return start, np.minimum(padded[index + 1], self.ends[article])

    def quotes(self, positions: Ints) -> list[str]:
        """The sentence around each position, bounded; a cut is marked with …"""
        starts, ends = self.sentences(positions)
        text = self.text
        return [
            text[start:end].strip()
            if end - start <= MAX_QUOTE
            else self.quote(start, end, position)
            for start, end, position in zip(
                starts.tolist(), ends.tolist(), positions.tolist(), strict=True
            )
        ]

    def quote(self, start: int, end: int, position: int) -> str:
        """A sentence; of a long one the part around ``position``."""
        if end - start <= MAX_QUOTE:
            return self.text[start:end].strip()
        left = max(start, min(position - MAX_QUOTE // 2, end - MAX_QUOTE))
        right = left + MAX_QUOTE
        return f"{'…' * (left > start)}{self.text[left:right].strip()}{'…' * (right < end)}"

    def quote_at(self, position: int) -> str:
        """The sentence around one position."""
        return self.quotes(np.array([position]))[0]

    def article_of_one(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def field_end(self, position: int, end: int) -> int:
        """End of the headline if ``position`` is in it, else ``end`` of the article."""
        headline_end = int(self.headline_ends[self.article_of_one(position)])
        return headline_end if position <= headline_end else end

    def in_headline(self, positions: Ints, article: Ints) -> Flags:
        found: Flags = positions < self.headline_ends[article]
        return found

    def in_lead(self, positions: Ints, article: Ints) -> Flags:
        found: Flags = (positions >= self.lead_starts[article]) & (
            positions < self.lead_ends[article]
        )
        return found

    def days(self) -> Ints:
        """Beijing day of each article as days since 1970; the smallest integer if unknown."""
        column = self.articles["published_date"].combine_chunks().cast(pa.int32())
        unknown = pa.scalar(UNKNOWN_DAY, pa.int32())
        days: Ints = pc.fill_null(column, unknown).to_numpy(zero_copy_only=False).astype(np.int64)
        return days

    def published(self, article: int) -> date | None:
        """Beijing day of one article."""
        return self.dates[article]


UNKNOWN_DAY = -(2**31)


def join(strings: pa.Array) -> str:
    """All strings as one, GAP between them."""
    whole = pa.ListArray.from_arrays(pa.array([0, len(strings)], pa.int32()), strings)
    text: str = pc.binary_join(whole, GAP)[0].as_py()
    return text


def code_points(text: str) -> Codes:
    """The characters of ``text`` as numbers; 16 bits each unless one needs more."""
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def is_one_of(codes: Codes, characters: Sequence[str]) -> Flags:
    """Which code points are among a few characters."""
    found = np.zeros(len(codes), bool)
    for character in characters:
        found |= codes == ord(character)
    return found
