"""Which rows make up the snapshot: pieces made, rows held, versions chosen; none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from storage.clock import utc_now
from transforms.build import chosen_rows, crawl_records, gates, holds, inputs, kept_holds
from transforms.build.article_versions import Chosen, choose_versions
from transforms.lake.schema import ARTICLES, DROPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.build.pieces import Piece
    from transforms.lake.mending import LastBuild
    from transforms.lake.raw_inputs import Batch, Chunk
    from transforms.lake.snapshot import Lake


class Choice(NamedTuple):
    """``chosen.kept`` and ``dropped`` together are every raw line that was read."""

    pieces: list[Piece]
    chosen: Chosen
    dropped: pa.Table
    """DROPPED: refused, superseded and held rows."""


def choose(
    lake: Lake,
    last: LastBuild | None,
    chunks: list[Chunk],
    make: Callable[[list[Batch]], list[Piece]],
    *,
    accept_drift: bool,
) -> Choice:
    """Choose among all rows. Raises LakeError if they do not add up.

    A raw file that holds a held row becomes a piece of its own; that is done again until no held
    row shares its piece with other files, twice at most.
    """
    standing = {} if accept_drift else kept_holds.standing(lake, last)
    released = kept_holds.read_releases(lake.data)
    apart = {raw_file for raw_file, _ in standing}
    while True:
        batches = inputs.batches(chunks, apart, utc_now().date())
        pieces = make(batches)
        keys = chosen_rows.all_keys(pieces)
        refused = pa.concat_tables([DROPPED.empty_table(), *(piece.dropped() for piece in pieces)])
        doubtful = holds.without(holds.by_clock(keys), released)
        held = _once(pa.concat_tables([holds.again(keys, standing), doubtful]))
        free = holds.without(keys, set(holds.places_of(held)))
        held = pa.concat_tables([held, holds.by_lost_day(free, released)])
        chosen = _versions_without(lake, keys, held)
        if last is not None and not accept_drift:
            fresh = _by_drift(lake, last, pieces, keys, chosen, refused, chunks)
            if fresh.num_rows:
                held = _once(pa.concat_tables([held, fresh]))
                chosen = _versions_without(lake, keys, held)
        sharing = _sharing(batches, set(held["raw_file"].to_pylist()))
        if sharing <= apart:
            break
        apart |= sharing
    dropped = pa.concat_tables([refused, chosen.dropped, holds.superseded(held, chosen.kept)])
    gates.check_nothing_lost(batches, chosen.kept.num_rows, dropped.num_rows)
    return Choice(pieces, chosen, dropped)


def _versions_without(lake: Lake, keys: pa.Table, held: pa.Table) -> Chosen:
    free = holds.without(keys, set(holds.places_of(held)))
    return choose_versions(free, crawl_records.read_gone(lake.data))


def _by_drift(
    lake: Lake,
    last: LastBuild,
    pieces: list[Piece],
    keys: pa.Table,
    chosen: Chosen,
    refused: pa.Table,
    chunks: list[Chunk],
) -> pa.Table:
    """DROPPED rows of what this build adds, as far as its template left what is published."""
    new = sorted({chunk.raw_file for chunk in chunks} - last.judged)
    new_files = pa.array(new, pa.string())
    added, refused = (
        table.filter(pc.is_in(table["raw_file"], value_set=new_files))
        for table in (chosen.kept, refused)
    )
    columns = [name for name in gates.DRIFT_COLUMNS if name != "first_seen_at"]
    tables = [
        rows.append_column(ARTICLES.field("first_seen_at"), first_seen_at)
        for rows, first_seen_at in chosen_rows.rows_of(pieces, added, columns)
    ]
    if not tables:
        return DROPPED.empty_table()
    history = lake.read_table(last.snapshot, "articles", gates.DRIFT_COLUMNS)
    findings = gates.drifted(pa.concat_tables(tables), refused, history)
    if not findings:
        return DROPPED.empty_table()
    # Every new row of the template, not only those chosen: an older fetch of this build would
    # otherwise step into the place of the one that is held.
    rows = keys.filter(pc.is_in(keys["raw_file"], value_set=new_files))
    rows = rows.append_column("first_seen_at", rows["fetched_at"]).sort_by(chosen_rows.IN_ORDER)
    parts = chosen_rows.rows_of(pieces, rows, ["template"])
    templates = pa.concat_tables([part.select(["template"]) for part, _ in parts])["template"]
    return holds.by_drift(rows, pc.fill_null(templates, "none").combine_chunks(), findings)


def _once(held: pa.Table) -> pa.Table:
    """Each raw line once: the first gate that holds it is told."""
    places: dict[tuple[str, int], int] = {}
    for number, place in enumerate(holds.places_of(held)):
        places.setdefault(place, number)
    return held.take(pa.array(list(places.values()), pa.int64())) if places else held


def _sharing(batches: list[Batch], raw_files: set[str]) -> set[str]:
    """Those of the raw files that lie in a batch with another one."""
    found: set[str] = set()
    for batch in batches:
        together = {chunk.raw_file for chunk in batch.chunks}
        if len(together) > 1:
            found |= together & raw_files
    return found
