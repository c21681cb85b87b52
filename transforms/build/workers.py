"""How is work spread over processes? Only where it pays, and with one Arrow thread in each."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from transforms.build.pieces import is_made, make_piece
from transforms.tag.seeds import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from transforms.build.pieces import Piece
    from transforms.lake.raw_inputs import Batch

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


def make_pieces(
    data: Path,
    batches: list[Batch],
    regions: dict[str, str | None],
    seeds_folder: Path | None,
    workers: int,
) -> Iterator[Piece]:
    """The pieces of all batches, in order; those made before are found, not made again."""
    seeds = load(seeds_folder)
    to_do = [batch for batch in batches if not is_made(data, batch, regions, seeds)]
    count = workers_for(workers, sum(batch.line_count for batch in to_do))
    if count == 1:
        yield from (make_piece(data, batch, regions, seeds) for batch in batches)
        return
    jobs = [(data, batch, regions, seeds_folder) for batch in batches]
    yield from spread(make_piece, jobs, count)
