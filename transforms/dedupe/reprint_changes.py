"""What a copy cut and what it added, paragraph by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedupe.alphabet import fold_text
from transforms.dedupe.folding import fold
from transforms.dedupe.paragraphs import absent_paragraphs
from transforms.lake.schema import REPRINT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Bodies = Callable[[NDArray[np.int64]], pa.ChunkedArray]

TEXT_LIMIT = 2_000
PAIRS_AT_ONCE = 8_192
"""About 40 MB of bodies."""


def find_changes(articles: pa.Table, pairs: list[tuple[int, int]], bodies: Bodies) -> pa.Table:
    """REPRINT_CHANGES of (copy, source) rows, sorted by copy; ``bodies`` gives those of rows."""
    both = np.array(pairs, np.int64).reshape(-1, 2)
    parts = [REPRINT_CHANGES.empty_table()]
    for start in range(0, len(both), PAIRS_AT_ONCE):
        children, parents = both[start : start + PAIRS_AT_ONCE].T
        parts.append(_changed_headlines(articles, children, parents))
        rows, places = np.unique(np.concatenate([children, parents]), return_inverse=True)
        copies, sources = np.split(places, 2)
        paragraphs = _Paragraphs(articles["article_id"].take(pa.array(rows)), bodies(rows))
        parts.append(paragraphs.absent("paragraph_cut", copies, sources, of=sources))
        parts.append(paragraphs.absent("paragraph_added", copies, sources, of=copies))
    order = [("child_id", "ascending"), ("change", "ascending"), ("position", "ascending")]
    return pa.concat_tables(parts).sort_by(order)


def _changed_headlines(
    articles: pa.Table, children: NDArray[np.int64], parents: NDArray[np.int64]
) -> pa.Table:
    ours, theirs = (articles["headline"].take(pa.array(rows)) for rows in (children, parents))
    is_changed = [
        bool(own and other) and fold_text(own) != fold_text(other)
        for own, other in zip(ours.to_pylist(), theirs.to_pylist(), strict=True)
    ]
    at = np.flatnonzero(is_changed)
    ids = articles["article_id"]
    return _table(
        "headline_changed",
        ids.take(pa.array(children[at])),
        ids.take(pa.array(parents[at])),
        pa.nulls(len(at), pa.int32()),
        ours.take(pa.array(at)),
    )


class _Paragraphs:
    """The paragraphs of some articles, as printed and folded."""

    def __init__(self, article_ids: pa.ChunkedArray, bodies: pa.ChunkedArray) -> None:
        self.article_ids = article_ids
        lines = pc.split_pattern(pc.fill_null(bodies, ""), "\n").combine_chunks()
        self.printed = lines.flatten()
        self.starts = np.asarray(lines.offsets).astype(np.int64) - lines.offsets[0].as_py()
        folded = fold(self.printed)
        self.units, self.offsets = folded.units, folded.offsets

    def absent(
        self,
        change: str,
        copies: NDArray[np.int64],
        sources: NDArray[np.int64],
        *,
        of: NDArray[np.int64],
    ) -> pa.Table:
        """Paragraphs ``of`` one side that do not stand in the other."""
        other = copies if of is sources else sources
        pair, paragraph = absent_paragraphs(self.units, self.offsets, self.starts, of, other)
        return _table(
            change,
            self.article_ids.take(pa.array(copies[pair])),
            self.article_ids.take(pa.array(sources[pair])),
            pa.array(paragraph - self.starts[of[pair]], pa.int32()),
            self.printed.take(pa.array(paragraph)),
        )


def _table(
    change: str,
    child_ids: pa.ChunkedArray,
    parent_ids: pa.ChunkedArray,
    positions: pa.Array,
    texts: pa.Array | pa.ChunkedArray,
) -> pa.Table:
    columns = {
        "child_id": child_ids,
        "parent_id": parent_ids,
        "change": pa.repeat(pa.scalar(change), len(positions)),
        "position": positions,
        "text": pc.utf8_slice_codeunits(texts, 0, TEXT_LIMIT),
    }
    return pa.table(columns, schema=REPRINT_CHANGES)
