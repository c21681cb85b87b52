"""Which rows wait for a person? A gate that fails holds the rows it is about, and no others.

A held row is in ``dropped`` with ``drop_reason = held``, its gate as the step, the reason as the
detail, and its raw line stays: kept + dropped = read. What the drift gate holds stays held until it
is released; what the clock gate holds is judged anew by each build. A release names the very rows.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from storage.clock import ZONE
from transforms.build.article_versions import as_dropped
from transforms.build.drift import ALL_TEMPLATES
from transforms.errors import LakeError
from transforms.lake.schema import DROPPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.store import Store
    from transforms.build.drift import Finding
    from transforms.lake.mending import LastBuild
    from transforms.lake.snapshot import Lake

HELD = "held"
CLOCK, DRIFT = "gate: clock", "gate: drift"
AHEAD = timedelta(days=1)
"""A paper may be dated tomorrow and a server's clock be ahead; beyond that one of the two dates,
theirs or ours, is wrong."""
RELEASES = "state/releases.json"


class Hold(NamedTuple):
    """What a person reads of the held rows of one channel, gate and reason."""

    gate: str
    channel: str
    detail: str
    row_count: int
    example: str
    """Address of one of them."""

    def told(self) -> str:
        return (
            f"{self.channel}: {self.row_count} rows held 暂缓 ({self.gate}): {self.detail};"
            f" such as {self.example[:160]}"
        )


def by_clock(keys: pa.Table) -> pa.Table:
    """DROPPED rows of the KEYS that claim to be published well after the article was first fetched.

    A site dates an old article anew, or a crawl ran under a slow clock: either way its day is in
    doubt. An earlier reading of the article stays published, on the day that it said.
    """
    first = keys.group_by("article_id").aggregate([("fetched_at", "min")])
    place = pc.index_in(keys["article_id"], value_set=first["article_id"].combine_chunks())
    seen = first["fetched_at_min"].take(place)
    lead = pc.subtract(keys["published_at"], seen)
    is_doubtful = pc.fill_null(pc.greater(lead, pa.scalar(AHEAD)), False)
    rows, seen = keys.filter(is_doubtful), seen.filter(is_doubtful)
    details = [
        f"dated {dated:%Y-%m-%d}, but fetched {fetched:%Y-%m-%d} already: dated anew, or a wrong"
        " clock"
        for dated, fetched in zip(rows["published_at"].to_pylist(), seen.to_pylist(), strict=True)
    ]
    return _as_held(rows, CLOCK, details, _day(rows["published_at"]))


def by_drift(keys: pa.Table, templates: pa.Array, findings: Iterable[Finding]) -> pa.Table:
    """DROPPED rows of the new KEYS whose channel and template drifted; ``templates`` are theirs."""
    reasons: dict[int, str] = {}
    channels = keys["channel"].to_pylist()
    for finding in findings:
        for row, (channel, template) in enumerate(
            zip(channels, templates.to_pylist(), strict=True)
        ):
            if channel == finding.channel and finding.template in (ALL_TEMPLATES, template):
                reasons.setdefault(row, f"template {finding.template}: {finding.message}")
    rows = keys.take(pa.array(list(reasons), pa.int64()))
    days = pc.coalesce(_day(rows["published_at"]), _day(rows["fetched_at"]))
    return _as_held(rows, DRIFT, list(reasons.values()), days)


def standing(lake: Lake, last: LastBuild | None) -> pa.Table:
    """DROPPED rows that the drift gate held in the last build, and nobody released since."""
    if last is None or not last.snapshot.counts.get(HELD):
        return DROPPED.empty_table()
    dropped = lake.read_table(last.snapshot, "dropped")
    held = dropped.filter(
        pc.and_(pc.equal(dropped["drop_reason"], HELD), pc.equal(dropped["step"], DRIFT))
    )
    return without(held, read_releases(lake.data))


def superseded(held: pa.Table, kept: pa.Table) -> pa.Table:
    """The held rows; those whose article has a later reading that is kept are no longer held."""
    if not held.num_rows:
        return held
    place = pc.index_in(held["article_id"], value_set=kept["article_id"].combine_chunks())
    later = kept.take(place)
    is_over = [after > before for before, after in zip(_order(held), _order(later), strict=True)]
    replaced = pa.array(is_over, pa.bool_())
    for name, value in (
        ("step", "exact"),
        ("drop_reason", "superseded"),
        ("detail", None),
        ("published_date", None),
    ):
        kind = DROPPED.field(name)
        values = pc.if_else(replaced, pa.scalar(value, kind.type), held[name])
        held = held.set_column(DROPPED.get_field_index(name), kind, values)
    return held


def _order(rows: pa.Table) -> list[tuple[str, str, int]]:
    """What orders readings of one article; nothing is before a row that is not there."""
    return [
        (str(row["fetched_at"] or ""), row["raw_file"] or "", row["raw_line"] or 0)
        for row in rows.select(["fetched_at", "raw_file", "raw_line"]).to_pylist()
    ]


def without(rows: pa.Table, places: set[tuple[str, int]]) -> pa.Table:
    """The rows whose raw file and line are not among ``places``."""
    if not places:
        return rows
    return rows.filter(pa.array([place not in places for place in places_of(rows)], pa.bool_()))


def places_of(rows: pa.Table) -> list[tuple[str, int]]:
    return list(zip(rows["raw_file"].to_pylist(), rows["raw_line"].to_pylist(), strict=True))


def summary(dropped: pa.Table) -> list[Hold]:
    """The held rows among ``dropped``, told together by channel, gate and reason."""
    held = dropped.filter(pc.equal(dropped["drop_reason"], HELD))
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in held.select(["step", "channel", "detail", "url"]).to_pylist():
        key = (row["step"], row["channel"], row["detail"])
        found.setdefault(key, []).append(row["url"] or "")
    return [Hold(*key, len(urls), min(urls)) for key, urls in sorted(found.items())]


def read_releases(data: Store) -> set[tuple[str, int]]:
    """Raw file and line of every row that was released. Raises LakeError if they cannot be read."""
    try:
        stored = json.loads(data.read(RELEASES))
        return {(str(raw_file), int(line)) for raw_file, lines in stored.items() for line in lines}
    except FileNotFoundError:
        return set()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise LakeError(
            f"{data.address(RELEASES)} cannot be read ({error}) 放行记录损坏: mend it, or move it"
            " away and release again"
        ) from error


def release(lake: Lake, *, channel: str | None = None, gate: str | None = None) -> list[Hold]:
    """Note the held rows of the published snapshot as released; the next build publishes them.

    Only of ``channel`` and ``gate`` ("clock", "drift"), if given. Returns what was released.
    """
    with lake.building():
        current = lake.current()
        if current is None:
            raise LakeError("nothing is built yet 尚未构建: python -m transforms build")
        dropped = lake.read_table(current, "dropped")
        is_meant = pc.equal(dropped["drop_reason"], HELD)
        if channel is not None:
            is_meant = pc.and_(is_meant, pc.equal(dropped["channel"], channel))
        if gate is not None:
            is_meant = pc.and_(is_meant, pc.equal(dropped["step"], f"gate: {gate}"))
        rows = dropped.filter(is_meant)
        released: dict[str, list[int]] = {}
        for raw_file, line in sorted(read_releases(lake.data) | set(places_of(rows))):
            released.setdefault(raw_file, []).append(line)
        if rows.num_rows:
            lake.data.write(RELEASES, json.dumps(released, indent=1))
    return summary(rows)


def _as_held(keys: pa.Table, gate: str, details: list[str], days: pa.ChunkedArray) -> pa.Table:
    rows = as_dropped(keys, gate, HELD)
    for name, values in (
        ("detail", pa.array([detail[:300] for detail in details], pa.string())),
        ("published_date", days),
    ):
        rows = rows.set_column(DROPPED.get_field_index(name), DROPPED.field(name), values)
    return rows


def _day(moments: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.local_timestamp(moments.cast(pa.timestamp("us", ZONE))).cast(pa.date32())
