"""Extraction beside its peers on the same pages: pages/s per core, quality, growth, memory.

``python -m bench.extract [--corpus FOLDER] [--rounds 2] [--before COMMIT]``. One process per tool,
CPU seconds. The pages are 150 KB of our own making, heavy with links, and the article pages of the
measuring corpus where it is at hand (``COVERAGE_CORPUS``); there every tool's text is scored
against truth written by hand. Peers get decoded text; the project decodes the bytes itself.
``--before`` adds the project as it was at a commit, timed in turns with that of now.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from bench.corpora import ABSENT, corpus
from bench.earlier import REPOSITORY, code_at
from bench.extract_tools import FETCHED, TOOLS
from bench.pages import article_page
from bench.peers import require

DEMAND = (
    "corpus: extract ≥ 9 × trafilatura, cleaned ≥ 6.5 ×; link-heavy pages ≥ 7 ×, ≥ 4 ×;"
    " cost linear 10 KB … 8 MB; hostile pages ≤ 350 MB"
)
SIZES = (10, 50, 150, 500, 1000, 2000, 4000, 8000)
PARTS = ("dev", "dev2", "dev3")
COLUMNS = (
    "title", "day", "min", "source_x", "author_x", "editor_x", "invented", "body_f1", "must",
    "clean",
)  # fmt: skip
TURNS = 2
"""Runs of the project's own rows, those of before and of now in turns; the best of each counts."""
Scorer = Callable[[Iterable["dict[str, Any]"]], "dict[str, float]"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=corpus())
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--before", metavar="COMMIT", help="also the project at this commit")
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.tool:
        print(json.dumps(run_tool(options.tool, options.pages, options.rounds)))
        return
    require("trafilatura", "gne", "readability-lxml", "resiliparse")
    with contextlib.ExitStack() as files:
        folder = Path(files.enter_context(tempfile.TemporaryDirectory(prefix="bench-extract-")))
        codes = {"": REPOSITORY}
        if options.before:
            codes[f" at {options.before[:7]}"] = files.enter_context(code_at(options.before))
        bench = Comparison(codes, options.rounds)
        bench.run("our own link-heavy pages of 150 KB", own_pages(folder), None)
        if options.corpus:
            for part in PARTS:
                pages = corpus_pages([options.corpus / part / "manifest.jsonl"], folder)
                bench.run(f"{part} of the corpus", pages, partial(score, options.corpus, [part]))
            manifests = [options.corpus / part / "manifest.jsonl" for part in PARTS]
            pages = corpus_pages(manifests, folder)
            bench.run("the whole corpus", pages, partial(score, options.corpus, PARTS))
        else:
            print(f"\nquality is not measured: {ABSENT}")
    grow()
    endure()
    print(f"\ndemand: {DEMAND}")


def own_pages(folder: Path) -> Path:
    file = folder / "own.jsonl"
    rows = [{"id": str(i), "html": article_page(150 * 1024, seed=i)} for i in range(40)]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def corpus_pages(manifests: Iterable[Path], folder: Path) -> Path:
    file = folder / "corpus.jsonl"
    rows = [
        {"id": entry["id"], "file": str((manifest.parent / entry["file"]).resolve())}
        for manifest in manifests
        for entry in map(json.loads, manifest.read_text(encoding="utf-8").splitlines())
        if entry["kind"] == "article"
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


class Comparison(NamedTuple):
    """One row a tool, the tools in processes of their own, one after the other."""

    codes: dict[str, Path]
    """What the row of a project of ours says beside its name → the folder of its code."""
    rounds: int

    def run(self, title: str, pages: Path, score: Scorer | None) -> None:
        print(f"\n{title}\n{'tool':<34}{'pages/s':>9}{'×':>7}{'MB':>6}", end="")
        print("".join(f"{name:>9}" for name in COLUMNS) if score else "")
        floor = 0.0
        for name in TOOLS:
            for label, row in self._rows(name, pages).items():
                floor = row["rate"] if name == "trafilatura" else floor
                ratio = f"{row['rate'] / floor:.1f}" if floor else "–"
                scores = score(row["predictions"]) if score and row["predictions"] else {}
                shown = "".join(f"{told(scores, name):>9}" for name in COLUMNS)
                line = f"{name + label:<34}{row['rate']:>9.0f}{ratio:>7}{row['peak']:>6}"
                print(line + (shown if score else ""), flush=True)

    def _rows(self, name: str, pages: Path) -> dict[str, dict[str, Any]]:
        """By label; of a tool of ours also that of before."""
        if not name.startswith("project"):
            return {"": self._measure(name, pages, REPOSITORY)}
        best: dict[str, dict[str, Any]] = {}
        for _ in range(TURNS):
            for label, code in self.codes.items():
                row = self._measure(name, pages, code)
                if label not in best or row["rate"] > best[label]["rate"]:
                    best[label] = row
        return best

    def _measure(self, name: str, pages: Path, code: Path) -> dict[str, Any]:
        command = [sys.executable, "-m", "bench.extract", "--tool", name, "--pages", str(pages)]
        done = subprocess.run(
            [*command, "--rounds", str(self.rounds)],
            cwd=code,
            env=os.environ | {"PYTHONPATH": str(code)},
            capture_output=True,
            text=True,
            check=True,
        )
        row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return row


def run_tool(name: str, pages: Path, rounds: int) -> dict[str, Any]:
    """CPU pages/s (best round after one to warm up), peak memory, and what the tool found."""
    from archive.charset import decode

    tool = TOOLS[name]()
    rows = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines()]
    bodies = [Path(r["file"]).read_bytes() if "file" in r else r["html"].encode() for r in rows]
    texts = [decode(body).text for body in bodies]
    found = [tool(body, text) for body, text in zip(bodies, texts, strict=True)]
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        for body, text in zip(bodies, texts, strict=True):
            tool(body, text)
        best = min(best, process_time() - start)
    predictions = [{**entry, "id": row["id"]} for row, entry in zip(rows, found, strict=True)]
    return {
        "rate": len(rows) / best,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "predictions": predictions if any("body" in entry for entry in found) else [],
    }


def score(
    corpus: Path, parts: Iterable[str], predictions: Iterable[dict[str, Any]]
) -> dict[str, float]:
    """Means by the corpus's own scorer over the article pages of ``parts``."""
    spec = importlib.util.spec_from_file_location("corpus_evaluate", corpus / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    evaluate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluate)
    known = {entry["id"]: entry for entry in predictions}
    records = [
        json.loads(line)
        for part in parts
        for line in (corpus / part / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    scores: dict[str, float] = evaluate.mean(
        [
            evaluate.score_article(record, known.get(record["id"], {}))
            for record in records
            if record["kind"] == "article"
        ]
    )
    return scores


def told(scores: dict[str, float], name: str) -> str:
    """A dash for what a tool gives on no page."""
    is_given = name in scores and (scores[name] or name == "invented")
    return f"{scores[name]:.3f}" if is_given else "–"


def grow() -> None:
    """Cost of one page by its size: the last column stays level if it is linear."""
    from crawler.extract.article_page import extract_article

    print(f"\n{'page KB':>9}{'ms':>9}{'µs per KB':>11}")
    for size in SIZES:
        body = article_page(size * 1024 - 2048, seed=size).encode()
        best = float("inf")
        for _ in range(3):
            start = process_time()
            item = extract_article(body, channel="b", url="http://b.test/1", fetched_at=FETCHED)
            best = min(best, process_time() - start)
        assert item.drop_reason is None, item.drop_reason
        print(f"{len(body) // 1024:>9}{best * 1e3:>9.1f}{best * 1e6 / (len(body) / 1024):>11.1f}")


def endure() -> None:
    """Hostile pages of 8 MB, all in one process: what each costs, and the peak of all."""
    code = (  # in a process of its own: the peak is of these pages alone
        "import sys, resource, time\n"
        "from bench.pages import hostile_pages\n"
        "from crawler.extract.article_page import extract_article\n"
        "for name, body in hostile_pages():\n"
        "    start = time.process_time()\n"
        "    item = extract_article(body, channel='b', url='http://b.test/1', fetched_at='')\n"
        "    spent = time.process_time() - start\n"
        "    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "    print(f'{name:<22}{len(body) / 1e6:>6.1f}{spent * 1e3:>9.0f}{peak:>9}', end='  ')\n"
        "    print(item.drop_reason)\n"
    )
    print(f"\n{'hostile page':<22}{'MB':>6}{'ms':>9}{'peak MB':>9}  reason", flush=True)
    subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    main()
