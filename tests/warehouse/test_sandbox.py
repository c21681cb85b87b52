"""Somebody else's SQL: nothing outside the lake, and never more than it may cost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from bench.sandbox_queries import ESCAPES, EXHAUSTION
from tests.warehouse import lake
from tests.warehouse.conftest import small_rows
from warehouse.build import build
from warehouse.errors import ArgumentError, QueryError, SnapshotError
from warehouse.reader import Limits
from warehouse.sandbox import answer

if TYPE_CHECKING:
    from pathlib import Path

SOME = Limits(seconds=2.0, memory="400MB")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("published")
    lake.write_lake(data, small_rows())
    build(data)
    return data


def test_an_answer_comes_whole(published: Path) -> None:
    rows = answer(published, "select range as n, null as nothing from range(120000)", SOME)

    assert rows["n"].to_pylist() == list(range(120_000))
    assert answer(published, "from channels where false", SOME).num_rows == 0


def test_there_are_enough_attacks() -> None:
    assert len(ESCAPES) >= 100
    assert len(EXHAUSTION) >= 40


@pytest.mark.parametrize("sql", ESCAPES[::9])
def test_an_escape_is_refused_in_one_line(published: Path, sql: str) -> None:
    before = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}

    with pytest.raises(QueryError) as refusal:
        answer(published, sql.replace("{lake}", str(published / "lake")), SOME)

    assert "\n" not in str(refusal.value)
    assert {path: path.read_bytes() for path in published.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("sql", EXHAUSTION[::7])
def test_a_query_is_stopped_at_its_limits(published: Path, sql: str) -> None:
    began = time.monotonic()

    with pytest.raises(QueryError):
        answer(published, sql, SOME)

    assert time.monotonic() - began < 20  # not a measurement: it was stopped at all


@pytest.mark.parametrize(
    ("sql", "seconds", "why"),
    [
        ("select repeat('x', 2000000000)", 60.0, "needs more than 400MB"),
        ("select count(*) from range(10000000000) a, range(10000) b", 1.5, r"more than 1\.5 s"),
        ("from range(1000000000)", 60.0, "larger than 256 MB"),
    ],
)
def test_the_limit_that_was_met_is_told(
    published: Path, sql: str, seconds: float, why: str
) -> None:
    with pytest.raises(QueryError, match=why):
        answer(published, sql, Limits(seconds=seconds, memory="400MB"))


def test_an_answer_has_a_size(published: Path) -> None:
    with pytest.raises(QueryError, match="larger than 1 MB"):
        answer(published, "from range(10000000)", Limits(seconds=20, result_bytes=1_000_000))


def test_without_a_catalogue_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="run python -m warehouse build"):
        answer(tmp_path, "select 1", SOME)


@pytest.mark.parametrize("memory", ["lots", "-1GB", "1GB; drop", ""])
def test_a_limit_that_is_none_is_refused(published: Path, memory: str) -> None:
    with pytest.raises(ArgumentError, match="is no size"):
        answer(published, "select 1", Limits(memory=memory))
