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


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of crawls that are built week by week."""
    write_items(tmp_path, articles=120, since=date(2019, 1, 2), until=date(2019, 3, 20))
    return tmp_path


def add_week(data: Path, week: int) -> None:
    assert build_lake(data, until=date(2019, 1, 9) + timedelta(weeks=week), workers=1).is_new


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
    data: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2019, 3, 1, 12, tzinfo=UTC))
    add_week(data, 0)
    publish(data)
    lake = Lake(data)
    first = lake.current()
    assert first is not None
    before = answers(data)

    for week in range(1, 9):
        time_machine.shift(timedelta(days=1))
        add_week(data, week)

    assert answers(data) == before
    assert first.snapshot_id in lake.snapshot_ids()
    assert len(lake.snapshot_ids()) == 6, "the newest five, and the one that is read"

    publish(data)
    time_machine.shift(timedelta(days=1))
    add_week(data, 9)

    now = lake.current()
    assert now is not None
    assert first.snapshot_id not in lake.snapshot_ids()
    gone = {file.path for files in first.tables.values() for file in files}
    left = {entry.key for entry in lake.store.entries()}
    assert not {key for key in gone & left if key.startswith("tables/articles/")}
    assert answers(data)["articles"] > before["articles"]


@pytest.mark.timeout(240)
def test_a_publish_that_fails_keeps_both_pinned_and_the_next_one_keeps_its_own(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.local(data)
    add_week(data, 0)
    publish(data)
    [first] = {pin.snapshot_id for pin in read_pins(store).values()}
    add_week(data, 1)

    def fail(*_: object) -> None:
        raise WarehouseError("a check found rows")

    with monkeypatch.context() as failing:
        failing.setattr("warehouse.build.run_checks", fail)
        with pytest.raises(WarehouseError):
            publish(data)
    assert {pin.snapshot_id for pin in read_pins(store).values()} > {first}

    publish(data)

    current = Lake(data).current()
    assert current is not None
    assert {name: pin.snapshot_id for name, pin in read_pins(store).items()} == {
        "catalogue": current.snapshot_id
    }


def test_an_export_holds_what_it_reads_while_another_catalogue_is_published(data: Path) -> None:
    add_week(data, 0)
    publish(data)
    [first] = {pin.snapshot_id for pin in read_pins(Store.local(data)).values()}

    with pinned_catalogue(data, "export", "is exported"):
        add_week(data, 1)
        publish(data)
        assert first in {pin.snapshot_id for pin in read_pins(Store.local(data)).values()}

    assert first not in {pin.snapshot_id for pin in read_pins(Store.local(data)).values()}
