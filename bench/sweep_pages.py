"""Labelled real pages, read by the product in this process and scored in faults."""

from __future__ import annotations

import importlib.util
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bench.corpora import corpus

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("dev", "dev2", "dev3")
FIELDS = ("title", "day", "min", "source_x", "author_x", "editor_x", "clean")


class Pages:
    """The labelled pages, read once; scored again only where something was read otherwise."""

    known: Pages | None = None

    def __init__(self, folder: Path) -> None:
        spec = importlib.util.spec_from_file_location("corpus_evaluate", folder / "evaluate.py")
        assert spec is not None
        assert spec.loader is not None
        self.evaluate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.evaluate)
        self.records = [
            {**record, "bytes": (folder / part / record["file"]).read_bytes()}
            for part in PARTS
            for line in (folder / part / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
            if (record := json.loads(line))
        ]
        self.scores: dict[tuple[int, str], float] = {}

    @classmethod
    def read(cls) -> Pages:
        """Of this process."""
        folder = corpus()
        assert folder is not None
        cls.known = cls.known or Pages(folder)
        return cls.known

    def faults(self, changed: str) -> float:
        """With the code as it is now; ``changed`` is the module that holds another number.

        Where that is a module of cleaning, the raw items are those of before.
        """
        is_raw = changed.startswith("crawler")
        raw = [extracted(record) for record in self.records] if is_raw else self.raw
        return sum(self._faults_of(i, cleaned(line)) for i, line in enumerate(raw))

    @cached_property
    def raw(self) -> list[str]:
        return [extracted(record) for record in self.records]

    @cached_property
    def own_faults(self) -> float:
        """With every number as it is; asked first, before one is changed."""
        return sum(self._faults_of(i, cleaned(line)) for i, line in enumerate(self.raw))

    def _faults_of(self, number: int, found: dict[str, Any]) -> float:
        key = (number, json.dumps(found, ensure_ascii=False, sort_keys=True))
        if key not in self.scores:
            self.scores[key] = self._score(self.records[number], found)
        return self.scores[key]

    def _score(self, record: dict[str, Any], found: dict[str, Any]) -> float:
        if record["kind"] != "article":
            scores = self.evaluate.score_list(record, found)
            return float(10 * sum(1 - value for value in scores.values()))
        scores = self.evaluate.score_article(record, found)
        faults = sum(1 - scores[name] for name in FIELDS if name in scores)
        return float(faults + scores["invented"] + 10 * (1 - scores["body_f1"]))


def extracted(record: dict[str, Any]) -> str:
    """Bytes → the raw line of an article, or the entries of a list."""
    from dataclasses import asdict

    from crawler.extract.article_page import extract_article
    from crawler.extract.listing import extract_list
    from crawler.items import to_line

    url = record.get("url") or f"http://bench.test/{record['id']}.html"
    if record["kind"] != "article":
        entries = [asdict(item) for item in extract_list(record["bytes"], url=url)]
        return json.dumps({"items": entries}, ensure_ascii=False)
    item = extract_article(
        record["bytes"], channel="b", url=url, fetched_at="2026-01-01T00:00:00+00:00"
    )
    return json.dumps(to_line(item), ensure_ascii=False)


def cleaned(line: str) -> dict[str, Any]:
    """What the product publishes of a raw line."""
    from transforms.clean.article import as_output

    return as_output(line)
