"""Gates on a lake small enough to check by eye."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desk.tasks.gates import GateError, check_snapshot, report_held
from transforms.lake.schema import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2019, 2, 24, 4, tzinfo=UTC)


def snapshot(data: Path, *, ids: list[str], published: datetime = NOON) -> None:
    lake = data / "lake"
    (lake / "snapshots").mkdir(parents=True)
    rows = [{"article_id": i, "published_at": published, "first_seen_at": NOON} for i in ids]
    pq.write_table(pa.Table.from_pylist(rows, schema=ARTICLES), lake / "a.parquet")
    tables = {"articles": [{"path": "a.parquet", "rows": len(ids), "month": None}]}
    (lake / "snapshots" / "s1.json").write_text(json.dumps({"tables": tables}))
    (lake / "CURRENT").write_text("s1")


def publish(data: Path, articles: int) -> None:
    with duckdb.connect(str(data / "coverage.duckdb")) as connection:
        connection.execute(f"create table articles as select * from range({articles})")


def test_nothing_held_is_no_alarm() -> None:
    report_held({"held": []})


def test_what_is_held_is_named_and_bounded() -> None:
    with pytest.raises(GateError, match=r"^GATE · sample_a: 3 rows held.*\(and 2 more\)$"):
        report_held({"held": [f"sample_{letter}: 3 rows held" for letter in "abcdefghij"]})


def test_a_good_snapshot_passes(own_data_folder: Path) -> None:
    snapshot(own_data_folder, ids=["a", "b"])
    assert check_snapshot()["articles"] == 2


def test_duplicates_publish_nothing(own_data_folder: Path) -> None:
    snapshot(own_data_folder, ids=["a", "a", "b"])
    with pytest.raises(GateError, match=r"^GATE · 1 article ids stand twice"):
        check_snapshot()


def test_lost_articles_publish_nothing(own_data_folder: Path) -> None:
    snapshot(own_data_folder, ids=["a", "b"])
    publish(own_data_folder, 10)
    with pytest.raises(GateError, match="2 articles, but 10 are published now"):
        check_snapshot()


def test_a_missing_file_or_lake_publishes_nothing(own_data_folder: Path) -> None:
    with pytest.raises(GateError, match="no readable snapshot"):
        check_snapshot()
    snapshot(own_data_folder, ids=["a"])
    (own_data_folder / "lake" / "a.parquet").unlink()
    with pytest.raises(GateError, match=r"articles: a.parquet is missing"):
        check_snapshot()
