"""Gates on a lake small enough to check by eye."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desk.tasks.gates import GateError, check_crawls, check_snapshot
from transforms.lake.schema import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2019, 2, 24, 4, tzinfo=UTC)


def crawl_row(data: Path, number: int, **values: Any) -> None:
    folder = data / "raw" / "crawls" / "channel=sample_rss"
    folder.mkdir(parents=True, exist_ok=True)
    crawl_id = f"2019022{number}T000000Z-abcdef"
    row = {"crawl_id": crawl_id, "channel": "sample_rss", "links_found": 20, "fetched": 20}
    (folder / f"{crawl_id}.json").write_text(json.dumps(row | {"items": 20} | values))


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


def test_good_crawls_pass(own_data_folder: Path) -> None:
    crawl_row(own_data_folder, 1)
    assert check_crawls() == {"crawls": 1, "channels": 1}


def test_a_crawl_that_recovered_the_items_of_a_killed_one_passes(own_data_folder: Path) -> None:
    crawl_row(own_data_folder, 1, links_found=1, fetched=2, items=30)
    assert check_crawls()["crawls"] == 1


def test_a_crawl_row_that_cannot_be_read_is_named(own_data_folder: Path) -> None:
    crawl_row(own_data_folder, 1)
    folder = own_data_folder / "raw" / "crawls" / "channel=sample_rss"
    (folder / "20190229T000000Z-abcdef.json").write_text('{"crawl_id": "2019')

    with pytest.raises(GateError, match=r"^GATE · .*20190229T000000Z-abcdef.json is no crawl row"):
        check_crawls()


def test_a_good_snapshot_passes(own_data_folder: Path) -> None:
    snapshot(own_data_folder, ids=["a", "b"])
    assert check_snapshot()["articles"] == 2


@pytest.mark.parametrize(
    ("ids", "published", "words"),
    [
        (["a", "a", "b"], NOON, "1 article ids stand twice"),
        (["a"], NOON + timedelta(days=30), "1 articles are dated more than a day after"),
    ],
)
def test_duplicates_and_impossible_dates_publish_nothing(
    own_data_folder: Path, ids: list[str], published: datetime, words: str
) -> None:
    snapshot(own_data_folder, ids=ids, published=published)
    with pytest.raises(GateError, match=f"^GATE · {words}"):
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
