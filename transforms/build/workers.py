"""How is work spread over processes? Only where it pays, and with one Arrow thread in each."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Done = TypeVar("Done")
PARALLEL_FROM_LINES = 8_000
"""Below this a second process costs more than it saves."""


def workers_for(workers: int, lines: int) -> int:
    return workers if lines >= PARALLEL_FROM_LINES else 1


def spread(
    work: Callable[..., Done], jobs: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[Done]:
    """Results in the order of the jobs; every job is the tuple of ``work``'s arguments."""
    if workers < 2 or len(jobs) < 2:
        for job in jobs:
            yield work(*job)
        return
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=pa.set_cpu_count, initargs=(1,)
    ) as pool:
        yield from pool.map(work, *zip(*jobs, strict=True))
