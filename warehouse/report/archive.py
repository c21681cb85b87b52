"""The bytes behind a quote: the one WARC record, cut out of the archive as it lies."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from warehouse.folders import published_file

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE_ID = re.compile(r"[0-9a-f]{16}")
RECORD_LIMIT = 32 * 1024 * 1024
CHUNK = 64 * 1024


def copy_record(
    data: Path, out: Path, article_id: str, warc_file: str | None, offset: int | None
) -> str | None:
    """Copy one record to ``out/archive/<article_id>.warc.gz``; return that relative name.

    None if the pointer is missing, leads out of the archive, or does not point at a record.
    """
    if warc_file is None or offset is None or not ARTICLE_ID.fullmatch(article_id):
        return None
    root = (data / "raw").resolve()
    source = (data / warc_file).resolve()
    if not source.is_relative_to(root) or not source.is_file():
        return None
    record = read_member(source, offset)
    if record is None:
        return None
    name = f"archive/{article_id}.warc.gz"
    with published_file(out / name) as hidden:
        hidden.write_bytes(record)
    return name


def read_member(source: Path, offset: int) -> bytes | None:
    """The gzip member that starts at ``offset``, still compressed; None if there is none."""
    inflate = zlib.decompressobj(wbits=31)
    member = bytearray()
    head = b""
    with source.open("rb") as file:
        file.seek(offset)
        while not inflate.eof and len(member) < RECORD_LIMIT:
            chunk = file.read(CHUNK)
            if not chunk:
                return None
            try:
                text = inflate.decompress(chunk, CHUNK)
                head = head or text[:5]
                while inflate.unconsumed_tail and not inflate.eof:
                    inflate.decompress(inflate.unconsumed_tail, CHUNK)
            except zlib.error:
                return None
            member += chunk[: len(chunk) - len(inflate.unused_data)]
    return bytes(member) if inflate.eof and head == b"WARC/" else None
