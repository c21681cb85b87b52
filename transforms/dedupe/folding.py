"""From UTF-8 text to what is compared: folded characters, and the numbers a text states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.dedupe.alphabet import COUNTED, DIGIT, HAN_NUMERAL, folding, number_kinds
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNIT_LIMIT = 65_536
"""Characters of one text that are compared; the rest of a longer one is ignored (bounded work)."""
NUMBER_LIMIT = 1_024
PRIVATE, PRIVATE_SIZE = 0xE000, 0x1900
POINT, IDEOGRAPHIC = 46, -1


class Folded(NamedTuple):
    """Texts in rows of ragged arrays: row i is ``units[offsets[i]:offsets[i + 1]]``."""

    units: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    numbers: NDArray[np.uint32]
    """Hashes of numbers with the character after them (4月, 53.4%, 十四届), sorted, each once."""
    number_offsets: NDArray[np.int64]


def fold(texts: pa.Array) -> Folded:
    """Null is an empty text."""
    data, offsets = utf8_of(texts)
    return Folded(*_fold(data, offsets, folding(), number_kinds()))


def utf8_of(texts: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of an Arrow string array and where each text starts, without a copy."""
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    texts = texts.cast(pa.large_string())
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if texts.null_count:
        starts = _skip_nulls(texts, starts)
    content = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return content, starts


def _skip_nulls(texts: pa.Array, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    if (starts[1:] == starts[:-1])[np.asarray(texts.is_null())].all():
        return starts
    filled = texts.fill_null("")  # bytes may hide under a null: they are no text
    return np.frombuffer(filled.buffers()[1], np.int64)[: len(texts) + 1]


@compiled
def _fold(
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    table: NDArray[np.uint16],
    kinds: NDArray[np.uint8],
) -> tuple[NDArray[np.uint16], NDArray[np.int64], NDArray[np.uint32], NDArray[np.int64]]:
    count = len(starts) - 1
    size = starts[count] - starts[0] if count > 0 else 0
    units = np.empty(size + 1, np.uint16)
    numbers = np.empty(size // 2 + count + 1, np.uint32)
    offsets = np.zeros(count + 1, np.int64)
    number_offsets = np.zeros(count + 1, np.int64)
    used = 0
    number_count = 0
    for row in range(count):
        at, end = starts[row], starts[row + 1]
        limit = used + UNIT_LIMIT
        first_number = number_count
        number_limit = number_count + NUMBER_LIMIT
        number = np.uint32(0)
        state = 0  # the kind of the number being read
        while at < end and used < limit:
            byte = data[at]
            if 0xE0 <= byte < 0xF0 and at + 2 < end:  # nearly every character of Chinese text
                middle = np.uint32(data[at + 1] & 0x3F) << np.uint32(6)
                high = np.uint32(byte & 0x0F) << np.uint32(12)
                unit = np.uint32(table[high | middle | np.uint32(data[at + 2] & 0x3F)])
                code = IDEOGRAPHIC
                at += 3
            else:
                code, at = _next_code(data, at, end)
                # Rare Han and emoji stand for themselves, folded into the private area.
                unit = np.uint32(table[code] if code < 0x10000 else PRIVATE + code % PRIVATE_SIZE)
            units[used] = unit
            used += unit != 0
            kind = kinds[unit]
            if state == 0 and kind < DIGIT:
                continue
            if kind == DIGIT or (kind == HAN_NUMERAL and state != DIGIT):
                number = (number ^ np.uint32(unit)) * np.uint32(0x01000193)
                state = kind
            elif code == POINT:
                number = (number ^ np.uint32(POINT)) * np.uint32(0x01000193)
            elif unit != 0 or code == IDEOGRAPHIC:  # spaces and commas of thousands go on
                is_stated = state == DIGIT or kind == COUNTED
                if is_stated and number_count < number_limit:
                    numbers[number_count] = (number ^ np.uint32(unit)) * np.uint32(0x85EBCA6B)
                    number_count += 1
                number = np.uint32(0)
                state = 0
        if state == DIGIT and number_count < number_limit:
            numbers[number_count] = number * np.uint32(0x85EBCA6B)
            number_count += 1
        offsets[row + 1] = used
        number_count = first_number + _sorted_once(numbers[first_number:number_count])
        number_offsets[row + 1] = number_count
    return units[:used].copy(), offsets, numbers[:number_count].copy(), number_offsets


@compiled
def _next_code(data: NDArray[np.uint8], at: int, end: int) -> tuple[int, int]:
    """Code point at a byte and where the next one starts; a torn last one is a space."""
    code = int(data[at])
    if code < 0x80:
        return code, at + 1
    if code < 0xE0 and at + 1 < end:
        return ((code & 0x1F) << 6) | int(data[at + 1] & 0x3F), at + 2
    if code < 0xF0 and at + 2 < end:
        middle = int(data[at + 1] & 0x3F) << 6
        return ((code & 0x0F) << 12) | middle | int(data[at + 2] & 0x3F), at + 3
    if at + 3 < end:
        high = (int(data[at + 1] & 0x3F) << 12) | (int(data[at + 2] & 0x3F) << 6)
        return ((code & 0x07) << 18) | high | int(data[at + 3] & 0x3F), at + 4
    return 32, end


@compiled
def _sorted_once(values: NDArray[np.uint32]) -> int:
    """Sort in place, keep each value once at the front; how many."""
    if len(values) == 0:
        return 0
    values.sort()
    kept = 1
    for at in range(1, len(values)):
        if values[at] != values[at - 1]:
            values[kept] = values[at]
            kept += 1
    return kept
