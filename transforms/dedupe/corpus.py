"""The signatures of many batches as flat arrays, in arrival order; characters may spill to disk.

Rows are numbered in the order of arrival (``first_seen_at``, then ``article_id``). Everything
later looks from a row back at earlier rows only, so a day added later changes no older answer.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from transforms.dedupe.signatures import BAND_COUNT, SIGNATURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SPILL_BYTES = 2 << 30
"""A column beyond this many bytes goes to a temporary file, mapped into memory for reading."""


@dataclass(frozen=True, kw_only=True)
class Ragged:
    """Row i is ``values[offsets[i]:offsets[i + 1]]``."""

    values: NDArray[Any]
    offsets: NDArray[np.int64]

    def row(self, number: int) -> NDArray[Any]:
        return self.values[self.offsets[number] : self.offsets[number + 1]]


@dataclass(frozen=True, kw_only=True)
class Corpus:
    article_ids: pa.Array
    text_key: NDArray[np.uint64]
    headline_key: NDArray[np.uint64]
    shingle_count: NDArray[np.int32]
    bands: NDArray[np.uint64]
    """Shape (25, rows): one contiguous column of keys per band."""
    samples: Ragged
    numbers: Ragged
    headline_grams: Ragged
    units: Ragged

    def __len__(self) -> int:
        return len(self.text_key)


def collect(batches: Iterable[pa.RecordBatch]) -> Corpus:
    """Flat arrays of all SIGNATURES batches, in their order."""
    flat: dict[str, list[NDArray[Any]]] = {"text_key": [], "headline_key": [], "shingle_count": []}
    bands: list[NDArray[np.uint64]] = []
    ids: list[pa.Array] = [pa.array([], pa.string())]
    ragged = {name: _Growing(SIGNATURES.field(name).type.value_type) for name in _RAGGED}
    for batch in batches:
        ids.append(batch["article_id"])
        for name, parts in flat.items():
            parts.append(batch[name].to_numpy())
        bands.append(batch["bands"].flatten().to_numpy().reshape(-1, BAND_COUNT).T.copy())
        for name, growing in ragged.items():
            growing.append(batch[name])
    joined = {
        name: np.concatenate([np.zeros(0, SIGNATURES.field(name).type.to_pandas_dtype()), *parts])
        for name, parts in flat.items()
    }
    columns: dict[str, Any] = {
        **joined,
        **{name: growing.finish() for name, growing in ragged.items()},
    }
    return Corpus(
        article_ids=pa.concat_arrays(ids),
        bands=np.concatenate([np.zeros((BAND_COUNT, 0), np.uint64), *bands], axis=1),
        **columns,
    )


_RAGGED = ("samples", "numbers", "headline_grams", "units")


class _Growing:
    """A ragged column that grows batch by batch, on disk once it is large."""

    def __init__(self, kind: pa.DataType) -> None:
        self.lengths: list[NDArray[np.int64]] = [np.zeros(1, np.int64)]
        self.values = np.zeros(0, kind.to_pandas_dtype())
        self.file: Any = None

    def append(self, column: pa.ListArray) -> None:
        self.lengths.append(np.diff(column.offsets.to_numpy()).astype(np.int64))
        values = column.flatten().to_numpy()
        if self.file is not None:
            values.tofile(self.file)
            return
        used = len(self.values)
        # Grown in place: the pages are moved, not copied, and each is touched once.
        self.values.resize(used + len(values), refcheck=False)
        self.values[used:] = values
        if self.values.nbytes > SPILL_BYTES:
            self.file = tempfile.TemporaryFile(prefix="dedupe-")  # noqa: SIM115 - closed with us
            self.values.tofile(self.file)
            self.values = np.zeros(0, self.values.dtype)

    def finish(self) -> Ragged:
        offsets = np.cumsum(np.concatenate(self.lengths))
        if self.file is None:
            return Ragged(values=self.values, offsets=offsets)
        self.file.flush()
        return Ragged(values=np.memmap(self.file, self.values.dtype, mode="r"), offsets=offsets)
