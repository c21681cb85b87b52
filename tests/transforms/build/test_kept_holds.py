"""What gates hold outlives the lake, and no reading takes a day or a text away without a word."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.transforms.build.gate_world import PER_CHANNEL, World, dated, table, write
from transforms.build import kept_holds
from transforms.build.pipeline import build
from transforms.errors import LakeError
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "sample_people"


@pytest.fixture
def drifted(tmp_path: Path) -> World:
    """A channel whose newest twelve rows are held for their template; ``last`` is their file."""
    world = World(tmp_path, 1)
    world.crawl(PEOPLE, PER_CHANNEL)
    build(tmp_path, workers=1)
    world.day += timedelta(days=3)
    world.crawl(PEOPLE, 12, "drift")
    assert build(tmp_path, workers=1).counts["held"] == 12
    return world


def held(data: Path) -> list[dict[str, Any]]:
    return [row for row in table(data, "dropped") if row["drop_reason"] == "held"]


def test_a_lake_made_anew_holds_the_same_rows(drifted: World) -> None:
    before, articles = held(drifted.data), table(drifted.data, "articles")
    shutil.rmtree(drifted.data / "lake")

    report = build(drifted.data, workers=1)

    assert held(drifted.data) == before
    assert report.counts["kept"] == len(articles)
    kept_holds.release(Lake(drifted.data))
    assert build(drifted.data, workers=1).counts["held"] == 0
    shutil.rmtree(drifted.data / "lake")
    assert build(drifted.data, workers=1).counts["held"] == 0, "what was released stays so"


def test_a_build_of_some_days_keeps_what_is_held_of_the_others(drifted: World) -> None:
    before = held(drifted.data)
    shutil.rmtree(drifted.data / "lake")

    some = build(drifted.data, until=drifted.day - timedelta(days=1), workers=1)
    build(drifted.data, workers=1)

    assert (some.counts["held"], some.counts["kept"]) == (0, PER_CHANNEL)
    assert held(drifted.data) == before


def test_a_build_killed_before_it_noted_its_holds_lets_nothing_through(drifted: World) -> None:
    before = held(drifted.data)
    (drifted.data / kept_holds.HOLDS).unlink()

    build(drifted.data, workers=1)

    assert held(drifted.data) == before
    assert (drifted.data / kept_holds.HOLDS).exists()


def test_accepted_drift_is_held_no_more(drifted: World) -> None:
    assert build(drifted.data, workers=1, accept_drift=True).counts["held"] == 0
    assert build(drifted.data, workers=1).counts["held"] == 0


def test_held_rows_whose_raw_file_is_gone_go_with_it(drifted: World) -> None:
    [raw_file] = {row["raw_file"] for row in held(drifted.data)}
    (drifted.data / raw_file).unlink()

    report = build(drifted.data, workers=1, accept_loss=True)

    assert (report.counts["held"], report.counts["kept"]) == (0, PER_CHANNEL)


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": {"x": "y"}}', "[" * 100_000])
@pytest.mark.parametrize("key", [kept_holds.HOLDS, kept_holds.RELEASES])
def test_notes_that_cannot_be_read_are_one_line(drifted: World, key: str, content: str) -> None:
    (drifted.data / key).write_text(content)

    with pytest.raises(LakeError, match=rf"\A[^\n]*{key}[^\n]*move it away[^\n]*\Z"):
        build(drifted.data, workers=1)


IMPOSSIBLE = {
    "no such day": [{"raw": "2019-02-30 08:00", "where": "visible:head:.info"}],
    "a day far ahead": dated(date(2091, 1, 1)),
    "none": [],
}


def fetched_again(world: World, raw_file: str, published: list[dict[str, str]]) -> Path:
    """The first article of a raw file read again a day later, and so dated."""
    first = json.loads((world.data / raw_file).read_text().splitlines()[0])
    world.day += timedelta(days=1)
    again = first | {"fetched_at": f"{world.day}T15:00:00+00:00", "published": published}
    path = (world.data / raw_file).with_name(f"{world.day:%Y%m%d}T150000Z-00000a.jsonl")
    write(path, [again])
    return path


@pytest.mark.parametrize("published", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_a_reading_without_a_day_takes_no_day_away(
    tmp_path: Path, published: list[dict[str, str]]
) -> None:
    world = World(tmp_path, 5)
    raw_file = world.crawl(PEOPLE, 3)
    build(tmp_path, workers=1)
    days = [row["published_date"] for row in table(tmp_path, "articles")]
    fetched_again(world, raw_file, published)

    report = build(tmp_path, workers=1)

    assert [row["published_date"] for row in table(tmp_path, "articles")] == days
    assert report.counts["kept"] + report.counts["dropped"] == report.counts["raw_lines"]
    [row] = held(tmp_path)
    assert f"no day that can be read, but {days[0]} before" in row["detail"]
    assert row["published_date"] is None, "no day lacks the article"
    [line] = report.held
    assert "1 of them would replace a published reading" in line

    [released] = kept_holds.release(Lake(tmp_path))
    report = build(tmp_path, workers=1)

    assert released.replacing == 1
    assert report.counts["held"] == 0
    assert sum(row["published_date"] is None for row in table(tmp_path, "articles")) == 1
    fetched_again(world, raw_file, published)
    assert build(tmp_path, workers=1).counts["held"] == 0, "judged against what was released"


def test_an_article_that_never_had_a_day_is_read_again_without_a_gate(tmp_path: Path) -> None:
    world = World(tmp_path, 6)
    raw_file = world.crawl(PEOPLE, 1)
    path = tmp_path / raw_file
    write(path, [json.loads(path.read_text()) | {"published": []}])
    build(tmp_path, workers=1)
    fetched_again(world, raw_file, [])
    assert build(tmp_path, workers=1).counts["held"] == 0
    fetched_again(world, raw_file, dated(date(2019, 2, 1)))

    report = build(tmp_path, workers=1)

    assert report.counts["held"] == 0
    assert [row["published_date"] for row in table(tmp_path, "articles")] == [date(2019, 2, 1)]
