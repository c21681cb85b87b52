"""``python -m bench.dedupe``: text to stories, beside datasketch, rensa and SimHash.

All tools read one planted corpus (newsroom articles, about half of them edited copies) in one run.
Ours runs over all of it in a process of its own, so that its peak memory is its own; the peers run
over its first ``--peer-articles`` texts, since their rate does not depend on the number. Rates are
articles per CPU-second.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import dedupe_peers
from bench.peers import require
from bench.planted import write_planted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transforms.dedupe.verify_pairs import Verified

NEAR_JACCARD = 0.8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--peer-articles", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path, help="planted Parquet to make once and read again")
    parser.add_argument("--ours-only", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    require("datasketch", "rensa", "simhash")
    if arguments.ours_only:
        print(json.dumps(measure_ours(arguments.ours_only)))
        return
    with tempfile.TemporaryDirectory() as folder:
        corpus = arguments.corpus or Path(folder) / "planted.parquet"
        if not corpus.exists():
            print(f"planting {arguments.articles} articles …", file=sys.stderr)
            write_planted(corpus, arguments.articles)
        command = [sys.executable, "-m", "bench.dedupe", "--ours-only", str(corpus)]
        warm = Path(folder) / "warm.parquet"
        first = next(pq.ParquetFile(corpus).iter_batches(2048))
        pq.write_table(pa.Table.from_batches([first]), warm)
        subprocess.run([*command[:-1], str(warm)], check=True, stdout=subprocess.DEVNULL)
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        report(json.loads(run.stdout), dedupe_peers.measure(corpus, arguments.peer_articles))


def report(ours: dict[str, Any], peers: list[dict[str, Any]]) -> None:
    print("| tool | texts | articles/s/core | text already folded | peak MB", end=" ")
    print("| recall J ≥ .8 | recall halved | precision |")
    print("|---|---|---|---|---|---|---|---|")
    for row in [ours, *peers]:
        print(
            f"| {row['tool']} | {row['texts']} | {row['rate']:,.0f} |"
            f" {row['rate_folded']:,.0f} | {row['peak_mb']:.0f} |"
            f" {row['recall_near']:.4f} | {row['recall_halved']:.4f} | {row['precision']:.4f} |"
        )
    fastest = max(peer["rate"] for peer in peers)
    print(f"\nours / fastest peer: {ours['rate'] / fastest:.1f}; stages (CPU s): {ours['stages']}")
    print(f"recall of ours by edit: {ours['by_edit']}")


def measure_ours(corpus: Path) -> dict[str, Any]:
    from transforms.dedupe.candidates import find_candidates
    from transforms.dedupe.corpus import collect
    from transforms.dedupe.signatures import sign
    from transforms.dedupe.stories import name_stories, number_stories
    from transforms.dedupe.verify_pairs import verify
    from transforms.engine.local import map_batches

    collect(map_batches(sign, [first_texts(corpus)]))  # loads the compiled stages
    folded = folding_seconds(corpus)
    clock = Clock()
    texts = collect(map_batches(sign, read_texts(corpus, clock)))
    clock.lap("sign")
    pairs = find_candidates(texts)
    clock.lap("candidates")
    found = verify(texts, pairs, np.full(len(texts), -1, np.int64))
    clock.lap("verify")
    linked = found.is_same_story
    numbers = number_stories(len(texts), found.later[linked], found.earlier[linked])
    name_stories(texts.article_ids, numbers, None, "")
    clock.lap("stories")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "tool": "this project",
        "texts": len(texts),
        "rate": len(texts) / clock.total,
        "rate_folded": len(texts) / (clock.total - folded * len(texts)),
        "peak_mb": peak,
        "stages": {**clock.laps, "pairs": len(pairs)},
        **quality(corpus, found, texts),
    }


class Clock:
    """CPU seconds by stage; reading the corpus file is no stage of anybody."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.last = time.process_time()

    def lap(self, name: str) -> None:
        now = time.process_time()
        self.laps[name] = round(self.laps.get(name, 0.0) + now - self.last, 2)
        self.last = now

    @property
    def total(self) -> float:
        return sum(took for name, took in self.laps.items() if name != "read")


COLUMNS = ["article_id", "headline", "match_text"]


def folding_seconds(corpus: Path) -> float:
    """CPU of folding alone, per text: what the column "text already folded" leaves out."""
    from transforms.dedupe.folding import fold

    texts = next(pq.ParquetFile(corpus).iter_batches(20_000, columns=["match_text"]))["match_text"]
    fold(texts.slice(0, 64))
    start = time.process_time()
    for at in range(0, len(texts), 4096):
        fold(texts.slice(at, 4096))
    return (time.process_time() - start) / len(texts)


def first_texts(corpus: Path) -> pa.RecordBatch:
    return next(pq.ParquetFile(corpus).iter_batches(64, columns=COLUMNS))


def read_texts(corpus: Path, clock: Clock) -> Iterator[pa.RecordBatch]:
    for batch in pq.ParquetFile(corpus, pre_buffer=False).iter_batches(4096, columns=COLUMNS):
        clock.lap("read")
        yield batch
        clock.lap("sign")


def quality(corpus: Path, found: Verified, texts: Any) -> dict[str, Any]:
    """Recall of planted pairs and precision of all edges that claim shared text."""
    from transforms.dedupe.judge import KINDS
    from transforms.dedupe.overlap import shared_shingles

    truth = pq.read_table(corpus, columns=["root", "copy_of", "edit"])
    copies = np.flatnonzero(np.asarray(truth["copy_of"].is_valid()))
    sources = truth["copy_of"].drop_null().to_numpy()
    edits = np.array(truth["edit"].take(pa.array(copies)).to_pylist())
    shared, distinct = shared_shingles(texts.units, copies, sources)
    jaccard = shared / np.maximum(1, distinct[copies] + distinct[sources] - shared)
    claimed = found.kind < KINDS.index("related")
    keys = edge_keys(found.later[claimed], found.earlier[claimed])
    is_found = np.isin(edge_keys(copies, sources), keys)
    near, halved = jaccard >= NEAR_JACCARD, edits == "halved"
    root = truth["root"].to_numpy()
    right = root[found.later[claimed]] == root[found.earlier[claimed]]
    return {
        "recall_near": float(is_found[near].mean()),
        "recall_halved": float(is_found[halved].mean()),
        "precision": float(right.mean()),
        "by_edit": {name: round(float(is_found[edits == name].mean()), 4) for name in set(edits)},
    }


def edge_keys(later: NDArray[np.int64], earlier: NDArray[np.int64]) -> NDArray[np.int64]:
    keys: NDArray[np.int64] = (later << 32) | earlier
    return keys


if __name__ == "__main__":
    main()
