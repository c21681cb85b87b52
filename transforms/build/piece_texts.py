"""Signatures and bodies of chosen rows, read from the pieces that hold them, some at a time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedupe.signatures import SIGNATURES
from transforms.lake.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transforms.build.pieces import Piece

ROWS_AT_ONCE = 32_768
"""About 75 MB of signatures. Rows asked for together mostly lie in the few pieces of a crawl."""


class PieceTextSource:
    """``Texts`` of dedupe; ``kept`` gives piece, month, row and place of each row, in its order."""

    def __init__(self, pieces: list[Piece], kept: pa.Table) -> None:
        self._pieces = pieces
        self._places = kept.select(["month", "piece", "row", "place"]).combine_chunks()

    def signatures(self, rows: NDArray[np.int64]) -> Iterator[pa.RecordBatch]:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            wanted = self._places.take(pa.array(rows[start : start + ROWS_AT_ONCE]))
            order = pc.sort_indices(wanted["piece"])
            by_piece = wanted.take(order).combine_chunks()
            parts = []
            for first, last in runs_of(by_piece["piece"]):
                piece = self._pieces[by_piece["piece"][first].as_py()]
                rows_here = by_piece["place"].slice(first, last - first)
                parts.append(piece.signatures().take(rows_here))
            joined = pa.concat_tables([SIGNATURES.empty_table(), *parts]).combine_chunks()
            yield from joined.take(_inverse(order)).to_batches()

    def bodies(self, rows: NDArray[np.int64]) -> pa.ChunkedArray:
        wanted = self._places.take(pa.array(rows))
        order = pc.sort_indices(
            wanted, sort_keys=[("piece", "ascending"), ("month", "ascending"), ("row", "ascending")]
        )
        by_piece = wanted.take(order).combine_chunks()
        parts = [pa.array([], ARTICLES.field("body").type)]
        for first, last in runs_of(by_piece["piece"], by_piece["month"]):
            piece = self._pieces[by_piece["piece"][first].as_py()]
            bodies = piece.articles(by_piece["month"][first].as_py(), ["body"])["body"]
            parts.extend(bodies.take(by_piece["row"].slice(first, last - first)).chunks)
        return pa.chunked_array(parts).take(_inverse(order))


def runs_of(*columns: pa.ChunkedArray) -> Iterator[tuple[int, int]]:
    """Start and end of each run of equal values in sorted columns without nulls."""
    count = len(columns[0])
    is_start = np.zeros(count, np.bool_)
    is_start[:1] = True
    for column in columns:
        codes = np.asarray(column.combine_chunks().dictionary_encode().indices)
        is_start[1:] |= codes[1:] != codes[:-1]
    starts = np.flatnonzero(is_start).tolist()
    yield from pairwise([*starts, count])


def _inverse(order: pa.Array) -> pa.Array:
    places = np.empty(len(order), np.int64)
    places[np.asarray(order)] = np.arange(len(order))
    return pa.array(places)
