"""The desk's gates: what is wrong is never built on nor published (A15–A23)."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bench.faults_stage import folder, red, scenarios
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from bench.faults import Row

NOON = datetime(2019, 2, 24, 4, tzinfo=UTC)


def a15_broken_crawl_row() -> Row:
    from desk.tasks.gates import check_crawls

    with folder() as data:
        place = data / "raw" / "crawls" / "channel=sample_rss"
        place.mkdir(parents=True)
        (place / "20190224T000000Z-abcdef.json").write_text('{"crawl_id": "2019')
        return red("A15", "a cut crawl row", check_crawls, "is no crawl row")


def snapshot(data: Path, ids: list[str], published: datetime = NOON) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from transforms.lake.schema import ARTICLES

    lake = data / "lake"
    (lake / "snapshots").mkdir(parents=True)
    rows = [{"article_id": i, "published_at": published, "first_seen_at": NOON} for i in ids]
    pq.write_table(pa.Table.from_pylist(rows, schema=ARTICLES), lake / "a.parquet")
    tables = {"articles": [{"path": "a.parquet", "rows": len(ids), "month": None}]}
    (lake / "snapshots" / "s1.json").write_text(json.dumps({"tables": tables}))
    (lake / "CURRENT").write_text("s1")


def a16_no_snapshot() -> Row:
    from desk.tasks.gates import check_snapshot

    with folder():
        return red("A16", "the lake is empty", check_snapshot, "no readable snapshot")


def a17_duplicate_articles() -> Row:
    from desk.tasks.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a", "a"])
        return red("A17", "an article twice", check_snapshot, "stand twice")


def a18_dates_of_tomorrow() -> Row:
    from desk.tasks.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a"], NOON + timedelta(days=40))
        return red("A18", "dated after its fetch", check_snapshot, "dated more than a day")


def a19_articles_lost() -> Row:
    import duckdb

    from desk.tasks.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a"])
        with duckdb.connect(str(data / "coverage.duckdb")) as connection:
            connection.execute("create table articles as select * from range(100)")
        return red("A19", "99 of 100 articles gone", check_snapshot, "100 are published now")


def a20_lake_file_missing() -> Row:
    from desk.tasks.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a"])
        (data / "lake" / "a.parquet").unlink()
        return red("A20", "a lake file is missing", check_snapshot, "is missing")


def a21_publish_without_lake() -> Row:
    from desk.tasks.steps import build_warehouse

    with folder():
        return red("A21", "publish before any build", build_warehouse, "GATE")


def a22_retag_without_lake() -> Row:
    from desk.tasks.steps import retag_lake

    with folder():
        return red("A22", "retag before any build", retag_lake, "GATE")


def a23_bad_seed_file() -> Row:
    from transforms.tag import seeds

    with folder() as data:
        copy = data / "seeds"
        shutil.copytree(CHECKOUT / "transforms" / "seeds", copy)
        themes = sorted(copy.glob("*.csv"))[0]
        with themes.open("a", encoding="utf-8") as out:
            out.write('"主攻工业\n')
        return red("A23", "a quote left open in a seed", lambda: seeds.load(copy), themes.name)


SCENARIOS = scenarios(globals())
