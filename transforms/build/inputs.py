"""Which raw items are there? Files that crawls left, cut into chunks of bounded size."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING

import xxhash

from transforms.lake.raw_inputs import Batch, Chunk, RawInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from storage.store import Store

CHUNK_LINES = 4_000
"""Lines cleaned at once: about 100 MB of Python objects in a worker."""
READ_BYTES = 1 << 18
CRAWL_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T\d{6}Z")


def raw_files(data: Store) -> list[str]:
    """Item files, oldest crawl first; never a part file still being written."""
    found = (key.split("/") for key in keys_by_channel(data, "raw/items", ".jsonl"))
    return ["/".join(parts) for parts in sorted(found, key=lambda parts: (parts[-1], parts[-2]))]


def crawl_date(raw_file: str) -> date | None:
    """UTC day of the crawl that wrote the file, as its name says."""
    match = CRAWL_DATE.search(raw_file)
    return date(*map(int, match.groups())) if match else None


def channel_of(raw_file: str) -> str:
    return raw_file.split("channel=", 1)[-1].split("/", 1)[0]


def chunks(data: Store, raw_file: str, known: RawInput | None) -> RawInput:
    """The chunks of a file; a file that looks unchanged since ``known`` is not read again."""
    size, mtime_ns = data.stamp(raw_file)
    if known is not None and mtime_ns and (known.size, known.mtime_ns) == (size, mtime_ns):
        return known
    return RawInput(size, mtime_ns, list(cut(data, raw_file)))


def losses(known: Mapping[str, RawInput], found: Mapping[str, RawInput]) -> list[str]:
    """What the last build had read and is not there any more: a line for each file.

    Crawls only add: a file that is gone, shorter, or as long with other bytes has lost something.
    """
    lines = []
    for name, before in known.items():
        now = found.get(name)
        if now is None:
            lines.append(f"{name} is missing 缺失")
        elif now.size < before.size:
            lines.append(f"{name} has {now.size} of {before.size} bytes 残缺")
        elif now.size == before.size and now.chunks != before.chunks:
            lines.append(f"{name} holds other bytes than it did 内容改变")
    return lines


def cut(data: Store, raw_file: str) -> Iterator[Chunk]:
    """Cut a file at line ends; a last line without newline still counts (and will not parse)."""
    start, line, first, digest = 0, 0, 1, xxhash.xxh3_128()
    position = 0
    with open_lines(data, raw_file) as file:
        for text in file:
            digest.update(text)
            position += len(text)
            line += 1
            if line - first + 1 == CHUNK_LINES:
                yield Chunk(raw_file, first, start, position, digest.hexdigest(), CHUNK_LINES)
                start, first, digest = position, line + 1, xxhash.xxh3_128()
    if position > start:
        lines = line - first + 1
        yield Chunk(raw_file, first, start, position, digest.hexdigest(), lines)


def batches(
    chunks: list[Chunk], apart: Collection[str] = (), today: date = date.max
) -> list[Batch]:
    """What is cleaned together: in the newest month each chunk alone, before it channel and month.

    So a new day adds one small piece per channel, and years of days do not leave a thousand. Raw
    files in ``apart`` share with none: of an article fetched twice a piece tags the latest fetch
    only, which must not be one that is held. A crawl dated after ``today`` (UTC), by a clock that
    was ahead, ends no month: all days of the present one would be cleaned again at every build.
    """
    month = {chunk.raw_file: str(crawl_date(chunk.raw_file))[:7] for chunk in chunks}
    newest = max((name for name in month.values() if name <= str(today)[:7]), default="")
    found: list[Batch] = []
    growing: dict[tuple[str, str], int] = {}
    for chunk in chunks:
        channel, crawled = channel_of(chunk.raw_file), month[chunk.raw_file]
        if chunk.raw_file in apart:
            found.append(Batch(channel, (chunk,)))
            continue
        at = growing.get((channel, crawled))
        if crawled < newest and at is not None:
            last = found[at]
            if last.line_count + chunk.line_count <= CHUNK_LINES:
                found[at] = Batch(channel, (*last.chunks, chunk))
                continue
        growing[channel, crawled] = len(found)
        found.append(Batch(channel, (chunk,)))
    return found


def read_lines(data: Store, chunk: Chunk) -> Iterator[tuple[str, int, str]]:
    """(raw_file, line number, text) of a chunk; undecodable bytes are kept as U+FFFD."""
    with open_lines(data, chunk.raw_file) as file:
        file.seek(chunk.start)
        number = chunk.first_line
        left = chunk.end - chunk.start
        while left > 0 and (line := file.readline()):
            yield chunk.raw_file, number, line.decode("utf-8", "replace")
            number += 1
            left -= len(line)


def open_lines(data: Store, key: str) -> io.BufferedReader:
    """A raw file to be read line by line: Arrow's own files know no lines."""
    return io.BufferedReader(data.open(key), READ_BYTES)


def keys_by_channel(data: Store, folder: str, suffix: str) -> Iterator[str]:
    """Files directly in a folder ``channel=…``, by key."""
    for channel in data.folders(folder):
        if channel.startswith(f"{folder}/channel="):
            for entry in data.entries(channel, is_deep=False):
                if entry.key.endswith(suffix):
                    yield entry.key
