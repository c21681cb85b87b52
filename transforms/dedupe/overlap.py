"""How much of one text stands in another, exactly: distinct shingles, both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
    rows = np.unique(np.concatenate([later, earlier]))
    distinct = np.zeros(len(lengths), np.int32)
    _count_distinct(units.values, units.offsets, rows, distinct, bits)
    return _count_shared(units.values, units.offsets, later, earlier, bits), distinct


def shared_values(
    ragged: Ragged, first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Per pair the values in common of two sorted rows without repeats."""
    return _count_common(ragged.values, ragged.offsets, first, second)


def jaccard_without_numbers(
    units: Ragged, later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Per pair the Jaccard that is left when every run of digits counts as the same."""
    rows, places = np.unique(np.concatenate([later, earlier]), return_inverse=True)
    values, offsets = _mask_rows(units.values, units.offsets, rows)
    masked = Ragged(values=values, offsets=offsets)
    first, second = places[: len(later)], places[len(later) :]
    shared, distinct = shared_shingles(masked, first, second)
    jaccard: NDArray[np.float64] = shared / np.maximum(
        1, distinct[first] + distinct[second] - shared
    )
    return jaccard


def bigrams_found(
    grams: Ragged, units: Ragged, headlines: NDArray[np.int64], texts: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Per pair (row of a headline, row of a text): the headline's character pairs in the text."""
    return _count_bigrams(
        grams.values, grams.offsets, units.values, units.offsets, headlines, texts
    )


@compiled
def _count_distinct(
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    rows: NDArray[np.int64],
    distinct: NDArray[np.int32],
    bits: int,
) -> None:
    tags = np.zeros(1 << bits, np.uint32)
    owners = np.full(1 << bits, -1, np.int64)
    for row in rows:
        distinct[row] = _fill_table(units, offsets[row], offsets[row + 1], row, tags, owners)


@compiled
def _count_shared(
    units: NDArray[np.uint16],
    offsets: NDArray[np.int64],
    later: NDArray[np.int64],
    earlier: NDArray[np.int64],
    bits: int,
) -> NDArray[np.int32]:
    tags = np.zeros(1 << bits, np.uint32)
    owners = np.full(1 << bits, -1, np.int64)
    seen = np.full(1 << bits, -1, np.int64)
    shared = np.zeros(len(later), np.int32)
    for pair in range(len(later)):
        row = later[pair]
        start, end = offsets[row], offsets[row + 1]
        if pair == 0 or later[pair - 1] != row:
            _fill_table(units, start, end, row, tags, owners)
        mask = _mask_for(end - start)
        first, last = offsets[earlier[pair]], offsets[earlier[pair] + 1]
        if last - first < SHINGLE:
            continue
        count = 0
        four = np.uint64(0)
        for at in range(first, first + SHINGLE - 1):
            four = (four << np.uint64(16)) | np.uint64(units[at])
        for at in range(first + SHINGLE - 1, last):
            fifth = np.uint64(units[at])
            value = shingle_hash(four, fifth)
            four = (four << np.uint64(16)) | fifth
            tag = np.uint32(value >> np.uint64(32))
            slot = np.int64(value) & mask
            while owners[slot] == row:
                if tags[slot] == tag:
                    if seen[slot] != pair:
                        seen[slot] = pair
                        count += 1
                    break
                slot = (slot + 1) & mask
        shared[pair] = count
    return shared


@compiled
def _mask_for(length: int) -> int:
    size = 256
    while size < 2 * length:
        size *= 2
    return size - 1


@compiled
def _fill_table(
    units: NDArray[np.uint16],
    start: int,
    end: int,
    row: int,
    tags: NDArray[np.uint32],
    owners: NDArray[np.int64],
) -> int:
    """Open addressing; a slot belongs to the row that wrote it last, so nothing is cleared."""
    if end - start < SHINGLE:
        return 0
    mask = _mask_for(end - start)
    count = 0
    four = np.uint64(0)
    for at in range(start, start + SHINGLE - 1):
        four = (four << np.uint64(16)) | np.uint64(units[at])
    for at in range(start + SHINGLE - 1, end):
        fifth = np.uint64(units[at])
        value = shingle_hash(four, fifth)
        four = (four << np.uint64(16)) | fifth
        tag = np.uint32(value >> np.uint64(32))
        slot = np.int64(value) & mask
        while owners[slot] == row and tags[slot] != tag:
            slot = (slot + 1) & mask
        if owners[slot] != row:
            owners[slot] = row
            tags[slot] = tag
            count += 1
    return count


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


@compiled
def _mask_rows(
    units: NDArray[np.uint16], offsets: NDArray[np.int64], rows: NDArray[np.int64]
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
            is_digit = 48 <= units[at] <= 57
            if not (is_digit and is_digit_before):
                masked[used] = 48 if is_digit else units[at]
                used += 1
            is_digit_before = is_digit
        masked_offsets[number + 1] = used
    return masked[:used].copy(), masked_offsets
