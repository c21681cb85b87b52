"""``python -m bench.pairs``: stories against hand-labelled pairs of real texts, if there."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench.corpora import ABSENT, corpus
from transforms.dedupe.command import stories

NEAR = ("dup", "version")
HARD = ("template", "boilerplate")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=corpus(), help="folder with text/ and dev/")
    parser.add_argument("--wrong", action="store_true", help="list every pair judged wrongly")
    arguments = parser.parse_args()
    if arguments.corpus is None:
        print(f"nothing to score: {ABSENT}")
        return
    report = score(arguments.corpus)
    print("| measure | value | of |\n|---|---|---|")
    for name, value, count in report.rows():
        print(f"| {name} | {value:.3f} | {count} |")
    if arguments.wrong:
        for line in report.wrong:
            print(line, file=sys.stderr)


class Report:
    """Counts of labelled pairs by label and by what was found."""

    def __init__(self, pairs: list[dict[str, Any]], story: dict[str, str], kind: dict[Any, str]):
        self.linked: Counter[str] = Counter()
        self.total = Counter(pair["label"] for pair in pairs)
        self.contained = 0
        self.wrong: list[str] = []
        for pair in pairs:
            label = pair["label"]
            is_linked = story[pair["a"]] == story[pair["b"]]
            found = kind.get((min(pair["a"], pair["b"]), max(pair["a"], pair["b"])))
            self.linked[label] += is_linked
            is_contained = label == "contained" and found == "contained"
            self.contained += is_contained
            if is_linked != (label in NEAR) or (label == "contained" and not is_contained):
                self.wrong.append(f"{label} {pair['a']} {pair['b']}: {is_linked=} {found}")

    def rows(self) -> list[tuple[str, float, int]]:
        found, linked = sum(self.linked[name] for name in NEAR), sum(self.linked.values())
        wanted = sum(self.total[name] for name in NEAR)
        hard = sum(self.total[name] for name in HARD)
        wrongly = sum(self.linked[name] for name in HARD)
        return [
            ("near-duplicate precision", found / max(1, linked), linked),
            ("near-duplicate recall", found / max(1, wanted), wanted),
            ("hard negatives in one story", wrongly / max(1, hard), hard),
            ("contained found as contained", self.contained / max(1, self.total["contained"]),
             self.total["contained"]),
            ("related in one story", self.linked["related"] / max(1, self.total["related"]),
             self.total["related"]),
        ]  # fmt: skip


def score(corpus: Path) -> Report:
    pairs = [json.loads(line) for line in (corpus / "dev/neardup_pairs.jsonl").open()]
    with tempfile.TemporaryDirectory() as folder:
        texts, out = Path(folder) / "texts.jsonl", Path(folder) / "stories.parquet"
        with texts.open("w") as file:
            for name in sorted({pair["set"] for pair in pairs}):
                for line in (corpus / f"text/{name}.jsonl").open():
                    row = json.loads(line)
                    text = {
                        "article_id": row["id"],
                        "channel": name,
                        "headline": row["title"],
                        "body": row["body"],
                        "published_at": row["time"],
                    }
                    file.write(json.dumps(text, ensure_ascii=False) + "\n")
        stories(texts, out)
        members = pq.read_table(out).to_pydict()
        edges = pq.read_table(out.with_name("stories.edges.parquet")).to_pydict()
    story = dict(zip(members["article_id"], members["story_id"], strict=True))
    rows = zip(edges["a"], edges["b"], edges["kind"], strict=True)
    return Report(pairs, story, {(a, b): kind for a, b, kind in rows})


if __name__ == "__main__":
    main()
