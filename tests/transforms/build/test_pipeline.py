"""A build adds up, repeats itself, survives a kill; the order in which days arrive is nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom.items import write_items
from storage.store import Store
from transforms.build import inputs, story_stage
from transforms.build.pipeline import build, retag
from transforms.dedupe import dedupe
from transforms.errors import LakeError
from transforms.lake.snapshot import Lake
from transforms.tag import seeds as seed_room

if TYPE_CHECKING:
    import pyarrow as pa


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("raw")
    write_items(data, articles=240, since=date(2019, 1, 14), until=date(2019, 1, 31), noise=True)
    return data


@pytest.fixture
def data(raw: Path, tmp_path: Path) -> Path:
    """A data folder of raw items alone, of this test's own."""
    shutil.copytree(raw / "raw", tmp_path / "raw")
    return tmp_path


def table(data: Path, name: str) -> pa.Table:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    return lake.read_table(snapshot, name)


def raw_files(data: Path) -> list[str]:
    return inputs.raw_files(Store.local(data))


def test_kept_and_dropped_are_all_lines_read(data: Path) -> None:
    [first, *_] = raw_files(data)
    with (data / first).open("a", encoding="utf-8") as file:
        file.write('{"channel": "sample_ifeng", "url": "http://x')  # cut by a full disk

    report = build(data)

    lines = sum(len((data / name).read_bytes().splitlines()) for name in raw_files(data))
    assert report.counts["kept"] + report.counts["dropped"] == lines
    broken = [row for row in table(data, "dropped").to_pylist() if row["step"] == "read"]
    assert [(row["raw_file"], row["drop_reason"]) for row in broken] == [(first, "not_json")]


def test_a_crawl_of_a_clock_that_was_ahead_has_no_day_cleaned_again(data: Path) -> None:
    def pieces() -> set[str]:
        build(data)
        snapshot = Lake(data).current()
        assert snapshot is not None
        return set(snapshot.pieces)

    for name in raw_files(data):
        if (day := inputs.crawl_date(name)) and day.month > 1:
            (data / name).unlink()
    before = pieces()
    last = data / raw_files(data)[-1]
    shutil.copy(last, last.with_name("29990101T010203Z-abcdef.jsonl"))

    # The days of the present month stay apart, or each day to come would remake all of them.
    assert before < pieces()


def test_stories_read_from_pieces_are_those_of_the_published_texts(data: Path) -> None:
    build(data)

    whole = dedupe(table(data, "articles"), outlets=table(data, "outlets"))

    for name in ("stories", "reprints", "reprint_changes"):
        published = table(data, name)
        assert published.num_rows
        assert published.to_pylist() == getattr(whole, name).to_pylist()
    assert table(data, "story_edges").to_pylist() == whole.edges.to_pylist()


def test_texts_are_compared_again_only_when_one_of_them_is_new(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, newest = raw_files(data)
    held_back = (data / newest).rename(data / "held-back")
    build(data)
    before = {name: table(data, name) for name in story_stage.TABLES}
    compared = []

    def counted(*arguments: object, **named: object) -> object:
        compared.append(1)
        return dedupe(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(story_stage, "dedupe", counted)

    build(data)
    retag(data)
    assert not compared
    assert {name: table(data, name) for name in story_stage.TABLES} == before

    held_back.rename(data / newest)
    assert build(data).is_new
    assert compared


def test_torn_signatures_are_made_again(data: Path) -> None:
    first = build(data)
    [torn, *_] = sorted((data / "lake" / "pieces").rglob("*.arrow"))
    whole = torn.read_bytes()
    torn.write_bytes(whole[:100])

    assert build(data).content_hash == first.content_hash
    assert torn.read_bytes() == whole


@pytest.mark.parametrize(
    ("manifest", "damage"),
    [("piece.json", "gone"), ("tags.json", "torn"), ("signatures.json", "zeros")],
)
def test_what_has_no_manifest_is_made_again(data: Path, manifest: str, damage: str) -> None:
    first = build(data)
    [path, *_] = sorted((data / "lake" / "pieces").rglob(manifest))
    whole = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(whole[:50] if damage == "torn" else bytes(len(whole)))
    for file in path.parent.glob("*.parquet"):
        file.write_bytes(b"half written by a build that was killed")

    assert build(data).content_hash == first.content_hash
    assert path.read_bytes() == whole


def test_a_second_build_changes_nothing(data: Path) -> None:
    first, second = build(data), build(data)

    assert first.is_new
    assert not second.is_new
    assert second.snapshot_id == first.snapshot_id


def test_days_built_one_by_one_or_late_give_what_one_build_gives(
    data: Path, tmp_path: Path
) -> None:
    days = sorted({day for name in raw_files(data) if (day := inputs.crawl_date(name))})
    middle = days[len(days) // 2]
    late = tmp_path / "late"
    shutil.copytree(data / "raw", late / "raw")

    at_once = build(data)
    build(late, since=middle)
    by_parts = build(late, until=middle)

    assert by_parts.content_hash == at_once.content_hash
    assert table(late, "articles").num_rows == table(data, "articles").num_rows


def test_a_day_outside_the_window_waits(data: Path) -> None:
    report = build(data, until=date(2019, 1, 21))

    assert 0 < report.counts["kept"] < 200
    assert {day for name in Lake(data).current().inputs if (day := inputs.crawl_date(name))} <= {  # type: ignore[union-attr]
        day
        for name in raw_files(data)
        if (day := inputs.crawl_date(name)) and day <= date(2019, 1, 21)
    }


def test_a_build_killed_anywhere_and_run_again_gives_the_same(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "killed"
    shutil.copytree(data / "raw", other / "raw")
    command = [sys.executable, "-m", "transforms", "build"]
    root = Path(__file__).parents[3]
    for delay in (2.0, 4.0, 5.0):
        killed = subprocess.Popen(command, cwd=root, env=os.environ | {"COVERAGE_DATA": str(other)})
        time.sleep(delay)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        Lake(other).current()  # whole or absent, never torn

    assert build(other).content_hash == build(data).content_hash


def test_a_new_theme_reaches_old_articles_without_a_crawl(data: Path, tmp_path: Path) -> None:
    before = build(data)
    folder = tmp_path / "seeds"
    shutil.copytree(seed_room.FOLDER, folder)
    with (folder / "themes.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[theme]]\nid = "测试主题"\nlabel_en = "Test"\nterms = ["江西"]\n')

    after = retag(data, seeds_folder=folder)

    themes = table(data, "theme_mentions")["theme"].to_pylist()
    assert "测试主题" in themes
    assert after.counts["kept"] == before.counts["kept"]
    assert after.content_hash != before.content_hash


def test_retagging_nothing_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match=r"nothing is published .* run a build first"):
        retag(tmp_path)


def test_every_mention_leads_to_an_article_and_every_article_to_its_line(data: Path) -> None:
    build(data)
    articles = table(data, "articles").to_pylist()
    ids = {row["article_id"] for row in articles}

    for name in ("theme_mentions", "place_mentions", "person_mentions", "targets", "blocks"):
        assert set(table(data, name)["article_id"].to_pylist()) <= ids
    sample = articles[0]
    line = (
        (data / sample["raw_file"]).read_text(encoding="utf-8").splitlines()[sample["raw_line"] - 1]
    )
    assert sample["url"] in line
    assert all(row["story_id"] for row in articles)
