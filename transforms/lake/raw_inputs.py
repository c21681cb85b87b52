"""What a build has read: raw files, the chunks they were cut into, and what is cleaned together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive lines of one raw file."""

    raw_file: str
    """Relative to the data folder."""
    first_line: int
    """From 1."""
    start: int
    end: int
    """Byte range, whole lines."""
    digest: str
    """Of these bytes."""
    line_count: int = 0


@dataclass(frozen=True, slots=True)
class RawInput:
    """One raw file as a build saw it.

    The digests of the chunks decide what is made of it. Size and time only spare reading a file
    again that looks unchanged; a time of 0 (none is kept) spares nothing.
    """

    size: int
    mtime_ns: int
    chunks: list[Chunk]


@dataclass(frozen=True, slots=True)
class Batch:
    """Chunks of one channel that are cleaned and kept together: one piece of the lake."""

    channel: str
    chunks: tuple[Chunk, ...]

    @property
    def line_count(self) -> int:
        return sum(chunk.line_count for chunk in self.chunks)
