"""From chosen rows to table files: named by what they hold, so unchanged months stay.

A file of that name is taken as made only if the last snapshot lists it whole (``kept``, by key);
any other may be what a killed build or a full disk left, and is written again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from transforms.build.pieces import TAG_TABLES, Piece
from transforms.engine.local import map_jobs
from transforms.lake.schema import ARTICLES, BLOCKS, TABLES
from transforms.lake.snapshot import TableFile
from transforms.lake.versions import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.store import Store

    Kept = Mapping[str, TableFile]

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
    store: Store, months: dict[str, list[MonthPart]], tags: str, kept: Kept, workers: int
) -> dict[str, list[TableFile]]:
    """Write articles and mentions month by month; return the files per table."""
    of_month: dict[str, dict[str, TableFile]] = {}
    for key, file in kept.items():
        of_month.setdefault(file.month or "", {})[key] = file
    jobs = [
        (store, month, parts, tags, of_month.get(month, {}))
        for month, parts in sorted(months.items())
    ]
    files: dict[str, list[TableFile]] = {name: [] for name in ("articles", *TAG_TABLES)}
    for written in map_jobs(write_month, jobs, workers):
        for name, file in written.items():
            files[name].append(file)
    return files


def write_month(
    store: Store, month: str, parts: list[MonthPart], tags: str, kept: Kept
) -> dict[str, TableFile]:
    rows = fingerprint_rows(parts)
    written = {"articles": write_articles(store, month, parts, rows, kept)}
    for name in TAG_TABLES:
        mark = hash_text(f"{name}|{rows}|{tags}|{LAYOUT}")
        key = f"tables/{name}/{month}-{mark}.parquet"
        if key in kept:
            written[name] = kept[key]
            continue
        tables = [chosen(part.piece.tags(name, tags), part.article_ids) for part in parts]
        joined = pa.concat_tables([TABLES[name].empty_table(), *tables]).combine_chunks()
        del tables
        write_sorted(store, key, joined, ORDER[name])
        written[name] = described(store, key, joined.num_rows, month)
    return written


def write_sorted(store: Store, key: str, table: pa.Table, columns: tuple[str, ...]) -> None:
    """Row group by row group: a sorted copy of a whole month would not fit beside the month."""
    order = pc.sort_indices(table, sort_keys=[(column, "ascending") for column in columns])
    with store.writing_table(key, table.schema) as write:
        for start in range(0, max(1, table.num_rows), ROW_GROUP):
            write(table.take(order.slice(start, ROW_GROUP)))


def write_articles(
    store: Store, month: str, parts: list[MonthPart], rows: str, kept: Kept
) -> TableFile:
    seen = xxhash.xxh3_64()
    for part in parts:
        for values in (part.story_ids, part.first_seen_at.cast(pa.int64())):
            empty = 0 if pa.types.is_integer(values.type) else ""
            seen.update(str(pc.fill_null(values, empty).to_pylist()).encode())
    mark = hash_text(f"{rows}|{seen.hexdigest()}|{LAYOUT}")
    key = f"tables/articles/{month}-{mark}.parquet"
    if key in kept:
        return kept[key]
    with store.writing_table(key, ARTICLES) as write:
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
    return described(store, key, sum(len(part.rows) for part in parts), month)


def write_blocks(store: Store, pieces: dict[Piece, pa.Array], kept: Kept) -> list[TableFile]:
    """Blocks of the kept articles; a piece that is kept whole is listed as it lies."""
    files = []
    for piece, article_ids in pieces.items():
        if len(article_ids) == piece.row_count:
            blocks = piece.kept_blocks
            file = TableFile(piece.blocks_file, blocks.rows, None, blocks.size, blocks.digest)
        else:
            ids = hash_text("".join(article_ids.sort().to_pylist()))
            key = f"tables/blocks/{piece.key[:16]}-{ids}.parquet"
            file = kept.get(key) or _written(store, key, chosen(piece.blocks(), article_ids))
        if file.rows:
            files.append(file)
    return files or [write_table(store, "blocks", BLOCKS.empty_table(), kept)]


def write_table(store: Store, name: str, table: pa.Table, kept: Kept) -> TableFile:
    """A small table in one file named by its content; sorted by the caller."""
    table = table.cast(TABLES[name])
    text = json.dumps(table.to_pylist(), default=str) if table.num_rows < 10_000 else None
    mark = hash_text(f"{LAYOUT}|{text or hash_table(table).hex()}")
    key = f"tables/{name}/{mark}.parquet"
    return kept.get(key) or _written(store, key, table)


def described(store: Store, key: str, rows: int, month: str | None = None) -> TableFile:
    """A file just written, as a manifest names it."""
    return TableFile(key, rows, month, store.stamp(key)[0], store.digest(key))


def _written(store: Store, key: str, table: pa.Table) -> TableFile:
    store.write_table(key, table)
    return described(store, key, table.num_rows)


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


def chosen(table: pa.Table, article_ids: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["article_id"], value_set=article_ids))


def fingerprint_rows(parts: list[MonthPart]) -> str:
    digest = xxhash.xxh3_128()
    for part in parts:
        digest.update(part.piece.key.encode())
        digest.update(part.rows.cast(pa.int32()).to_numpy(zero_copy_only=False).tobytes())
    return digest.hexdigest()
