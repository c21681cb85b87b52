"""The order of work in a build: read → clean, tag → versions → stories → tables → publish.

The only module that knows this order. Every step is a function of files that never change, so a
build killed anywhere and run again publishes the same snapshot.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

import pyarrow as pa

from transforms.build import chosen_rows, holds, inputs, tables
from transforms.build.choosing import choose
from transforms.build.make_pieces import make_pieces
from transforms.build.pieces import signatures_name, tags_name
from transforms.build.story_stage import find_stories, record_stories
from transforms.engine.local import workers_for
from transforms.errors import LakeError
from transforms.lake.garbage import collect_garbage
from transforms.lake.snapshot import Lake, Snapshot, TableFile
from transforms.tag.seeds import load

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from transforms.build.pieces import Piece
    from transforms.lake.raw_inputs import Batch


log = logging.getLogger(__name__)


@dataclass(slots=True)
class BuildReport:
    """What a build did: counts, seconds by stage, and the snapshot now published."""

    snapshot_id: str
    content_hash: str
    is_new: bool
    counts: dict[str, int]
    seconds: dict[str, float] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    """A line per channel, gate and reason for which rows wait for a person, and per crawl row that
    cannot be read."""


def build(
    data: Path | Lake,
    *,
    since: date | None = None,
    until: date | None = None,
    seeds_folder: Path | None = None,
    workers: int | None = None,
    accept_drift: bool = False,
) -> BuildReport:
    """Raw items → published snapshot, with the raw files of crawls between since and until added.

    ``data`` is the data folder, or a lake on another store. Days are those of the crawl (UTC);
    without them every crawl counts. Raises LakeError, and leaves the published snapshot as it was,
    when a check fails.
    """
    lake = data if isinstance(data, Lake) else Lake(data)
    with lake.building():
        previous = lake.current()
        known = set(previous.inputs) if previous else set()
        wanted = [
            raw_file
            for raw_file in inputs.raw_files(lake.data)
            if raw_file in known or _is_within(inputs.crawl_date(raw_file), since, until)
        ]
        return _build_from(
            lake, wanted, previous, seeds_folder, workers or os.cpu_count() or 1, accept_drift
        )


def retag(
    data: Path | Lake, *, seeds_folder: Path | None = None, workers: int | None = None
) -> BuildReport:
    """Tag the published articles again after a seed changed: no crawl, no cleaning."""
    lake = data if isinstance(data, Lake) else Lake(data)
    with lake.building():
        previous = lake.current()
        if previous is None:
            raise LakeError(
                f"nothing is published in {lake.store.root}: run a build first 尚无已发布数据"
            )
        wanted = sorted(previous.inputs, key=lambda raw: (raw.rsplit("/", 1)[-1], raw))
        return _build_from(lake, wanted, previous, seeds_folder, workers or os.cpu_count() or 1)


def _build_from(
    lake: Lake,
    raw_files: list[str],
    previous: Snapshot | None,
    seeds_folder: Path | None,
    workers: int,
    accept_drift: bool = False,
) -> BuildReport:
    seconds: dict[str, float] = {}
    clock = Clock(seconds)
    seeds = load(seeds_folder)
    channels = inputs.read_channels(lake.data)
    regions = dict(
        zip(channels["channel"].to_pylist(), channels["region_code"].to_pylist(), strict=True)
    )
    known = previous.inputs if previous else {}
    raw_inputs = {name: inputs.chunks(lake.data, name, known.get(name)) for name in raw_files}
    chunks = [chunk for seen in raw_inputs.values() for chunk in seen.chunks]
    clock.stage("read")

    def make(batches: list[Batch]) -> list[Piece]:
        made = make_pieces(lake.data, batches, regions, seeds_folder, workers)
        clock.stage("clean and tag")
        return made

    pieces, chosen, dropped = choose(lake, previous, chunks, make, accept_drift=accept_drift)
    held = holds.summary(dropped)
    crawls, unreadable = inputs.read_crawls(lake.data)
    clock.stage("versions")

    build_id = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    seed_tables = seeds.tables()
    stories = find_stories(lake, previous, pieces, chosen.kept, seed_tables["outlets"], build_id)
    clock.stage("stories")

    parts = chosen_rows.parts_by_month(pieces, chosen.kept, stories.members)
    files = tables.write_months(
        lake.store, parts, tags_name(seeds), workers_for(workers, chosen.kept.num_rows)
    )
    files["blocks"] = tables.write_blocks(
        lake.store, chosen_rows.kept_by_piece(pieces, chosen.kept)
    )
    small = {
        "dropped": dropped.sort_by([("raw_file", "ascending"), ("raw_line", "ascending")]),
        **stories.tables,
        "revisions": chosen.revisions,
        "crawls": crawls,
        "channels": channels,
        **seed_tables,
    }
    files.update(stories.files)
    for name, table in small.items():
        files[name] = [tables.write_table(lake.store, name, table)]
    clock.stage("write")

    snapshot = Snapshot(
        snapshot_id="",
        build_id=build_id,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        content_hash=chosen_rows.content_hash(chosen, stories.members, seeds.seed_hash),
        tables=files,
        inputs=raw_inputs,
        counts={
            "raw_lines": chosen.kept.num_rows + dropped.num_rows,
            "kept": chosen.kept.num_rows,
            "dropped": dropped.num_rows,
            holds.HELD: sum(hold.row_count for hold in held),
            **{name: sum(file.rows for file in listed) for name, listed in files.items()},
        },
    )
    is_new = previous is None or previous.tables != files
    if is_new:
        snapshot.snapshot_id = f"{build_id}-{_hash_files(files)}"
        lake.publish(snapshot)
        folders = (piece.folder for piece in pieces)
        collect_garbage(lake, folders, (tags_name(seeds), signatures_name()))
    elif previous is not None:
        snapshot.snapshot_id = previous.snapshot_id
    record_stories(lake, stories, snapshot.snapshot_id)
    clock.stage("publish")
    return BuildReport(
        snapshot.snapshot_id,
        snapshot.content_hash,
        is_new,
        snapshot.counts,
        seconds,
        held=[*(hold.told() for hold in held), *unreadable],
    )


class Clock:
    """Seconds by stage, told to the log as each ends."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.last = perf_counter()

    def stage(self, name: str) -> None:
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self.last
        log.info("%s: %.2f s", name, self.seconds[name])
        pa.default_memory_pool().release_unused()
        self.last = now


def _is_within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _hash_files(files: dict[str, list[TableFile]]) -> str:
    return tables.hash_text(str(sorted(files.items())))[:8]
