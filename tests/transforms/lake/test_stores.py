"""A lake is the same bytes on a local folder and on an object store: nothing needs a rename."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsroom.items import write_items
from storage.leases import FileLease
from storage.store import Store
from tests.storage.doubles import memory_store
from transforms.build.pipeline import build, retag
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path

    from time_machine import TimeMachineFixture

SINCE, UNTIL = date(2019, 1, 2), date(2019, 2, 5)


def objects(lake: Lake) -> dict[str, bytes]:
    return {entry.key: lake.store.read(entry.key) for entry in lake.store.entries()}


@pytest.fixture
def lakes(tmp_path: Path) -> tuple[Lake, Lake]:
    """One on a folder, one in memory, over the same raw items."""
    data = tmp_path / "data"
    write_items(data, articles=60, since=SINCE, until=UNTIL, noise=True)
    for path in (data / "raw").rglob("*.jsonl"):
        os.utime(path, (0, 0))  # an object store keeps no times for us
    local, memory = Store.local(data), memory_store("/bucket/data")
    for entry in local.entries():
        memory.write(entry.key, local.read(entry.key))
    return Lake(data), Lake((memory, FileLease(tmp_path / "build.lock")))


def test_pieces_tables_and_snapshots_are_the_same_bytes(
    lakes: tuple[Lake, Lake], time_machine: TimeMachineFixture
) -> None:
    local, memory = lakes
    time_machine.move_to(datetime(2019, 3, 1, tzinfo=UTC), tick=False)

    reports = [build(lake, workers=1) for lake in lakes]

    assert reports[0].snapshot_id == reports[1].snapshot_id
    assert reports[0].counts["kept"] > 50
    expected = objects(local)
    assert {key.split("/")[0] for key in expected} == {
        "CURRENT",
        "STORIES",
        "pieces",
        "snapshots",
        "tables",
    }
    assert objects(memory) == expected


def test_what_was_made_is_found_and_collected_on_an_object_store(
    lakes: tuple[Lake, Lake], time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    local, memory = lakes
    time_machine.move_to(datetime(2019, 3, 1, tzinfo=UTC), tick=False)
    for lake in lakes:
        monkeypatch.setattr("transforms.build.pieces.TAGGER", "0")
        build(lake, workers=1)
        monkeypatch.undo()

    time_machine.shift(timedelta(days=2))
    for lake in lakes:
        retag(lake, workers=1)

    assert objects(memory) == objects(local)
    sets = {key.split("/")[3] for key in objects(memory) if "/tags-" in key}
    assert len(sets) == 1
    assert not sets.pop().endswith("-0")
    assert not build(memory, workers=1).is_new
