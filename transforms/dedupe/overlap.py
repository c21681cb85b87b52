"""How much of one text stands in another, exactly: distinct shingles, both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.dedupe.alphabet import DIGIT, number_kinds
from transforms.dedupe.corpus import Ragged
from transforms.dedupe.signatures import SHINGLE, shingle_hash
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray


def shared_shingles(
    units: Ragged, later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Per pair the distinct shingles in common; and per row its own distinct shingles.

    Rows in no pair have 0. ``later`` must be sorted, so that each table is filled once.
    """
    lengths = np.diff(units.offsets)
    bits = max(8, int(lengths.max(initial=1) * 2).bit_length())
    distinct = np.full(len(lengths), -1, np.int32)
    missing = _count_missing(units.values, units.offsets, later, earlier, distinct, bits)
    _count_distinct(units.values, units.offsets, np.unique(earlier), distinct, bits)
    np.maximum(distinct, 0, out=distinct)
    return distinct[earlier] - missing, distinct


def jaccard_without_numbers(
    units: Ragged, later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Per pair the Jaccard that is left when every run of numerals counts as the same."""
    rows, places = np.unique(np.concatenate([later, earlier]), return_inverse=True)
    values, offsets = _mask_rows(units.values, units.offsets, rows, number_kinds())
    masked = Ragged(values=values, offsets=offsets)
    first, second = places[: len(later)], places[len(later) :]
    shared, distinct = shared_shingles(masked, first, second)
    jaccard: NDArray[np.float64] = shared / np.maximum(
        1, distinct[first] + distinct[second] - shared
    )
    return jaccard


@compiled
def _count_distinct(
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    rows: NDArray[np.int64],
    distinct: NDArray[np.int32],
    bits: int,
) -> None:
    """Where it is not known yet."""
    table = np.zeros(1 << bits, np.uint64)
    for row in rows:
        if distinct[row] < 0:
            distinct[row] = _fill(units, offsets[row], offsets[row + 1], row, table)


@compiled
def _count_missing(
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    later: NDArray[np.int64],
    earlier: NDArray[np.int64],
    distinct: NDArray[np.int32],
    bits: int,
) -> NDArray[np.int32]:
    """Distinct shingles of the earlier text that the later one lacks.

    What the two texts share at either end need not be looked up: copies mostly differ there only.
    """
    table = np.zeros(1 << bits, np.uint64)
    absent = np.zeros(1 << bits, np.uint64)
    missing = np.zeros(len(later), np.int32)
    for pair in range(len(later)):
        row = later[pair]
        start, end = offsets[row], offsets[row + 1]
        if pair == 0 or later[pair - 1] != row:
            distinct[row] = _fill(units, start, end, row, table)
        first, last = offsets[earlier[pair]], offsets[earlier[pair] + 1]
        first += _common_start(units, start, end, first, last)
        last -= _common_end(units, start, end, first, last)
        first = max(offsets[earlier[pair]], first - SHINGLE + 1)
        last = min(offsets[earlier[pair] + 1], last + SHINGLE - 1)
        missing[pair] = _count_absent(units, first, last, end - start, row, pair, table, absent)
    return missing


@compiled
def _common_start(units: NDArray[np.uint16], start: int, end: int, first: int, last: int) -> int:
    length = min(end - start, last - first)
    common = 0
    while common < length and units[start + common] == units[first + common]:
        common += 1
    return common


@compiled
def _common_end(units: NDArray[np.uint16], start: int, end: int, first: int, last: int) -> int:
    length = min(end - start, last - first)
    common = 0
    while common < length and units[end - 1 - common] == units[last - 1 - common]:
        common += 1
    return common


@compiled
def _count_absent(
    units: NDArray[np.uint16],
    first: int,
    last: int,
    length: int,
    row: int,
    pair: int,
    table: NDArray[np.uint64],
    absent: NDArray[np.uint64],
) -> int:
    """Distinct shingles of ``units[first:last]`` that are not in the table of ``row``."""
    if last - first < SHINGLE:
        return 0
    mask = np.uint64(_size_for(length) - 1)
    absent_mask = np.uint64(_size_for(last - first) - 1)
    row_tag = np.uint64(row + 1)
    pair_tag = np.uint64(pair + 1)
    count = 0
    four = np.uint64(0)
    for at in range(first, first + SHINGLE - 1):
        four = (four << np.uint64(16)) | np.uint64(units[at])
    for at in range(first + SHINGLE - 1, last):
        fifth = np.uint64(units[at])
        value = shingle_hash(four, fifth)
        four = (four << np.uint64(16)) | fifth
        tag = value >> np.uint64(32)
        entry = (row_tag << np.uint64(32)) | tag
        slot = value & mask
        while table[slot] != entry and table[slot] >> np.uint64(32) == row_tag:
            slot = (slot + np.uint64(1)) & mask
        if table[slot] == entry:
            continue
        entry = (pair_tag << np.uint64(32)) | tag
        slot = value & absent_mask
        while absent[slot] != entry and absent[slot] >> np.uint64(32) == pair_tag:
            slot = (slot + np.uint64(1)) & absent_mask
        if absent[slot] != entry:
            absent[slot] = entry
            count += 1
    return count


@compiled
def _size_for(length: int) -> int:
    size = 256
    while size < 2 * length:
        size *= 2
    return size


@compiled
def _fill(
    units: NDArray[np.uint16], start: int, end: int, row: int, table: NDArray[np.uint64]
) -> int:
    """Open addressing; a slot belongs to the row that wrote it last, so nothing is cleared.

    An entry is the row (from 1) and 32 bits of the shingle's hash. Returns the distinct shingles.
    """
    if end - start < SHINGLE:
        return 0
    mask = np.uint64(_size_for(end - start) - 1)
    owner = np.uint64(row + 1) << np.uint64(32)
    count = 0
    four = np.uint64(0)
    for at in range(start, start + SHINGLE - 1):
        four = (four << np.uint64(16)) | np.uint64(units[at])
    for at in range(start + SHINGLE - 1, end):
        fifth = np.uint64(units[at])
        value = shingle_hash(four, fifth)
        four = (four << np.uint64(16)) | fifth
        entry = owner | (value >> np.uint64(32))
        slot = value & mask
        while table[slot] != entry and table[slot] >> np.uint64(32) == owner >> np.uint64(32):
            slot = (slot + np.uint64(1)) & mask
        if table[slot] != entry:
            table[slot] = entry
            count += 1
    return count


@compiled
def _mask_rows(
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    rows: NDArray[np.int64],
    kinds: NDArray[np.uint8],
) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    size = 0
    for row in rows:
        size += offsets[row + 1] - offsets[row]
    masked = np.empty(size + 1, np.uint16)
    masked_offsets = np.zeros(len(rows) + 1, np.int64)
    used = 0
    for number in range(len(rows)):
        is_digit_before = False
        for at in range(offsets[rows[number]], offsets[rows[number] + 1]):
            is_digit = kinds[units[at]] >= DIGIT
            if not (is_digit and is_digit_before):
                masked[used] = 48 if is_digit else units[at]
                used += 1
            is_digit_before = is_digit
        masked_offsets[number + 1] = used
    return masked[:used].copy(), masked_offsets
