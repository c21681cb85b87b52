"""An article fetched twice into one piece is told of once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from newsroom.items import write_items
from transforms.build.piece_rows import is_latest
from transforms.build.pipeline import build
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path

GRAINS = {
    "blocks": ("article_id", "position"),
    "theme_mentions": ("article_id", "theme"),
    "place_mentions": ("article_id", "region_code", "role"),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Crawls of January, each made again an hour later with one word more in every text."""
    folder = tmp_path_factory.mktemp("refetched")
    write_items(folder, articles=80, seed=9)
    for path in sorted((folder / "raw" / "items").glob("channel=*/201901*.jsonl")):
        later = path.with_name(path.name.replace("T15", "T16"))
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for row in rows:
            row["fetched_at"] = row["fetched_at"].replace("T15", "T16")
            row["blocks"][0]["text"] += "全县招商引资工作会议随后召开。"
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        later.write_text(text, encoding="utf-8")
    build(folder, workers=1)
    return folder


@pytest.mark.parametrize("table", GRAINS)
def test_no_row_stands_twice(data: Path, table: str) -> None:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    rows = lake.read_table(snapshot, table, list(GRAINS[table]))

    assert rows.num_rows > 0
    assert rows.group_by(list(GRAINS[table])).aggregate([]).num_rows == rows.num_rows


def test_mentions_and_blocks_are_those_of_the_latest_fetch(data: Path) -> None:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    articles = lake.read_table(snapshot, "articles", ["article_id", "body", "raw_file"]).to_pylist()
    later = {row["article_id"] for row in articles if "T16" in row["raw_file"]}
    blocks = lake.read_table(snapshot, "blocks").to_pylist()
    mentions = lake.read_table(snapshot, "theme_mentions").to_pylist()

    assert later
    assert later <= {row["article_id"] for row in blocks if "随后召开" in row["text"]}
    assert later <= {row["article_id"] for row in mentions if row["theme"] == "招商引资"}


def test_the_latest_is_the_same_whatever_the_order() -> None:
    rows = [
        {"article_id": "a", "last_seen_at": 1, "raw_file": "x", "raw_line": 1},
        {"article_id": "b", "last_seen_at": 1, "raw_file": "x", "raw_line": 2},
        {"article_id": "a", "last_seen_at": 2, "raw_file": "x", "raw_line": 3},
        {"article_id": "a", "last_seen_at": 2, "raw_file": "w", "raw_line": 9},
    ]
    assert is_latest(pa.Table.from_pylist(rows)).to_pylist() == [False, True, True, False]
    assert is_latest(pa.Table.from_pylist(rows[::-1])).to_pylist() == [False, True, True, False]
