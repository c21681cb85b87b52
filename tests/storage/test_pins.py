"""A pin holds a snapshot until it is dropped or ends; one that cannot be read says so."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.pins import drop_pin, keep_pin, pinned, read_pins
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from time_machine import TimeMachineFixture


def test_a_pin_of_a_name_holds_one_snapshot_until_it_is_dropped(tmp_path: Path) -> None:
    data = Store.local(tmp_path)
    assert read_pins(data) == {}

    keep_pin(data, "catalogue", "s1", "read by a test")
    keep_pin(data, "mirror", "s1", "copied")
    keep_pin(data, "catalogue", "s2", "read by a test")

    assert {name: pin.snapshot_id for name, pin in read_pins(data).items()} == {
        "catalogue": "s2",
        "mirror": "s1",
    }
    drop_pin(data, "catalogue")
    drop_pin(data, "catalogue")
    assert list(read_pins(data)) == ["mirror"]


def test_the_pin_of_a_killed_reader_ends(tmp_path: Path, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2019, 3, 1, tzinfo=UTC))
    data = Store.local(tmp_path)
    with pinned(data, "export", "s1", "is exported", lasting=timedelta(hours=6)):
        assert list(read_pins(data)) == [f"export-{os.getpid()}"]
        time_machine.shift(timedelta(hours=7))
        assert read_pins(data) == {}
    assert data.entries("state/pins") == []


def test_a_folder_that_cannot_be_written_is_read_without_a_pin(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder would be")
    with pinned(Store.local(tmp_path), "export", "s1", "why", lasting=timedelta(hours=1)):
        pass


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"snapshot_id": 1'])
def test_a_damaged_pin_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    data = Store.local(tmp_path)
    data.write("state/pins/catalogue.json", content)

    with pytest.raises(ValueError, match=r"catalogue\.json is no pin [^\n]*deleted$"):
        read_pins(data)


@pytest.mark.parametrize("name", ["", "../CURRENT", "a/b", "A", "a.json", "x" * 99])
def test_a_name_stays_in_the_folder_of_pins(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a pin"):
        keep_pin(Store.local(tmp_path), name, "s1", "why")
