"""Edges of the reprint network as rows of articles, and as the table REPRINTS."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

from transforms.lake.schema import REPRINTS


class Edge(NamedTuple):
    """A row of REPRINTS with rows for ids."""

    child: int
    parent: int | None
    parent_outlet: str
    method: str
    confidence: float
    lag_min_seconds: int | None
    lag_max_seconds: int | None
    is_contradicted: bool
    evidence: str


EDGES = pa.schema(
    [("child", pa.int64()), ("parent", pa.int64()), *(REPRINTS.field(n) for n in Edge._fields[2:])]
)


def as_table(edges: list[Edge], article_ids: pa.ChunkedArray) -> pa.Table:
    """REPRINTS, in the order of the edges."""
    table = pa.Table.from_pylist([edge._asdict() for edge in edges], schema=EDGES)
    for at, (name, column) in enumerate((("child_id", "child"), ("parent_id", "parent"))):
        table = table.set_column(at, name, article_ids.take(table[column]))
    return table.cast(REPRINTS)
