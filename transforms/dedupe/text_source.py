"""Where do the long texts come from? Asked for row by row, so they are never all in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from transforms.dedupe.signatures import sign
from transforms.dedupe.uncleaned import with_match_text
from transforms.engine.local import batches_of, map_batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

SIGNED = ["article_id", "headline", "match_text"]


class Texts(Protocol):
    """Texts of the table that is deduped; ``rows`` are its row numbers, in any order."""

    def signatures(self, rows: Rows) -> Iterator[pa.RecordBatch]:
        """SIGNATURES of these rows, in this order."""

    def bodies(self, rows: Rows) -> pa.ChunkedArray:
        """Bodies of these rows, in this order."""


class TableTexts:
    """Texts that stand in the table itself; ``match_text`` is made where no cleaner has."""

    def __init__(self, articles: pa.Table) -> None:
        self._articles = articles

    def signatures(self, rows: Rows) -> Iterator[pa.RecordBatch]:
        signed = with_match_text(self._articles).select(SIGNED).take(pa.array(rows))
        return map_batches(sign, batches_of(signed.combine_chunks()))

    def bodies(self, rows: Rows) -> pa.ChunkedArray:
        return self._articles["body"].take(pa.array(rows))
