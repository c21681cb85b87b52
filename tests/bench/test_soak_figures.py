"""What grows is told from what only wavers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bench.soak_figures import figures, growth, slope
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from pathlib import Path


def test_a_slope_is_what_is_gained_a_day() -> None:
    assert slope([(day, 3.0 * day + 7) for day in range(0, 100, 10)]) == pytest.approx(3.0)
    assert slope([(0, 5.0)]) == 0.0


def test_what_must_be_flat_and_grows_is_named_and_the_stock_may_grow() -> None:
    notes = [
        {"day": day, "raw files": 4.0 * day, "open handles": 9.0 + day / 10, "snapshots": 5.0}
        for day in range(0, 210, 10)
    ]

    lines, grown = growth(notes)

    assert grown == ["open handles grows by 0.100 a day"]
    assert [line.split("  ")[-1] for line in lines[1:]] == [
        "grows with the stock",
        "GROWS (at most 0.02 a day)",
        "flat (at most 0.01 a day)",
    ]


def test_a_climb_of_the_first_half_that_came_to_rest_is_flat() -> None:
    notes = [{"day": d, "memory of builds MB": min(300.0 + d, 380.0)} for d in range(0, 210, 10)]

    assert growth(notes)[1] == []


def test_figures_count_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "raw" / "items").mkdir(parents=True)
    (tmp_path / "raw" / "items" / "one.jsonl").write_bytes(b"x" * 2_000_000)
    (tmp_path / "raw" / "items" / ".two.jsonl.part").write_bytes(b"")
    (tmp_path / "coverage.duckdb").write_bytes(b"x" * 1_000_000)
    ledger = ChannelPaths(tmp_path, "listed").ledger
    ledger.parent.mkdir(parents=True)
    with closing(sqlite3.connect(ledger)) as connection:
        connection.executescript(
            "create table a (n int); insert into a values (1), (2); create table b (n int)"
        )

    found = figures(tmp_path, "listed")

    counted = ("raw files", "raw MB", "part files", "catalogue MB", "ledger rows", "pieces files")
    assert [found[name] for name in counted] == [2, 2.0, 1, 1.0, 2, 0]
