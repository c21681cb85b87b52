"""What gates hold stays held, and nothing good goes without a word (H1–H4)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from bench.faults import Row
from bench.faults_lake import ARTICLES, add_crawl, build, command, folder_of, lake, new_items
from bench.faults_stage import scenarios
from storage.exit_codes import LakeExit

if TYPE_CHECKING:
    from transforms.lake.snapshot import Lake

KNOWN, DRIFTED = 24, 12


def drift(lake: Lake, *, is_known: bool = False) -> None:
    """A channel's template moves: twelve bodies shrink to a teaser, their credits go.

    ``is_known``: of articles that are published already, read again.
    """
    rows = new_items(KNOWN + DRIFTED)
    add_crawl(lake, rows[:KNOWN], "20190320T040000Z")
    build(lake)
    rows = rows[KNOWN - DRIFTED : KNOWN] if is_known else rows[KNOWN:]
    for row in rows:
        teaser = {**row["blocks"][0], "text": "本报讯 全市主攻工业推进会昨日召开了。"}
        row |= {"credits": [], "blocks": [teaser], "fetched_at": "2019-03-21T04:00:00+00:00"}
    add_crawl(lake, rows, "20190321T040000Z")


def h1_lake_deleted() -> Row:
    with lake() as lost:
        drift(lost)
        before = build(lost).counts["held"]
        shutil.rmtree(folder_of(lost) / "lake")
        code, line = command(lost, "build")
        after = build(lost).counts
    return Row(
        case="H1",
        scenario="the lake is deleted while rows are held",
        demand="made anew, the same rows held",
        measured=f"{before} held, then {after['held']}",
        is_met=code == LakeExit.HELD
        and before == after["held"] == DRIFTED
        and after["kept"] == ARTICLES + KNOWN,
        line=line.splitlines()[0],
    )


def read_again(row: dict[str, Any], raw: str) -> dict[str, Any]:
    """The article a day later, dated ``raw``."""
    published = [{"raw": raw, "where": "visible:head:.info"}]
    return row | {"fetched_at": "2019-03-21T04:00:00+00:00", "published": published}


def h2_impossible_day() -> Row:
    with lake() as lost:
        [row] = new_items(1)
        add_crawl(lost, [row], "20190320T040000Z")
        build(lost)
        add_crawl(lost, [read_again(row, "2019-02-30 08:00")], "20190321T040000Z")
        _, line = command(lost, "build")
        report = build(lost)
        current = lost.current()
        assert current is not None
        undated = lost.read_table(current, "articles", ["published_at"])["published_at"].null_count
    return Row(
        case="H2",
        scenario="a page dates itself 30 February when read again",
        demand="its day stays, the reading is held",
        measured=f"{undated} without a day, {report.counts['held']} held",
        is_met=(undated, report.counts["held"]) == (0, 1) and "no day that can be read" in line,
        line=line.splitlines()[0],
    )


def h3_release_that_replaces() -> Row:
    with lake() as lost:
        drift(lost, is_known=True)
        build(lost)
        code, line = command(lost, "release")
        held = build(lost).counts["held"]
    return Row(
        case="H3",
        scenario="a release whose drifted rows replace published ones",
        demand="says so, and publishes them",
        measured=f"exit code {code}, {held} held",
        is_met=(code, held) == (0, 0) and f"{DRIFTED} of them would replace" in line,
        line=line.splitlines()[0],
    )


def h4_damaged_notes() -> Row:
    with lake() as lost:
        drift(lost)
        build(lost)
        (folder_of(lost) / "state" / "holds.json").write_text('{"raw/ite')
        code, line = command(lost, "build")
        (folder_of(lost) / "state" / "holds.json").unlink()
        held = build(lost).counts["held"]
    return Row(
        case="H4",
        scenario="the notes of what is held are cut",
        demand="refused by name; moved away, all stays held",
        measured=f"exit code {code}, {held} held",
        is_met=code == LakeExit.FAILED and held == DRIFTED and "holds.json" in line,
        line=line,
    )


SCENARIOS = scenarios(globals())
