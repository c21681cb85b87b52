"""The raw items and revisions of one crawl: JSON lines that appear whole when the crawl ends."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from crawler.session.suspects import STEP
from storage.files import PART, AppendFile, publish, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Container
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

    def close(self, change: Callable[[bytes], bytes] | None = None) -> None:
        """Publish the file, each line changed by ``change``. Raises OSError: the part stays."""
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            file.sync()
        finally:
            file.close()
        if change is not None:
            with file.path.open("rb") as lines:
                write_whole(file.path, b"".join(change(line) for line in lines))
        publish(file.path, self._path)


def encode_line(record: Article | dict[str, Any]) -> bytes:
    """One JSON line. A lone surrogate, which no UTF-8 file may hold, becomes a question mark."""
    try:
        return ENCODER.encode(record) + b"\n"
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(record)
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace") + b"\n"


def is_line_of(line: bytes, canonical_urls: Container[str]) -> bool:
    return json.loads(line)["canonical_url"] in canonical_urls


def as_suspect(line: bytes, reason: str) -> bytes:
    """A stored item that turned out to be no article."""
    stored = json.loads(line)
    if stored["drop_reason"]:
        return line
    return encode_line(stored | {"drop_step": STEP, "drop_reason": reason})


def content_hash(item: Article) -> str:
    """32 hex over what the page says, blind to when and how it was fetched."""
    return _hash({name: getattr(item, name) for name in CONTENT})


def content_hash_of_line(line: dict[str, Any]) -> str:
    """The same of an item that was stored."""
    return _hash({name: line.get(name) for name in CONTENT})


def _hash(content: dict[str, Any]) -> str:
    return blake2b(encode_line(content), digest_size=16).hexdigest()
