"""What tracing reprints reads of the articles' table, and the table REPRINTS that it writes.

Columns are read in little memory: equal values are one object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.lake.schema import REPRINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = "\x1f"


def values_of(articles: pa.Table, name: str) -> Sequence[Any]:
    """Python values per row, lists as tuples; a column the table lacks is all null."""
    if name not in articles.column_names:
        return [None] * articles.num_rows
    column = articles[name].combine_chunks()
    is_list = pa.types.is_list(column.type)
    coded = (pc.binary_join(column, BETWEEN) if is_list else column).dictionary_encode()
    distinct = coded.dictionary.to_pylist()
    if is_list:
        distinct = [tuple(value.split(BETWEEN)) if value else () for value in distinct]
    distinct.append(None)
    return [distinct[code] for code in coded.indices.fill_null(len(distinct) - 1).to_numpy()]


def rows_of_links(articles: pa.Table) -> dict[int, int]:
    """Row of an article with an ``origin_url`` → the row of the article at that address."""
    if "origin_url" not in articles.column_names:
        return {}
    links = articles["origin_url"].combine_chunks()
    is_link = pc.fill_null(pc.greater(pc.binary_length(links), 0), False)
    rows = np.flatnonzero(np.asarray(is_link))
    links = links.take(pa.array(rows))
    found = pa.nulls(len(links), pa.int32())
    for column in ("canonical_url", "url"):
        if column in articles.column_names and len(links):
            urls = articles[column].combine_chunks()
            found = pc.coalesce(found, pc.index_in(links, value_set=urls))
    at = np.flatnonzero(np.asarray(pc.is_valid(found)))
    targets = found.take(pa.array(at)).to_pylist()
    return dict(zip(rows[at].tolist(), targets, strict=True))


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
