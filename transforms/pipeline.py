"""The order of work in a build: read → clean, tag → versions → stories → tables → publish.

The only module that knows this order. Every step is a function of files that never change, so a
build killed anywhere and run again publishes the same snapshot.
"""

from __future__ import annotations

import logging
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from time import perf_counter
from typing import TYPE_CHECKING

import pyarrow as pa

from transforms import assemble, publish, read
from transforms.dedupe import dedupe
from transforms.errors import LakeError
from transforms.lake import Lake, Snapshot, TableFile
from transforms.pieces import KEYS, Piece, is_made, make_piece, tags_name
from transforms.schema import DROPPED
from transforms.tag.seeds import load
from transforms.versions import choose_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from transforms.raw_inputs import Chunk

log = logging.getLogger(__name__)
PARALLEL_FROM_LINES = 8_000
"""Below this a second process costs more than it saves."""


@dataclass(slots=True)
class BuildReport:
    """What a build did: counts, seconds by stage, and the snapshot now published."""

    snapshot_id: str
    content_hash: str
    is_new: bool
    counts: dict[str, int]
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    data: Path,
    *,
    since: date | None = None,
    until: date | None = None,
    seeds_folder: Path | None = None,
    workers: int | None = None,
) -> BuildReport:
    """Raw items → published snapshot, with the raw files of crawls between since and until added.

    Days are those of the crawl (UTC); without them every crawl counts. Raises LakeError, and leaves
    the published snapshot as it was, when a check fails.
    """
    lake = Lake(data)
    with lake.building():
        previous = lake.current()
        known = set(previous.inputs) if previous else set()
        wanted = [
            raw_file
            for raw_file in read.raw_files(data)
            if raw_file in known or _is_within(read.crawl_date(raw_file), since, until)
        ]
        return _build_from(lake, wanted, previous, seeds_folder, workers or os.cpu_count() or 1)


def retag(
    data: Path, *, seeds_folder: Path | None = None, workers: int | None = None
) -> BuildReport:
    """Tag the published articles again after a seed changed: no crawl, no cleaning."""
    lake = Lake(data)
    with lake.building():
        previous = lake.current()
        if previous is None:
            raise LakeError(
                f"nothing is published in {lake.root}: run a build first 尚无已发布数据"
            )
        wanted = sorted(previous.inputs, key=lambda raw: (raw.rsplit("/", 1)[-1], raw))
        return _build_from(lake, wanted, previous, seeds_folder, workers or os.cpu_count() or 1)


def _build_from(
    lake: Lake,
    raw_files: list[str],
    previous: Snapshot | None,
    seeds_folder: Path | None,
    workers: int,
) -> BuildReport:
    seconds: dict[str, float] = {}
    clock = Clock(seconds)
    seeds = load(seeds_folder)
    channels = read.read_channels(lake.data)
    regions = dict(
        zip(channels["channel"].to_pylist(), channels["region_code"].to_pylist(), strict=True)
    )
    known = previous.inputs if previous else {}
    inputs = {name: read.chunks(lake.data, name, known.get(name)) for name in raw_files}
    chunks = [chunk for seen in inputs.values() for chunk in seen.chunks]
    clock.stage("read")

    pieces = list(_make_pieces(lake.data, chunks, regions, seeds_folder, workers))
    if inputs.keys() - known.keys():
        os.sync()  # pieces are written plainly, many small files: one wait for all of them
    clock.stage("clean and tag")

    keys = [
        piece.keys().append_column(
            "piece", pa.repeat(pa.scalar(number, pa.int32()), piece.line_count)
        )
        for number, piece in enumerate(pieces)
    ]
    chosen = choose_versions(
        pa.concat_tables([KEYS.append(pa.field("piece", pa.int32())).empty_table(), *keys]),
        assemble.gone_rows(lake.data),
    )
    dropped = pa.concat_tables(
        [DROPPED.empty_table(), *(piece.dropped() for piece in pieces), chosen.dropped]
    )
    assemble.check_nothing_lost(chunks, chosen.kept.num_rows, dropped.num_rows)
    clock.stage("versions")

    build_id = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    seed_tables = seeds.tables()
    deduped = dedupe(
        assemble.story_input(pieces, chosen),
        outlets=seed_tables["outlets"],
        previous=_previous_members(lake, previous),
        build_id=build_id,
    )
    clock.stage("stories")

    parts = assemble.parts_by_month(pieces, chosen, deduped)
    files = publish.write_months(
        lake.root, parts, tags_name(seeds), _workers(workers, chosen.kept.num_rows)
    )
    files["blocks"] = publish.write_blocks(lake.root, assemble.kept_by_piece(pieces, chosen))
    small = {
        "dropped": dropped.sort_by([("raw_file", "ascending"), ("raw_line", "ascending")]),
        "stories": deduped.stories,
        "story_edges": deduped.edges,
        "story_changes": _all_changes(lake, previous, deduped.changes),
        "reprints": deduped.reprints,
        "reprint_changes": deduped.reprint_changes,
        "revisions": chosen.revisions,
        "crawls": read.read_crawls(lake.data),
        "channels": channels,
        **seed_tables,
    }
    for name, table in small.items():
        files[name] = [publish.write_table(lake.root, name, table)]
    clock.stage("write")

    snapshot = Snapshot(
        snapshot_id="",
        build_id=build_id,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        content_hash=assemble.content_hash(chosen, deduped, seeds.seed_hash),
        tables=files,
        inputs=inputs,
        counts={
            "raw_lines": chosen.kept.num_rows + dropped.num_rows,
            "kept": chosen.kept.num_rows,
            "dropped": dropped.num_rows,
            "stories": deduped.stories.num_rows,
            **{name: sum(file.rows for file in listed) for name, listed in files.items()},
        },
    )
    is_new = previous is None or previous.tables != files
    if is_new:
        snapshot.snapshot_id = f"{build_id}-{_hash_files(files)}"
        lake.publish(snapshot)
        lake.collect_garbage()
    elif previous is not None:
        snapshot.snapshot_id = previous.snapshot_id
    clock.stage("publish")
    return BuildReport(
        snapshot.snapshot_id, snapshot.content_hash, is_new, snapshot.counts, seconds
    )


class Clock:
    """Seconds by stage, told to the log as each ends."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.last = perf_counter()

    def stage(self, name: str) -> None:
        now = perf_counter()
        self.seconds[name] = now - self.last
        log.info("%s: %.2f s", name, self.seconds[name])
        self.last = now


def _is_within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _workers(workers: int, lines: int) -> int:
    return workers if lines >= PARALLEL_FROM_LINES else 1


def _make_pieces(
    data: Path,
    chunks: list[Chunk],
    regions: dict[str, str | None],
    seeds_folder: Path | None,
    workers: int,
) -> Iterator[Piece]:
    seeds = load(seeds_folder)
    to_do = [chunk for chunk in chunks if not is_made(data, chunk, regions, seeds)]
    if _workers(workers, sum(chunk.line_count for chunk in to_do)) == 1:
        for chunk in chunks:
            yield make_piece(data, chunk, regions, seeds)
        return
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_keep_quiet
    ) as pool:
        jobs = [(data, chunk, regions, seeds_folder) for chunk in chunks]
        yield from pool.map(make_piece, *zip(*jobs, strict=True))


def _keep_quiet() -> None:
    """A worker shares the cores with its twin: one Arrow thread each."""
    pa.set_cpu_count(1)


def _previous_members(lake: Lake, previous: Snapshot | None) -> pa.Table | None:
    return lake.read_table(previous, "articles", ["article_id", "story_id"]) if previous else None


def _all_changes(lake: Lake, previous: Snapshot | None, new: pa.Table) -> pa.Table:
    if previous is None:
        return new
    old = lake.read_table(previous, "story_changes")
    return pa.concat_tables([old, new.cast(old.schema)])


def _hash_files(files: dict[str, list[TableFile]]) -> str:
    return publish.hash_text(str(sorted(files.items())))[:8]
