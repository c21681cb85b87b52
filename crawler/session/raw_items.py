"""The raw items and revisions of one crawl: JSON lines that appear whole when the crawl ends."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from storage.files import PART, AppendFile, publish

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.items import Article

ENCODER = msgspec.json.Encoder()

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


def encode_line(record: Article | dict[str, Any]) -> bytes:
    """One JSON line. A lone surrogate, which no UTF-8 file may hold, becomes a question mark."""
    try:
        return ENCODER.encode(record) + b"\n"
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(record)
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace") + b"\n"


def content_hash(item: Article) -> str:
    """32 hex over what the page says, blind to when and how it was fetched."""
    return _hash({name: getattr(item, name) for name in CONTENT})


def content_hash_of_line(line: dict[str, Any]) -> str:
    """The same of an item that was stored."""
    return _hash({name: line.get(name) for name in CONTENT})


def _hash(content: dict[str, Any]) -> str:
    return blake2b(encode_line(content), digest_size=16).hexdigest()
