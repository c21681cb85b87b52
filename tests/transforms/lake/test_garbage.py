"""Pieces nobody reads any more go after a day; what a kept snapshot names stays."""

from __future__ import annotations

import os
import time
from datetime import date
from typing import TYPE_CHECKING

from newsroom.items import write_items
from transforms.build.pipeline import build
from transforms.lake.snapshot import KEPT_SECONDS, Lake

if TYPE_CHECKING:
    from pathlib import Path


def test_the_small_pieces_of_a_month_go_when_it_is_over(tmp_path: Path) -> None:
    write_items(tmp_path, articles=60, since=date(2019, 1, 2), until=date(2019, 1, 20))
    build(tmp_path)
    before = folders(tmp_path)
    write_items(tmp_path, articles=60, since=date(2019, 1, 2), until=date(2019, 2, 12))
    build(tmp_path)
    assert before <= folders(tmp_path), "readers of yesterday still find them"

    old = time.time() - KEPT_SECONDS - 60
    for path in (tmp_path / "lake").rglob("*"):
        os.utime(path, (old, old))
    for day in (14, 16, 18, 20, 22):
        write_items(tmp_path, articles=70, since=date(2019, 1, 2), until=date(2019, 2, day))
        build(tmp_path)

    lake = Lake(tmp_path)
    snapshot = lake.current()
    assert snapshot is not None
    assert before - folders(tmp_path), "pieces of single crawls of January are swept"
    for name, files in snapshot.tables.items():
        assert lake.read_table(snapshot, name).num_rows == sum(file.rows for file in files)


def folders(data: Path) -> set[str]:
    return {path.name for path in (data / "lake" / "pieces").glob("*/*")}
