"""The bytes behind a quote: the one WARC record, cut out of the archive as it lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.warc_reader import member_at
from storage.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE_ID = re.compile(r"[0-9a-f]{16}")


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
    try:
        record = member_at(source, offset)
    except ValueError:
        return None
    name = f"archive/{article_id}.warc.gz"
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    write_whole(out / name, record)
    return name
