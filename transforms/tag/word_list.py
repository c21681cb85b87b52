"""Common Chinese words and how often they stand in print: they tell a name from a word.

``words.csv.gz`` is made of the dictionary of jieba 0.42.1 (MIT, see ``words.NOTICE``): its words of
two to five Chinese characters that it counted at least ``LEAST`` times, with their part of speech
(``ns`` place, ``nr`` person, ``nt`` body; the others as in the tag set of ICTCLAS).
"""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("words.csv.gz")
LEAST = 5
COMMON = frozenset(
    ("a", "ad", "an", "b", "c", "d", "f", "i", "l", "m", "n", "r", "s", "t", "v", "vn", "z")
)
"""Kinds of words that are no names."""


class Word(NamedTuple):
    """How often a word is printed (in the texts that the list was counted in), and its kind."""

    printed: int
    kind: str


NO_WORD = Word(0, "")


@cache
def words() -> dict[str, Word]:
    """Every word of the list."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        return {word: Word(int(count), kind) for word, count, kind in csv.reader(file)}


def word(text: str) -> Word:
    """What the list says of ``text``; ``NO_WORD`` if it does not hold it."""
    return words().get(text, NO_WORD)
