"""A batch of articles as one text, so that an automaton runs once and offsets stay exact.

All positions are characters. ``start`` of an article is its place in ``text``; an offset into the
article's own ``search_text`` is a position minus that start.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.tag.characters import as_text, decode, trim, utf8

if TYPE_CHECKING:
    from datetime import date

    from transforms.tag.characters import Codes, Flags, Ints

GAP = "\x00"
"""Stands between two articles; no seed may hold it, so nothing matches across."""
MAX_QUOTE = 400


class TextBatch:
    """``search_text`` of a batch, joined; headline, lead, sentences and lines as positions."""

    def __init__(self, articles: pa.Table) -> None:
        strings = pc.fill_null(articles["search_text"].combine_chunks(), "")
        data, offsets = utf8(strings)
        self.articles = articles
        self.count = len(strings)
        self.starts, self.ends = np.empty((2, self.count), np.int64)
        codes = np.empty(len(data) + self.count, np.uint32)
        newlines, stops = np.empty((2, len(codes)), np.int64)
        sizes = decode(data, offsets, codes, self.starts, self.ends, newlines, stops)
        self.codes: Codes = codes[: sizes[0]].copy()
        self.newlines: Ints = newlines[: sizes[1]].copy()
        self.stops: Ints = stops[: sizes[2]].copy()
        self.lengths: Ints = self.ends - self.starts
        self.headline_ends = self.next_newline(self.starts)
        self.lead_starts = np.minimum(self.headline_ends + 1, self.ends)
        self.lead_ends = self.next_newline(self.lead_starts)
        self._stops = np.concatenate([[-1], self.stops, [len(self.codes)]])

    @cached_property
    def text(self) -> str:
        """All texts as one, GAP between them."""
        return as_text(self.codes)

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
    def _stop_list(self) -> list[int]:
        stops: list[int] = self._stops.tolist()
        return stops

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

    def quote_spans(self, positions: Ints) -> tuple[Ints, Ints]:
        """Start and end of the sentence around each position, bounded, without blanks around it."""
        return self.bounded(*self.sentences(positions), positions)

    def bounded(self, starts: Ints, ends: Ints, positions: Ints) -> tuple[Ints, Ints]:
        """Of long spans the part around each position."""
        left = np.maximum(starts, np.minimum(positions - MAX_QUOTE // 2, ends - MAX_QUOTE))
        right = np.minimum(left + MAX_QUOTE, ends)
        trim(self.codes, left, right)
        return left, right

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around one position, as ``sentences`` tells them."""
        stops = self._stop_list
        index = bisect_left(stops, position, 1)
        start, end = stops[index - 1] + 1, stops[index]
        return start, end + (self.text[end : end + 1] not in ("", "\n", GAP))

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
