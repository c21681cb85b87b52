"""Labels of real texts, the texts themselves, and shares with their intervals."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from transforms.clean.normalize import search_text
from transforms.lake import schema
from transforms.tag import seeds as seed_files
from transforms.tag import tag
from transforms.tag.tagger import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from transforms.tag.seeds import Seeds

Row = dict[str, Any]
Z = 1.96
"""Of the normal distribution, for 95 %."""


class Figure(NamedTuple):
    """``hits`` of ``count``, and the share asked for (None: none is)."""

    name: str
    hits: int
    count: int
    demand: float | None = None
    wrong: Sequence[str] = ()

    def told(self) -> str:
        if not self.count:
            return f"{self.name:<44} –"
        low, high = wilson(self.hits, self.count)
        share = self.hits / self.count
        asked = "" if self.demand is None else f"  ≥ {self.demand:.3f} {self.mark()}"
        return (
            f"{self.name:<44} {share:.3f}  {self.hits}/{self.count}  [{low:.3f}, {high:.3f}]{asked}"
        )

    def mark(self) -> str:
        return "ok" if self.demand is None or self.hits >= self.demand * self.count else "MISSED"


class Text(NamedTuple):
    """One text to tag. ``day`` is the Beijing day it appeared."""

    id: str
    headline: str
    body: str
    day: date | None


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Bounds of a share (E. B. Wilson, JASA 22, 1927), at 95 %."""
    share, square = hits / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z * sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def labels(folder: Path, name: str) -> list[Row]:
    """Rows of ``labels/NAME.jsonl``."""
    return read_jsonl(folder / "labels" / f"{name}.jsonl")


def read_jsonl(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@cache
def texts(folder: Path) -> dict[tuple[str, str], Text]:
    """The texts that labels speak of, by set and id, as far as the corpus holds them."""
    wire = (folder / "text" / "chinanews2020.jsonl").read_text("utf-8").splitlines()
    with gzip.open(folder / "text" / "xwlb.jsonl.gz", "rt", encoding="utf-8") as file:
        broadcast = list(file)
    found = {}
    for name, lines, key in (("chinanews2020", wire, "time"), ("xwlb", broadcast, "date")):
        for row in map(json.loads, lines):
            text = Text(row["id"], row["title"] or "", row["body"] or "", day_of(row[key]))
            found[name, row["id"]] = text
    return found


def day_of(value: str | None) -> date | None:
    found = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", value or "")
    return date(*map(int, found.groups())) if found else None


@cache
def seeds() -> Seeds:
    return seed_files.load()


def tag_texts(given: Iterable[Text], region_code: str | None = None) -> dict[str, list[Row]]:
    """Rows of all tag tables; ``article_id`` is the text's id."""
    tables = tag(articles_of(given, region_code), seeds())
    return {name: table.to_pylist() for name, table in tables.items()}


def articles_of(given: Iterable[Text], region_code: str | None = None) -> pa.Table:
    """The texts as articles to tag."""
    rows = [
        {
            "article_id": text.id,
            "headline": text.headline,
            "body": text.body,
            "search_text": search_text(f"{text.headline}\n{text.body}"),
            "published_date": text.day,
            "region_code": region_code,
        }
        for text in given
    ]
    fields = pa.schema([schema.ARTICLES.field(name) for name in COLUMNS])
    return pa.Table.from_pylist(rows, schema=fields)
