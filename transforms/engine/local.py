"""Run a stage over batches in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    Stage = Callable[[pa.RecordBatch], pa.RecordBatch]

BATCH_ROWS = 4096
"""Rows of one batch: about 10 MB of text, so the working set of a stage stays near the cache."""


def map_batches(stage: Stage, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The signature Spark's ``mapInArrow`` asks for, once ``stage`` is bound."""
    for batch in batches:
        yield stage(batch)


def batches_of(table: pa.Table, rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
    """Slices of at most ``rows`` rows, in order, each of one chunk."""
    for batch in table.to_batches(max_chunksize=rows):
        if batch.num_rows:
            yield batch
