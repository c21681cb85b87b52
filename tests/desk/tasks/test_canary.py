"""The canary's verdict on published articles small enough to check by eye."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pytest

from desk.tasks.canary import drifted, failed, judge_channels, silent
from desk.tasks.gates import GateError
from transforms.lake.schema import ARTICLES, DROPPED

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2019, 2, 1, tzinfo=UTC)


def article(number: int, day: int, **values: Any) -> dict[str, Any]:
    seen = START + timedelta(days=day, minutes=number)
    return {
        "article_id": f"a{number}",
        "channel": "sample_rss",
        "template": "jsonld",
        "published_at": seen - timedelta(hours=1),
        "first_seen_at": seen,
        "char_count": 500,
        "origin": "赣南日报",
    } | values


def publish(data: Path, rows: list[dict[str, Any]], stale: str | None = None) -> None:
    articles = pa.Table.from_pylist(rows, schema=ARTICLES)
    nothing = pa.Table.from_pylist([], schema=DROPPED)
    with duckdb.connect(str(data / "coverage.duckdb")) as connection:
        connection.register("found", articles)
        connection.register("nothing", nothing)
        connection.execute("create table articles as from found")
        connection.execute("create table dropped as from nothing")
        connection.execute(
            "create table channel_freshness as select 'sample_rss' as channel,"
            " date '2019-02-20' as newest_date, 19 as silent_days, $1 is not null as is_stale",
            [stale],
        )


OLD = [article(number, number % 20) for number in range(40)]


def test_a_field_that_is_no_longer_filled_is_named_with_channel_and_template(
    own_data_folder: Path,
) -> None:
    publish(own_data_folder, [*OLD, *(article(50 + n, 30, origin=None) for n in range(12))])

    [line] = drifted(own_data_folder, ["sample_rss"])

    assert line.startswith("sample_rss · jsonld · origin: origin filled in 0% of 12 articles")
    with pytest.raises(GateError, match="jsonld · origin"):
        judge_channels(["sample_rss"], own_data_folder)
    assert drifted(own_data_folder, ["sample_trs"]) == []


def test_a_channel_as_ever_passes(own_data_folder: Path) -> None:
    publish(own_data_folder, [*OLD, *(article(50 + n, 30) for n in range(12))])
    assert judge_channels(["sample_rss"], own_data_folder) == {"channels": 1, "findings": 0}


def test_silence_is_told_with_its_days(own_data_folder: Path) -> None:
    publish(own_data_folder, OLD, stale="yes")
    assert silent(own_data_folder, ["sample_rss"]) == [
        "sample_rss: silent for 19 days, newest article of 2019-02-20 停更"
    ]


def test_a_failed_crawl_is_told_in_its_own_words(own_data_folder: Path) -> None:
    place = own_data_folder / "raw" / "crawls" / "channel=sample_rss"
    place.mkdir(parents=True)
    row = {"crawl_id": "20190224T000000Z-abcdef", "channel": "sample_rss", "exit_code": 6}
    (place / "20190224T000000Z-abcdef.json").write_text(json.dumps(row | {"reason": "host_dead"}))

    assert failed(own_data_folder, ["sample_rss"]) == ["sample_rss: host_dead"]
    assert failed(own_data_folder, ["sample_trs"]) == []


def test_before_the_first_publish_there_is_no_history(own_data_folder: Path) -> None:
    assert judge_channels(["sample_rss"], own_data_folder)["findings"] == 0
