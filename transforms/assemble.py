"""Which rows of which pieces make up the snapshot? Between choosing versions and writing tables."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from transforms import read
from transforms.errors import LakeError
from transforms.publish import MonthPart
from transforms.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transforms.dedupe import Deduped
    from transforms.pieces import Piece
    from transforms.raw_inputs import Chunk
    from transforms.versions import Chosen

STORY_COLUMNS = [
    "article_id", "channel", "url", "canonical_url", "headline", "body", "match_text",
    "published_at", "published_precision", "origin", "origins", "origin_raw", "origin_url",
    "is_compiled", "original_headline", "dateline_raw", "dateline_outlet", "content_hash",
    "char_count",
]  # fmt: skip


def check_nothing_lost(chunks: list[Chunk], kept: int, dropped: int) -> None:
    lines = sum(chunk.line_count for chunk in chunks)
    if lines != kept + dropped:
        raise LakeError(
            f"kept {kept} + dropped {dropped} is not the {lines} raw lines read: nothing published"
        )


def story_input(pieces: list[Piece], chosen: Chosen) -> pa.Table:
    tables = [
        pa.schema(
            [*(ARTICLES.field(name) for name in STORY_COLUMNS), ARTICLES.field("first_seen_at")]
        ).empty_table()
    ]
    for number, month, rows in _groups(chosen):
        table = pieces[number].articles(month, STORY_COLUMNS).take(rows["row"])
        tables.append(table.append_column(ARTICLES.field("first_seen_at"), rows["first_seen_at"]))
    return pa.concat_tables(tables)


def parts_by_month(
    pieces: list[Piece], chosen: Chosen, deduped: Deduped
) -> dict[str, list[MonthPart]]:
    members = deduped.members
    months: dict[str, list[MonthPart]] = {}
    for number, month, rows in _groups(chosen):
        place = pc.index_in(rows["article_id"], value_set=members["article_id"].combine_chunks())
        part = MonthPart(
            piece=pieces[number],
            rows=rows["row"].combine_chunks(),
            article_ids=rows["article_id"].combine_chunks(),
            story_ids=members["story_id"].take(place).combine_chunks(),
            first_seen_at=rows["first_seen_at"].combine_chunks(),
        )
        months.setdefault(month, []).append(part)
    return months


def kept_by_piece(pieces: list[Piece], chosen: Chosen) -> dict[Piece, pa.Array]:
    kept: dict[Piece, list[pa.Array]] = {}
    for number, _, rows in _groups(chosen):
        kept.setdefault(pieces[number], []).extend(rows["article_id"].chunks)
    return {piece: pa.concat_arrays(arrays) for piece, arrays in kept.items()}


def _groups(chosen: Chosen) -> Iterator[tuple[int, str, pa.Table]]:
    """Kept keys by piece and month, in a fixed order."""
    ordered = chosen.kept.sort_by(
        [("month", "ascending"), ("piece", "ascending"), ("row", "ascending")]
    )
    places = zip(ordered["piece"].to_pylist(), ordered["month"].to_pylist(), strict=True)
    start = 0
    for (piece, month), group in groupby(places):
        count = sum(1 for _ in group)
        yield piece, month, ordered.slice(start, count).combine_chunks()
        start += count


def gone_rows(data: Path) -> Iterator[dict[str, object]]:
    for row in read.read_gone(data):
        name = f"{row['channel']}\n{row['canonical_url']}".encode()
        yield {
            "article_id": blake2b(name).hexdigest()[:16],
            "seen_at": datetime.fromisoformat(row["seen_at"]),
            "change": "gone",
            "status": row.get("status"),
            "before_hash": None,
            "after_hash": None,
            "detail": str(row.get("detail") or "")[:200] or None,
        }


def content_hash(chosen: Chosen, deduped: Deduped, seed_hash: str) -> str:
    """Of article rows and of who shares a story with whom; ids of stories do not matter."""
    first = (
        deduped.members.sort_by("article_id")
        .group_by("story_id", use_threads=False)
        .aggregate([("article_id", "min")])
    )
    place = pc.index_in(deduped.members["story_id"], value_set=first["story_id"].combine_chunks())
    leaders = pa.table(
        {"article_id": deduped.members["article_id"], "leader": first["article_id_min"].take(place)}
    ).sort_by("article_id")
    digest = xxhash.xxh3_128(seed_hash.encode())
    for values in (
        chosen.kept["article_id"],
        chosen.kept["row_hash"],
        leaders["article_id"],
        leaders["leader"],
    ):
        digest.update("\n".join(values.to_pylist()).encode())
    return digest.hexdigest()
