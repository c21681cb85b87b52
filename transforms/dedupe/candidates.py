"""Stage 2: pairs worth comparing. Each text looks back at earlier ones, with bounded work.

Both generators read only what arrived before a text, and of a key held by very many texts only
the nearest few. So candidates do not depend on how arrivals are cut into builds, and a hundred
thousand equal headlines cost a hundred thousand times a constant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transforms.dedupe.corpus import Corpus

ROW_BITS = 24
ROW_MASK = np.uint64((1 << ROW_BITS) - 1)
ROW_LIMIT = 1 << ROW_BITS
"""Texts of one call: a row number shares a word with 40 bits of a key."""
LOOK_BACK = 16
"""Earlier texts of one key that are looked at."""
SHARED_SAMPLES_MIN = 0.25
"""Share of the smaller sample two texts must have in common to be compared."""
PARTNERS_MAX = 16
"""Earlier texts one text is compared with on account of samples, most shared first."""
FLUSH_PAIRS = 4_000_000


def find_candidates(corpus: Corpus) -> NDArray[np.uint64]:
    """Pairs ``later row << 32 | earlier row``, sorted, each once."""
    if len(corpus) > ROW_LIMIT:
        raise ValueError(f"{len(corpus)} texts in one call; at most {ROW_LIMIT}: use the index")
    found = _Pairs()
    for keys in _key_columns(corpus):
        found.add(_pairs_of_runs(_packed(keys), LOOK_BACK))
    found.add(pairs_by_samples(corpus.samples.values, corpus.samples.offsets))
    return found.finish()


def _key_columns(corpus: Corpus) -> Iterator[NDArray[np.uint64]]:
    """Equal keys make a candidate; a key of 0 makes none."""
    yield corpus.text_key
    yield np.where(corpus.text_key != 0, corpus.headline_key, 0).astype(np.uint64)
    yield from corpus.bands


def _packed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Sorted by the upper 40 bits of the key, then by row. Rows without a key are left out."""
    rows = np.flatnonzero(keys).astype(np.uint64)
    packed = (keys[rows] & ~ROW_MASK) | rows
    packed.sort()
    return packed


def pairs_by_samples(samples: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pairs whose samples overlap enough for one to contain a good part of the other."""
    counts = np.diff(offsets)
    rows = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    packed = (samples & ~ROW_MASK) | rows
    del rows
    packed.sort()
    places, place_offsets = _places_with_earlier(packed, len(counts))
    return _pairs_sharing(packed, places, place_offsets, counts)


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


@compiled
def _places_with_earlier(
    packed: NDArray[np.uint64], row_count: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Per row: where in ``packed`` its samples stand that an earlier row has too."""
    offsets = np.zeros(row_count + 1, np.int64)
    for at in range(1, len(packed)):
        if (packed[at] >> np.uint64(24)) == (packed[at - 1] >> np.uint64(24)):
            offsets[np.int64(packed[at] & np.uint64(0xFFFFFF)) + 1] += 1
    for row in range(row_count):
        offsets[row + 1] += offsets[row]
    cursor = offsets[:-1].copy()
    places = np.empty(offsets[row_count], np.uint32)
    for at in range(1, len(packed)):
        if (packed[at] >> np.uint64(24)) == (packed[at - 1] >> np.uint64(24)):
            owner = np.int64(packed[at] & np.uint64(0xFFFFFF))
            places[cursor[owner]] = at
            cursor[owner] += 1
    return places, offsets


@compiled
def _pairs_sharing(
    packed: NDArray[np.uint64],
    places: NDArray[np.uint32],
    place_offsets: NDArray[np.int64],
    sample_counts: NDArray[np.int64],
) -> NDArray[np.uint64]:
    pairs = np.empty(1024, np.uint64)
    used = 0
    partners = np.empty(1024, np.int64)
    for row in range(len(sample_counts)):
        size = (place_offsets[row + 1] - place_offsets[row]) * LOOK_BACK
        if size == 0:
            continue
        if size > len(partners):
            partners = np.empty(size * 2, np.int64)
        count = 0
        for at in range(place_offsets[row], place_offsets[row + 1]):
            place = np.int64(places[at])
            key = packed[place] >> np.uint64(24)
            back = place - 1
            while back >= 0 and place - back <= LOOK_BACK and packed[back] >> np.uint64(24) == key:
                partners[count] = np.int64(packed[back] & np.uint64(0xFFFFFF))
                count += 1
                back -= 1
        chosen = choose_partners(partners[:count], sample_counts[row], sample_counts)
        if used + len(chosen) > len(pairs):
            longer = np.empty(2 * (used + len(chosen)), np.uint64)
            longer[:used] = pairs[:used]
            pairs = longer
        for partner in chosen:
            pairs[used] = (np.uint64(row) << np.uint64(32)) | np.uint64(partner)
            used += 1
    return pairs[:used].copy()


@compiled
def choose_partners(
    partners: NDArray[np.int64], own_count: int, sample_counts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Of earlier rows, one entry per shared sample: those that share enough, most first."""
    partners.sort()
    scores = np.empty(len(partners), np.int64)
    used = 0
    at = 0
    while at < len(partners):
        end = at
        while end < len(partners) and partners[end] == partners[at]:
            end += 1
        smaller = min(own_count, sample_counts[partners[at]])
        if end - at >= max(min(2.0, smaller), SHARED_SAMPLES_MIN * smaller):
            scores[used] = ((end - at) << 32) | partners[at]
            used += 1
        at = end
    if used <= PARTNERS_MAX:
        return scores[:used] & 0xFFFFFFFF
    scores[:used].sort()
    return scores[used - PARTNERS_MAX : used] & 0xFFFFFFFF
