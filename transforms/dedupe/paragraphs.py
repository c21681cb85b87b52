"""Does a paragraph stand in another text? Word for word, or reworded but there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.dedupe.signatures import character_pairs
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALL = 1 << 30
STANDS = 0.6
"""Share of a paragraph's character pairs in one paragraph of the other text from which it counts
as kept."""


@compiled
def absent_paragraphs(
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    starts: NDArray[np.int64],
    of: NDArray[np.int64],
    other: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(pair, paragraph) of the paragraphs of text ``of[pair]`` that ``other[pair]`` lacks.

    Paragraph p is ``units[offsets[p]:offsets[p + 1]]``, text t the paragraphs ``starts[t]`` to
    ``starts[t + 1]``. Empty paragraphs are never absent.
    """
    grams, gram_offsets = character_pairs(units, offsets, ALL)
    pairs, paragraphs = [np.int64(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    for pair in range(len(of)):
        first, last = starts[other[pair]], starts[other[pair] + 1]
        for paragraph in range(starts[of[pair]], starts[of[pair] + 1]):
            start, end = offsets[paragraph], offsets[paragraph + 1]
            if start == end or _is_inside(units, start, end, offsets[first], offsets[last]):
                continue
            if not _stands(grams, gram_offsets, paragraph, first, last):
                pairs.append(np.int64(pair))
                paragraphs.append(np.int64(paragraph))
    return np.array(pairs, np.int64), np.array(paragraphs, np.int64)


@compiled
def _is_inside(units: NDArray[np.uint16], start: int, end: int, first: int, last: int) -> bool:
    """Whether units[start:end] stands in units[first:last]."""
    length = end - start
    for at in range(first, last - length + 1):
        common = 0
        while common < length and units[at + common] == units[start + common]:
            common += 1
        if common == length:
            return True
    return False


@compiled
def _stands(
    grams: NDArray[np.uint32],
    gram_offsets: NDArray[np.int64],
    paragraph: int,
    first: int,
    last: int,
) -> bool:
    """Reworded or joined, but there: measured against the paragraph that is most like it."""
    start, end = gram_offsets[paragraph], gram_offsets[paragraph + 1]
    if start == end:  # of one character, which is nowhere in the other text
        return False
    for candidate in range(first, last):
        at, place, found = start, gram_offsets[candidate], 0
        while at < end and place < gram_offsets[candidate + 1]:
            found += grams[at] == grams[place]
            step = grams[at] <= grams[place]
            place += grams[place] <= grams[at]
            at += step
        if found >= STANDS * (end - start):
            return True
    return False
