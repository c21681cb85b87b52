"""Find strings in code points, in machine code.

All that is compiled together stands in this one file, for the cache looks at no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from transforms.tag.characters import Bytes, Codes, Flags, Ints

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""Multiplies a key so that its high bits are well mixed."""
MANY = np.uint64(0x100000001B3)
HALF = np.uint64(32)
CHARACTER_BITS = np.uint64(21)
WORD = np.uint64(64)
ONE = np.uint64(1)
EMPTY = np.uint64(2**64 - 1)
"""A key that no node and character have."""
NO_STRING = -1
PLANE = 0x10000


@compiled
def find_beginnings(
    codes: Codes, position: int, prefixes: Bytes, wholes: Bytes, singles: Bytes, places: Ints
) -> tuple[int, int]:
    """Places from ``position`` on where a string may begin; how many, and where to go on.

    ``prefixes`` has a bit for each hash of the first two, three and four characters of a string,
    ``wholes`` for each string of two or three, ``singles`` a flag for each string of one character
    of the first plane. Stops when ``places`` is full.
    """
    count = 0
    size, room = len(codes), len(places)
    prefix_shift, whole_shift = shift_of(8 * len(prefixes)), shift_of(8 * len(wholes))
    while position < size and count < room:
        is_open = False
        hashed = np.uint64(codes[position])
        for at in range(position + 1, min(position + 4, size)):
            hashed = hash_on(hashed, codes[at])
            is_open = has_bit(prefixes, hashed >> prefix_shift)
            if not is_open or has_bit(wholes, hashed >> whole_shift):
                break
        if not is_open and len(singles):
            is_open = codes[position] >= PLANE or singles[codes[position]] != 0
        if is_open:
            places[count] = position
            count += 1
        position += 1
    return count, position


@compiled
def follow(
    codes: Codes,
    places: Ints,
    keys: npt.NDArray[np.uint64],
    nodes: Ints,
    numbers: Ints,
    free_from: int,
    ends: Ints,
    found: Ints,
) -> int:
    """The longest string that begins at each place; how many. Overwrites ``places`` with starts.

    ``keys`` (node and character) lead to ``nodes`` of the tree of strings, ``numbers`` tell the
    string that ends in a node. Places before ``free_from`` lie in the match before.
    """
    count = 0
    key_shift, mask = shift_of(len(keys)), np.uint64(len(keys) - 1)
    for place in places:
        if place < free_from:
            continue
        node, number, end = 0, NO_STRING, place
        for at in range(place, len(codes)):
            key = (np.uint64(node) << CHARACTER_BITS) | np.uint64(codes[at])
            slot = (key * GOLDEN) >> key_shift
            while keys[slot] != key and keys[slot] != EMPTY:
                slot = (slot + ONE) & mask
            if keys[slot] == EMPTY:
                break
            node = nodes[slot]
            if numbers[node] != NO_STRING:
                number, end = numbers[node], at + 1
        if number != NO_STRING:
            places[count], ends[count], found[count] = place, end, number
            count += 1
            free_from = end
    return count


@compiled
def hash_on(hashed: np.uint64, code: np.uint32) -> np.uint64:
    """Hash of the characters so far and one more; the high bits are the mixed ones."""
    return ((hashed ^ (hashed >> HALF)) * MANY + np.uint64(code)) * GOLDEN


@compiled
def shift_of(slots: int) -> np.uint64:
    """How far a hash is shifted to be the number of a slot; slots are a power of two."""
    shift = WORD
    while slots > 1:
        slots >>= 1
        shift -= ONE
    return shift


@compiled
def has_bit(bits: Bytes, place: np.uint64) -> bool:
    return bool(bits[place >> np.uint64(3)] & (ONE << (place & np.uint64(7))))


@compiled
def set_bits(strings: Codes, offsets: Ints, prefixes: Bytes, wholes: Bytes) -> None:
    """Fill the filters of ``find_beginnings``; string n begins at ``offsets[n]`` of ``strings``."""
    prefix_shift, whole_shift = shift_of(8 * len(prefixes)), shift_of(8 * len(wholes))
    for string in range(len(offsets) - 1):
        low, high = offsets[string], offsets[string + 1]
        hashed = np.uint64(strings[low])
        for at in range(low + 1, min(low + 4, high)):
            hashed = hash_on(hashed, strings[at])
            place = hashed >> prefix_shift
            prefixes[place >> np.uint64(3)] |= np.uint8(ONE << (place & np.uint64(7)))
        if 1 < high - low < 4:
            place = hashed >> whole_shift
            wholes[place >> np.uint64(3)] |= np.uint8(ONE << (place & np.uint64(7)))


@compiled
def fill_table(
    edges: npt.NDArray[np.uint64], targets: Ints, keys: npt.NDArray[np.uint64], nodes: Ints
) -> None:
    """Put edges into the hash table ``keys`` → ``nodes``; its size is a power of two."""
    mask = np.uint64(len(keys) - 1)
    key_shift = shift_of(len(keys))
    for edge in range(len(edges)):
        slot = (edges[edge] * GOLDEN) >> key_shift
        while keys[slot] != EMPTY:
            slot = (slot + ONE) & mask
        keys[slot], nodes[slot] = edges[edge], targets[edge]


@compiled
def strings_at(
    codes: Codes,
    places: Ints,
    step: int,
    keys: npt.NDArray[np.uint64],
    nodes: Ints,
    numbers: Ints,
    found: Ints,
) -> None:
    """The longest string that begins at each place, read forwards (``step`` 1) or backwards (-1).

    ``found`` gets its number, or NO_STRING.
    """
    for place in range(len(places)):
        node, at = 0, places[place]
        while 0 <= at < len(codes):
            node = child(node, codes[at], keys, nodes)
            if node < 0:
                break
            if numbers[node] != NO_STRING:
                found[place] = numbers[node]
            at += step


@compiled
def child(node: int, code: np.uint32, keys: npt.NDArray[np.uint64], nodes: Ints) -> int:
    """The node behind ``node`` by one character; -1 if no string goes on so."""
    mask = np.uint64(len(keys) - 1)
    key = (np.uint64(node) << CHARACTER_BITS) | np.uint64(code)
    slot = (key * GOLDEN) >> shift_of(len(keys))
    while keys[slot] != key and keys[slot] != EMPTY:
        slot = (slot + ONE) & mask
    return nodes[slot] if keys[slot] == key else -1


@compiled
def words_cut(
    codes: Codes,
    starts: Ints,
    ends: Ints,
    pairs: Bytes,
    keys: npt.NDArray[np.uint64],
    nodes: Ints,
    numbers: Ints,
    weights: npt.NDArray[np.float64],
    own: tuple[float, float],
    reach: int,
    is_cut: Flags,
) -> None:
    """Whether the likeliest words around each span break it at one of its edges.

    ``weights`` are the logarithms of the words' frequencies; ``own`` those of the span itself, as
    a word, and of a character alone. ``pairs`` has a bit for each two neighbours inside any
    word: spans whose edges lie in none are passed over.
    """
    for span in range(len(starts)):
        start, end = starts[span], ends[span]
        is_open = start > 0 and has_pair(pairs, codes[start - 1], codes[start])
        is_open = is_open or (end < len(codes) and has_pair(pairs, codes[end - 1], codes[end]))
        if is_open:
            low, high = start, end
            while low > 0 and start - low < reach and is_ideograph(codes[low - 1]):
                low -= 1
            while high < len(codes) and high - end < reach and is_ideograph(codes[high]):
                high += 1
            near, inner = codes[low:high], (start - low, end - low)
            whole = likeliest(near, inner, False, keys, nodes, numbers, weights, own)
            free = likeliest(near, inner, True, keys, nodes, numbers, weights, own)
            is_cut[span] = free > whole + 1e-9


@compiled
def likeliest(
    codes: Codes,
    span: tuple[int, int],
    is_free: bool,
    keys: npt.NDArray[np.uint64],
    nodes: Ints,
    numbers: Ints,
    weights: npt.NDArray[np.float64],
    own: tuple[float, float],
) -> float:
    """Logarithm of the likeliest words of ``codes``; unless free, none crosses the span's edges."""
    best = np.full(len(codes) + 1, -np.inf)
    best[0] = 0.0
    for at in range(len(codes)):
        if at == span[0]:
            best[span[1]] = max(best[span[1]], best[at] + own[0])
        best[at + 1] = max(best[at + 1], best[at] + own[1])
        node, place = 0, at
        while node >= 0 and place < len(codes):
            node = child(node, codes[place], keys, nodes)
            place += 1
            is_word = node >= 0 and numbers[node] != NO_STRING
            if is_word and (is_free or not (at < span[0] < place or at < span[1] < place)):
                best[place] = max(best[place], best[at] + weights[numbers[node]])
    return float(best[len(codes)])


@compiled
def is_ideograph(code: np.uint32) -> bool:
    return bool(0x4E00 <= code <= 0x9FFF)


@compiled
def has_pair(pairs: Bytes, first: np.uint32, second: np.uint32) -> bool:
    hashed = hash_on(hash_on(np.uint64(0), first), second)
    return has_bit(pairs, hashed >> shift_of(8 * len(pairs)))


@compiled
def set_pairs(strings: Codes, offsets: Ints, pairs: Bytes) -> None:
    """Fill the filter of ``words_cut``: every two neighbours inside a string."""
    shift = shift_of(8 * len(pairs))
    for string in range(len(offsets) - 1):
        for at in range(offsets[string] + 1, offsets[string + 1]):
            place = hash_on(hash_on(np.uint64(0), strings[at - 1]), strings[at]) >> shift
            pairs[place >> np.uint64(3)] |= np.uint8(ONE << (place & np.uint64(7)))
