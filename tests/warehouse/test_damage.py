"""A damaged file of the lake: one line names it and the one command, and that command mends it."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from newsroom.items import write_items
from transforms.build.pipeline import build as build_lake
from transforms.lake.snapshot import Lake
from warehouse.build import build as publish
from warehouse.errors import SnapshotError
from warehouse.reader import ask, open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAMAGE = {
    "gone": lambda path: path.unlink(),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("built")
    write_items(data, articles=60, since=date(2019, 1, 2), until=date(2019, 1, 30))
    build_lake(data, workers=1)
    return data


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
@pytest.mark.parametrize("table", ["articles", "theme_mentions", "crawls", "blocks"])
def test_publish_and_query_name_the_file_and_the_command_that_mends_it(
    built: Path, tmp_path: Path, table: str, damage: Callable[[Path], None]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(built, data)
    publish(data)
    snapshot = Lake(data).current()
    assert snapshot is not None
    path = data / "lake" / snapshot.tables[table][0].path
    damage(path)
    one_line = rf"\A[^\n]*{path.name}[^\n]*run python -m transforms build[^\n]*\Z"

    with pytest.raises(SnapshotError, match=one_line):
        publish(data)
    if table == "articles":
        with open_catalogue(data) as connection, pytest.raises(SnapshotError, match=one_line):
            ask(connection, "select headline from articles order by 1")

    build_lake(data, workers=1)
    with open_catalogue(data) as connection:
        counted = ask(connection, "select count(headline) as n from articles").to_pylist()
    assert counted == [{"n": snapshot.counts["kept"]}]
    publish(data)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"[]"])
@pytest.mark.parametrize("what", ["pointer", "manifest"])
def test_a_damaged_pointer_or_manifest_is_one_line(
    built: Path, tmp_path: Path, what: str, content: bytes
) -> None:
    data = tmp_path / "data"
    shutil.copytree(built, data)
    lake = Lake(data)
    [snapshot_id] = lake.snapshot_ids()
    lake.store.write("CURRENT" if what == "pointer" else f"snapshots/{snapshot_id}.json", content)

    with pytest.raises(SnapshotError, match=r"\A[^\n]*run python -m transforms build[^\n]*\Z"):
        publish(data)

    build_lake(data, workers=1)
    publish(data)
