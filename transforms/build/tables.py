"""From chosen rows to table files: named by what they hold, so unchanged months stay."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xxhash

from transforms.build.pieces import TAG_TABLES, Piece, read_exactly
from transforms.build.workers import spread
from transforms.lake.schema import ARTICLES, BLOCKS, TABLES
from transforms.lake.snapshot import TableFile, parquet_writer, write_parquet

if TYPE_CHECKING:
    from pathlib import Path

LAYOUT_VERSION = "2"
"""Raised when the same rows would be written another way."""
ROW_GROUP = 131_072
"""About what DuckDB reads at once (122,880): finer groups let it skip more."""
ORDER = {
    "theme_mentions": ("theme", "article_id"),
    "place_mentions": ("region_code", "article_id", "role", "first_offset"),
    "person_mentions": ("person", "article_id", "first_offset"),
    "organisation_mentions": ("organisation", "article_id", "first_offset"),
    "targets": ("normalised_unit", "article_id", "first_offset"),
}
"""Views ask for one theme, place or person at a time: sorted files let them skip the rest."""


@dataclass(frozen=True, slots=True)
class MonthPart:
    """Rows of one month that come from one piece; the arrays run in parallel."""

    piece: Piece
    rows: pa.Array
    article_ids: pa.Array
    story_ids: pa.Array
    first_seen_at: pa.Array


def write_months(
    root: Path, months: dict[str, list[MonthPart]], tags: str, workers: int
) -> dict[str, list[TableFile]]:
    """Write articles and mentions month by month; return the files per table."""
    jobs = [(root, month, parts, tags) for month, parts in sorted(months.items())]
    files: dict[str, list[TableFile]] = {name: [] for name in ("articles", *TAG_TABLES)}
    for written in spread(write_month, jobs, workers):
        for name, file in written.items():
            files[name].append(file)
    return files


def write_month(root: Path, month: str, parts: list[MonthPart], tags: str) -> dict[str, TableFile]:
    rows = fingerprint_rows(parts)
    written = {"articles": write_articles(root, month, parts, rows)}
    for name in TAG_TABLES:
        mark = hash_text(f"{name}|{rows}|{tags}|{LAYOUT_VERSION}")
        path = root / "tables" / name / f"{month}-{mark}.parquet"
        if not path.exists():
            tables = [chosen(part.piece.tags(name, tags), part.article_ids) for part in parts]
            joined = pa.concat_tables([TABLES[name].empty_table(), *tables]).combine_chunks()
            del tables
            write_sorted(path, joined, ORDER[name])
        written[name] = table_file(root, path, month)
    return written


def write_sorted(path: Path, table: pa.Table, keys: tuple[str, ...]) -> None:
    """Row group by row group: a sorted copy of a whole month would not fit beside the month."""
    order = pc.sort_indices(table, sort_keys=[(key, "ascending") for key in keys])
    with parquet_writer(path, table.schema) as write:
        for start in range(0, max(1, table.num_rows), ROW_GROUP):
            write(table.take(order.slice(start, ROW_GROUP)))


def write_articles(root: Path, month: str, parts: list[MonthPart], rows: str) -> TableFile:
    seen = xxhash.xxh3_64()
    for part in parts:
        for values in (part.story_ids, part.first_seen_at.cast(pa.int64())):
            empty = 0 if pa.types.is_integer(values.type) else ""
            seen.update(str(pc.fill_null(values, empty).to_pylist()).encode())
    mark = hash_text(f"{rows}|{seen.hexdigest()}|{ARTICLES.names}|{LAYOUT_VERSION}")
    path = root / "tables" / "articles" / f"{month}-{mark}.parquet"
    if not path.exists():
        with parquet_writer(path, ARTICLES) as write:
            for part in parts:
                table = part.piece.articles(month).take(part.rows)
                for name, values in (
                    ("story_id", part.story_ids),
                    ("first_seen_at", part.first_seen_at),
                ):
                    table = table.set_column(
                        ARTICLES.get_field_index(name), ARTICLES.field(name), values
                    )
                write(table.cast(ARTICLES))
    return table_file(root, path, month)


def write_blocks(root: Path, pieces: dict[Piece, pa.Array]) -> list[TableFile]:
    """Blocks of the kept articles; a piece that is kept whole is listed as it lies."""
    files = []
    for piece, article_ids in pieces.items():
        path = piece.blocks_file()
        if len(article_ids) < piece.line_count:
            ids = hash_text("".join(article_ids.sort().to_pylist()))
            path = root / "tables" / "blocks" / f"{piece.key[:16]}-{ids}.parquet"
            if not path.exists():
                write_parquet(path, chosen(read_exactly(piece.blocks_file()), article_ids))
        file = table_file(root, path, None)
        if file.rows:
            files.append(file)
    return files or [write_table(root, "blocks", BLOCKS.empty_table())]


def write_table(root: Path, name: str, table: pa.Table) -> TableFile:
    """A small table in one file named by its content; sorted by the caller."""
    table = table.cast(TABLES[name])
    text = json.dumps(table.to_pylist(), default=str) if table.num_rows < 10_000 else None
    mark = hash_text(text) if text is not None else xxhash.xxh3_64_hexdigest(hash_table(table))
    path = root / "tables" / name / f"{mark}.parquet"
    if not path.exists():
        write_parquet(path, table)
    return table_file(root, path, None)


def hash_text(text: str) -> str:
    return xxhash.xxh3_64_hexdigest(text.encode())


def hash_table(table: pa.Table) -> bytes:
    digest = xxhash.xxh3_128()
    for batch in table.combine_chunks().to_batches():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_batch(batch)
        digest.update(sink.getvalue())
    return digest.digest()


def table_file(root: Path, path: Path, month: str | None) -> TableFile:
    return TableFile(str(path.relative_to(root)), pq.read_metadata(path).num_rows, month)


def chosen(table: pa.Table, article_ids: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["article_id"], value_set=article_ids))


def fingerprint_rows(parts: list[MonthPart]) -> str:
    digest = xxhash.xxh3_128()
    for part in parts:
        digest.update(part.piece.key.encode())
        digest.update(part.rows.cast(pa.int32()).to_numpy(zero_copy_only=False).tobytes())
    return digest.hexdigest()
