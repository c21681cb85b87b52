"""Labels of our own texts: what they name stands there, and the counts kept are of all of them."""

from __future__ import annotations

import csv
import json

from bench.own_quality import HEADINGS, LABELS, labels
from warehouse.quality.kinds import Kind
from warehouse.quality.measure import OWN, own_measurements

ROWS = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def test_what_is_labelled_stands_in_the_text() -> None:
    named = [(row, name) for row in ROWS for name in row["person"] + row["organisation"]]
    numbers = [(row, f"{value:g}") for row in ROWS for value, _ in row["target"]]

    assert len(named) >= 40
    assert [name for row, name in named + numbers if name not in row["body"]] == []


def test_the_kept_counts_are_of_these_labels() -> None:
    with OWN.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    true = labels()

    assert tuple(kept[0]) == HEADINGS
    assert {row["kind"]: int(row["true"]) for row in kept} == {
        kind.value: len(true[kind]) for kind in Kind
    }, "python -m bench.own_quality counts them again"
    for row in own_measurements():
        assert row.source == "own"
        assert row.precision_low_pct is not None
        assert row.precision_pct is not None
        assert row.precision_low_pct <= row.precision_pct
