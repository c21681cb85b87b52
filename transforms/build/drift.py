"""Is a template broken? What a channel's pages gave in this run, against what they gave before.

A redesign rarely fails loudly: fields go empty, bodies shrink to a teaser or swell with a sidebar,
dates jump. Each channel and template is measured against its own history; a finding names the
field that changed, with both numbers. Pure: tables in, findings out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_NOW, MIN_HISTORY = 8, 20
"""Articles below which a share says nothing."""
FILLED = ("published_at", "origin", "reporters", "editors", "section", "dateline_raw")
FALL = 0.25
"""A fill rate must fall by this much, and by more than chance would let it."""
Z = 3.3
SHRUNK, SWOLLEN = 0.45, 2.5
"""Median body length against history."""
LATE_HOURS = 48.0
JUNK_RISE = 0.3
DROP_RISE = 0.2
ALL_TEMPLATES = "*"


class Finding(NamedTuple):
    """One field of one template that no longer gives what it gave."""

    channel: str
    template: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What the articles of one channel and template gave."""

    count: int
    filled: dict[str, int]
    length: float
    """Median characters of the body."""
    lag_hours: float | None
    """Median hours from publication to the first fetch."""
    junk: float | None
    """Median share of characters that were cut; None if blocks were not given."""


def check(
    articles: pa.Table,
    dropped: pa.Table,
    history: pa.Table,
    *,
    blocks: pa.Table | None = None,
    history_blocks: pa.Table | None = None,
) -> list[Finding]:
    """``articles``, ``dropped``: of this run. ``history``: articles published before it.

    Few articles or no history give no finding: a new channel cannot drift.
    """
    now = _measure(articles, blocks)
    before = _measure(history, history_blocks)
    findings: list[Finding] = []
    for (channel, template), measured in sorted(now.items()):
        known = before.get((channel, template))
        if known is None or measured.count < MIN_NOW or known.count < MIN_HISTORY:
            continue
        findings += [
            Finding(channel, template, field, message)
            for field, message in _compare(measured, known)
        ]
    findings += _vanished(now, before)
    findings += _refused(articles, dropped, history)
    return findings


def _measure(articles: pa.Table, blocks: pa.Table | None) -> dict[tuple[str, str], Measured]:
    """One pass of Arrow kernels: history may be millions of rows."""
    seconds = pc.seconds_between(articles["published_at"], articles["first_seen_at"])
    columns = {
        "channel": articles["channel"],
        "template": pc.fill_null(articles["template"], "none"),
        "length": pc.fill_null(articles["char_count"], 0),
        "lag": pc.divide(seconds.cast(pa.float64()), 3600.0),
        "junk": _junk_shares(articles["article_id"], blocks),
    } | {name: _is_filled(articles[name]) for name in FILLED}
    medians = [(name, "approximate_median") for name in ("length", "lag", "junk")]
    groups = pa.table(columns).group_by(["channel", "template"]).aggregate(
        [("length", "count"), *medians, *((name, "sum") for name in FILLED)]
    )  # fmt: skip
    return {
        (row["channel"], row["template"]): Measured(
            count=row["length_count"],
            filled={name: row[f"{name}_sum"] or 0 for name in FILLED},
            length=row["length_approximate_median"] or 0.0,
            lag_hours=row["lag_approximate_median"],
            junk=row["junk_approximate_median"],
        )
        for row in groups.to_pylist()
    }


def _is_filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    is_list = pa.types.is_list(column.type)
    size = pc.list_value_length(column) if is_list else pc.is_valid(column).cast(pa.int32())
    return pc.greater(pc.fill_null(size, 0), 0).cast(pa.int32())


def _junk_shares(article_ids: pa.ChunkedArray, blocks: pa.Table | None) -> pa.Array:
    """For every article, the share of its characters that were cut; null if it has no blocks."""
    if blocks is None or blocks.num_rows == 0:
        return pa.nulls(len(article_ids), pa.float64())
    chars = pc.utf8_length(blocks["text"])
    cut = pc.if_else(blocks["is_kept"], pa.scalar(0, chars.type), chars)
    sums = (
        pa.table({"article_id": blocks["article_id"], "chars": chars, "cut": cut})
        .group_by("article_id")
        .aggregate([("chars", "sum"), ("cut", "sum")])
    )
    shares = pc.divide(
        sums["cut_sum"].cast(pa.float64()), pc.max_element_wise(sums["chars_sum"], 1)
    )
    place = pc.index_in(article_ids, value_set=sums["article_id"].combine_chunks())
    return shares.take(place)


def _compare(now: Measured, before: Measured) -> Iterator[tuple[str, str]]:
    for name in FILLED:
        share, known = now.filled[name] / now.count, before.filled[name] / before.count
        if known - share >= FALL and _is_no_chance(share, known, now.count, before.count):
            yield name, f"{name} filled in {share:.0%} of {now.count} articles, before {known:.0%}"
    if before.length >= 60 and not SHRUNK <= now.length / before.length <= SWOLLEN:
        word = "shrank" if now.length < before.length else "swelled"
        yield (
            "body",
            f"median body {word} to {now.length:.0f} characters, before {before.length:.0f}",
        )
    if now.junk is not None and before.junk is not None and now.junk - before.junk >= JUNK_RISE:
        yield "blocks", f"{now.junk:.0%} of the text was cut, before {before.junk:.0%}"
    if now.lag_hours is not None and before.lag_hours is not None:
        shift = now.lag_hours - before.lag_hours
        if abs(shift) >= LATE_HOURS and abs(shift) >= 3 * abs(before.lag_hours):
            yield (
                "published_at",
                f"fetched {now.lag_hours:.0f} h after publication, before {before.lag_hours:.0f} h",
            )


def _is_no_chance(share: float, known: float, count: int, known_count: int) -> bool:
    pooled = (share * count + known * known_count) / (count + known_count)
    error = sqrt(max(pooled * (1 - pooled), 1e-9) * (1 / count + 1 / known_count))
    return (known - share) / error >= Z


def _vanished(
    now: dict[tuple[str, str], Measured], before: dict[tuple[str, str], Measured]
) -> list[Finding]:
    """A template that gave most of a channel's articles and now gives none, though others do."""
    found = []
    for channel in sorted({channel for channel, _ in now}):
        known = {t: m.count for (c, t), m in before.items() if c == channel}
        current = {t: m.count for (c, t), m in now.items() if c == channel}
        total, total_now = sum(known.values()), sum(current.values())
        for template, count in sorted(known.items()):
            if total < MIN_HISTORY or total_now < MIN_NOW or template in current:
                continue
            if count / total >= 0.5:
                others = ", ".join(sorted(current))
                message = f"none of {total_now} articles, before {count / total:.0%}; now: {others}"
                found.append(Finding(channel, template, "template", message))
    return found


def _refused(articles: pa.Table, dropped: pa.Table, history: pa.Table) -> list[Finding]:
    """Channels whose pages are suddenly no articles. Copies of articles are no refusals."""
    kept = _counts(articles["channel"])
    refused: dict[str, dict[str, int]] = {}
    for row in dropped.select(["channel", "step", "drop_reason"]).to_pylist():
        if row["channel"] and row["step"] in ("extract", "clean"):
            reasons = refused.setdefault(row["channel"], {})
            reasons[row["drop_reason"]] = reasons.get(row["drop_reason"], 0) + 1
    known = _counts(history["channel"])
    found = []
    for channel, reasons in sorted(refused.items()):
        count = sum(reasons.values())
        total = count + kept.get(channel, 0)
        if total < MIN_NOW or known.get(channel, 0) < MIN_HISTORY or count / total < DROP_RISE:
            continue
        worst = max(sorted(reasons), key=lambda reason: reasons[reason])
        message = f"{count} of {total} pages held no article, mostly {worst}"
        found.append(Finding(channel, ALL_TEMPLATES, "dropped", message))
    return found


def _counts(column: pa.ChunkedArray) -> dict[str, int]:
    return {entry["values"]: entry["counts"] for entry in pc.value_counts(column).to_pylist()}
