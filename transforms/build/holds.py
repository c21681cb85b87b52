"""Which rows wait for a person? A gate that fails holds the rows it is about, and no others.

A held row is in ``dropped`` with ``drop_reason = held``, its gate as the step, the reason as the
detail, and its raw line stays: kept + dropped = read. What the drift gate holds stays held until it
is released (``kept_holds``); what the clock gate holds is judged anew by each build.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from storage.clock import ZONE, beijing_day
from transforms.build.article_versions import ORDER, as_dropped
from transforms.build.drift import ALL_TEMPLATES
from transforms.lake.schema import DROPPED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from transforms.build.drift import Finding

HELD = "held"
CLOCK, DRIFT = "gate: clock", "gate: drift"
AHEAD = timedelta(days=1)
"""A paper may be dated tomorrow and a server's clock be ahead; beyond that one of the two dates,
theirs or ours, is wrong."""
Place = tuple[str, int]
"""Raw file and line."""


class Hold(NamedTuple):
    """What a person reads of the held rows of one channel, gate and reason."""

    gate: str
    channel: str
    detail: str
    row_count: int
    example: str
    """Address of one of them."""
    replacing: int
    """How many are later readings of articles that are published: released, they replace those."""

    def told(self) -> str:
        known = (
            f"; {self.replacing} of them would replace a published reading 放行后将替换已发布的版本"
        )
        return (
            f"{self.channel}: {self.row_count} rows held 暂缓 ({self.gate}): {self.detail};"
            f" such as {self.example[:160]}{known if self.replacing else ''}"
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


def by_lost_day(keys: pa.Table, released: Collection[Place]) -> pa.Table:
    """DROPPED rows of the KEYS that state no day which can be read, of articles that had one.

    A page that dates itself 30 February or 2091, or whose date went with its template, would take
    the article from its day without a word: the dated reading stays. A reading among ``released``
    counts, so that later ones are judged against it. No day lacks such a row.
    """
    is_dated = pc.is_valid(keys["published_at"])
    undated, dated = (
        keys["article_id"].filter(which).combine_chunks()
        for which in (pc.invert(is_dated), is_dated)
    )
    ids = keys["article_id"]
    is_both = pc.and_(pc.is_in(ids, value_set=undated), pc.is_in(ids, value_set=dated))
    rows = keys.filter(is_both).sort_by([(name, "ascending") for name in ORDER])
    found, details = [], []
    stands: dict[str, str] = {}
    for number, (place, article_id, at) in enumerate(
        zip(
            places_of(rows),
            rows["article_id"].to_pylist(),
            rows["published_at"].to_pylist(),
            strict=True,
        )
    ):
        if at is not None:
            stands[article_id] = f"{beijing_day(at)}"
        elif place in released:
            stands.pop(article_id, None)
        elif article_id in stands:
            found.append(number)
            details.append(
                f"states no day that can be read, but {stands[article_id]} before: an impossible"
                " date, or a template that moved"
            )
    rows = rows.take(pa.array(found, pa.int64()))
    return _as_held(rows, CLOCK, details, pa.nulls(len(found), pa.date32()))


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
    return _as_held(rows, DRIFT, list(reasons.values()), _day_or_fetched(rows))


def again(keys: pa.Table, standing: Mapping[Place, str]) -> pa.Table:
    """DROPPED rows of those KEYS that the drift gate holds from before, each with its reason."""
    files = pa.array(sorted({raw_file for raw_file, _ in standing}), pa.string())
    rows = keys.filter(pc.is_in(keys["raw_file"], value_set=files))
    places = places_of(rows)
    rows = rows.filter(pa.array([place in standing for place in places], pa.bool_()))
    details = [standing[place] for place in places if place in standing]
    return _as_held(rows, DRIFT, details, _day_or_fetched(rows))


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


def without(rows: pa.Table, places: Collection[Place]) -> pa.Table:
    """The rows whose raw file and line are not among ``places``."""
    if not places:
        return rows
    return rows.filter(pa.array([place not in places for place in places_of(rows)], pa.bool_()))


def places_of(rows: pa.Table) -> list[Place]:
    return list(zip(rows["raw_file"].to_pylist(), rows["raw_line"].to_pylist(), strict=True))


def summary(dropped: pa.Table, published: pa.ChunkedArray) -> list[Hold]:
    """The held rows among ``dropped``, told together by channel, gate and reason.

    ``published`` are the ids of the articles that are kept.
    """
    held = dropped.filter(pc.equal(dropped["drop_reason"], HELD))
    is_known = pc.is_in(held["article_id"], value_set=published.combine_chunks())
    found: dict[tuple[str, str, str], list[tuple[str, bool]]] = {}
    columns = held.select(["step", "channel", "detail", "url"]).to_pylist()
    for row, known in zip(columns, is_known.to_pylist(), strict=True):
        key = (row["step"], row["channel"], row["detail"])
        found.setdefault(key, []).append((row["url"] or "", known))
    return [
        Hold(*key, len(rows), min(rows)[0], sum(known for _, known in rows))
        for key, rows in sorted(found.items())
    ]


def _as_held(
    keys: pa.Table, gate: str, details: list[str], days: pa.ChunkedArray | pa.Array
) -> pa.Table:
    rows = as_dropped(keys, gate, HELD)
    for name, values in (
        ("detail", pa.array([detail[:300] for detail in details], pa.string())),
        ("published_date", days),
    ):
        rows = rows.set_column(DROPPED.get_field_index(name), DROPPED.field(name), values)
    return rows


def _day_or_fetched(keys: pa.Table) -> pa.ChunkedArray:
    return pc.coalesce(_day(keys["published_at"]), _day(keys["fetched_at"]))


def _day(moments: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.local_timestamp(moments.cast(pa.timestamp("us", ZONE))).cast(pa.date32())
