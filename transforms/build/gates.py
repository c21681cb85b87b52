"""May this build be published? What does not hold stops it; the last good snapshot stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from transforms.build import drift
from transforms.errors import LakeError

if TYPE_CHECKING:
    from transforms.lake.raw_inputs import Batch

RECENT = timedelta(days=30)
"""Articles older than a channel's newest by more were found late (a backfill): no drift."""
DRIFT_COLUMNS = [
    "article_id", "channel", "template", "published_at", "published_date", "first_seen_at",
    "origin", "reporters", "editors", "section", "dateline_raw", "char_count",
]  # fmt: skip
TOLERATED = frozenset({"published_at"})
"""Told, but no reason to stop: pages read late (after a break) look like this too."""


def check_nothing_lost(batches: list[Batch], kept: int, dropped: int) -> None:
    lines = sum(batch.line_count for batch in batches)
    if lines != kept + dropped:
        raise LakeError(
            f"kept {kept} + dropped {dropped} is not the {lines} raw lines read: nothing published"
        )


def check_drift(articles: pa.Table, dropped: pa.Table, history: pa.Table) -> list[drift.Finding]:
    """Findings of new ``articles`` against published ones; raise if one stops us."""
    findings = drift.check(recent(articles, history), dropped, history)
    if stopping := [finding for finding in findings if finding.field not in TOLERATED]:
        told = "; ".join(f"{f.channel}/{f.template} {f.message}" for f in stopping[:3])
        raise LakeError(
            f"{len(stopping)} template(s) drifted 模板变化: {told}. Nothing published; mend the"
            " channel and replay it, or publish as it is with: python -m transforms build"
            " --accept-drift"
        )
    return findings


def recent(articles: pa.Table, history: pa.Table) -> pa.Table:
    """Without articles published long before the newest that the channel had already."""
    newest = history.group_by("channel").aggregate([("published_date", "max")])
    place = pc.index_in(articles["channel"], value_set=newest["channel"].combine_chunks())
    floor = pc.subtract(
        newest["published_date_max"].take(place).cast(pa.timestamp("s")), pa.scalar(RECENT)
    )
    is_recent = pc.greater_equal(articles["published_date"].cast(pa.timestamp("s")), floor)
    return articles.filter(pc.fill_null(is_recent, True))
