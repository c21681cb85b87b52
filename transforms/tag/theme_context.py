"""Terms that mean something else where they stand, told by what stands right beside them.

The words are data (``theme_context.toml``) and say nothing of single themes: heads of names, the
opposite, sectors that are no industry, nouns that make another thing of a phrase.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from transforms.clean.normalize import search_text
from transforms.tag.automaton import Automaton
from transforms.tag.characters import is_one_of
from transforms.tag.string_matching import NO_STRING
from transforms.tag.word_edges import word_edges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.characters import Codes, Flags, Ints
    from transforms.tag.read_themes import Theme
    from transforms.tag.text_batch import TextBatch

FILE = Path(__file__).with_name("theme_context.toml")


class Neighbours:
    """Strings of several kinds, of which the longest right beside a place tells the kind."""

    def __init__(self, kinds: dict[str, Sequence[str]], *, backwards: bool = False) -> None:
        self.backwards = backwards
        self.kinds = {name: number for number, name in enumerate(kinds)}
        kind_of: dict[str, int] = {}
        for name, strings in kinds.items():
            for string in map(search_text, strings):
                kind_of[string[::-1] if backwards else string] = self.kinds[name]
        self.automaton = Automaton(tuple(kind_of))
        self.kind_of = np.fromiter(kind_of.values(), np.int64, count=len(kind_of))

    def found(self, codes: Codes, places: Ints, kind: str) -> Flags:
        """Where a string of ``kind`` begins (ends, if read backwards) at the place."""
        string = self.automaton.at(codes, places, backwards=self.backwards)
        flags: Flags = (string != NO_STRING) & (
            self.kind_of[np.maximum(string, 0)] == self.kinds[kind]
        )
        return flags


class ThemeContext:
    """What of the lexicon's strings is asked of which neighbours. Build once."""

    def __init__(self, themes: Sequence[Theme], strings: Sequence[str]) -> None:
        words = read_words()
        asked = words.pop("asked_of")
        self.behind = Neighbours(words["behind"])
        self.organ_ends = [string for string in words["before"]["organs"] if len(string) == 1]
        self.closing = Neighbours(words["behind_closed"])
        self.joints = Automaton(tuple(joint[::-1] for joint in words["before"].pop("joints")))
        self.before = Neighbours(words["before"], backwards=True)
        closed = {term for theme in themes for term in theme.closed}
        self.is_closed = np.array([string in closed for string in strings], bool)
        self.is_centre = np.array([string.endswith(tuple(asked["organs"])) for string in strings])
        self.has_sector = np.array(
            [string.startswith(tuple(asked["other_sectors"])) for string in strings]
        )
        self.edges = word_edges()

    def is_other(self, texts: TextBatch, start: Ints, end: Ints, string: Ints) -> Flags:
        """Which terms mean something else; ``string`` tells which of the lexicon's each is."""
        codes = texts.codes
        before = start - 1
        other = self.behind.found(codes, end, "name_heads")
        other |= self.before.found(codes, before, "opposites")
        other |= self.is_centre[string] & self.before.found(codes, before, "organs")
        of_sector = before - self.joint_sizes(codes, before)
        other |= self.has_sector[string] & self.before.found(codes, of_sector, "other_sectors")
        closed = np.flatnonzero(self.is_closed[string])
        other[closed] |= self.edges.noun_at(codes, end[closed]) & ~self.closing.found(
            codes, end[closed], "campaign_nouns"
        )
        return other

    def joint_sizes(self, codes: Codes, before: Ints) -> Ints:
        """Characters of the word between a sector and its noun, read backwards; 0 if none is."""
        joint = self.joints.at(codes, before, backwards=True)
        sizes: Ints = np.append([len(string) for string in self.joints.strings], 0)[joint]
        return sizes

    def is_of_body(self, texts: TextBatch, end: Ints) -> Flags:
        """Which mentions only name a body, or its beginning: 工信部, 综合保税区管理局."""
        last = texts.codes[np.maximum(end - 1, 0)] if len(texts.codes) else end.astype(np.uint32)
        found: Flags = is_one_of(last, self.organ_ends)
        found |= self.behind.found(texts.codes, end, "body_heads")
        return found


def read_words() -> dict[str, Any]:
    """The tables of ``theme_context.toml``."""
    return tomllib.loads(FILE.read_text("utf-8"))
