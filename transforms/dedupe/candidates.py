"""Stage 2: pairs worth comparing. Each text looks back at earlier ones, with bounded work.

Both generators read only what arrived before a text, and of a key held by very many texts only
the nearest few. So candidates do not depend on how arrivals are cut into builds, and a hundred
thousand equal headlines cost a hundred thousand times a constant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.dedupe.sample_join import (
    ROW_LIMIT,
    ROW_MASK,
    pairs_by_samples,
    share_enough,
)
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transforms.dedupe.corpus import Corpus

BAND_LOOK_BACK = 8
"""Earlier texts of one band, text or headline that are looked at."""
FLUSH_PAIRS = 4_000_000


def find_candidates(corpus: Corpus) -> NDArray[np.uint64]:
    """Pairs ``later row << 32 | earlier row``, sorted, each once."""
    if len(corpus) > ROW_LIMIT:
        raise ValueError(f"{len(corpus)} texts in one call; at most {ROW_LIMIT}")
    found = _Pairs()
    for keys in key_columns(corpus):
        found.add(_pairs_of_runs(packed(keys), BAND_LOOK_BACK))
    pairs = found.finish()
    samples = corpus.samples
    found = _Pairs()
    found.add(pairs[share_enough(samples.values, samples.offsets, pairs)])
    found.add(pairs_by_samples(samples.values, samples.offsets))
    return found.finish()


def key_columns(corpus: Corpus) -> Iterator[NDArray[np.uint64]]:
    """Equal keys make a candidate; a key of 0 makes none."""
    yield corpus.text_key
    yield np.where(corpus.text_key != 0, corpus.headline_key, 0).astype(np.uint64)
    yield from corpus.bands


def packed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Sorted by the upper 40 bits of the key, then by row. Rows without a key are left out."""
    rows = np.flatnonzero(keys).astype(np.uint64)
    packed = (keys[rows] & ~ROW_MASK) | rows
    packed.sort()
    return packed


class _Pairs:
    """Pairs from many keys, made unique whenever enough have gathered."""

    def __init__(self) -> None:
        self.parts: list[NDArray[np.uint64]] = []
        self.gathered = 0

    def add(self, pairs: NDArray[np.uint64]) -> None:
        self.parts.append(pairs)
        self.gathered += len(pairs)
        if self.gathered > FLUSH_PAIRS:
            self.parts = [self.finish()]
            self.gathered = 0

    def finish(self) -> NDArray[np.uint64]:
        pairs = np.concatenate([np.zeros(0, np.uint64), *self.parts])
        pairs.sort()
        is_first = np.ones(len(pairs), np.bool_)
        is_first[1:] = pairs[1:] != pairs[:-1]
        return pairs[is_first]


@compiled
def _pairs_of_runs(packed: NDArray[np.uint64], look_back: int) -> NDArray[np.uint64]:
    """Of each run of equal keys: every row with the nearest earlier rows of the run."""
    total = 0
    for step in range(2):
        if step == 1:
            pairs = np.empty(total, np.uint64)
            total = 0
        run_start = 0
        for at in range(1, len(packed)):
            if (packed[at] >> np.uint64(24)) != (packed[at - 1] >> np.uint64(24)):
                run_start = at
                continue
            nearest = max(run_start, at - look_back)
            if step == 1:
                later = (packed[at] & np.uint64(0xFFFFFF)) << np.uint64(32)
                for earlier in range(nearest, at):
                    pairs[total] = later | (packed[earlier] & np.uint64(0xFFFFFF))
                    total += 1
            else:
                total += at - nearest
    return pairs
