"""What nobody reads any more goes; what a kept snapshot names stays, whatever a file's time."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from newsroom.items import write_items
from storage.pins import keep_pin
from transforms.build.pipeline import build
from transforms.lake.garbage import collect_garbage
from transforms.lake.snapshot import Lake, Snapshot, TableFile

if TYPE_CHECKING:
    from pathlib import Path

    from time_machine import TimeMachineFixture

NOW = datetime(2019, 3, 1, 12, tzinfo=UTC)


def publish(lake: Lake, number: int, created_at: datetime) -> None:
    key = f"tables/articles/{number}.parquet"
    lake.store.write_table(key, pa.table({"a": [number]}))
    tables = {"articles": [TableFile(key, 1)]}
    lake.publish(Snapshot(f"s{number}", "b", created_at.isoformat(), "h", tables, {}, {}))


def test_old_snapshots_go_and_what_the_kept_ones_name_stays(
    tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    lake = Lake(tmp_path)
    for number in range(8):
        publish(lake, number, NOW - timedelta(days=30 - number))

    assert collect_garbage(lake, [], []) == 3 + 3

    assert lake.snapshot_ids() == [f"s{n}" for n in range(3, 8)]
    assert len(lake.store.entries("tables")) == 5
    assert collect_garbage(lake, [], []) == 0


def test_age_is_what_the_manifest_states_not_the_time_of_a_file(
    tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    lake = Lake(tmp_path)
    for number in range(8):
        publish(lake, number, NOW - timedelta(hours=20 - number))
    for path in (tmp_path / "lake").rglob("*"):
        os.utime(path, (0, 0))  # copied to a new disk: times are lost

    collect_garbage(lake, [], [])

    assert len(lake.snapshot_ids()) == 8, "none is a day old"


def test_the_published_snapshot_stays_however_old(
    tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    lake = Lake(tmp_path)
    for number in range(8):
        publish(lake, number, NOW - timedelta(days=30 - number))
    lake.store.write("CURRENT", "s0\n")

    collect_garbage(lake, [], [])

    assert "s0" in lake.snapshot_ids()
    current = lake.current()
    assert current is not None
    assert lake.store.exists(current.tables["articles"][0].path)


@pytest.mark.parametrize("what", ["state/pins/mirror.json", "lake/snapshots/s0.json"])
def test_nothing_goes_while_it_cannot_be_known_what_a_reader_holds(
    tmp_path: Path, time_machine: TimeMachineFixture, what: str
) -> None:
    time_machine.move_to(NOW)
    lake = Lake(tmp_path)
    for number in range(8):
        publish(lake, number, NOW - timedelta(days=30 - number))
    keep_pin(lake.data, "mirror", "s0", "copied")
    lake.data.write(what, b"\xff")

    assert collect_garbage(lake, [], []) == 0
    assert len(lake.snapshot_ids()) == 8


def test_a_manifest_that_nobody_can_read_nor_holds_goes(
    tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    lake = Lake(tmp_path)
    for number in range(3):
        publish(lake, number, NOW - timedelta(days=30 - number))
    lake.store.write("snapshots/s0.json", b"\xff")

    assert collect_garbage(lake, [], []) == 1 + 1
    assert lake.snapshot_ids() == ["s1", "s2"]


def test_the_small_pieces_of_a_month_go_when_it_is_over(
    tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    write_items(tmp_path, articles=160, since=date(2019, 1, 2), until=date(2019, 3, 30))
    build(tmp_path, until=date(2019, 1, 20))
    before = pieces(tmp_path)
    build(tmp_path, until=date(2019, 2, 12))
    assert before <= pieces(tmp_path), "readers of yesterday still find them"

    for until in (date(2019, 2, 20), date(2019, 2, 27), date(2019, 3, 6), date(2019, 3, 13)):
        time_machine.shift(timedelta(days=1))
        build(tmp_path, until=until)
    time_machine.shift(timedelta(days=1))
    build(tmp_path)

    lake = Lake(tmp_path)
    snapshot = lake.current()
    assert snapshot is not None
    assert before - pieces(tmp_path), "pieces of single crawls of January are collected"
    for name, files in snapshot.tables.items():
        assert lake.read_table(snapshot, name).num_rows == sum(file.rows for file in files)


def test_leavings_of_a_killed_build_and_of_older_versions_go_at_the_next_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_items(tmp_path, articles=30, since=date(2019, 1, 2), until=date(2019, 1, 9))
    monkeypatch.setattr("transforms.build.pieces.TAGGER", "0")
    build(tmp_path)
    monkeypatch.undo()
    lake = Lake(tmp_path)
    [tags, *_] = [key for key in keys(lake) if "/tags-" in key and key.endswith("tags.json")]
    lake.store.write("pieces/ab/abcd/articles-2019-01.parquet", "no manifest came")
    lake.store.write("tables/articles/.2019-01-x.parquet.77.part", "half")

    assert build(tmp_path).is_new

    assert tags not in keys(lake)
    assert not [key for key in keys(lake) if "abcd" in key or key.endswith(".part")]


def keys(lake: Lake) -> list[str]:
    return [entry.key for entry in lake.store.entries()]


def pieces(data: Path) -> set[str]:
    return {path.name for path in (data / "lake" / "pieces").glob("*/*")}
