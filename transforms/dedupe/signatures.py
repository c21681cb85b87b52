"""Stage 1: what is kept of each text so that copies of it can be found without reading it again.

A shingle is five folded characters in a row. Two things are derived from the shingles:

- **bands**: 125 one-permutation minima in 25 bands of five. Two texts of Jaccard J agree in at
  least one band with probability 1 - (1 - J⁵)²⁵: .99995 at J = .8, .56 at .5, .02 at .25;
- **samples**: the shingles whose hash falls below 1/24 of its range. The sample of a text is
  contained in the sample of a longer text that contains it, whatever the lengths: it finds
  truncated copies, excerpts and merged pieces, which Jaccard misses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedupe.folding import fold
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 5
BAND_COUNT, BAND_ROWS = 25, 5
BIN_COUNT = 128
EMPTY = np.uint32(0xFFFFFFFF)
HEADLINE_LIMIT = 256
SAMPLE_RATE = 24
SAMPLE_CEILING = 2**32 // SAMPLE_RATE

SIGNATURES = pa.schema(
    [
        ("article_id", pa.string()),
        ("text_key", pa.uint64()),
        ("headline_key", pa.uint64()),
        ("shingle_count", pa.int32()),
        ("bands", pa.list_(pa.uint64(), BAND_COUNT)),
        ("samples", pa.list_(pa.uint64())),
        ("numbers", pa.list_(pa.uint32())),
        ("headline_grams", pa.list_(pa.uint32())),
        ("units", pa.list_(pa.uint16())),
    ]
)
"""Keys are 0 where there is nothing to compare; ``units`` are the folded characters."""


def sign(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Columns ``article_id``, ``headline``, ``match_text`` → SIGNATURES, row by row."""
    text = fold(batch["match_text"])
    headline = fold(batch["headline"])
    text_key, shingle_count, bands, samples, sample_offsets = _sign(text.units, text.offsets)
    headline_key = _keys(headline.units, headline.offsets)
    grams, gram_offsets = character_pairs(headline.units, headline.offsets, HEADLINE_LIMIT)
    return pa.RecordBatch.from_arrays(
        [
            pc.cast(batch["article_id"], pa.string()),
            pa.array(text_key),
            pa.array(headline_key),
            pa.array(shingle_count),
            pa.FixedSizeListArray.from_arrays(pa.array(bands.reshape(-1)), BAND_COUNT),
            _ragged(samples, sample_offsets),
            _ragged(text.numbers, text.number_offsets),
            _ragged(grams, gram_offsets),
            _ragged(text.units, text.offsets),
        ],
        schema=SIGNATURES,
    )


def _ragged(values: NDArray[np.generic], offsets: NDArray[np.int64]) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), pa.array(values))


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """Every bit of the result depends on every bit of the value."""
    value ^= value >> np.uint64(32)
    value *= np.uint64(0xD6E8FEB86659FD93)
    value ^= value >> np.uint64(32)
    value *= np.uint64(0xD6E8FEB86659FD93)
    value ^= value >> np.uint64(32)
    return value


@compiled
def shingle_hash(four: np.uint64, fifth: np.uint64) -> np.uint64:
    """Of five characters: four in one word, and the fifth."""
    value = four * np.uint64(0x9E3779B97F4A7C15) + fifth * np.uint64(0xD6E8FEB86659FD93)
    value ^= value >> np.uint64(32)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(29))


@compiled
def _keys(units: NDArray[np.uint16], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    keys = np.zeros(len(offsets) - 1, np.uint64)
    for row in range(len(keys)):
        start, end = offsets[row], offsets[row + 1]
        if end > start:
            key = np.uint64(end - start)
            for at in range(start, end):
                key = (key ^ np.uint64(units[at])) * np.uint64(0x100000001B3)
            keys[row] = mixed(key) | np.uint64(1)
    return keys


@compiled
def character_pairs(
    units: NDArray[np.uint16], offsets: NDArray[np.int64], limit: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Of each row's first ``limit`` characters the neighbours, as one number; sorted, each once."""
    grams = np.empty(len(units) + 1, np.uint32)
    gram_offsets = np.zeros(len(offsets), np.int64)
    used = 0
    for row in range(len(offsets) - 1):
        first = used
        for at in range(offsets[row], min(offsets[row + 1], offsets[row] + limit) - 1):
            grams[used] = (np.uint32(units[at]) << np.uint32(16)) | np.uint32(units[at + 1])
            used += 1
        grams[first:used].sort()
        kept = first
        for at in range(first, used):
            if at == first or grams[at] != grams[at - 1]:
                grams[kept] = grams[at]
                kept += 1
        used = kept
        gram_offsets[row + 1] = used
    return grams[:used].copy(), gram_offsets


@compiled
def _sign(
    units: NDArray[np.uint16], offsets: NDArray[np.int64]
) -> tuple[
    NDArray[np.uint64],
    NDArray[np.int32],
    NDArray[np.uint64],
    NDArray[np.uint64],
    NDArray[np.int64],
]:
    count = len(offsets) - 1
    text_key = np.zeros(count, np.uint64)
    shingle_count = np.zeros(count, np.int32)
    bands = np.zeros((count, BAND_COUNT), np.uint64)
    samples = np.empty(len(units) + 1, np.uint64)
    sample_offsets = np.zeros(count + 1, np.int64)
    minima = np.empty(BIN_COUNT, np.uint32)
    used = np.int64(0)
    for row in range(count):
        start, end = offsets[row], offsets[row + 1]
        sample_offsets[row] = used
        if end - start < SHINGLE:
            continue
        minima[:] = EMPTY
        key = np.uint64(end - start)
        first = used
        four = np.uint64(0)
        for at in range(start, start + SHINGLE - 1):
            four = (four << np.uint64(16)) | np.uint64(units[at])
        for at in range(start + SHINGLE - 1, end):
            fifth = np.uint64(units[at])
            value = shingle_hash(four, fifth)
            four = (four << np.uint64(16)) | fifth
            low = np.uint32(value & np.uint64(0xFFFFFFFF))
            bin_number = np.int64(value >> np.uint64(57))
            minima[bin_number] = min(minima[bin_number], low)
            samples[used] = value
            used += low < SAMPLE_CEILING
            key = (key + value) * np.uint64(0x100000001B3)
        samples[first:used].sort()
        kept = first
        for at in range(first, used):
            if at == first or samples[at] != samples[at - 1]:
                samples[kept] = samples[at]
                kept += 1
        used = kept
        shingle_count[row] = end - start - SHINGLE + 1
        text_key[row] = mixed(key) | np.uint64(1)
        _fill_bands(minima, bands[row])
    sample_offsets[count] = used
    return text_key, shingle_count, bands, samples[:used].copy(), sample_offsets


@compiled
def _fill_bands(minima: NDArray[np.uint32], bands: NDArray[np.uint64]) -> None:
    """An empty bin borrows from a filled one, chosen by the bin alone (optimal densification)."""
    filled = minima.copy()
    for place in range(BIN_COUNT):
        if filled[place] == EMPTY:
            attempt = np.uint64(place * 1024)
            while True:
                attempt += np.uint64(1)
                donor = np.int64(mixed(attempt) & np.uint64(BIN_COUNT - 1))
                if filled[donor] != EMPTY:
                    minima[place] = filled[donor]
                    break
    for band in range(BAND_COUNT):
        key = np.uint64(band + 1)
        for at in range(band * BAND_ROWS, (band + 1) * BAND_ROWS):
            key = (key ^ np.uint64(minima[at])) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(32)
        bands[band] = mixed(key) | np.uint64(1)
