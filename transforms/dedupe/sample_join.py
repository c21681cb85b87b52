"""Candidates by containment: an inverted join of sampled shingles.

A text looks back at the nearest earlier texts with the same sample, and is compared with those
that share enough of the smaller sample.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROW_BITS = 24
ROW_MASK = np.uint64((1 << ROW_BITS) - 1)
ROW_LIMIT = 1 << ROW_BITS
"""Texts of one call: a row number shares a word with 40 bits of a key."""
LOOK_BACK = 16
"""Earlier texts with one sample that are looked at."""
SHARED_SAMPLES_MIN = 0.35
"""Share of the smaller sample two texts must have in common to be compared."""
SAMPLES_TELLING = 8
"""Samples from which a small overlap proves that two texts are no copies: a copy shares three in
four, and fewer than a third of eight then come with probability 4 in a thousand."""
LIKELY_SHARED = 0.6
"""Share of the smaller sample from which one text probably contains the other."""
PARTNERS_MAX, LIKELY_PARTNERS_MAX = 6, 32
"""Earlier texts one text is compared with on account of samples, most shared first; and how many
where all of them are likely to contain it or to be contained."""


def pairs_by_samples(samples: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pairs whose samples overlap enough for one to contain a good part of the other."""
    counts = np.diff(offsets)
    packed = packed_samples(samples, offsets)
    places, place_offsets = _places_with_earlier(packed, len(counts))
    return _pairs_sharing(packed, places, place_offsets, counts)


def packed_samples(samples: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """``sample (40 bits) << 24 | row`` of every sample of every row, sorted."""
    counts = np.diff(offsets)
    rows = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    packed = (samples & ~ROW_MASK) | rows
    packed.sort()
    return packed


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
    longest = 1
    for row in range(len(sample_counts)):
        longest = max(longest, place_offsets[row + 1] - place_offsets[row])
    size = 64
    while size < 2 * LOOK_BACK * longest:
        size *= 2
    owners = np.full(size, -1, np.int64)
    partners = np.empty(size, np.int64)
    counts = np.empty(size, np.int64)
    slots = np.empty(size, np.int64)
    scores = np.empty(size, np.int64)
    for row in range(len(sample_counts)):
        here = places[place_offsets[row] : place_offsets[row + 1]]
        filled = _count_partners(packed, here, row, owners, partners, counts, slots)
        chosen = 0
        for slot in slots[:filled]:
            smaller = min(sample_counts[row], sample_counts[partners[slot]])
            score = score_of(counts[slot], smaller)
            if score > 0:
                scores[chosen] = (score << 40) | partners[slot]
                chosen += 1
        if used + chosen > len(pairs):
            longer = np.empty(2 * (used + chosen), np.uint64)
            longer[:used] = pairs[:used]
            pairs = longer
        scores[:chosen].sort()
        for score in scores[chosen - kept_of(scores[:chosen]) : chosen]:
            pairs[used] = (np.uint64(row) << np.uint64(32)) | np.uint64(score & 0xFFFFFFFF)
            used += 1
    return pairs[:used].copy()


@compiled
def _count_partners(
    packed: NDArray[np.uint64],
    places: NDArray[np.uint32],
    row: int,
    owners: NDArray[np.int64],
    partners: NDArray[np.int64],
    counts: NDArray[np.int64],
    slots: NDArray[np.int64],
) -> int:
    """Count samples shared with each earlier row, in a table that needs no clearing."""
    mask = len(owners) - 1
    filled = 0
    for at in range(len(places)):
        place = np.int64(places[at])
        key = packed[place] >> np.uint64(24)
        back = place - 1
        while back >= 0 and place - back <= LOOK_BACK and packed[back] >> np.uint64(24) == key:
            partner = np.int64(packed[back] & np.uint64(0xFFFFFF))
            slot = (partner * 0x9E3779B1) & mask
            while owners[slot] == row and partners[slot] != partner:
                slot = (slot + 1) & mask
            if owners[slot] != row:
                owners[slot] = row
                partners[slot] = partner
                counts[slot] = 0
                slots[filled] = slot
                filled += 1
            counts[slot] += 1
            back -= 1
    return filled


@compiled
def enough_shared(smaller: int) -> float:
    """Samples two texts must share, by the size of the smaller sample."""
    return max(min(2.0, smaller), SHARED_SAMPLES_MIN * smaller)


@compiled
def score_of(shared: int, smaller: int) -> int:
    """Rank of a partner: likely containment first, then by samples shared; 0 if not enough."""
    if shared < enough_shared(smaller):
        return 0
    return (int(shared >= LIKELY_SHARED * smaller) << 20) | min(shared, (1 << 20) - 1)


@compiled
def kept_of(scores: NDArray[np.int64]) -> int:
    """How many of the sorted scores (shifted by 40 bits), from the last, are compared."""
    likely = 0
    while likely < len(scores) and scores[len(scores) - 1 - likely] >> 60 > 0:
        likely += 1
    return max(min(len(scores), PARTNERS_MAX), min(likely, LIKELY_PARTNERS_MAX))


@compiled
def share_enough(
    samples: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Per pair whether its samples overlap enough; too small samples are given the benefit."""
    result = np.ones(len(pairs), np.bool_)
    for pair in range(len(pairs)):
        later = np.int64(pairs[pair] >> np.uint64(32))
        earlier = np.int64(pairs[pair] & np.uint64(0xFFFFFFFF))
        at, at_end = offsets[later], offsets[later + 1]
        to, to_end = offsets[earlier], offsets[earlier + 1]
        smaller = min(at_end - at, to_end - to)
        if smaller < SAMPLES_TELLING:
            continue
        wanted = enough_shared(smaller)
        count = 0
        while at < at_end and to < to_end and count < wanted:
            if samples[at] == samples[to]:
                count += 1
                at += 1
                to += 1
            elif samples[at] < samples[to]:
                at += 1
            else:
                to += 1
        result[pair] = count >= wanted
    return result
