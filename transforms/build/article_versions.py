"""Which fetch of an article counts, and what changed between fetches? Works on keys alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedupe.exact import drop_exact_duplicates
from transforms.lake.schema import DROPPED, REVISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER = ("article_id", "fetched_at", "raw_file", "raw_line")
"""Total, so the order in which files are read never decides."""
CHANGES = (
    ("headline", "headline_hash"),
    ("body", "content_hash"),
    ("date", "published_at"),
    ("credits", "credits_hash"),
)


class Chosen(NamedTuple):
    """Every key row is in ``kept`` or in ``dropped``; revisions are what the others showed."""

    kept: pa.Table
    """KEYS columns, ``piece`` and ``first_seen_at``; one row per article."""
    dropped: pa.Table
    revisions: pa.Table


def choose_versions(keys: pa.Table, gone: Iterable[dict[str, Any]]) -> Chosen:
    """Keep the latest fetch of each article, and of equal texts in a channel the earliest.

    ``keys`` are the KEYS of all pieces with the number of their piece in ``piece``.
    """
    ordered = keys.sort_by([(name, "ascending") for name in ORDER])
    numbered = ordered.append_column("_row", pa.array(range(ordered.num_rows), pa.int64()))
    span = numbered.group_by("article_id").aggregate(
        [("_row", "max"), ("_row", "min"), ("fetched_at", "min")]
    )
    latest = numbered.take(span["_row_max"].combine_chunks())
    latest = latest.append_column("first_seen_at", span["fetched_at_min"]).drop_columns("_row")
    is_latest = pc.is_in(numbered["_row"], value_set=span["_row_max"].combine_chunks())
    older = ordered.filter(pc.invert(is_latest))
    split = drop_exact_duplicates(latest)
    dropped = [
        as_dropped(older, "exact", "superseded"),
        as_dropped(split.dropped, "exact", "exact_duplicate"),
    ]
    revisited = span.filter(pc.not_equal(span["_row_max"], span["_row_min"]))
    return Chosen(
        kept=split.kept.select([*latest.column_names]).sort_by("article_id"),
        dropped=pa.concat_tables(dropped),
        revisions=find_revisions(ordered, revisited, gone),
    )


def as_dropped(keys: pa.Table, step: str, reason: str) -> pa.Table:
    count = keys.num_rows
    columns = {
        "channel": keys["channel"],
        "url": keys["url"],
        "step": pa.repeat(pa.scalar(step), count),
        "drop_reason": pa.repeat(pa.scalar(reason), count),
        "detail": pa.nulls(count, pa.string()),
        "article_id": keys["article_id"],
        "raw_file": keys["raw_file"],
        "raw_line": keys["raw_line"],
        "fetched_at": keys["fetched_at"],
        "published_date": pa.nulls(count, pa.date32()),
    }
    return pa.table(columns, schema=DROPPED)


def find_revisions(
    ordered: pa.Table, revisited: pa.Table, gone: Iterable[dict[str, Any]]
) -> pa.Table:
    """One row per change between consecutive fetches, and per removal seen."""
    rows: list[dict[str, Any]] = []
    for first, last in zip(
        revisited["_row_min"].to_pylist(), revisited["_row_max"].to_pylist(), strict=True
    ):
        # A replay extracts the same bytes again: only its latest reading of a fetch counts.
        readings = ordered.slice(first, last - first + 1).to_pylist()
        fetches = list({reading["fetched_at"]: reading for reading in readings}.values())
        for before, after in pairwise(fetches):
            rows.extend(
                {
                    "article_id": after["article_id"],
                    "seen_at": after["fetched_at"],
                    "change": change,
                    "status": 200,
                    "before_hash": _short(before[column]),
                    "after_hash": _short(after[column]),
                    "detail": None,
                }
                for change, column in CHANGES
                if before[column] != after[column]
            )
    rows.extend(gone)
    rows.sort(key=lambda row: (row["article_id"], row["seen_at"], row["change"]))
    return pa.Table.from_pylist(rows, schema=REVISIONS)


def _short(value: object) -> str | None:
    return None if value is None else str(value)[:40]
