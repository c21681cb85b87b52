"""Nearest earlier holders of a key: first in the batch itself, then run by run into the past.

The same answer as ``candidates`` gives for everything at once: of a key held by many texts, only
the nearest ``look_back`` earlier ones, wherever the cuts between runs lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.dedupe.sample_join import kept_of, score_of
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTNER_BITS = 40
"""An entry is ``row in the batch << 40 | row in the index`` of an earlier text."""


@compiled
def nearest_in_batch(
    keys: NDArray[np.uint64], base: int, wanted: NDArray[np.int64], look_back: int
) -> NDArray[np.uint64]:
    """Entries within sorted packed keys; ``wanted`` becomes how many are still to be found."""
    entries = np.empty(1024, np.uint64)
    used = 0
    for at in range(len(keys)):
        row = keys[at] & np.uint64(0xFFFFFF)
        back = at - 1
        while (
            back >= 0
            and at - back <= look_back
            and keys[back] >> np.uint64(24) == keys[at] >> np.uint64(24)
        ):
            if used == len(entries):
                entries = _longer(entries)
            partner = np.uint64(base) + (keys[back] & np.uint64(0xFFFFFF))
            entries[used] = (row << np.uint64(40)) | partner
            used += 1
            back -= 1
        wanted[at] = look_back - (at - back - 1)
    return entries[:used].copy()


@compiled
def nearest_in_run(
    keys: NDArray[np.uint64],
    wanted: NDArray[np.int64],
    run_keys: NDArray[np.uint64],
    run_base: int,
) -> NDArray[np.uint64]:
    """Entries of sorted packed keys in the sorted keys of a run; ``wanted`` is lowered by each."""
    entries = np.empty(1024, np.uint64)
    used = 0
    after = 0
    for at in range(len(keys)):
        if wanted[at] <= 0:
            continue
        key = keys[at] >> np.uint64(24)
        after = _first_above(run_keys, key, after)
        back = after - 1
        while wanted[at] > 0 and back >= 0 and run_keys[back] >> np.uint64(24) == key:
            if used == len(entries):
                entries = _longer(entries)
            partner = np.uint64(run_base) + (run_keys[back] & np.uint64(0xFFFFFF))
            entries[used] = ((keys[at] & np.uint64(0xFFFFFF)) << np.uint64(40)) | partner
            used += 1
            wanted[at] -= 1
            back -= 1
    return entries[:used].copy()


@compiled
def _first_above(run_keys: NDArray[np.uint64], key: np.uint64, start: int) -> int:
    """First place from ``start`` whose key is greater: leaps, then halves."""
    low, leap = start, 1
    high = start
    while high < len(run_keys) and run_keys[high] >> np.uint64(24) <= key:
        low = high + 1
        high += leap
        leap *= 2
    high = min(high, len(run_keys))
    while low < high:
        middle = (low + high) // 2
        if run_keys[middle] >> np.uint64(24) <= key:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _longer(entries: NDArray[np.uint64]) -> NDArray[np.uint64]:
    longer = np.empty(2 * len(entries), np.uint64)
    longer[: len(entries)] = entries
    return longer


@compiled
def count_entries(entries: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How often each entry stands in the sorted list, at its first place; 0 elsewhere."""
    counts = np.zeros(len(entries), np.int64)
    first = 0
    for at in range(len(entries)):
        if entries[at] != entries[first]:
            first = at
        counts[first] += 1
    return counts


@compiled
def choose_entries(
    entries: NDArray[np.uint64],
    shared: NDArray[np.int64],
    own_counts: NDArray[np.int64],
    partner_counts: NDArray[np.int64],
) -> NDArray[np.uint64]:
    """Of unique entries with shared samples: enough shared, per row the most shared ones."""
    chosen = np.empty(len(entries), np.uint64)
    used = 0
    start = 0
    while start < len(entries):
        row = entries[start] >> np.uint64(40)
        end = start
        scores = np.empty(64, np.int64)
        places = 0
        while end < len(entries) and entries[end] >> np.uint64(40) == row:
            smaller = min(own_counts[np.int64(row)], partner_counts[end])
            score = score_of(shared[end], smaller)
            if score > 0:
                if places == len(scores):
                    scores = np.concatenate((scores, np.empty_like(scores)))
                scores[places] = (score << 40) | np.int64(entries[end] & np.uint64(0xFFFFFFFFFF))
                places += 1
            end += 1
        scores[:places].sort()
        for at in range(places - kept_of(scores[:places]), places):
            chosen[used] = (row << np.uint64(40)) | np.uint64(scores[at] & 0xFFFFFFFFFF)
            used += 1
        start = end
    return chosen[:used].copy()
