"""The local executor: stages over batches in this process, jobs over processes of this machine.

A stage is a plain function ``pa.RecordBatch -> pa.RecordBatch``; a job is a picklable function of
picklable arguments. Neither knows what runs it.
"""

from __future__ import annotations

import gc
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Stage = Callable[[pa.RecordBatch], pa.RecordBatch]

Done = TypeVar("Done")
BATCH_ROWS = 4096
"""Rows of one batch: about 10 MB of text, so the working set of a stage stays near the cache."""
PARALLEL_FROM_ROWS = 8_000
"""Below this a second process costs more than it saves."""


def map_batches(stage: Stage, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The signature Spark's ``mapInArrow`` asks for, once ``stage`` is bound."""
    for batch in batches:
        yield stage(batch)


def batches_of(table: pa.Table, rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
    """Slices of at most ``rows`` rows, in order, each of one chunk."""
    for batch in table.to_batches(max_chunksize=rows):
        if batch.num_rows:
            yield batch


def workers_for(workers: int, rows: int) -> int:
    """How many of the processes allowed are worth starting."""
    return workers if rows >= PARALLEL_FROM_ROWS else 1


def map_jobs(
    work: Callable[..., Done], jobs: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[Done]:
    """Results in the order of the jobs; every job is the tuple of ``work``'s arguments.

    Each process has one Arrow thread, so that ``workers`` is the number of cores in use.
    """
    if workers < 2 or len(jobs) < 2:
        for job in jobs:
            yield work(*job)
        return
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=pa.set_cpu_count, initargs=(1,)
    ) as pool:
        yield from pool.map(work, *zip(*jobs, strict=True))


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause Python's search for cycles while many rows without any are being made.

    It would walk all rows again each time their number grows by a quarter. Counting of references
    goes on; the state before comes back, whatever happens.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
