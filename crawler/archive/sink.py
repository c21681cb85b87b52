"""The raw items and revisions of one crawl: JSON lines that appear whole when the crawl ends."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from crawler.archive.files import PART, AppendFile, publish
from crawler.items import Article, to_line

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = (
    "title_raw",
    "headline_raw",
    "section_raw",
    "published",
    "credits",
    "origin_url",
    "blocks",
    "images",
    "drop_reason",
)
"""Fields whose change makes a page another page; the rest tells how and when we got it."""


class JsonLines:
    """A JSON lines file under a part name until ``close``; no file at all if no line came."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: AppendFile | None = None
        self.line_count = 0

    def append(self, line: bytes) -> None:
        """Write one encoded line. Raises OSError; then no part of it is in the file."""
        if self._file is None:
            self._file = AppendFile(self._path.with_name(self._path.name + PART))
        self._file.append(line)
        self.line_count += 1

    def sync(self) -> None:
        if self._file is not None:
            self._file.sync()

    def close(self) -> None:
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            file.sync()
        finally:
            file.close()
        publish(file.path, self._path)


def encode_line(record: dict[str, Any]) -> bytes:
    """One JSON line. A lone surrogate, which no UTF-8 file may hold, becomes a question mark."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def content_hash(item: Article) -> str:
    """32 hex over what the page says, blind to when and how it was fetched."""
    return content_hash_of_line(to_line(item))


def content_hash_of_line(line: dict[str, Any]) -> str:
    said = encode_line({name: line.get(name) for name in CONTENT})
    return blake2b(said, digest_size=16).hexdigest()
