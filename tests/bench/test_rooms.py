"""The document of rooms and arrows is held against the code, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import rooms

DOCUMENT = """
| room | question | stands upon |
|---|---|---|
| `low` | Where? | |
| `high` | How? | `low` |
| `high.part` | What part? | `low`, `high` |
| `tests` | Right? | * |
"""
ROOMS = {"low", "high", "high.part", "tests"}
ARROWS = {("high", "low"), ("high.part", "low"), ("high.part", "high")}


def test_a_true_document_has_no_differences() -> None:
    questions, drawn = rooms.read_document(DOCUMENT)

    assert questions["high.part"] == "What part?"
    assert rooms.differences(questions, drawn, ROOMS, ARROWS | {("tests", "high.part")}) == []


@pytest.mark.parametrize(
    ("found", "arrows", "said"),
    [
        (ROOMS | {"cellar"}, ARROWS, "lacks the room cellar"),
        (ROOMS - {"high.part"}, ARROWS, "has a room that is none: high.part"),
        (ROOMS, ARROWS | {("low", "high")}, "lacks the arrow low -> high"),
        (ROOMS, ARROWS - {("high", "low")}, "has an arrow that is none: high -> low"),
    ],
)
def test_what_is_lacking_or_too_much_is_named(
    found: set[str], arrows: set[tuple[str, str]], said: str
) -> None:
    assert rooms.differences(*rooms.read_document(DOCUMENT), found, arrows) == [said]


def test_files_lie_in_rooms() -> None:
    assert rooms.room_of("crawler/items.py") == "crawler"
    assert rooms.room_of("bench/hostile/channels/tiny.py") == "bench.hostile"
    assert rooms.room_of("tests/crawler/network/test_tls.py") == "tests"
    assert rooms.room_of("dags/plugins/coverage_page.py") == "dags"


def test_arrows_are_read_from_the_code() -> None:
    found = rooms.arrows_of_code()

    assert {("warehouse", "storage"), ("crawler.spiders", "crawler.platforms")} <= found
    assert ("dags", "desk.tasks") in found, "DAG files import within tasks and are no package"
    assert not {pair for pair in found if pair[0] == "storage"}


def test_sizes_count_every_module_that_says_something() -> None:
    modules, lines = rooms.sizes_now()
    folder = Path(rooms.__file__).parents[1] / "storage"
    files = [file.read_bytes() for file in folder.glob("*.py")]

    assert modules["storage"] == sum(map(bool, files))
    assert lines["storage"] == sum(len(data.splitlines()) for data in files)
