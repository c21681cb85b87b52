"""New texts against the runs of the index: candidates by keys, and only their texts are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.dedupe.candidates import BAND_LOOK_BACK, key_columns, packed
from transforms.dedupe.corpus import Corpus, Ragged
from transforms.dedupe.look_back import (
    PARTNER_BITS,
    choose_entries,
    count_entries,
    nearest_in_batch,
    nearest_in_run,
)
from transforms.dedupe.runs import KEY_COLUMNS, RAGGED, SAMPLE_KEYS, Run, release
from transforms.dedupe.sample_join import LOOK_BACK, packed_samples, share_enough
from transforms.dedupe.verify import verify
from transforms.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PARTNER_MASK = np.uint64((1 << PARTNER_BITS) - 1)
SLICE_KEYS = 1 << 18
"""New keys looked up before the pages of a run are given back."""


def join_history(corpus: Corpus, published: NDArray[np.int64], runs: Sequence[Run]) -> pa.Table:
    """Edges of new texts (in order of arrival) with one another and with all earlier ones.

    STORY_EDGES with ``later`` and ``earlier``: rows in the index, new ones after all runs.
    """
    base = runs[-1].base + runs[-1].rows if runs else 0
    entries = find_entries(corpus, runs, base)
    partners = np.unique(entries & PARTNER_MASK)
    old = partners[partners < base].astype(np.int64)
    both = _with_new(corpus, _take_old(runs, old), _ids_of(runs, old))
    old_published = _published_of(runs, old)
    later = (entries >> np.uint64(PARTNER_BITS)).astype(np.int64) + len(old)
    partner = (entries & PARTNER_MASK).astype(np.int64)
    earlier = np.where(partner < base, np.searchsorted(old, partner), partner - base + len(old))
    pairs = (later.astype(np.uint64) << np.uint64(32)) | earlier.astype(np.uint64)
    pairs.sort()
    is_enough = share_enough(both.samples.values, both.samples.offsets, pairs)
    verified = verify(both, pairs[is_enough], np.concatenate([old_published, published]))
    rows = np.concatenate([old, base + np.arange(len(corpus))])
    return verified.numbered_edges(both.article_ids, rows)


def find_entries(corpus: Corpus, runs: Sequence[Run], base: int) -> NDArray[np.uint64]:
    """Candidates as entries of ``look_back``, sorted, each once."""
    found = [np.zeros(0, np.uint64)]
    for name, keys in zip(KEY_COLUMNS, key_columns(corpus), strict=True):
        found.append(np.unique(_look_back(name, packed(keys), runs, base, BAND_LOOK_BACK)))
    samples = packed_samples(corpus.samples.values, corpus.samples.offsets)
    entries = _look_back(SAMPLE_KEYS, samples, runs, base, LOOK_BACK)
    entries.sort()
    counts = count_entries(entries)
    is_first = counts > 0
    entries, counts = entries[is_first], counts[is_first]
    own = np.diff(corpus.samples.offsets)
    theirs = _sample_counts(entries & PARTNER_MASK, own, runs, base)
    found.append(choose_entries(entries, counts, own, theirs))
    return np.unique(np.concatenate(found))


def _look_back(
    column: str, keys: NDArray[np.uint64], runs: Sequence[Run], base: int, look_back: int
) -> NDArray[np.uint64]:
    wanted = np.zeros(len(keys), np.int64)
    entries = [nearest_in_batch(keys, base, wanted, look_back)]
    for run in reversed(runs):
        run_keys = run.keys(column)
        for start in range(0, len(keys), SLICE_KEYS):
            piece = slice(start, start + SLICE_KEYS)
            entries.append(nearest_in_run(keys[piece], wanted[piece], run_keys, run.base))
            release(run_keys)
    return np.concatenate(entries)


def _sample_counts(
    partners: NDArray[np.uint64], own: NDArray[np.int64], runs: Sequence[Run], base: int
) -> NDArray[np.int64]:
    counts = np.zeros(len(partners), np.int64)
    is_new = partners >= base
    counts[is_new] = own[(partners[is_new] - np.uint64(base)).astype(np.int64)]
    for run in runs:
        at = np.flatnonzero((partners >= run.base) & (partners < run.base + run.rows))
        offsets = run.ragged("samples").offsets
        rows = partners[at].astype(np.int64) - run.base
        counts[at] = offsets[rows + 1] - offsets[rows]
        release(offsets)
    return counts


def _take_old(runs: Sequence[Run], rows: NDArray[np.int64]) -> dict[str, list[Ragged]]:
    """Per ragged column the wanted rows of each run; and nothing else of the runs."""
    taken: dict[str, list[Ragged]] = {name: [] for name in RAGGED}
    for run in runs:
        own = rows[(rows >= run.base) & (rows < run.base + run.rows)] - run.base
        for name, parts in taken.items():
            ragged = run.ragged(name)
            values, offsets = _take_rows(ragged.values, ragged.offsets, own)
            release(ragged.values)
            release(ragged.offsets)
            parts.append(Ragged(values=values, offsets=offsets))
    return taken


def _with_new(corpus: Corpus, old: dict[str, list[Ragged]], old_ids: pa.Array) -> Corpus:
    """The old rows that matter, then the new ones; keys are not needed any more."""
    joined = {name: _chain([*parts, getattr(corpus, name)]) for name, parts in old.items()}
    nothing = np.zeros(0, np.uint64)
    return Corpus(
        article_ids=pa.concat_arrays([old_ids, corpus.article_ids]),
        text_key=nothing,
        headline_key=nothing,
        shingle_count=np.zeros(0, np.int32),
        bands=np.zeros((0, 0), np.uint64),
        **joined,
    )


def _chain(parts: Sequence[Ragged]) -> Ragged:
    ends = np.cumsum([0, *(int(part.offsets[-1]) for part in parts)])
    offsets = [part.offsets[1:] + end for part, end in zip(parts, ends, strict=False)]
    return Ragged(
        values=np.concatenate([part.values for part in parts]),
        offsets=np.concatenate([np.zeros(1, np.int64), *offsets]),
    )


def _published_of(runs: Sequence[Run], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    parts = [np.zeros(0, np.int64)]
    for run in runs:
        own = rows[(rows >= run.base) & (rows < run.base + run.rows)] - run.base
        parts.append(np.asarray(run.published())[own])
    return np.concatenate(parts)


def _ids_of(runs: Sequence[Run], rows: NDArray[np.int64]) -> pa.Array:
    parts = [pa.array([], pa.string())]
    for run in runs:
        own = rows[(rows >= run.base) & (rows < run.base + run.rows)] - run.base
        if len(own):
            parts.append(run.article_ids(own))
    return pa.concat_arrays(parts)


@compiled
def _take_rows(
    values: NDArray[np.uint64], offsets: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    taken_offsets = np.zeros(len(rows) + 1, np.int64)
    for at in range(len(rows)):
        taken_offsets[at + 1] = taken_offsets[at] + offsets[rows[at] + 1] - offsets[rows[at]]
    taken = np.empty(taken_offsets[len(rows)], values.dtype)
    for at in range(len(rows)):
        start = offsets[rows[at]]
        for place in range(taken_offsets[at], taken_offsets[at + 1]):
            taken[place] = values[start + place - taken_offsets[at]]
    return taken, taken_offsets
