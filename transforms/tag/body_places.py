"""Where sure names of places stand, before the name of a body: 青石市 of 青石市财政局."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from transforms.tag.body_words import LEVELED
from transforms.tag.company_names import places_in
from transforms.tag.generic_names import OWN, is_generic
from transforms.tag.name_edges import COMMON, VERY_COMMON
from transforms.tag.word_list import NO_WORD, word
from transforms.tag.word_list import words as words_known

if TYPE_CHECKING:
    from transforms.tag.gazetteer import Gazetteer
    from transforms.tag.text_batch import TextBatch


class Places:
    """Where sure names of places stand in the batch."""

    def __init__(self, gazetteer: Gazetteer, texts: TextBatch) -> None:
        known = [*places_in(gazetteer, texts.text, texts.codes)]
        self.starts = [low for low, _ in known]
        self.ends = [high for _, high in known]
        self.text = texts.text

    def last_before(self, low: int, high: int) -> tuple[int, int] | None:
        """Start and end of the last place name that begins in the span; with all above it."""
        index = bisect_left(self.starts, high) - 1
        while index >= 0 and self.starts[index] >= low:
            if is_place_here(self.text, self.starts[index], self.ends[index]):
                break
            index -= 1
        else:
            return None
        first = index
        while (
            first
            and self.ends[first - 1] == self.starts[first]
            and self.starts[first - 1] >= low
            and self.text[self.ends[first - 1] - 1] in LEVELED
            and self.text[self.ends[first] - 1] in LEVELED
        ):
            first -= 1
        return self.starts[first], self.ends[index]


def is_place_here(text: str, start: int, end: int) -> bool:
    """Not a word that a place bears too (合作, 振兴), nor cut out of one (西华 of 巴西华人)."""
    name = word(text[start:end])
    if end - start == 2 and name.kind not in OWN and name.printed >= COMMON:
        return False
    before = word(text[start - 1 : start + 1]) if start and end - start == 2 else NO_WORD
    return before.printed < VERY_COMMON or before.kind not in ("ns", "nt", "nz")


def at_country(text: str, begin: int, end: int) -> int:
    """At the first country or city of the common words, if what stands before it is no name."""
    known, begins = countries()
    for place in range(begin, end - 1):
        if text[place : place + 2] not in begins:
            continue
        for size in (4, 3, 2):
            if text[place : place + size] in known and place + size <= end:
                lead = text[begin:place]
                return place if len(lead) < 2 or is_generic(lead) else begin
    return begin


@cache
def countries() -> tuple[frozenset[str], frozenset[str]]:
    """Common words that name a place, and how they begin."""
    known = frozenset(
        text
        for text, one in words_known().items()
        if one.kind == "ns" and one.printed >= COMMON and len(text) <= 4
    )
    return known, frozenset(text[:2] for text in known)
