"""Stories of the kept articles: compared, or those of the last build if nothing in them changed.

A retag changes no text and a day without news adds none; both would compare every text again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import xxhash

from transforms.build.chosen_rows import story_input
from transforms.build.tables import hash_table
from transforms.dedupe import dedupe
from transforms.lake.mending import known_stories
from transforms.lake.versions import CLEANER, DEDUPE

if TYPE_CHECKING:
    from transforms.build.pieces import Piece
    from transforms.lake.mending import LastBuild
    from transforms.lake.snapshot import Lake, TableFile

TABLES = ("stories", "story_edges", "story_changes", "reprints", "reprint_changes")
STATE = "STORIES"
"""Object that names what the stories of which snapshot were made of."""


@dataclass(frozen=True, slots=True)
class Stories:
    """``members`` is (article_id, story_id); each of TABLES is in ``tables`` or in ``files``."""

    mark: str
    """Of everything that decides them."""
    members: pa.Table
    tables: dict[str, pa.Table] = field(default_factory=dict)
    files: dict[str, list[TableFile]] = field(default_factory=dict)


def find_stories(
    lake: Lake,
    last: LastBuild | None,
    pieces: list[Piece],
    kept: pa.Table,
    outlets: pa.Table,
    build_id: str,
) -> Stories:
    mark = mark_of(kept, outlets)
    known = known_stories(lake, last) if last else None
    if last and known is not None and _stand(lake, last, mark):
        return Stories(mark, known, files={name: last.snapshot.tables[name] for name in TABLES})
    articles, texts = story_input(pieces, kept)
    found = dedupe(articles, texts=texts, outlets=outlets, previous=known, build_id=build_id)
    changes = found.changes
    if last:
        old = lake.read_table(last.snapshot, "story_changes")
        changes = pa.concat_tables([old, changes.cast(old.schema)])
    tables = (found.stories, found.edges, changes, found.reprints, found.reprint_changes)
    return Stories(mark, found.members, tables=dict(zip(TABLES, tables, strict=True)))


def _stand(lake: Lake, last: LastBuild, mark: str) -> bool:
    """Whether the last build compared these very texts, and all that it found is there whole."""
    listed = [file for name in TABLES for file in last.snapshot.tables[name]]
    is_whole = not last.broken.keys() & {"articles", *TABLES}
    is_whole = is_whole and all(file.path in last.files for file in listed)
    return is_whole and _stored(lake) == f"{mark} {last.snapshot.snapshot_id}"


def record_stories(lake: Lake, stories: Stories, snapshot_id: str) -> None:
    """That this snapshot holds the stories of this mark."""
    stored = f"{stories.mark} {snapshot_id}"
    if _stored(lake) != stored:
        lake.store.write(STATE, stored)


def _stored(lake: Lake) -> str:
    try:
        return lake.store.read(STATE).decode(errors="replace")
    except FileNotFoundError:
        return ""


def mark_of(kept: pa.Table, outlets: pa.Table) -> str:
    seen = xxhash.xxh3_128(f"{DEDUPE}|{CLEANER}".encode())
    seen.update(hash_table(outlets))
    seen.update(hash_table(kept.select(["article_id", "row_hash", "first_seen_at"])))
    return seen.hexdigest()
