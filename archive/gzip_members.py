"""How much of a gzip stream is there: members are whole or cut, whoever decodes them leniently."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GZIP_WINDOW = 31
STEP = 1 << 20


def whole_length(path: Path) -> int:
    """Length of the longest run of complete gzip members at the start of a file."""
    good = position = 0
    member = zlib.decompressobj(GZIP_WINDOW)
    with path.open("rb") as file:
        while chunk := file.read(STEP):
            while chunk:
                try:
                    member.decompress(chunk)
                except zlib.error:
                    return good
                position += len(chunk) - len(member.unused_data)
                chunk = member.unused_data
                if member.eof:
                    good = position
                    member = zlib.decompressobj(GZIP_WINDOW)
    return good


def is_whole(body: bytes, decoded_length: int) -> bool:
    """True if a gzip body, known to decode to so many bytes, ends where its last member ends."""
    if int.from_bytes(body[-4:], "little") == decoded_length & 0xFFFFFFFF:
        return True  # the length a member ends with: one member, and it is all there
    while body:
        member = zlib.decompressobj(GZIP_WINDOW)
        try:
            while not member.eof and body:
                member.decompress(body, STEP)
                body = member.unconsumed_tail or (member.unused_data if member.eof else b"")
        except zlib.error:
            return bool(decoded_length) and not body.strip(b"\0")
        if not member.eof:
            return False
    return True
