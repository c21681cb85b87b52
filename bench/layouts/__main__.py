"""Pages of our own making in the layouts that others describe: exact scores, before and after.

``python -m bench.layouts [--before COMMIT] [--wrong]``. Texts are invented, layouts follow public
descriptions of portals and content management systems; the pages were written before the rules they
judge were changed, and rules are not tuned to them. Pages go through the product's own commands
(``scrapy extract``, ``python -m transforms article``); ``--before`` runs those of an earlier commit
over the same pages. ``--wrong`` prints what is wrong page by page.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.earlier import REPOSITORY, code_at
from bench.layouts.scores import METRICS, Score, mean, score_page

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/manifest.jsonl"))
PASSED_ON = ("id", "kind", "file", "url", "fetched_at")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.layouts", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("--before", metavar="COMMIT", help="also score the code of this commit")
    parser.add_argument("--wrong", action="store_true", help="print every page that is not right")
    options = parser.parse_args()
    rows = [row for folder in FOLDERS for row in manifest(folder)]
    table = Table("pages", "code", *METRICS)
    if options.before:
        with code_at(options.before) as code:
            add(table, options.before, rows, scored(rows, code))
    scores = scored(rows, REPOSITORY)
    add(table, "now", rows, scores)
    Console(width=max(160, Console().width)).print(table)
    if options.wrong:
        print_wrong(rows, scores)


def manifest(folder: Path) -> list[dict[str, Any]]:
    """Rows with absolute ``file`` and the folder's name as ``set``."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        {**row, "file": str(folder / row["file"]), "set": folder.name}
        for row in map(json.loads, lines)
    ]


def scored(rows: list[dict[str, Any]], code: Path) -> list[Score]:
    """One score a row, by the commands of the project in folder ``code``."""
    with tempfile.TemporaryDirectory(prefix="bench-layouts-") as folder:
        pages = Path(folder) / "manifest.jsonl"
        pages.write_text("\n".join(json.dumps(passed_on(row)) for row in rows), encoding="utf-8")
        raw = run(code, "scrapy", "extract", str(pages))
        (Path(folder) / "raw.jsonl").write_bytes(raw)
        clean = run(code, "transforms", "article", str(Path(folder) / "raw.jsonl"))
    found = {row["id"]: row for row in map(json.loads, clean.decode().splitlines())}
    return [score_page(row, found.get(row["id"], {})) for row in rows]


def passed_on(row: dict[str, Any]) -> dict[str, Any]:
    kind = "list" if row["kind"] == "list" else "article"
    return {name: row[name] for name in PASSED_ON if row.get(name)} | {"kind": kind}


def run(code: Path, module: str, *arguments: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=code,
        env=os.environ | {"PYTHONPATH": str(code)},
        capture_output=True,
        check=True,
    )
    return done.stdout


def add(table: Table, code: str, rows: list[dict[str, Any]], scores: list[Score]) -> None:
    for name in (*sorted({row["set"] for row in rows}), "all"):
        of_set = [s for row, s in zip(rows, scores, strict=True) if name in (row["set"], "all")]
        means = mean(of_set)
        shown = [f"{means[m]:.3f}" if m in means else "–" for m in METRICS]
        table.add_row(f"{name} ({len(of_set)})", code, *shown)


def print_wrong(rows: list[dict[str, Any]], scores: list[Score]) -> None:
    for row, score in zip(rows, scores, strict=True):
        wrong = {
            name: round(value, 2)
            for name, value in score.items()
            if (value > 0 if name == "invented" else value < 0.97)
        }
        if wrong:
            print(row["id"], row.get("based_on", ""), wrong)


if __name__ == "__main__":
    main()
