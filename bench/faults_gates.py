"""The desk's gates: what is wrong is never built on nor published (A15–A23)."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.faults_stage import folder, red, scenarios
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from bench.faults import Row

NOON = datetime(2019, 2, 24, 4, tzinfo=UTC)


def a15_broken_crawl_row() -> Row:
    from desk.tasks.gates import report_held
    from desk.tasks.steps import build_lake
    from newsroom.items import write_items

    with folder() as data:
        write_items(data, articles=20)
        place = data / "raw" / "crawls" / "channel=sample_rss"
        place.mkdir(parents=True, exist_ok=True)
        (place / "20190224T000000Z-abcdef.json").write_text('{"crawl_id": "2019')
        report = build_lake({})
        is_published = report["counts"]["kept"] == 20
        what = "a cut crawl row: the rest is published" if is_published else "nothing published"
        return red("A15", what, lambda: report_held(report), "is no crawl row")


def snapshot(data: Path, ids: list[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from transforms.lake.schema import ARTICLES

    lake = data / "lake"
    (lake / "snapshots").mkdir(parents=True)
    rows = [{"article_id": i, "published_at": NOON, "first_seen_at": NOON} for i in ids]
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


def a18_dated_anew() -> Row:
    from desk.tasks.gates import report_held
    from desk.tasks.steps import build_lake
    from newsroom.items import write_items

    with folder() as data:
        write_items(data, articles=20)
        first = min((data / "raw" / "items").rglob("*.jsonl"))
        row = json.loads(first.read_text(encoding="utf-8").splitlines()[0])
        row |= {"fetched_at": "2019-06-01T04:00:00+00:00"}
        row["published"] = [{"raw": "2019-06-01 08:00", "where": "visible:head:.info"}]
        later = first.with_name("20190601T040000Z-000001.jsonl")
        later.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
        report = build_lake({})
        is_published = report["counts"]["kept"] == 20
        what = "dated anew: 20 articles stay" if is_published else "articles lost"
        return red("A18", what, lambda: report_held(report), "dated 2019-06-01")


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
