"""Find thousands of literal strings in one pass: leftmost, longest, not overlapping.

Nearly all places of a text are passed over by a bit or two: do these two (three, four) characters
begin any string? The others are followed down the tree of strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.characters import code_points
from transforms.tag.string_matching import (
    EMPTY,
    NO_STRING,
    fill_table,
    find_beginnings,
    follow,
    set_bits,
    strings_at,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.characters import Bytes, Codes, Ints

PLANE, CHARACTER_BITS = 0x10000, 21
MIN_BITS, MAX_BITS, SPARSE = 6, 22, 4
"""A filter has 2⁴ bits or more for each bit set, but no more than the processor's cache holds."""
ROOM = 1 << 16
"""Places looked at at once."""
NONE = np.zeros(0, np.int64)


class Automaton:
    """Literal strings by number. Duplicates and empty strings are refused."""

    def __init__(self, strings: Sequence[str]) -> None:
        if len(set(strings)) != len(strings) or not all(strings):
            raise ValueError("strings must be different and not empty")
        self.strings = tuple(strings)
        edges: dict[int, int] = {}
        numbers = [NO_STRING]
        for number, string in enumerate(self.strings):
            node = 0
            for character in string:
                edge = node << CHARACTER_BITS | ord(character)
                node = edges.setdefault(edge, len(numbers))
                if node == len(numbers):
                    numbers.append(NO_STRING)
            numbers[node] = number
        self.numbers = np.array(numbers, np.int64)
        slots = 1 << max(3, (2 * len(edges)).bit_length())
        self.keys = np.full(slots, EMPTY, np.uint64)
        self.nodes = np.zeros(slots, np.int64)
        fill_table(
            np.fromiter(edges, np.uint64, len(edges)),
            np.fromiter(edges.values(), np.int64, len(edges)),
            self.keys,
            self.nodes,
        )
        self._singles = single_filter(self.strings)
        self._prefixes, self._wholes = prefix_filters(self.strings)

    def at(self, codes: Codes, places: Ints, *, backwards: bool = False) -> Ints:
        """Number of the longest string that begins at each place; NO_STRING if none does.

        ``backwards`` reads from right to left: for strings that are written reversed.
        """
        found = np.full(len(places), NO_STRING, np.int64)
        if self.strings and len(places):
            step = -1 if backwards else 1
            strings_at(codes, places, step, self.keys, self.nodes, self.numbers, found)
        return found

    def find(self, codes: Codes) -> tuple[Ints, Ints, Ints]:
        """Start, end and number of each match, in order of start."""
        parts = [(NONE, NONE, NONE)]
        position, free_from, size = 0, 0, len(codes) if self.strings else 0
        while position < size:
            places = np.empty(min(size - position, ROOM), np.int64)
            count, position = find_beginnings(
                codes, position, self._prefixes, self._wholes, self._singles, places
            )
            places = places[:count]
            end, number = np.empty((2, count), np.int64)
            count = follow(
                codes, places, self.keys, self.nodes, self.numbers, free_from, end, number
            )
            if count:
                parts.append((places[:count], end[:count], number[:count]))
                free_from = int(end[count - 1])
        if len(parts) == 2:
            return parts[1]
        starts, ends, found = zip(*parts, strict=True)
        return np.concatenate(starts), np.concatenate(ends), np.concatenate(found)


def prefix_filters(strings: Sequence[str]) -> tuple[Bytes, Bytes]:
    """Bits of hashed beginnings, and of strings that end with their second or third character."""
    beginnings = {string[:size] for string in strings for size in (2, 3, 4)}
    short = sum(len(string) in (2, 3) for string in strings)
    prefixes, wholes = bits_for(len(beginnings)), bits_for(short)
    offsets = np.cumsum([0, *map(len, strings)], dtype=np.int64)
    set_bits(code_points("".join(strings)), offsets, prefixes, wholes)
    return prefixes, wholes


def bits_for(count: int) -> Bytes:
    bits = min(max(count.bit_length() + SPARSE, MIN_BITS), MAX_BITS)
    return np.zeros(1 << bits >> 3, np.uint8)


def single_filter(strings: Sequence[str]) -> Bytes:
    """A flag for each string of one character; none at all if there is no such string."""
    singles = [ord(string) for string in strings if len(string) == 1]
    flags = np.zeros(PLANE if singles else 0, np.uint8)
    flags[[code for code in singles if code < PLANE]] = 1
    return flags
