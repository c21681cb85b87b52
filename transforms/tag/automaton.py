"""Find thousands of literal strings in one pass: leftmost, longest, not overlapping."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import daachorse
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.texts import Ints

FITTING = 200_000
"""Characters of the first long text after which the states are arranged."""


class Automaton:
    """Literal strings by number. Duplicates and empty strings are refused."""

    def __init__(self, strings: Sequence[str]) -> None:
        if len(set(strings)) != len(strings) or not all(strings):
            raise ValueError("strings must be different and not empty")
        self.strings = tuple(strings)
        self._machine = build(self.strings, [])
        self._is_fitted = False

    def find(self, text: str) -> tuple[Ints, Ints, Ints]:
        """Start, end and number of each match, in order of start."""
        if not self._is_fitted and len(text) >= FITTING:
            self._machine = build(self.strings, [text[:FITTING]])
            self._is_fitted = True
        found = self._machine.find(text) if self._machine is not None else []
        flat = np.fromiter(chain.from_iterable(found), np.int64, count=3 * len(found))
        table = flat.reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2]


def build(strings: tuple[str, ...], corpus: list[str]) -> Any:
    """The machine; ``corpus`` only decides which states lie close together in memory."""
    if not strings:
        return None
    kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(strings), kind, corpus or None)
