"""What a piece tells of its rows: keys to choose between versions by, and the latest fetch of each.

Mentions and blocks name their article, not the fetch. Of an article fetched twice in one piece
those of both fetches would be published together; so only those of the latest are kept.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from transforms.lake.schema import ARTICLES

UNDATED = "undated"
VOLATILE = {
    "story_id", "match_text", "search_text", "warc_file", "warc_offset", "warc_digest", "raw_file",
    "raw_line", "extractor_version", "cleaner_version", "first_seen_at", "last_seen_at",
}  # fmt: skip
"""Columns that may differ between two fetches of one unchanged article."""
CREDIT_COLUMNS = ("origin_raw", "reporters", "correspondents", "photographers", "editors")
KEYS = pa.schema(
    [
        ("article_id", pa.string()),
        ("channel", pa.string()),
        ("url", pa.string()),
        ("canonical_url", pa.string()),
        ("content_hash", pa.string()),
        ("published_at", pa.timestamp("us", "UTC")),
        ("fetched_at", pa.timestamp("us", "UTC")),
        ("raw_file", pa.string()),
        ("raw_line", pa.int32()),
        ("month", pa.string()),
        ("row", pa.int32()),
        ("row_hash", pa.string()),
        ("headline_hash", pa.string()),
        ("credits_hash", pa.string()),
    ]
)
"""What choosing between versions needs; ``row`` counts in the month's file of the piece."""
BY_FETCH = ("article_id", "last_seen_at", "raw_file", "raw_line")
"""As in ``article_versions``: total, so the order of files never decides."""


def month_of(dates: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(pc.strftime(dates, format="%Y-%m"), UNDATED)


def keys_of(articles: pa.Table, month: str) -> pa.Table:
    stable = [name for name in ARTICLES.names if name not in VOLATILE]
    columns = {
        **{name: articles[name] for name in KEYS.names if name in articles.column_names},
        "fetched_at": articles["last_seen_at"],
        "month": pa.repeat(pa.scalar(month), articles.num_rows),
        "row": pa.array(range(articles.num_rows), pa.int32()),
        "row_hash": hash_rows(articles.select(stable)),
        "headline_hash": hash_rows(articles.select(["headline"])),
        "credits_hash": hash_rows(articles.select(list(CREDIT_COLUMNS))),
    }
    return pa.table({name: columns[name] for name in KEYS.names}, schema=KEYS)


def hash_rows(table: pa.Table) -> pa.Array:
    """16 hex per row, over all columns; null and empty differ."""
    texts = [as_text(table[name]) for name in table.column_names]
    joined = pc.binary_join_element_wise(
        *texts, "\x1f", null_handling="replace", null_replacement="\x00"
    )
    return pa.array(
        [xxhash.xxh3_64_hexdigest(text) for text in joined.cast(pa.binary()).to_pylist()],
        pa.string(),
    )


def as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_list(values.type):
        return pc.binary_join(values, "\x1e")
    return values.cast(pa.string())


def is_latest(articles: pa.Table) -> pa.BooleanArray:
    """Which rows of ARTICLES are the latest fetch of their article."""
    keys = articles.select(list(BY_FETCH))
    keys = keys.append_column("place", pa.array(range(keys.num_rows), pa.int64()))
    ordered = keys.sort_by([(name, "ascending") for name in BY_FETCH])
    last = ordered.group_by("article_id", use_threads=False).aggregate([("place", "last")])
    mask = np.zeros(articles.num_rows, bool)
    mask[last["place_last"].to_numpy()] = True
    return pa.array(mask)


def latest_blocks(blocks: pa.Table, articles: pa.Table) -> pa.Table:
    """The rows of BLOCKS that belong to the latest fetches; both tables in the order of reading."""
    latest = is_latest(articles).to_numpy(zero_copy_only=False)
    if latest.all():
        return blocks
    owner = np.cumsum(blocks["position"].to_numpy() == 0) - 1
    return blocks.filter(pa.array(latest[owner]))
