"""``python -m bench.increment``: a day's 50,000 articles join a history of 10⁵, 10⁶, 10⁷.

The history holds 100,000 real newsroom texts at every size; the rest are rows of unrelated texts,
whose sorted keys are drawn at random as those of unrelated texts are, in monthly runs. Half of the
day's articles are edited copies of history texts. Each join runs in a process of its own; CPU and
peak memory are those of signing, candidates, verification and writing the day's run.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.planted import EDITS
from newsroom.grammar import generate
from transforms.dedupe.index import MANIFEST, NUMBERED_EDGES, Index
from transforms.dedupe.runs import ID_KEYS, KEY_COLUMNS, RAGGED, SAMPLE_KEYS

REAL, NEW, MONTH = 100_000, 50_000, 500_000
SAMPLES, UNITS = 22, 560
"""Samples and characters of a filler row, as in the real texts."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--folder", type=Path, help="where to build (about 4 GB at 10⁷)")
    parser.add_argument("--join", type=Path, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.join:
        print(json.dumps(measure_join(*arguments.join)))
        return
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        real, day = write_texts(folder)
        print("| history | new | CPU s | peak MB | edges | recall of planted copies |")
        print("|---|---|---|---|---|---|")
        sizes, times = [], []
        for size in arguments.sizes:
            row = run_join(folder, real, day, size)
            sizes.append(size)
            times.append(row["cpu"])
            print(
                f"| {size:,} | {row['new']:,} | {row['cpu']:.2f} | {row['peak_mb']:.0f} |"
                f" {row['edges']:,} | {row['recall']:.4f} |",
                flush=True,
            )
        if len(sizes) > 1:
            slope = np.polyfit(np.log(sizes), np.log(times), 1)[0]
            print(f"\ngrowth of CPU with history: exponent {slope:.2f}")


def write_texts(folder: Path) -> tuple[Path, Path]:
    """History texts and the day's texts as Parquet; ``copy_of`` is the source's article_id."""
    dice = random.Random("increment")
    stream = generate(7, REAL + NEW // 2)
    real = [(f"h{at:08d}", one.headline, one.body, None) for at, one in enumerate(
        islice(stream, REAL))]  # fmt: skip
    day = [(f"n{at:08d}", one.headline, one.body, None) for at, one in enumerate(stream)]
    long_enough = [row for row in real if len(row[2]) >= 300]
    for at in range(NEW - len(day)):
        source, headline, body, _ = dice.choice(long_enough)
        edit = dice.choice(tuple(EDITS))
        day.append((f"c{at:08d}", headline, EDITS[edit](body, dice), source))
    dice.shuffle(day)
    paths = folder / "real.parquet", folder / "day.parquet"
    for rows, path in zip((real, day), paths, strict=True):
        names = ["article_id", "headline", "match_text", "copy_of"]
        columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
        pq.write_table(pa.table(columns, names=names), path)
    return paths


def run_join(folder: Path, real: Path, day: Path, size: int) -> dict[str, Any]:
    home = folder / f"index-{size}"
    index = Index(home)
    index.join(pq.read_table(real).drop_columns("copy_of"), "2010-01-01")
    names, left = list(index.names), size - REAL
    while left > 0:
        rows = min(left, MONTH)
        names.append(f"2011-{len(names):02d}.{len(names):06d}")
        write_filler(home / names[-1], rows, len(names))
        left -= rows
    (home / MANIFEST).write_text(json.dumps(names))
    command = [sys.executable, "-m", "bench.increment", "--join", str(home), str(day)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    shutil.rmtree(home)
    return dict(json.loads(run.stdout))


def measure_join(home: Path, day: Path) -> dict[str, Any]:
    table = pq.read_table(day)
    copies = dict(
        zip(*(table[name].to_pylist() for name in ("article_id", "copy_of")), strict=True)
    )
    articles = table.drop_columns("copy_of")
    with tempfile.TemporaryDirectory() as warm:  # loads the compiled stages
        Index(Path(warm)).join(articles.slice(0, 64), "2020-01-01")
        Index(Path(warm)).join(articles.slice(64, 64), "2020-01-02")
    start = time.process_time()
    edges = Index(home).join(articles, "2020-01-01")
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs = set(zip(edges["a"].to_pylist(), edges["b"].to_pylist(), strict=True))
    planted = [(new, old) for new, old in copies.items() if old is not None]
    found = sum((min(pair), max(pair)) in pairs for pair in planted)
    return {
        "new": len(articles),
        "cpu": took,
        "peak_mb": peak,
        "edges": edges.num_rows,
        "recall": found / len(planted),
    }


def write_filler(folder: Path, rows: int, seed: int) -> None:
    """A run of unrelated texts: random sorted keys, texts that nobody will ask for (sparse)."""
    dice = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    for name in (*KEY_COLUMNS, ID_KEYS):
        random_keys(dice, rows, rows).tofile(folder / f"keys-{name}.bin")
    random_keys(dice, rows, rows * SAMPLES).tofile(folder / f"keys-{SAMPLE_KEYS}.bin")
    for name, kind in RAGGED.items():
        width = {"samples": SAMPLES, "units": UNITS}.get(name, 10)
        offsets = np.arange(rows + 1, dtype=np.int64) * width
        offsets.tofile(folder / f"{name}-offsets.bin")
        with (folder / f"{name}.bin").open("wb") as file:
            file.truncate(int(offsets[-1]) * np.dtype(kind).itemsize)
    np.full(rows, -1, np.int64).tofile(folder / "published.bin")
    ids = pa.array([f"f{seed:02d}{at:09d}" for at in range(rows)])
    batch = pa.RecordBatch.from_arrays([ids], names=["article_id"])
    path = str(folder / "ids.arrow")
    with pa.OSFile(path, "wb") as out, pa.ipc.new_file(out, batch.schema) as writer:
        writer.write_batch(batch)
    pq.write_table(NUMBERED_EDGES.empty_table(), folder / "edges.parquet")


def random_keys(dice: np.random.Generator, rows: int, count: int) -> np.ndarray[Any, Any]:
    """Packed keys, sorted: uniform keys as running sums of exponential gaps."""
    gaps = dice.standard_exponential(count + 1)
    share = np.cumsum(gaps)[:-1] / gaps.sum()
    keys = (share * (math.pow(2, 40) - 1)).astype(np.uint64) << np.uint64(24)
    packed: np.ndarray[Any, Any] = keys | dice.integers(0, rows, count, dtype=np.uint64)
    packed.sort()
    return packed


if __name__ == "__main__":
    main()
