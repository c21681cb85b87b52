# ruff: noqa: ARG001, ARG005 - every tool takes the bytes and the text of a page
"""Extraction beside its peers on the same pages: pages/s per core, quality, growth, memory.

``python -m bench.extract [--corpus FOLDER] [--rounds 2]``. One process per tool, CPU seconds. The
pages are 150 KB of our own making, and the pages of the measuring corpus where it is at hand
(``COVERAGE_CORPUS``); there every tool's text is scored against truth written by hand. Peers get
decoded text; the project decodes the bytes itself.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time
from typing import Any

from bench.corpora import ABSENT, corpus
from bench.pages import article_page
from bench.peers import require

DEMAND = "≥ 10 × trafilatura on 150 KB pages; cost linear 10 KB … 8 MB; hostile pages ≤ 350 MB"
SIZES = (10, 50, 150, 500, 1000, 2000, 4000, 8000)
COLUMNS = (
    "title",
    "day",
    "min",
    "source",
    "author",
    "editor",
    "body_f1",
    "f1>=.9",
    "must",
    "clean",
)
Tool = Callable[[bytes, str], "dict[str, Any]"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=corpus())
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    require("trafilatura", "gne", "readability-lxml", "resiliparse")
    if options.tool:
        print(json.dumps(run_tool(options.tool, options.pages, options.rounds)))
        return
    with tempfile.TemporaryDirectory(prefix="bench-extract-") as folder:
        compare("our own pages of 150 KB", own_pages(Path(folder)), options.rounds, None)
        if options.corpus:
            pages = corpus_pages(options.corpus / "dev/manifest.jsonl", Path(folder))
            compare("pages of the corpus", pages, options.rounds, options.corpus)
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


def corpus_pages(manifest: Path, folder: Path) -> Path:
    file = folder / "corpus.jsonl"
    entries = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    rows = [
        {"id": e["id"], "file": str((manifest.parent / e["file"]).resolve()), "url": e["url"]}
        for e in entries
        if e["kind"] == "article"
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def compare(title: str, pages: Path, rounds: int, corpus: Path | None) -> None:
    """One row a tool, the tools in processes of their own, one after the other."""
    print(f"\n{title}\n{'tool':<24}{'pages/s':>9}{'×':>7}{'MB':>6}", end="")
    print("".join(f"{name:>9}" for name in COLUMNS) if corpus else "")
    floor = 0.0
    for name in TOOLS:
        command = [sys.executable, "-m", "bench.extract", "--tool", name, "--pages", str(pages)]
        done = subprocess.run(
            [*command, "--rounds", str(rounds)], capture_output=True, text=True, check=True
        )
        row = json.loads(done.stdout.splitlines()[-1])
        floor = row["rate"] if name == "trafilatura" else floor
        ratio = f"{row['rate'] / floor:.1f}" if floor else "–"
        scores = score(corpus, row["predictions"]) if corpus and row["predictions"] else {}
        shown = "".join(f"{scores[c]:>9.3f}" if scores.get(c) else f"{'–':>9}" for c in COLUMNS)
        line = f"{name:<24}{row['rate']:>9.0f}{ratio:>7}{row['peak']:>6}"
        print(line + (shown if corpus else ""), flush=True)


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


def score(corpus: Path, predictions: Iterable[dict[str, Any]]) -> dict[str, float]:
    spec = importlib.util.spec_from_file_location("corpus_evaluate", corpus / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    evaluate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluate)
    known = {entry["id"]: entry for entry in predictions}
    rows = []
    for line in (corpus / "dev/manifest.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "article":
            rows.append(evaluate.score_article(record, known.get(record["id"], {})))
    scores: dict[str, float] = evaluate.mean(rows)
    return scores


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


FETCHED = "2026-01-01T00:00:00+00:00"


def project() -> Tool:
    """Bytes to clean article: charset, one parse, extraction, cleaning, the text as JSON."""
    from crawler.extract.article_page import extract_article
    from crawler.items import to_line
    from transforms.clean.article import as_output

    def tool(body: bytes, text: str) -> dict[str, Any]:
        item = extract_article(body, channel="b", url="http://b.test/1.html", fetched_at=FETCHED)
        return as_output(json.dumps(to_line(item), ensure_ascii=False))

    return tool


def project_extract() -> Tool:
    from crawler.extract.article_page import extract_article

    def tool(body: bytes, text: str) -> dict[str, Any]:
        extract_article(body, channel="b", url="http://b.test/1.html", fetched_at=FETCHED)
        return {}

    return tool


def trafilatura(**options: Any) -> Tool:
    from trafilatura import extract

    return lambda body, text: {"body": extract(text, **options)}


def gne() -> Tool:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def tool(body: bytes, text: str) -> dict[str, Any]:
        try:
            found = extractor.extract(text)
        except Exception:  # it raises on pages it cannot read; that is an empty answer
            return {"body": ""}
        return {
            "body": found["content"], "headline": found["title"],
            "publish_time": found["publish_time"], "author": found["author"],
        }  # fmt: skip

    return tool


def readability() -> Tool:
    from lxml.html import fromstring
    from readability import Document

    def tool(body: bytes, text: str) -> dict[str, Any]:
        document = Document(text)
        summary = document.summary()
        plain = "\n".join(t.strip() for t in fromstring(summary).itertext() if t.strip())
        return {"body": plain, "headline": document.short_title()}

    return tool


def resiliparse() -> Tool:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda body, text: {"body": extract_plain_text(text, main_content=True)}


def lexbor_floor() -> Tool:
    from selectolax.lexbor import LexborHTMLParser

    def tool(body: bytes, text: str) -> dict[str, Any]:
        LexborHTMLParser(text)
        return {}

    return tool


def lxml_floor() -> Tool:
    from lxml.html import HTMLParser, document_fromstring

    def tool(body: bytes, text: str) -> dict[str, Any]:
        document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True)
        )
        return {}

    return tool


TOOLS: dict[str, Callable[[], Tool]] = {
    "trafilatura": trafilatura,
    "trafilatura fast": lambda: trafilatura(fast=True),
    "trafilatura + metadata": lambda: trafilatura(with_metadata=True),
    "gne": gne,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "parse only: lxml": lxml_floor,
    "parse only: lexbor": lexbor_floor,
    "project: extract": project_extract,
    "project: clean article": project,
}

if __name__ == "__main__":
    main()
