"""Archived responses back from WARC files: one by its offset, or all in order."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from archive.warc_writer import META_FIELD, UNASKED_ENCODING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEMBER_LIMIT = 32 << 20
CHUNK = 64 << 10


@dataclass(frozen=True, slots=True)
class Archived:
    """One response as it was received: body with its Content-Encoding, headers in order."""

    url: str
    date: str
    """WARC-Date: UTC, ISO 8601 with ``Z``."""
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    digest: str
    offset: int
    meta: dict[str, Any]


def read_at(path: Path, offset: int) -> Archived:
    """The response at ``offset``. Raises ValueError if no response record starts there."""
    with path.open("rb") as file:
        file.seek(offset)
        for record in ArchiveIterator(file, parse_http=True):
            if record.record_type == WarcRecordType.response:
                return _archived(record, offset)
            break
    raise ValueError(f"no response record at {path}:{offset}")


def member_at(path: Path, offset: int) -> bytes:
    """The record at ``offset`` as it lies: its gzip member, still compressed.

    Raises ValueError if no whole record starts there, or it is larger than MEMBER_LIMIT.
    """
    member = zlib.decompressobj(31)
    whole = bytearray()
    head = b""
    with path.open("rb") as file:
        file.seek(offset)
        while not member.eof and len(whole) < MEMBER_LIMIT:
            if not (chunk := file.read(CHUNK)):
                break
            try:
                head = head or member.decompress(chunk, CHUNK)[:5]
                while member.unconsumed_tail and not member.eof:
                    member.decompress(member.unconsumed_tail, CHUNK)
            except zlib.error:
                break
            whole += chunk[: len(chunk) - len(member.unused_data)]
    if not member.eof or head != b"WARC/":
        raise ValueError(f"no whole record at {path}:{offset}")
    return bytes(whole)


def scan(path: Path) -> Iterator[Archived]:
    """All responses of one file, in order. A damaged tail ends the scan without an error."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=True, record_types=WarcRecordType.response):
            yield _archived(record, record.stream_pos)


def _archived(record: Any, offset: int) -> Archived:
    headers = record.headers
    http = record.http_headers
    return Archived(
        url=headers["WARC-Target-URI"],
        date=headers["WARC-Date"],
        status=int(http.status_code or 0),
        headers=[
            ("Content-Encoding" if name == UNASKED_ENCODING else name, value)
            for name, value in http.astuples()
        ],
        body=record.reader.read(),
        digest=headers.get("WARC-Payload-Digest", ""),
        offset=offset,
        meta=json.loads(headers.get(META_FIELD, "{}")),
    )
