"""Which rows of which pieces make up the snapshot? Between choosing versions and writing tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from transforms.build.piece_rows import KEYS
from transforms.build.piece_texts import PieceTextSource, runs_of
from transforms.build.tables import MonthPart
from transforms.lake.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.build.article_versions import Chosen
    from transforms.build.pieces import Piece

IN_ORDER = [("month", "ascending"), ("piece", "ascending"), ("row", "ascending")]
STORY_COLUMNS = [
    "article_id", "channel", "url", "canonical_url", "headline", "published_at",
    "published_precision", "origin", "origins", "origin_url", "original_headline",
    "dateline_raw", "dateline_outlet",
]  # fmt: skip


def all_keys(pieces: list[Piece]) -> pa.Table:
    """KEYS of every piece, with the number of the ``piece`` and the ``place`` in its keys."""
    schema = KEYS.append(pa.field("piece", pa.int32())).append(pa.field("place", pa.int32()))
    tables = [
        piece.keys()
        .append_column("piece", pa.repeat(pa.scalar(number, pa.int32()), piece.row_count))
        .append_column("place", pa.array(range(piece.row_count), pa.int32()))
        for number, piece in enumerate(pieces)
    ]
    return pa.concat_tables([schema.empty_table(), *tables])


def story_input(pieces: list[Piece], kept: pa.Table) -> tuple[pa.Table, PieceTextSource]:
    """What deduping reads of the kept articles, and where their texts are found."""
    seen = ARTICLES.field("first_seen_at")
    schema = pa.schema([*(ARTICLES.field(name) for name in STORY_COLUMNS), seen])
    tables = [
        table.append_column(seen, first_seen_at)
        for table, first_seen_at in rows_of(pieces, kept, STORY_COLUMNS)
    ]
    texts = PieceTextSource(pieces, kept.sort_by(IN_ORDER))
    return pa.concat_tables([schema.empty_table(), *tables]), texts


def rows_of(
    pieces: list[Piece], kept: pa.Table, columns: list[str]
) -> Iterator[tuple[pa.Table, pa.ChunkedArray]]:
    """(rows, their first_seen_at), by month and piece."""
    for number, month, keys in _groups(kept):
        rows = pieces[number].articles(month, columns).take(keys["row"])
        yield rows, keys["first_seen_at"]


def parts_by_month(
    pieces: list[Piece], kept: pa.Table, members: pa.Table
) -> dict[str, list[MonthPart]]:
    place = pc.index_in(kept["article_id"], value_set=members["article_id"].combine_chunks())
    kept = kept.append_column("story_id", members["story_id"].take(place))
    months: dict[str, list[MonthPart]] = {}
    for number, month, keys in _groups(kept):
        part = MonthPart(
            piece=pieces[number],
            rows=keys["row"].combine_chunks(),
            article_ids=keys["article_id"].combine_chunks(),
            story_ids=keys["story_id"].combine_chunks(),
            first_seen_at=keys["first_seen_at"].combine_chunks(),
        )
        months.setdefault(month, []).append(part)
    return months


def kept_by_piece(pieces: list[Piece], kept: pa.Table) -> dict[Piece, pa.Array]:
    found: dict[Piece, list[pa.Array]] = {}
    for number, _, keys in _groups(kept):
        found.setdefault(pieces[number], []).extend(keys["article_id"].chunks)
    return {piece: pa.concat_arrays(arrays) for piece, arrays in found.items()}


def _groups(kept: pa.Table) -> Iterator[tuple[int, str, pa.Table]]:
    """Kept keys by month and piece, in a fixed order."""
    ordered = kept.sort_by(IN_ORDER).combine_chunks()
    for start, end in runs_of(ordered["month"], ordered["piece"]):
        keys = ordered.slice(start, end - start)
        yield keys["piece"][0].as_py(), keys["month"][0].as_py(), keys.combine_chunks()


def content_hash(chosen: Chosen, members: pa.Table, seed_hash: str) -> str:
    """Of article rows and of who shares a story with whom; ids of stories do not matter."""
    first = (
        members.sort_by("article_id")
        .group_by("story_id", use_threads=False)
        .aggregate([("article_id", "min")])
    )
    place = pc.index_in(members["story_id"], value_set=first["story_id"].combine_chunks())
    leaders = pa.table(
        {"article_id": members["article_id"], "leader": first["article_id_min"].take(place)}
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
