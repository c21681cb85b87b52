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
        wanted = grams[start:end]
        is_found = np.zeros(end - start, np.bool_)
        text = texts[pair]
        for at in range(offsets[text] + 1, offsets[text + 1]):
            gram = (np.uint32(units[at - 1]) << np.uint32(16)) | np.uint32(units[at])
            place = np.searchsorted(wanted, gram)
            if place < len(wanted) and wanted[place] == gram:
                is_found[place] = True
        found[pair] = is_found.sum()
    return found
