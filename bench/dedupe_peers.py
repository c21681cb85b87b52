"""The named peers of bench.dedupe, each as its documentation shows, on the same texts.

They are given the text as we are: what makes copies equal (width, case, script, punctuation) is
folded in Python with unicodedata and OpenCC, inside the clock; the rate without it stands beside.
"""

from __future__ import annotations

import re
import resource
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHINGLE = 5
THRESHOLD = 0.7
PERMUTATIONS = 128
HAMMING = 3
Pairs = list[tuple[int, int]]


def measure(corpus: Path, articles: int) -> list[dict[str, Any]]:
    """Rate, recall and precision of every peer over the first ``articles`` texts."""
    table = pq.read_table(corpus).slice(0, articles)
    raw = table["match_text"].to_pylist()
    start = time.process_time()
    texts = fold_all(raw)
    folding = time.process_time() - start
    truth = Truth(table, texts)
    rows = []
    for name, tool in TOOLS.items():
        start = time.process_time()
        pairs = {(max(pair), min(pair)) for pair in tool(texts)}
        stories(len(texts), pairs)
        took = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(
            {
                "tool": name,
                "texts": len(texts),
                "rate": len(texts) / (folding + took),
                "rate_folded": len(texts) / took,
                "peak_mb": peak,
                **truth.score(pairs),
            }
        )
    return rows


def fold_all(texts: list[str]) -> list[str]:
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    return [
        re.sub(r"\W+", "", simplify(unicodedata.normalize("NFKC", text)).lower()) for text in texts
    ]


def stories(count: int, pairs: set[tuple[int, int]]) -> int:
    if not pairs:
        return count
    rows = np.array(sorted(pairs))
    graph = coo_array((np.ones(len(rows)), rows.T), shape=(count, count))
    return int(connected_components(graph, directed=False)[0])


class Truth:
    def __init__(self, table: Any, texts: list[str]) -> None:
        self.root = table["root"].to_pylist()
        sources = table["copy_of"].to_pylist()
        edits = table["edit"].to_pylist()
        planted = [(row, source) for row, source in enumerate(sources) if source is not None]
        self.halved = {pair for pair in planted if edits[pair[0]] == "halved"}
        self.near = {pair for pair in planted if jaccard(texts[pair[0]], texts[pair[1]]) >= 0.8}

    def score(self, pairs: set[tuple[int, int]]) -> dict[str, float]:
        right = sum(self.root[a] == self.root[b] for a, b in pairs)
        return {
            "recall_near": len(self.near & pairs) / max(1, len(self.near)),
            "recall_halved": len(self.halved & pairs) / max(1, len(self.halved)),
            "precision": right / max(1, len(pairs)),
        }


def shingles(text: str) -> list[str]:
    return [text[at : at + SHINGLE] for at in range(max(1, len(text) - SHINGLE + 1))]


def jaccard(one: str, two: str) -> float:
    first, second = set(shingles(one)), set(shingles(two))
    return len(first & second) / len(first | second)


def with_datasketch(texts: list[str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs = []
    for row, text in enumerate(texts):
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([part.encode() for part in shingles(text)])
        pairs += [(row, other) for other in index.query(signature)]
        index.insert(row, signature, check_duplication=False)
    return pairs


def with_rensa(texts: list[str]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=16)
    signatures: list[Any] = []
    pairs = []
    for row, text in enumerate(texts):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(shingles(text))
        pairs += [
            (row, other)
            for other in index.query(signature)
            if signature.jaccard(signatures[other]) >= THRESHOLD
        ]
        index.insert(row, signature)
        signatures.append(signature)
    return pairs


def with_simhash(texts: list[str]) -> Pairs:
    from simhash import Simhash, SimhashIndex

    index = SimhashIndex([], k=HAMMING)
    pairs = []
    for row, text in enumerate(texts):
        signature = Simhash(shingles(text))
        pairs += [(row, int(other)) for other in index.get_near_dups(signature)]
        index.add(str(row), signature)
    return pairs


TOOLS: dict[str, Callable[[list[str]], Any]] = {
    "datasketch MinHashLSH": with_datasketch,
    "rensa RMinHashLSH": with_rensa,
    "simhash (Hamming ≤ 3)": with_simhash,
}
