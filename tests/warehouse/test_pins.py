"""What the published catalogue reads stays, however many builds come before the next publish."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsroom.items import write_items
from storage.pins import read_pins
from storage.store import Store
from transforms.build.pipeline import build as build_lake
from transforms.lake.snapshot import Lake
from warehouse.build import build as publish
from warehouse.errors import WarehouseError
from warehouse.reader import ask, open_catalogue, pinned_catalogue
from warehouse.sql_files import sql_files

if TYPE_CHECKING:
    from pathlib import Path

    from time_machine import TimeMachineFixture


def add_day(data: Path, day: int) -> None:
    write_items(data, articles=30 + day, since=date(2019, 1, 2), until=date(2019, 1, day))
    build_lake(data, workers=1)


def answers(data: Path) -> dict[str, int]:
    """Rows of every view of the published catalogue."""
    with open_catalogue(data) as connection:
        return {
            file.name: ask(connection, f"select * from {file.name}").num_rows
            for file in sql_files("views")
            if file.kind == "view"
        }


@pytest.mark.timeout(240)
def test_eight_daily_builds_without_a_publish_take_nothing_from_the_catalogue(
    tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2019, 3, 1, 12, tzinfo=UTC))
    add_day(tmp_path, 9)
    publish(tmp_path)
    lake = Lake(tmp_path)
    first = lake.current()
    assert first is not None
    before = answers(tmp_path)

    for day in range(10, 18):
        time_machine.shift(timedelta(days=1))
        add_day(tmp_path, day)

    assert answers(tmp_path) == before
    assert first.snapshot_id in lake.snapshot_ids()
    assert len(lake.snapshot_ids()) == 6, "the newest five, and the one that is read"

    publish(tmp_path)
    time_machine.shift(timedelta(days=1))
    add_day(tmp_path, 18)

    now = lake.current()
    assert now is not None
    assert first.snapshot_id not in lake.snapshot_ids()
    gone = {file.path for files in first.tables.values() for file in files}
    left = {entry.key for entry in lake.store.entries()}
    assert not {key for key in gone & left if key.startswith("tables/articles/")}
    assert answers(tmp_path)["articles"] > before["articles"]


@pytest.mark.timeout(240)
def test_a_publish_that_fails_keeps_both_pinned_and_the_next_one_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Store.local(tmp_path)
    add_day(tmp_path, 9)
    publish(tmp_path)
    [first] = {pin.snapshot_id for pin in read_pins(data).values()}
    add_day(tmp_path, 12)

    def fail(*_: object) -> None:
        raise WarehouseError("a check found rows")

    with monkeypatch.context() as failing:
        failing.setattr("warehouse.build.run_checks", fail)
        with pytest.raises(WarehouseError):
            publish(tmp_path)
    assert {pin.snapshot_id for pin in read_pins(data).values()} > {first}

    publish(tmp_path)

    current = Lake(tmp_path).current()
    assert current is not None
    assert {name: pin.snapshot_id for name, pin in read_pins(data).items()} == {
        "catalogue": current.snapshot_id
    }


def test_an_export_holds_what_it_reads_while_another_catalogue_is_published(tmp_path: Path) -> None:
    add_day(tmp_path, 9)
    publish(tmp_path)
    [first] = {pin.snapshot_id for pin in read_pins(Store.local(tmp_path)).values()}

    with pinned_catalogue(tmp_path, "export", "is exported"):
        add_day(tmp_path, 12)
        publish(tmp_path)
        assert first in {pin.snapshot_id for pin in read_pins(Store.local(tmp_path)).values()}

    assert first not in {pin.snapshot_id for pin in read_pins(Store.local(tmp_path)).values()}
