"""Terms that are no words where they stand: 方特 in 地方特色, 车间 in 列车间隔.

The likeliest words of the neighbourhood (a unigram model over the list of common words, as in
jieba; the term itself counts as a word of the list) keep the term whole, or break it at an edge.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.automaton import Automaton
from transforms.tag.characters import code_points
from transforms.tag.string_matching import NO_STRING, set_pairs, words_cut
from transforms.tag.word_list import words

if TYPE_CHECKING:
    from transforms.tag.characters import Codes, Flags, Ints

REACH = 6
"""Characters read on either side: more than the longest word of the list, which has five."""
TERM_COUNT, SINGLE_COUNT = 200, 10_000
"""What a term, and a character alone, count beside the words of the list: the median of the 61
terms of the lexicon that the list knows; and a number at which the traps of the tests hold for any
such count from 50 to 1,000 (5,000 is too little below 500, 20,000 too much)."""
PEOPLE = frozenset(("nr", "nrt", "nrfg"))
"""Kinds left out: names of people, mostly pieces of foreign ones, that no text of ours has."""
COMMON_NOUNS = frozenset(("n", "nz", "vn"))
PAIR_BITS = 22


class WordEdges:
    """The list of common words, compiled. Built once a process: see ``word_edges``."""

    def __init__(self) -> None:
        known = {text: word for text, word in words().items() if word.kind not in PEOPLE}
        self.automaton = Automaton(tuple(known))
        total = sum(word.printed for word in known.values())
        self.weights = np.log([word.printed / total for word in known.values()])
        self.own = (log(TERM_COUNT / total), log(SINGLE_COUNT / total))
        self.is_noun = np.array([word.kind in COMMON_NOUNS for word in known.values()])
        self.pairs = np.zeros(1 << PAIR_BITS >> 3, np.uint8)
        offsets = np.cumsum([0, *map(len, known)], dtype=np.int64)
        set_pairs(code_points("".join(known)), offsets, self.pairs)

    def cut(self, codes: Codes, starts: Ints, ends: Ints) -> Flags:
        """Which spans the likeliest words break at an edge."""
        is_cut = np.zeros(len(starts), bool)
        if len(starts):
            tree = self.automaton
            words_cut(
                codes, starts, ends, self.pairs, tree.keys, tree.nodes, tree.numbers, self.weights,
                self.own, REACH, is_cut,
            )  # fmt: skip
        return is_cut

    def noun_at(self, codes: Codes, places: Ints) -> Flags:
        """Whether the longest word that begins at each place is a common noun."""
        word = self.automaton.at(codes, places)
        found: Flags = (word != NO_STRING) & self.is_noun[np.maximum(word, 0)]
        return found


@cache
def word_edges() -> WordEdges:
    return WordEdges()


def whole_words(
    automaton: Automaton, codes: Codes, start: Ints, end: Ints, string: Ints
) -> tuple[Ints, Ints, Ints]:
    """The terms that are words where they stand.

    Where the likeliest words break a term (中国制造 in 中国制造业), the terms that begin inside it
    are taken, if those words keep them.
    """
    edges = word_edges()
    is_cut = edges.cut(codes, start, end)
    if not is_cut.any():
        return start, end, string
    nearest = np.append(start[1:], len(codes))
    spans: list[tuple[Ints, Ints, Ints]] = []
    for row in np.flatnonzero(is_cut).tolist():
        low = int(start[row]) + 1
        found = automaton.find(codes[low : min(int(end[row]) + REACH, int(nearest[row]))])
        inside = found[0] + low < end[row]
        spans.append((found[0][inside] + low, found[1][inside] + low, found[2][inside]))
    fresh = [np.concatenate(column) for column in zip(*spans, strict=True)]
    kept = ~edges.cut(codes, fresh[0], fresh[1])
    merged = [
        np.concatenate([old[~is_cut], new[kept]])
        for old, new in zip((start, end, string), fresh, strict=True)
    ]
    order = np.argsort(merged[0], kind="stable")
    return merged[0][order], merged[1][order], merged[2][order]
