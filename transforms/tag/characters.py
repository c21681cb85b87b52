"""Arrow strings to code points and back, in machine code.

All that is compiled together stands in this one file, for the cache looks at no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

Codes = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

LOW_SIX = np.uint32(0x3F)
NEWLINE, IDEOGRAPHIC_STOP = 10, 0x3002


def utf8(strings: pa.Array) -> tuple[Bytes, Ints]:
    """The bytes of all strings, and where each begins; nulls are not allowed."""
    wide = pa.types.is_large_string(strings.type)
    _, offsets, data = strings.buffers()
    kind = np.int64 if wide else np.int32
    first, count = strings.offset, len(strings)
    if not count or data is None:
        return np.zeros(0, np.uint8), np.zeros(count + 1, np.int64)
    places = np.frombuffer(offsets, kind)[first : first + count + 1].astype(np.int64)
    return np.frombuffer(data, np.uint8)[places[0] : places[-1]], places - places[0]


def spans_as_strings(
    codes: Codes,
    starts: Ints,
    ends: Ints,
    is_cut_left: Flags | None = None,
    is_cut_right: Flags | None = None,
) -> pa.Array:
    """The characters of each span; … on the sides where it is cut."""
    count = len(starts)
    left = np.zeros(count, bool) if is_cut_left is None else is_cut_left
    right = np.zeros(count, bool) if is_cut_right is None else is_cut_right
    offsets = np.zeros(count + 1, np.int64)
    byte_ends(codes, starts, ends, 3 * (left.astype(np.int64) + right), offsets)
    data = np.empty(int(offsets[-1]), np.uint8)
    encode(codes, starts, ends, left, right, data)
    buffers = [None, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(data)]
    return pa.StringArray.from_buffers(count, *buffers[1:])


def code_points(text: str) -> Codes:
    """The characters of ``text`` as numbers, writable as all arrays the loops are compiled for."""
    return np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), np.uint32)


def as_text(codes: Codes) -> str:
    """The reverse; characters of the first plane alone take the shorter way."""
    if codes.max(initial=0) < 0x10000:
        return codes.astype("<u2").tobytes().decode("utf-16-le")
    return codes.tobytes().decode("utf-32-le")


def is_one_of(codes: Codes, characters: Sequence[str]) -> Flags:
    """Which code points are among a few characters."""
    found = np.zeros(len(codes), bool)
    for character in characters:
        found |= codes == ord(character)
    return found


@compiled
def decode(
    data: Bytes, offsets: Ints, codes: Codes, starts: Ints, ends: Ints, newlines: Ints, stops: Ints
) -> tuple[int, int, int]:
    """UTF-8 texts to code points, a zero between two; how many codes, newlines and sentence ends.

    ``starts`` and ``ends`` of the texts, and the places of newlines and of sentence ends
    (。!?; newline, zero), are filled in as places in ``codes``.
    """
    place = newline = stop = 0
    last = len(offsets) - 2
    for text in range(last + 1):
        starts[text] = place
        at, end = offsets[text], offsets[text + 1]
        while at < end:
            lead = np.uint32(data[at])
            if 0xE0 <= lead < 0xF0:  # nearly every Chinese character
                code = (
                    (lead & np.uint32(0x0F)) << np.uint32(12)
                    | (np.uint32(data[at + 1]) & LOW_SIX) << np.uint32(6)
                    | (np.uint32(data[at + 2]) & LOW_SIX)
                )
                at += 3
                is_stop = code == IDEOGRAPHIC_STOP
            elif lead < 0x80:
                code = lead
                at += 1
                is_stop = code < 64 and (code in (0, NEWLINE, 33, 59, 63))  # ! ; ?
                if code == NEWLINE:
                    newlines[newline] = place
                    newline += 1
            else:
                width = 2 if lead < 0xE0 else 4
                code = lead & np.uint32(0x1F if width == 2 else 0x07)
                for more in range(1, width):
                    code = (code << np.uint32(6)) | (np.uint32(data[at + more]) & LOW_SIX)
                at += width
                is_stop = False
            codes[place] = code
            if is_stop:
                stops[stop] = place
                stop += 1
            place += 1
        ends[text] = place
        if text < last:
            codes[place] = 0
            stops[stop] = place
            stop += 1
            place += 1
    return place, newline, stop


@compiled
def keep_their_places(data: Bytes, offsets: Ints, widths: Bytes, kept: Flags) -> None:
    """Mark texts (UTF-8) in which a character would move: blanks, and what is no one character.

    ``widths`` tells of each code point of the first plane how many characters come of it. A newline
    alone between two lines stays where it is.
    """
    for text in range(len(offsets) - 1):
        at, end = offsets[text], offsets[text + 1]
        before = np.uint32(NEWLINE)
        while at < end and kept[text]:
            lead = np.uint32(data[at])
            if 0xE0 <= lead < 0xF0:
                code = (
                    (lead & np.uint32(0x0F)) << np.uint32(12)
                    | (np.uint32(data[at + 1]) & LOW_SIX) << np.uint32(6)
                    | (np.uint32(data[at + 2]) & LOW_SIX)
                )
                at += 3
            elif lead < 0x80:
                code = lead
                at += 1
            elif lead < 0xE0:
                code = (lead & np.uint32(0x1F)) << np.uint32(6) | (
                    np.uint32(data[at + 1]) & LOW_SIX
                )
                at += 2
            else:
                code = np.uint32(0x10000)
                at += 4
            if code == NEWLINE:
                kept[text] = before != NEWLINE
            elif code < 0x10000 and widths[code] != 1:
                kept[text] = False
            before = code
        if before == NEWLINE and offsets[text] < end:
            kept[text] = False


@compiled
def trace(
    data: Bytes, at: int, end: int, first: int, widths: Bytes, origin: Ints, count: int
) -> tuple[int, int]:
    """Write the number of each character as often as it has characters in the search text.

    Of one text from ``at`` to ``end``; numbers go on from ``first``, writing from ``count``.
    Returns where both stand afterwards; ``count`` is -1 if ``origin`` has no room for them.
    """
    while at < end:
        lead = np.uint32(data[at])
        if lead < 0x80:
            code = lead
            at += 1
        elif lead < 0xE0:
            code = (lead & np.uint32(0x1F)) << np.uint32(6) | (np.uint32(data[at + 1]) & LOW_SIX)
            at += 2
        elif lead < 0xF0:
            code = (
                (lead & np.uint32(0x0F)) << np.uint32(12)
                | (np.uint32(data[at + 1]) & LOW_SIX) << np.uint32(6)
                | (np.uint32(data[at + 2]) & LOW_SIX)
            )
            at += 3
        else:
            code = np.uint32(0x10000)
            at += 4
        width = np.int64(1) if code >= 0x10000 else np.int64(widths[code])
        if count + width > len(origin):
            return first, -1
        for _ in range(width):
            origin[count] = first
            count += 1
        first += 1
    return first, count


@compiled
def lay_out(codes: Codes, start: int, end: int, origin: Ints, count: int, places: Ints) -> bool:
    """Give each character of a search text the origin of the same number; a blank the one before.

    False if there are more or fewer than ``count`` that are no blanks.
    """
    used = 0
    for place in range(start, end):
        if not is_space(codes[place]):
            if used == count:
                return False
            used += 1
        places[place] = origin[max(used - 1, 0)]
    return used == count


@compiled
def trim(codes: Codes, starts: Ints, ends: Ints) -> None:
    """Take white space off both ends of every span, in place."""
    for span in range(len(starts)):
        start, end = starts[span], ends[span]
        while start < end and is_space(codes[start]):
            start += 1
        while end > start and is_space(codes[end - 1]):
            end -= 1
        starts[span], ends[span] = start, end


@compiled
def is_space(code: Any) -> bool:
    """As ``str.isspace``."""
    if code < 0x85:
        return bool(code == 32 or 9 <= code <= 13 or 28 <= code <= 31)
    return bool(
        code in (0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
        or 0x2000 <= code <= 0x200A
    )


@compiled
def byte_ends(codes: Codes, starts: Ints, ends: Ints, extra: Ints, offsets: Ints) -> None:
    """Offsets of the spans as UTF-8 one after the other, with some extra bytes for each."""
    size = np.int64(0)
    for span in range(len(starts)):
        size += extra[span]
        for place in range(starts[span], ends[span]):
            code = codes[place]
            size += 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
        offsets[span + 1] = size


@compiled
def encode(
    codes: Codes, starts: Ints, ends: Ints, is_cut_left: Flags, is_cut_right: Flags, data: Bytes
) -> None:
    """Spans as UTF-8, with … where they are cut."""
    at = 0
    for span in range(len(starts)):
        if is_cut_left[span]:
            data[at], data[at + 1], data[at + 2] = 0xE2, 0x80, 0xA6
            at += 3
        for place in range(starts[span], ends[span]):
            code = codes[place]
            if code < 0x80:
                data[at] = code
                at += 1
                continue
            if code < 0x800:
                data[at] = 0xC0 | (code >> 6)
                at += 1
            else:
                if code < 0x10000:
                    data[at] = 0xE0 | (code >> 12)
                    at += 1
                else:
                    data[at] = 0xF0 | (code >> 18)
                    data[at + 1] = 0x80 | ((code >> 12) & 0x3F)
                    at += 2
                data[at] = 0x80 | ((code >> 6) & 0x3F)
                at += 1
            data[at] = 0x80 | (code & 0x3F)
            at += 1
        if is_cut_right[span]:
            data[at], data[at + 1], data[at + 2] = 0xE2, 0x80, 0xA6
            at += 3


@compiled
def first_of_form(codes: Codes, starts: Ints, ends: Ints, first: Ints, is_first: Flags) -> None:
    """Within each group of spans: is this the first that reads so? Groups begin at ``first``."""
    for group in range(len(first)):
        low = first[group]
        high = first[group + 1] if group + 1 < len(first) else len(starts)
        for span in range(low, high):
            is_new = True
            size = ends[span] - starts[span]
            for other in range(low, span):
                if not is_first[other] or ends[other] - starts[other] != size:
                    continue
                same = 0
                while same < size and codes[starts[other] + same] == codes[starts[span] + same]:
                    same += 1
                if same == size:
                    is_new = False
                    break
            is_first[span] = is_new
