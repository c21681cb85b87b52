"""Which two characters make a word, for many places of a text at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from transforms.tag.word_list import words

if TYPE_CHECKING:
    from collections.abc import Container

    import numpy.typing as npt

    from transforms.tag.characters import Ints

FILTER_BITS = 20
CHARACTER_BITS = 21
PERSON = frozenset(("nr", "nrt", "nrfg"))


class WordPairs:
    """Words of two characters, with their counts: no people, and none of the ``names`` given."""

    def __init__(self, names: Container[str]) -> None:
        pairs = sorted(
            (ord(text[0]) << CHARACTER_BITS | ord(text[1]), known.printed)
            for text, known in words().items()
            if len(text) == 2 and known.kind not in PERSON and text not in names
        )
        self.keys = np.array([key for key, _ in pairs], np.int64)
        self.counted = np.array([count for _, count in pairs], np.int64)
        self.filter = np.zeros(1 << FILTER_BITS, bool)
        self.filter[slot(self.keys)] = True

    def counts(self, first: npt.NDArray[Any], second: npt.NDArray[Any]) -> Ints:
        """How often the word of each pair is counted; 0 if it is none."""
        key = first.astype(np.int64) << CHARACTER_BITS | second.astype(np.int64)
        found = np.zeros(len(key), np.int64)
        maybe = np.flatnonzero(self.filter[slot(key)])
        index = np.searchsorted(self.keys, key[maybe])
        index = np.minimum(index, len(self.keys) - 1)
        found[maybe] = np.where(self.keys[index] == key[maybe], self.counted[index], 0)
        return found


def slot(key: Ints) -> Ints:
    return (key * 0x9E3779B1 >> 17) & ((1 << FILTER_BITS) - 1)
