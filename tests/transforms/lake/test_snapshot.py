"""A snapshot names exactly its files, and appears with its pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transforms.errors import LakeError
from transforms.lake.snapshot import Lake, Snapshot, TableFile

if TYPE_CHECKING:
    from pathlib import Path


def snapshot(name: str, tables: dict[str, list[TableFile]] | None = None) -> Snapshot:
    return Snapshot(name, "b", "2019-02-24T00:00:00+00:00", "h", tables or {}, {}, {})


def test_the_pointer_names_the_last_published_snapshot(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    assert lake.current() is None

    lake.publish(snapshot("one"))
    lake.publish(snapshot("two", {"articles": [TableFile("tables/x.parquet", 3, "2019-02")]}))

    current = lake.current()
    assert current is not None
    assert current.snapshot_id == "two"
    assert current.tables["articles"][0].rows == 3
    assert lake.snapshot_ids() == ["one", "two"]


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b""])
def test_a_damaged_manifest_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    lake = Lake(tmp_path)
    lake.publish(snapshot("one"))
    lake.store.write("snapshots/one.json", content)

    with pytest.raises(LakeError, match=r"one\.json'? cannot be read .* build again"):
        lake.current()


def test_a_damaged_pointer_is_one_clear_line(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.store.write("CURRENT", b"\xff\xfe\x00")

    with pytest.raises(LakeError, match=r"cannot be read .* build again"):
        lake.current()


def test_two_builds_do_not_run_at_once(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with (
        lake.building(),
        pytest.raises(LakeError, match=r"the build lease of .* is held by process \d+"),
        Lake(tmp_path).building(wait_seconds=0.3),
    ):
        pass
