"""Exact duplicates: one channel publishing one text twice. Two channels are both kept."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

EARLIEST_FIRST = (
    "published_at",
    "first_seen_at",
    "fetched_at",
    "canonical_url",
    "url",
    "article_id",
    "raw_file",
    "raw_line",
)
"""Together a total order, so that the order of the input never decides who survives."""


class Split(NamedTuple):
    kept: pa.Table
    """Columns as given, earliest first."""
    dropped: pa.Table
    """Columns as given and ``drop_reason``, earliest first."""


def drop_exact_duplicates(articles: pa.Table) -> Split:
    """Of rows with equal ``channel`` and ``content_hash`` the earliest survives.

    A row without a content hash duplicates nothing. Unknown times sort after known ones.
    """
    order = [
        (name, "ascending", "at_end") for name in EARLIEST_FIRST if name in articles.column_names
    ]
    order.extend(
        (field.name, "ascending", "at_end")
        for field in articles.schema
        if field.name not in EARLIEST_FIRST and _is_sortable(field.type)
    )
    ordered = articles.take(pc.sort_indices(articles, sort_keys=order))
    numbered = pa.table(
        {
            "channel": ordered["channel"],
            "content_hash": ordered["content_hash"],
            "row": pa.array(range(ordered.num_rows), pa.int64()),
        }
    )
    first = numbered.group_by(["channel", "content_hash"]).aggregate([("row", "min")])["row_min"]
    is_kept = pc.or_(
        pc.is_in(numbered["row"], value_set=first.combine_chunks()),
        pc.is_null(numbered["content_hash"]),
    )
    dropped = ordered.filter(pc.invert(is_kept))
    reason = pa.repeat(pa.scalar("exact_duplicate"), dropped.num_rows)
    return Split(ordered.filter(is_kept), dropped.append_column("drop_reason", reason))


def _is_sortable(kind: pa.DataType) -> bool:
    kinds = pa.types
    return bool(kinds.is_string(kind) or kinds.is_integer(kind) or kinds.is_temporal(kind))
