# ruff: noqa: E501 - tables of lines as they are printed
"""The quality that was reached stays: real pages scored against truth written by hand.

The pages and the scorer lie where COVERAGE_CORPUS says; without them these tests are left out.
"""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

import pytest

from bench.corpora import ABSENT, corpus
from crawler.extract.article_page import extract_article
from crawler.extract.listing import extract_list
from crawler.items import to_line
from transforms.clean.article import as_output

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = corpus()
FLOORS = {
    "title": 0.98, "day": 0.98, "min": 0.97, "source": 0.95, "author": 0.90, "editor": 0.95, "body_f1": 0.975,
    "f1>=.9": 0.95, "must": 0.98, "clean": 0.97, "list_p": 0.95, "list_r": 0.95,
}  # fmt: skip

pytestmark = pytest.mark.skipif(CORPUS is None, reason=ABSENT)


def predict(folder: Path, entry: dict[str, Any]) -> dict[str, Any]:
    body = (folder / "dev" / entry["file"]).read_bytes()
    url = entry["url"] or "file:///page.html"
    if entry["kind"] == "list":
        found = extract_list(body, url=url)
        return {
            "id": entry["id"],
            "items": [{"href": e.href, "title": e.title, "date": e.date} for e in found],
        }
    item = extract_article(body, channel="files", url=url, fetched_at="2026-01-01T00:00:00+00:00")
    return as_output(json.dumps({"id": entry["id"], **to_line(item)}))


def test_every_measure_is_at_its_floor_or_above(tmp_path: Path) -> None:
    assert CORPUS is not None
    spec = importlib.util.spec_from_file_location("corpus_evaluate", CORPUS / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    evaluate = importlib.util.module_from_spec(spec)
    sys.modules["corpus_evaluate"] = evaluate
    spec.loader.exec_module(evaluate)
    manifest = CORPUS / "dev/manifest.jsonl"
    entries = [
        json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines() if line
    ]
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(
        "\n".join(json.dumps(predict(CORPUS, e)) for e in entries), encoding="utf-8"
    )
    with redirect_stdout(io.StringIO()) as out:
        evaluate.main([str(manifest), str(predictions), "--json"])
    scores = json.loads(out.getvalue())["micro"]

    below = {name: scores[name] for name, floor in FLOORS.items() if scores[name] < floor}
    assert below == {}
