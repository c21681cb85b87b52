"""The order of work in a build: read → clean, tag → versions → stories → tables → publish.

The only module that knows this order. Every step is a function of files that never change, so a
build killed anywhere and run again publishes the same snapshot.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa

from storage.files import DISK_ERRORS
from transforms.build import chosen_rows, crawl_records, gates, holds, inputs, kept_holds, tables
from transforms.build.choosing import choose
from transforms.build.make_pieces import make_pieces
from transforms.build.pieces import signatures_name, tags_name
from transforms.build.report import BuildReport, Clock
from transforms.build.story_stage import find_stories, record_stories
from transforms.build.verify import discard_damaged
from transforms.engine.local import workers_for
from transforms.errors import LakeError
from transforms.lake.garbage import collect_garbage
from transforms.lake.mending import LastBuild, drop_broken_pieces, last_build
from transforms.lake.snapshot import Lake, Snapshot, TableFile
from transforms.tag.seeds import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from transforms.build.pieces import Piece
    from transforms.lake.raw_inputs import Batch


log = logging.getLogger(__name__)


def build(
    data: Path | Lake,
    *,
    since: date | None = None,
    until: date | None = None,
    seeds_folder: Path | None = None,
    workers: int | None = None,
    accept_drift: bool = False,
    accept_loss: bool = False,
) -> BuildReport:
    """Raw items → published snapshot, with the raw files of crawls between since and until added.

    ``data`` is the data folder, or a lake on another store. Days are those of the crawl (UTC);
    without them every crawl counts. What of the lake is missing or damaged is made again. Raises
    LakeError, and leaves the published snapshot as it was, when a check fails, and unless
    ``accept_loss`` when raw items that it was made from are gone.
    """
    lake = data if isinstance(data, Lake) else Lake(data)

    def wanted(last: LastBuild | None) -> list[str]:
        known = set(last.snapshot.inputs) if last else set()
        is_known = last is not None or not lake.is_published()
        days = (since, until) if is_known else (None, None)
        return [
            raw_file
            for raw_file in inputs.raw_files(lake.data)
            if raw_file in known or _is_within(inputs.crawl_date(raw_file), *days)
        ]

    options = Options(seeds_folder, workers or os.cpu_count() or 1, accept_drift, accept_loss)
    return _build_whole(lake, wanted, options)


def retag(
    data: Path | Lake,
    *,
    seeds_folder: Path | None = None,
    workers: int | None = None,
    accept_loss: bool = False,
) -> BuildReport:
    """Tag the published articles again after a seed changed: no crawl, no cleaning."""
    lake = data if isinstance(data, Lake) else Lake(data)

    def wanted(last: LastBuild | None) -> list[str]:
        if last is None:
            raise LakeError(
                f"nothing is published in {lake.store.root}: run a build first 尚无已发布数据"
            )
        known = last.snapshot.inputs
        return [raw_file for raw_file in inputs.raw_files(lake.data) if raw_file in known]

    options = Options(seeds_folder, workers or os.cpu_count() or 1, accept_loss=accept_loss)
    return _build_whole(lake, wanted, options)


@dataclass(frozen=True, slots=True)
class Options:
    """How one build is to go about it."""

    seeds_folder: Path | None
    workers: int
    accept_drift: bool = False
    accept_loss: bool = False


def _build_whole(
    lake: Lake, wanted: Callable[[LastBuild | None], list[str]], options: Options
) -> BuildReport:
    """Build under the lease; if a file cannot be read, drop all that are damaged and build again.

    Sizes tell of most damage. A file of the right size that holds other bytes is found only when
    it is read: then every digest is looked at, once.
    """
    with lake.building():
        for is_second in (False, True):
            last = last_build(lake)
            if last is not None:
                drop_broken_pieces(lake, last)
            try:
                return _build_from(lake, wanted(last), last, options)
            except (pa.ArrowException, OSError) as error:
                if isinstance(error, OSError) and error.errno in DISK_ERRORS:
                    raise
                why = " ".join(str(error).split())[:300]
                if is_second or not discard_damaged(lake):
                    raise LakeError(f"a file cannot be read 文件无法读取: {why}") from error
                log.warning("%s: damaged files are made again", why)
    raise AssertionError("the second build returns or raises")


def _build_from(
    lake: Lake, raw_files: list[str], last: LastBuild | None, options: Options
) -> BuildReport:
    seconds: dict[str, float] = {}
    clock = Clock(seconds)
    seeds = load(options.seeds_folder)
    channels = crawl_records.read_channels(lake.data)
    regions = dict(
        zip(channels["channel"].to_pylist(), channels["region_code"].to_pylist(), strict=True)
    )
    known = last.snapshot.inputs if last else {}
    if last is None:
        gates.check_there_is_raw(lake.data)
    raw_inputs = {name: inputs.chunks(lake.data, name, known.get(name)) for name in raw_files}
    lost = inputs.losses(known, raw_inputs)
    if not options.accept_loss:
        gates.check_raw_is_there(lost)
    chunks = [chunk for seen in raw_inputs.values() for chunk in seen.chunks]
    clock.stage("read")

    def make(batches: list[Batch]) -> list[Piece]:
        made = make_pieces(lake.data, batches, regions, options.seeds_folder, options.workers)
        clock.stage("clean and tag")
        return made

    pieces, chosen, dropped = choose(lake, last, chunks, make, accept_drift=options.accept_drift)
    held = holds.summary(dropped, chosen.kept["article_id"])
    crawls, unreadable = crawl_records.read_crawls(lake.data)
    clock.stage("versions")

    build_id = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    seed_tables = seeds.tables()
    stories = find_stories(lake, last, pieces, chosen.kept, seed_tables["outlets"], build_id)
    clock.stage("stories")

    kept = last.files if last else {}
    parts = chosen_rows.parts_by_month(pieces, chosen.kept, stories.members)
    files = tables.write_months(
        lake.store,
        parts,
        tags_name(seeds),
        kept,
        workers_for(options.workers, chosen.kept.num_rows),
    )
    files["blocks"] = tables.write_blocks(
        lake.store, chosen_rows.kept_by_piece(pieces, chosen.kept), kept
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
        files[name] = [tables.write_table(lake.store, name, table, kept)]
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
        pieces=[piece.key for piece in pieces],
        piece_sets=[tags_name(seeds), signatures_name()],
    )
    is_new = last is None or not last.lists(files) or bool(lost)
    if is_new:
        snapshot.snapshot_id = f"{build_id}-{_hash_files(files)}"
        lake.publish(snapshot)
        collect_garbage(lake, (piece.folder for piece in pieces), snapshot.piece_sets)
    elif last is not None:
        snapshot.snapshot_id = last.snapshot.snapshot_id
    kept_holds.remember(lake.data, dropped, raw_inputs)
    record_stories(lake, stories, snapshot.snapshot_id)
    clock.stage("publish")
    return BuildReport(
        snapshot.snapshot_id,
        snapshot.content_hash,
        is_new,
        snapshot.counts,
        seconds,
        held=[*(hold.told() for hold in held), *unreadable],
        mended=last.broken_files() if last else [],
    )


def _is_within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _hash_files(files: dict[str, list[TableFile]]) -> str:
    named = [(name, [file.path for file in listed]) for name, listed in sorted(files.items())]
    return tables.hash_text(str(named))[:8]
