"""One run of the history index: the signatures of some arrivals as sorted, memory-mapped files.

Per article about 0.4 KB of keys and its folded characters. A run is written beside and renamed,
never changed afterwards, and may be merged with its neighbours into a longer one.
"""

from __future__ import annotations

import mmap
import os
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.dedupe.candidates import key_columns, packed
from transforms.dedupe.corpus import Corpus, Ragged
from transforms.dedupe.sample_join import ROW_LIMIT, packed_samples
from transforms.dedupe.signatures import BAND_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

KEY_COLUMNS = ("text", "headline", *(f"band-{band:02d}" for band in range(BAND_COUNT)))
RAGGED = {"samples": np.uint64, "numbers": np.uint32, "headline_grams": np.uint32,
          "units": np.uint16}  # fmt: skip
ID_KEYS, SAMPLE_KEYS = "ids", "samples"


class Run:
    """Rows count from ``base`` over the whole index."""

    def __init__(self, folder: Path, base: int) -> None:
        self.folder, self.base = folder, base
        self.rows = (folder / "published.bin").stat().st_size // 8

    def keys(self, column: str) -> NDArray[np.uint64]:
        """``key (40 bits) << 24 | row in the run``, sorted."""
        return mapped(self.folder / f"keys-{column}.bin", np.uint64)

    def ragged(self, name: str) -> Ragged:
        return Ragged(
            values=mapped(self.folder / f"{name}.bin", RAGGED[name]),
            offsets=mapped(self.folder / f"{name}-offsets.bin", np.int64),
        )

    def published(self) -> NDArray[np.int64]:
        return mapped(self.folder / "published.bin", np.int64)

    def article_ids(self, rows: NDArray[np.int64] | None = None) -> pa.Array:
        """All ids, or those of some rows (only their pages of the file are read)."""
        with pa.memory_map(str(self.folder / "ids.arrow")) as file:
            ids = pa.ipc.open_file(file).get_batch(0)["article_id"]
            return ids if rows is None else ids.take(pa.array(rows))

    def edges(self) -> pa.Table:
        return pq.read_table(self.folder / "edges.parquet")


def mapped(path: Path, kind: Any) -> NDArray[Any]:
    """The file as an array. Writes would stay private, so compiled code sees an ordinary array."""
    if path.stat().st_size == 0:
        return np.zeros(0, kind)
    return np.memmap(path, kind, mode="c")


def release(values: NDArray[Any]) -> None:
    """Give the pages of a mapped array back: they count as ours as long as they are touched."""
    if isinstance(values, np.memmap):
        owner: Any = values._mmap  # type: ignore[attr-defined]
        owner.madvise(mmap.MADV_DONTNEED)


def write_run(
    folder: Path,
    corpus: Corpus,
    id_keys: NDArray[np.uint64],
    published: NDArray[np.int64],
    edges: pa.Table,
) -> None:
    """All files of a run into ``folder``, which appears complete or not at all."""
    part = _fresh(folder)
    for name, keys in zip(KEY_COLUMNS, key_columns(corpus), strict=True):
        packed(keys).tofile(part / f"keys-{name}.bin")
    packed(id_keys).tofile(part / f"keys-{ID_KEYS}.bin")
    samples = packed_samples(corpus.samples.values, corpus.samples.offsets)
    samples.tofile(part / f"keys-{SAMPLE_KEYS}.bin")
    for name in RAGGED:
        ragged: Ragged = getattr(corpus, name)
        ragged.values.tofile(part / f"{name}.bin")
        ragged.offsets.tofile(part / f"{name}-offsets.bin")
    published.tofile(part / "published.bin")
    _write_ids(part, corpus.article_ids)
    pq.write_table(edges, part / "edges.parquet")
    _settle(part, folder)


def merge_runs(folder: Path, runs: Sequence[Run]) -> None:
    """Neighbouring runs, in order, as one; file by file, so memory holds one column at a time."""
    rows = sum(run.rows for run in runs)
    if rows > ROW_LIMIT:
        raise ValueError(f"{rows} rows in one run; at most {ROW_LIMIT}")
    part = _fresh(folder)
    shifts = np.cumsum([0, *(run.rows for run in runs)])
    for name in (*KEY_COLUMNS, ID_KEYS, SAMPLE_KEYS):
        shifted = [
            run.keys(name) + np.uint64(shift) for run, shift in zip(runs, shifts, strict=False)
        ]
        joined = np.concatenate(shifted)
        joined.sort()
        joined.tofile(part / f"keys-{name}.bin")
    for name in RAGGED:
        _append_files(part / f"{name}.bin", [run.folder / f"{name}.bin" for run in runs])
        offsets = [run.ragged(name).offsets for run in runs]
        ends = np.cumsum([0, *(int(each[-1]) for each in offsets)])
        parts = [each[1:] + end for each, end in zip(offsets, ends, strict=False)]
        np.concatenate([np.zeros(1, np.int64), *parts]).tofile(part / f"{name}-offsets.bin")
    _append_files(part / "published.bin", [run.folder / "published.bin" for run in runs])
    _write_ids(part, pa.concat_arrays([run.article_ids() for run in runs]))
    pq.write_table(pa.concat_tables([run.edges() for run in runs]), part / "edges.parquet")
    _settle(part, folder)


def _write_ids(part: Path, article_ids: pa.Array) -> None:
    batch = pa.RecordBatch.from_arrays([article_ids], names=["article_id"])
    path = str(part / "ids.arrow")
    with pa.OSFile(path, "wb") as out, pa.ipc.new_file(out, batch.schema) as writer:
        writer.write_batch(batch)


def _fresh(folder: Path) -> Path:
    part = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    return part


def _append_files(target: Path, sources: Sequence[Path]) -> None:
    with target.open("wb") as out:
        for source in sources:
            with source.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 24)


def _settle(part: Path, folder: Path) -> None:
    for path in _files(part):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    shutil.rmtree(folder, ignore_errors=True)  # left by a writer that died before it was listed
    part.rename(folder)


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.iterdir() if path.is_file())
