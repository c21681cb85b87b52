"""A lake that 0.1 built opens, is published again by the next build, and grows on.

``lake_0_1.tar.xz`` is a data folder of one channel, built by commit 28d8884: pieces without
manifests, in folders renamed into place, named by hashes of sources.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.clock import utc_now
from tests.transforms import golden
from transforms.build.pipeline import build
from transforms.clean.normalize import search_text
from transforms.lake.schema import TABLES
from transforms.lake.snapshot import Lake
from warehouse.build import build as build_catalogue
from warehouse.snapshot import read_snapshot

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

ARCHIVE = Path(__file__).parent / "lake_0_1.tar.xz"
SNAPSHOT = "20261128T045021Z-1c9385ff"
CONTENT_HASH = "6b7639694879487244e5ba5a98ca1d7b"
"""As 0.1 published it."""
BUILT_HASH = "7ba2a7575c0048d287e006ac32a74964"
"""As it is built now: articles tell the rules of their fields, quotes are word for word, with field
and place. Another one after a raise: say here which rows changed."""

TAGGED = (
    "theme_mentions",
    "place_mentions",
    "person_mentions",
    "organisation_mentions",
    "targets",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "data"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The seeds of then: their hash is part of the content hash."""
    zipfile.ZipFile(golden.SEEDS).extractall(tmp_path / "seeds")
    return tmp_path / "seeds"


def rows(data: Path, table: str) -> list[dict[str, object]]:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    return lake.read_table(snapshot, table).to_pylist()


def test_it_opens_and_every_table_is_read(data: Path) -> None:
    lake = Lake(data)
    snapshot = lake.current()

    assert snapshot is not None
    assert (snapshot.snapshot_id, snapshot.content_hash) == (SNAPSHOT, CONTENT_HASH)
    for name in TABLES:
        count = sum(file.rows for file in snapshot.tables[name])
        assert lake.read_table(snapshot, name).num_rows == count
    assert len(read_snapshot(data / "lake").files["articles"]) == 2


def test_the_next_build_publishes_the_same_content(data: Path, seeds: Path) -> None:
    fresh = (
        "headline_rule",
        "origin_rule",
        "reporters_rule",
        "editors_rule",
        "field",
        "field_offset",
        "aboutness",
        "is_about",
        "value_max",
        "comparison_base",
        "status",
    )
    volatile = ("cleaner_version", "successor_code", *fresh)
    before = {name: rows(data, name) for name in TABLES}

    report = build(data, seeds_folder=seeds, workers=1)

    assert report.content_hash == BUILT_HASH
    assert report.counts["kept"] == 9
    for name, known in before.items():
        now = rows(data, name)
        assert all(
            (row["field"] is None) == (row["quote"] is None) for row in now if "quote" in row
        )
        if name == "theme_mentions":
            assert all(row["is_about"] is None for row in known)
            assert all(row["is_about"] is not None for row in now)
        for row in (*known, *now):
            for column in volatile:
                row.pop(column, None)
            if name == "place_mentions":
                row.pop("name_raw")  # now that of the quoted mention, not of the first
            if row.get("quote"):
                row["quote"] = search_text(str(row["quote"]))
        if name == "person_mentions":
            assert every_act(known) <= every_act(now)
        elif name == "targets":
            assert every_aim(known) == every_aim(now)
        elif name == "organisation_mentions":
            assert every_name(known) <= every_name(now)
        else:
            assert sorted(map(repr, now)) == sorted(map(repr, known)), name


def every_aim(targets: list[dict[str, object]]) -> set[tuple[object, ...]]:
    """Which quantity of what stands where: who acts, the place and what 三年 of 2019 means are read
    otherwise since 0.1.
    """
    columns = ("article_id", "value", "unit", "comparator", "subject", "deadline", "first_offset")
    return {tuple(row[name] for name in (*columns, "quote")) for row in targets}


def every_act(mentions: list[dict[str, object]]) -> set[tuple[object, ...]]:
    """Who said what about which theme, and where: more is found since 0.1, and posts with it."""
    columns = ("article_id", "person", "speech_act", "theme", "first_offset", "quote")
    return {tuple(row[column] for column in columns) for row in mentions}


def every_name(mentions: list[dict[str, object]]) -> set[tuple[object, ...]]:
    """Which companies stand where: bodies of other kinds are named as well since 0.1."""
    columns = ("article_id", "organisation", "name_raw", "region_code", "is_listed", "first_offset")
    return {tuple(row[column] for column in columns) for row in mentions}


def test_one_command_tags_it_as_a_fresh_lake_is_tagged(data: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    shutil.copytree(data / "raw", fresh / "raw")
    old = {row["article_id"]: row["cleaner_version"] for row in rows(data, "articles")}
    before = {name: rows(data, name) for name in TAGGED}

    run_transforms("retag", data)
    retagged = {name: rows(data, name) for name in TAGGED}
    run_transforms("build", fresh)

    for name in TAGGED:
        assert retagged[name] == rows(fresh, name), name
    assert retagged["theme_mentions"] != before["theme_mentions"]
    assert all("field" in row for row in retagged["theme_mentions"])
    assert {row["article_id"] for row in rows(data, "articles")} == set(old)
    assert Lake(data).current().content_hash == Lake(fresh).current().content_hash
    published = build_catalogue(data)
    assert published.exists()


def test_a_build_after_the_retag_finds_nothing_to_do(data: Path) -> None:
    run_transforms("retag", data)
    snapshot = Lake(data).current()
    run_transforms("build", data)
    assert Lake(data).current() == snapshot


def run_transforms(command: str, data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "transforms", command],
        env=os.environ | {"COVERAGE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_it_grows_on_and_what_0_1_left_is_collected_in_time(
    data: Path, seeds: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(utc_now() + timedelta(hours=1))
    old_pieces = {path.name for path in (data / "lake" / "pieces").glob("*/*")}
    stories = {row["article_id"]: row["story_id"] for row in rows(data, "articles")}
    for week in range(1, 8):
        add_crawl(data, week)
        time_machine.shift(timedelta(days=1))
        assert build(data, seeds_folder=seeds, workers=1).is_new

    assert len(rows(data, "articles")) == 9 + 7
    now = {row["article_id"]: row["story_id"] for row in rows(data, "articles")}
    assert stories.items() <= now.items(), "known stories keep their ids"
    left = {path.name for path in (data / "lake" / "pieces").glob("*/*")}
    assert not old_pieces & left
    assert SNAPSHOT not in Lake(data).snapshot_ids()


def test_the_warehouse_publishes_it(data: Path, seeds: Path) -> None:
    build(data, seeds_folder=seeds, workers=1)
    assert build_catalogue(data).exists()


def add_crawl(data: Path, week: int) -> None:
    """One article more, of a crawl a week later than the last."""
    folder = data / "raw" / "items" / "channel=sample_ifeng"
    [first, *_] = sorted(folder.glob("*.jsonl"))
    row = json.loads(first.read_text("utf-8").splitlines()[0])
    row |= {"canonical_url": f"{row['url']}?week={week}", "url": f"{row['url']}?week={week}"}
    row["blocks"] = [block | {"text": f"第{week}周：{block['text']}"} for block in row["blocks"]]
    text = json.dumps(row, ensure_ascii=False) + "\n"
    (folder / f"201903{week:02}T155930Z-{week:06x}.jsonl").write_text(text, "utf-8")
