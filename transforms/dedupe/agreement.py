"""Do two texts state the same numbers, and do headlines agree, with each other and their text?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transforms.dedupe.corpus import Ragged


def shared_values(
    ragged: Ragged, first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Per pair the values in common of two sorted rows without repeats."""
    return _count_common(ragged.values, ragged.offsets, first, second)


def bigrams_found(
    grams: Ragged, units: Ragged, headlines: NDArray[np.int64], texts: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Per pair (row of a headline, row of a text): the headline's character pairs in the text."""
    return _count_bigrams(
        grams.values, grams.offsets, units.values, units.offsets, headlines, texts
    )


def named_by_one_only(
    grams: Ragged, units: Ragged, rows: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Character pairs of a headline, not of the other's, that its text has and the other lacks."""
    return _count_named(grams.values, grams.offsets, units.values, units.offsets, rows, others)


@compiled
def _count_common(
    values: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
) -> NDArray[np.int32]:
    common = np.zeros(len(first), np.int32)
    for pair in range(len(first)):
        at, at_end = offsets[first[pair]], offsets[first[pair] + 1]
        to, to_end = offsets[second[pair]], offsets[second[pair] + 1]
        count = 0
        while at < at_end and to < to_end:
            if values[at] == values[to]:
                count += 1
                at += 1
                to += 1
            elif values[at] < values[to]:
                at += 1
            else:
                to += 1
        common[pair] = count
    return common


@compiled
def _count_bigrams(
    grams: NDArray[np.uint32],
    gram_offsets: NDArray[np.int64],
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    headlines: NDArray[np.int64],
    texts: NDArray[np.int64],
) -> NDArray[np.int32]:
    found = np.zeros(len(headlines), np.int32)
    for pair in range(len(headlines)):
        start, end = gram_offsets[headlines[pair]], gram_offsets[headlines[pair] + 1]
        is_found = np.zeros(end - start, np.bool_)
        text = units[offsets[texts[pair]] : offsets[texts[pair] + 1]]
        _mark(grams[start:end], text, is_found)
        found[pair] = is_found.sum()
    return found


@compiled
def _count_named(
    grams: NDArray[np.uint32],
    gram_offsets: NDArray[np.int64],
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    rows: NDArray[np.int64],
    others: NDArray[np.int64],
) -> NDArray[np.int32]:
    named = np.zeros(len(rows), np.int32)
    for pair in range(len(rows)):
        wanted = grams[gram_offsets[rows[pair]] : gram_offsets[rows[pair] + 1]]
        theirs = grams[gram_offsets[others[pair]] : gram_offsets[others[pair] + 1]]
        only = np.empty(len(wanted), np.uint32)
        count = 0
        for gram in wanted:
            place = np.searchsorted(theirs, gram)
            if place == len(theirs) or theirs[place] != gram:
                only[count] = gram
                count += 1
        only = only[:count]
        if count == 0:
            continue
        in_own, in_other = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
        _mark(only, units[offsets[rows[pair]] : offsets[rows[pair] + 1]], in_own)
        _mark(only, units[offsets[others[pair]] : offsets[others[pair] + 1]], in_other)
        named[pair] = (in_own & ~in_other).sum()
    return named


@compiled
def _mark(wanted: NDArray[np.uint32], text: NDArray[np.uint16], found: NDArray[np.bool_]) -> None:
    """Set ``found`` where a wanted pair (sorted) stands in the text."""
    if len(wanted) == 0:
        return
    is_likely = np.zeros(4096, np.bool_)
    for gram in wanted:
        is_likely[np.uint32(gram * np.uint32(0x9E3779B1)) >> np.uint32(20)] = True
    for at in range(1, len(text)):
        gram = (np.uint32(text[at - 1]) << np.uint32(16)) | np.uint32(text[at])
        if is_likely[np.uint32(gram * np.uint32(0x9E3779B1)) >> np.uint32(20)]:
            place = np.searchsorted(wanted, gram)
            if place < len(wanted) and wanted[place] == gram:
                found[place] = True
