"""What crawls tell beside their items: typed rows, and no record that stops a build."""

from __future__ import annotations

import json
import logging
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from newsroom.items import write_items
from storage.store import Store
from transforms.build import crawl_records
from transforms.build.pipeline import build
from transforms.errors import LakeError
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path

NAME = "20190224T000000Z-00000a"
HALF = "\ud83d"
"""Half a character: JSON may escape it, nothing can store it."""


def escaped(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=True) + "\n"


def test_channels_nobody_crawled_are_not_watched(tmp_path: Path) -> None:
    (tmp_path / "raw" / "items" / "channel=a").mkdir(parents=True)
    lines = '{"channel": "a", "region_code": "360700"}\n{"channel": "b"}\n'
    (tmp_path / "raw" / "channels.jsonl").write_text(lines, encoding="utf-8")

    [row] = crawl_records.read_channels(Store.local(tmp_path)).to_pylist()

    assert (row["channel"], row["region_code"]) == ("a", "360700")


def test_a_broken_channel_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "channels.jsonl"
    path.parent.mkdir()
    path.write_text('{"channel": "a"}\n{"channel"', encoding="utf-8")

    with pytest.raises(LakeError, match=r"channels\.jsonl:2 is not JSON"):
        crawl_records.read_channels(Store.local(tmp_path))


def test_crawl_reports_become_typed_rows(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "crawls" / "channel=a"
    folder.mkdir(parents=True)
    report = {
        "crawl_id": NAME,
        "channel": "a",
        "started_at": "2019-02-24T01:02:03+00:00",
        "complete_from_date": "2019-02-01",
        "errors": {"timeout": 2},
        "failed_dates": ["2019-02-03"],
        "links_found": 5,
    }
    (folder / f"{NAME}.json").write_text(json.dumps(report), encoding="utf-8")

    crawls, problems = crawl_records.read_crawls(Store.local(tmp_path))
    [row] = crawls.to_pylist()
    assert problems == []

    assert row["started_at"] == datetime(2019, 2, 24, 1, 2, 3, tzinfo=UTC)
    assert row["errors"] == [("timeout", 2)]
    assert row["failed_dates"] == [date(2019, 2, 3)]
    assert row["finished_at"] is None


@pytest.mark.parametrize("line", ["[]", "7", '{"title": "x"}', '{"channel": 7}', "[" * 100_000])
def test_a_channel_line_of_another_kind_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "raw" / "channels.jsonl"
    path.parent.mkdir()
    path.write_text(line, encoding="utf-8")

    with pytest.raises(LakeError, match=r"\A[^\n]*channels\.jsonl:1 [^\n]*mend[^\n]*\Z"):
        crawl_records.read_channels(Store.local(tmp_path))


@pytest.mark.parametrize(
    "stored",
    ["[]", "[" * 100_000, '{"links_found": "many"}', '{"links_found": 99999999999}',
     '{"errors": 7}', '{"started_at": 7}', "\\xff"],
)  # fmt: skip
def test_a_crawl_row_of_another_kind_is_named_and_the_others_are_read(
    tmp_path: Path, stored: str
) -> None:
    folder = tmp_path / "raw" / "crawls" / "channel=a"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.json").write_text(stored)
    (folder / "20190225T000000Z-00000a.json").write_text('{"crawl_id": "x", "channel": "a"}')

    crawls, [problem] = crawl_records.read_crawls(Store.local(tmp_path))

    assert crawls["crawl_id"].to_pylist() == ["x"]
    assert f"{NAME}.json is no crawl row" in problem


REMOVAL = {"channel": "a", "canonical_url": "http://a/1", "seen_at": "2019-02-24T01:00:00"}


@pytest.mark.parametrize(
    "line",
    [b"[]", b"7", b"{}", b"[" * 100_000, b"\xff"]
    + [escaped(REMOVAL | odd).encode() for odd in (
        {"seen_at": "soon"}, {"seen_at": 7}, {"channel": None}, {"status": "x"}, {"status": 10**12}
    )],
)  # fmt: skip
def test_a_removal_of_another_kind_is_left_out_and_told(
    tmp_path: Path, line: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "raw" / "revisions" / "channel=a" / f"{NAME}.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(line + b"\n" + escaped(REMOVAL | {"status": 404}).encode())

    with caplog.at_level(logging.WARNING):
        [row] = crawl_records.read_gone(Store.local(tmp_path))

    assert (row["status"], row["seen_at"]) == (404, datetime(2019, 2, 24, 1, tzinfo=UTC))
    assert f"{NAME}.jsonl:1 is no revision" in caplog.text


def test_half_a_character_in_any_record_costs_that_character(tmp_path: Path) -> None:
    write_items(tmp_path, articles=20)
    raw = tmp_path / "raw"
    [crawl, *_] = sorted((raw / "crawls").rglob("*.json"))
    channel = crawl.parent.name.removeprefix("channel=")
    told = json.loads(crawl.read_text(encoding="utf-8")) | {"reason": HALF, "errors": {HALF: 1}}
    crawl.write_text(escaped(told))
    announced = {"channel": channel, "title": HALF, "region_code": "360700", "platform": HALF}
    (raw / "channels.jsonl").write_text(escaped(announced))
    removal = REMOVAL | {"canonical_url": f"http://a/{HALF}", "status": 404, "detail": HALF}
    path = raw / "revisions" / f"channel={channel}" / f"{NAME}.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(escaped(removal | {"channel": channel}))

    report = build(tmp_path, workers=1)

    assert (report.counts["kept"], report.held) == (20, [])
    lake = Lake(tmp_path)
    snapshot = lake.current()
    assert snapshot is not None
    titles = lake.read_table(snapshot, "channels")["title"].to_pylist()
    details = lake.read_table(snapshot, "revisions")["detail"].to_pylist()
    reasons = lake.read_table(snapshot, "crawls")["reason"].to_pylist()
    assert all("\ufffd" in column for column in (titles, details, reasons))


def test_a_folder_without_raw_items_is_one_line_and_no_empty_snapshot(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match=rf"\A{tmp_path}[^\n]*COVERAGE_DATA[^\n]*\Z"):
        build(tmp_path, workers=1)

    assert not Lake(tmp_path).is_published()
