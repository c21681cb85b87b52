"""What befalls the lake: lost or damaged files, odd raw items, unread builds (L1–L15)."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.faults import Row
from bench.faults_stage import LINE_LIMIT
from storage.exit_codes import LakeExit
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transforms.lake.snapshot import Lake, Snapshot

ARTICLES = 40
DAMAGES: dict[str, Callable[[Path], object]] = {
    "is missing": Path.unlink,
    "is cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "is zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}
PLACES = {
    "a table": "tables/articles/*.parquet",
    "a file of a piece": "pieces/*/*/keys.parquet",
}


@cache
def _built() -> Path:
    """Raw items of the newsroom and the lake made of them, once for all rows."""
    from newsroom.items import write_items
    from transforms.build.pipeline import build

    data = Path(tempfile.mkdtemp(prefix="faults-lake-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    write_items(data, articles=ARTICLES)
    build(data, workers=1)
    return data


@contextmanager
def lake() -> Iterator[Lake]:
    """A lake of this row's own, built."""
    from transforms.lake.snapshot import Lake

    with tempfile.TemporaryDirectory(prefix="faults-lake-") as folder:
        data = Path(folder) / "data"
        shutil.copytree(_built(), data)
        yield Lake(data)


def folder_of(lake: Lake) -> Path:
    return Path(lake.data.root)


def current(lake: Lake) -> Snapshot:
    snapshot = lake.current()
    assert snapshot is not None
    return snapshot


def build(lake: Lake, **options: Any) -> Any:
    from transforms.build.pipeline import build

    return build(lake, workers=1, **options)


def command(lake: Lake, *arguments: str, module: str = "transforms") -> tuple[int, str]:
    """Exit code and what was said of ``python -m transforms …``."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=CHECKOUT,
        env={"PATH": "", "COVERAGE_DATA": str(folder_of(lake))},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stderr.strip() or done.stdout.strip())


def damaged(case: str, place: str, damage: str) -> Row:
    """The next build makes the file again, byte for byte, and the tables with it."""
    from transforms.build.verify import verify

    with lake() as lost:
        before = current(lost)
        path = sorted((folder_of(lost) / "lake").glob(PLACES[place]))[0]
        whole = path.read_bytes()
        DAMAGES[damage](path)
        told = [line for state in verify(lost, is_deep=True) for line in state.broken]
        build(lost)
        is_same = path.read_bytes() == whole and current(lost).tables == before.tables
        left = [line for state in verify(lost, is_deep=True) for line in state.broken]
    return Row(
        case=case,
        scenario=f"{place} {damage}",
        demand="told, made again byte for byte",
        measured="made again" if is_same and not left else f"NOT MADE AGAIN: {left[:1]}",
        is_met=bool(told) and is_same and not left,
        line=told[0] if told else "",
    )


def raw_lost(case: str, damage: str) -> Row:
    with lake() as lost:
        before = current(lost)
        raw = sorted((folder_of(lost) / "raw" / "items").rglob("*.jsonl"))[0]
        DAMAGES[damage](raw)
        code, line = command(lost, "build")
        is_kept = current(lost) == before
        goes_on = command(lost, "build", "--accept-loss")[0] == 0
    return Row(
        case=case,
        scenario=f"a raw file that was built {damage}",
        demand="refused by name, rows stay, --accept-loss goes on",
        measured=f"exit code {code}, rows {'stay' if is_kept else 'GONE'}",
        is_met=code == LakeExit.FAILED
        and is_kept
        and goes_on
        and raw.name in line
        and "\n" not in line
        and len(line) <= LINE_LIMIT,
        line=line,
    )


def l9_binary_pointer() -> Row:
    with lake() as lost:
        before = current(lost)
        (folder_of(lost) / "lake" / "CURRENT").write_bytes(b"\xff\x00\xfe" * 9)
        code, line = command(lost, "verify")
        is_same = build(lost).content_hash == before.content_hash
    return Row(
        case="L9",
        scenario="lake/CURRENT is binary",
        demand="told with the command, a build mends it",
        measured=f"exit code {code}, {'mended' if is_same else 'NOT MENDED'}",
        is_met=code == LakeExit.BROKEN and is_same and "Traceback" not in line,
        line=line.splitlines()[-1],
    )


def l10_changed_byte() -> Row:
    with lake() as lost:
        path = folder_of(lost) / "lake" / current(lost).tables["articles"][0].path
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        code, line = command(lost, "verify", "--deep")
    return Row(
        case="L10",
        scenario="one bit of a table file flipped",
        demand="verify --deep names it",
        measured=f"exit code {code}",
        is_met=code == LakeExit.BROKEN and "transforms build" in line,
        line=line.splitlines()[-1],
    )


def l11_parts_of_a_killed_build() -> Row:
    with lake() as lost:
        places = [folder_of(lost) / "lake" / name for name in ("tables", "pieces", "snapshots")]
        parts = [place / ".x.parquet.4711.part" for place in places]
        for part in parts:
            part.write_bytes(b"half")
        is_new = build(lost).is_new
        left = sum(part.exists() for part in parts)
    return Row(
        case="L11",
        scenario=".part files of a killed build",
        demand="gone with the next build, no new snapshot",
        measured=f"{left} of {len(parts)} left",
        is_met=not left and not is_new,
    )


def add_crawl(lake: Lake, rows: list[dict[str, Any]], when: str, *, escaped: bool = False) -> None:
    """A raw file of ``sample_people``, fetched at ``when`` (yyyymmddThhmmssZ)."""
    place = folder_of(lake) / "raw" / "items" / "channel=sample_people"
    place.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=escaped) + "\n" for row in rows)
    (place / f"{when}-000001.jsonl").write_text(text, encoding="utf-8")


def new_items(count: int) -> list[dict[str, Any]]:
    """Articles that the lake does not have."""
    from newsroom.grammar import generate
    from newsroom.items import item

    found = (a for a in generate("faults", 400) if a.channel == "sample_people")
    return [item(article, "2019-03-20T04:00:00+00:00") for article in islice(found, count)]


def l12_half_a_character() -> Row:
    with lake() as lost:
        rows = new_items(3)
        rows[0]["headline_raw"] += "\ud83d"
        add_crawl(lost, rows, "20190320T040000Z", escaped=True)
        kept = build(lost).counts["kept"]
    return Row(
        case="L12",
        scenario="a lone surrogate in one raw line",
        demand="every article is published",
        measured=f"{kept - ARTICLES} of 3 new ones",
        is_met=kept == ARTICLES + 3,
    )


def l13_article_of_1992() -> Row:
    from warehouse.build import build as publish
    from warehouse.session import connect

    with lake() as lost:
        [row] = new_items(1)
        row["published"] = [{"raw": "1992年6月1日 08:00", "where": "visible:head:.info"}]
        add_crawl(lost, [row], "20190320T040000Z")
        build(lost)
        with connect(publish(folder_of(lost)), read_only=True) as connection:
            [(count,)] = connection.execute(
                "select count(*) from articles where published_date = '1992-06-01'"
            ).fetchall()
    return Row(
        case="L13",
        scenario="one article dated 1992",
        demand="published under its day, and all others",
        measured=f"{count} article",
        is_met=count == 1,
    )


def l14_builds_without_a_publish() -> Row:
    """Seven new snapshots a day apart: what the catalogue reads is the oldest, and stays."""
    import time_machine

    from warehouse.build import build as publish
    from warehouse.reader import Limits
    from warehouse.sandbox import answer

    with lake() as lost:
        publish(folder_of(lost))
        began = datetime.now(UTC)
        for day in range(1, 8):
            add_crawl(lost, new_items(8)[:day], f"201903{20 + day}T040000Z")
            with time_machine.travel(began + timedelta(days=day)):
                build(lost)
        limits = Limits(seconds=30.0)
        [row] = answer(
            folder_of(lost), "select count(*) as n from theme_mentions", limits
        ).to_pylist()
        kept = len(lost.snapshot_ids())
    return Row(
        case="L14",
        scenario="seven daily builds, no publish",
        demand="the old catalogue still answers",
        measured=f"{row['n']} mentions, {kept} snapshots kept",
        is_met=row["n"] > 0 and kept < 8,
    )


def l15_moved_folder() -> Row:
    from warehouse.build import build as publish

    with lake() as lost:
        publish(folder_of(lost))
        moved = folder_of(lost).with_name("moved")
        folder_of(lost).rename(moved)
        there = type(lost)(moved)
        asked = ("query", "select count(*) as n from articles", "--json")
        code, line = command(there, *asked, module="warehouse")
        command(there, "relocate", module="warehouse")
        after = command(there, *asked, module="warehouse")
    return Row(
        case="L15",
        scenario="the data folder moved",
        demand="refused with the command, which mends it",
        measured=f"exit code {code}, then {after[1]}",
        is_met=code == 3 and "relocate" in line and after == (0, f'{{"n": {ARTICLES}}}'),
        line=line,
    )


def _named(kind: Callable[..., Row], number: int, *what: str) -> Callable[[], Row]:
    scenario = partial(kind, f"L{number}", *what)
    scenario.__name__ = f"l{number}_{'_'.join(what).replace(' ', '_')}"  # type: ignore[attr-defined]
    return scenario


SCENARIOS = [
    *(
        _named(damaged, number, place, damage)
        for number, (place, damage) in enumerate(
            ((place, damage) for place in PLACES for damage in DAMAGES), 1
        )
    ),
    _named(raw_lost, 7, "is missing"),
    _named(raw_lost, 8, "is zeroed"),
    l9_binary_pointer,
    l10_changed_byte,
    l11_parts_of_a_killed_build,
    l12_half_a_character,
    l13_article_of_1992,
    l14_builds_without_a_publish,
    l15_moved_folder,
]
