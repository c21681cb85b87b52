"""Is a channel's archive whole? Every record by its digests, every item by its record."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.checker import Checker

from archive.gzip_members import whole_length
from archive.warc_reader import read_at
from archive.warc_writer import OPEN
from storage.files import PART

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.paths import ChannelPaths


def problems(paths: ChannelPaths) -> Iterator[str]:
    """One line per thing that is wrong; nothing if the archive of this channel is whole."""
    for path in sorted(paths.raw("warc").glob("*")):
        yield from _warc_problems(path)
    fetches: set[str] = set()
    for path in sorted(paths.raw("items").glob("*")):
        if path.name.endswith(PART):
            yield f"{path.name}: left open"
            continue
        yield from _item_problems(paths, path, fetches)


def _warc_problems(path: Path) -> Iterator[str]:
    """Both readers: warcio says nothing of a cut last record, FastWARC does."""
    if path.name.endswith(OPEN):
        yield f"{path.name}: left open"
        return
    if whole_length(path) != path.stat().st_size:
        yield f"{path.name}: the last record is cut"
    with redirect_stdout(io.StringIO()) as report:
        if Checker(_CheckOptions(path)).process_all():
            yield f"{path.name}: warcio: {report.getvalue().strip()[:200]}"
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            if record.record_type == WarcRecordType.revisit:
                continue
            record.freeze()
            if record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
                yield f"{path.name}:{record.stream_pos}: FastWARC: block digest differs"


def _item_problems(paths: ChannelPaths, path: Path, fetches: set[str]) -> Iterator[str]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        where = f"{path.name}:{number}"
        try:
            item = json.loads(line)
        except ValueError:
            yield f"{where}: not JSON"
            continue
        # One fetch is one archived record; two fetches can share a second.
        fetch = json.dumps([item["canonical_url"], item["warc"] or item["fetched_at"]])
        if fetch in fetches:
            yield f"{where}: the same fetch of {item['canonical_url'][:200]} twice"
        fetches.add(fetch)
        for pointer in item["warc"]:
            try:
                archived = read_at(paths.data / pointer["file"], pointer["offset"])
            except (OSError, ValueError) as error:
                yield f"{where}: {error}"
                continue
            if archived.digest != pointer["digest"]:
                yield f"{where}: its record holds other bytes"


class _CheckOptions:
    """What warcio's checker reads from its command line."""

    verbose = False

    def __init__(self, path: Path) -> None:
        self.inputs = [str(path)]
