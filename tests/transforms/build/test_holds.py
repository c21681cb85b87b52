"""A gate holds the rows it is about: one page, one clock, one template never close the others."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.transforms.build.gate_world import (
    CHANNELS,
    FAULTS,
    PER_CHANNEL,
    World,
    dated,
    table,
    write,
)
from transforms.build import kept_holds
from transforms.build.pipeline import build
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path

HELD = ("dated anew", "drift")


@pytest.mark.parametrize("seed", range(10))
def test_every_clean_channels_rows_are_published_whatever_befalls_the_others(
    tmp_path: Path, seed: int
) -> None:
    rng, world = random.Random(seed), World(tmp_path, seed)
    for channel in CHANNELS:
        world.crawl(channel, PER_CHANNEL)
    report = build(tmp_path, workers=1)
    assert (report.counts["held"], report.held) == (0, [])
    for _ in range(4):
        world.day += timedelta(days=3)
        before = world.published()
        faults = {channel: rng.choice(list(FAULTS)) for channel in CHANNELS}
        faults[rng.choice(CHANNELS)] = None
        new = {channel: world.crawl(channel, 12, fault) for channel, fault in faults.items()}

        report = build(tmp_path, workers=1)

        assert report.counts["kept"] + report.counts["dropped"] == report.counts["raw_lines"]
        after = world.published()
        for channel, fault in faults.items():
            assert before[channel] <= after[channel], f"{fault}: what was published stays"
            if fault not in HELD:
                gained = len(after[channel] - before[channel])
                assert gained == 12, f"{channel} with {fault} beside {faults}"
        held = {
            row["raw_file"] for row in table(tmp_path, "dropped") if row["drop_reason"] == "held"
        }
        assert {new[c] for c, fault in faults.items() if fault in HELD} <= held
        assert not {new[c] for c, fault in faults.items() if fault not in HELD} & held
        assert bool(report.held) == bool(held)


def test_a_hold_names_its_rows_stays_until_released_and_is_then_published(tmp_path: Path) -> None:
    world = World(tmp_path, 1)
    for channel in CHANNELS:
        world.crawl(channel, PER_CHANNEL)
    build(tmp_path, workers=1)
    world.day += timedelta(days=3)
    world.crawl("sample_people", 12, "drift")
    world.crawl("sample_trs", 12, "dated anew")

    first = build(tmp_path, workers=1)
    world.day += timedelta(days=1)
    world.crawl("sample_enorth", 3)
    second = build(tmp_path, workers=1)

    assert first.held == second.held
    assert [line.partition(":")[0] for line in first.held] == ["sample_trs", "sample_people"]
    assert "3 rows held" in first.held[0]
    assert "dated 2019-02-20, but fetched 2019-02-17 already" in first.held[0]
    assert "12 rows held" in first.held[1]
    days = {
        row["published_date"] for row in table(tmp_path, "dropped") if row["drop_reason"] == "held"
    }
    assert days == {date(2019, 2, 20)}

    [released] = kept_holds.release(Lake(tmp_path), channel="sample_people", gate="drift")
    third = build(tmp_path, workers=1)
    kept_holds.release(Lake(tmp_path))
    fourth = build(tmp_path, workers=1)

    assert (released.channel, released.row_count) == ("sample_people", 12)
    assert [line.partition(":")[0] for line in third.held] == ["sample_trs"]
    assert fourth.held == []
    assert fourth.counts["kept"] == 3 * PER_CHANNEL + 12 + 12 + 3
    redated = [row for row in table(tmp_path, "articles") if row["first_seen_at"].day == 17]
    assert sum(row["published_date"] == date(2019, 2, 20) for row in redated) == 3


def test_a_template_mended_and_read_again_is_held_no_more(tmp_path: Path) -> None:
    world = World(tmp_path, 2)
    world.crawl("sample_people", PER_CHANNEL)
    build(tmp_path, workers=1)
    world.day += timedelta(days=1)
    rows = [dict(row) for row in world.stock["sample_people"][-12:]]
    raw_file = world.crawl("sample_people", 12, "drift")
    assert build(tmp_path, workers=1).counts["held"] == 12

    for row in rows:  # as a replay writes them: the same fetch, read again
        row |= {"fetched_at": f"{world.day}T15:00:00+00:00", "published": dated(world.day)}
    write((tmp_path / raw_file).with_name("20190221T150000Z-000001.jsonl"), rows)
    report = build(tmp_path, workers=1)

    assert (report.held, report.counts["kept"]) == ([], PER_CHANNEL + 12)
    assert {row["drop_reason"] for row in table(tmp_path, "dropped")} == {"superseded"}


def test_an_older_reading_stays_published_with_its_mentions_while_the_newer_is_held(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, 3)
    raw_file = world.crawl("sample_people", 12)
    build(tmp_path, workers=1)
    mentions = table(tmp_path, "theme_mentions")
    assert mentions

    # of the same month, and a later month beside it: both readings would share one piece
    path = tmp_path / raw_file
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    for row in rows:
        row |= {"fetched_at": "2019-02-20T15:00:00+00:00", "published": dated(date(2019, 2, 20))}
    write(path.with_name("20190220T150000Z-000001.jsonl"), rows)
    world.day = date(2019, 4, 1)
    world.crawl("sample_people", 1)
    report = build(tmp_path, workers=1)

    assert report.counts["held"] == 12
    kept = {row["article_id"] for row in mentions}
    again = [row for row in table(tmp_path, "theme_mentions") if row["article_id"] in kept]
    assert again == mentions


def test_a_retag_lets_nothing_through(tmp_path: Path) -> None:
    from transforms.build.pipeline import retag

    world = World(tmp_path, 4)
    world.crawl("sample_people", PER_CHANNEL)
    build(tmp_path, workers=1)
    world.day += timedelta(days=1)
    world.crawl("sample_people", 12, "drift")
    built = build(tmp_path, workers=1)

    assert retag(tmp_path, workers=1).held == built.held != []
