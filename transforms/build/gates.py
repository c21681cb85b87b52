"""What must hold of a build: of the whole, or it is not published; of a template, or its rows wait.

Nothing here decides what becomes of a row: see ``holds``.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from transforms.build import drift
from transforms.errors import LakeError

if TYPE_CHECKING:
    from storage.store import Store
    from transforms.lake.raw_inputs import Batch

log = logging.getLogger(__name__)

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


def check_there_is_raw(data: Store) -> None:
    """Raises LakeError if nothing at all was ever crawled into this data folder."""
    if not data.folders("raw"):
        raise LakeError(
            f"{data.root} holds no raw folder, so nothing was crawled there 没有原始数据:"
            " crawl a channel first (scrapy crawl CHANNEL), or set COVERAGE_DATA to the data folder"
            " that is meant"
        )


def check_raw_is_there(losses: list[str]) -> None:
    """Raises LakeError if raw items that the published rows were made from are gone."""
    if not losses:
        return
    more = f"; and {len(losses) - 3} more files 等" if len(losses) > 3 else ""
    raise LakeError(
        f"{len(losses)} raw files have lost what was built from them 原始数据缺失:"
        f" {'; '.join(losses[:3])}{more}; nothing published: bring them back from a copy, or let"
        " their rows go with --accept-loss"
    )


def drifted(articles: pa.Table, dropped: pa.Table, history: pa.Table) -> list[drift.Finding]:
    """Findings of new ``articles`` against published ones, for which their rows must be held."""
    findings = drift.check(recent(articles, history), dropped, history)
    for finding in findings:
        log.warning("%s/%s: %s", finding.channel, finding.template, finding.message)
    return [finding for finding in findings if finding.field not in TOLERATED]


def recent(articles: pa.Table, history: pa.Table) -> pa.Table:
    """Without articles published long before the newest that the channel had already."""
    newest = history.group_by("channel").aggregate([("published_date", "max")])
    place = pc.index_in(articles["channel"], value_set=newest["channel"].combine_chunks())
    floor = pc.subtract(
        newest["published_date_max"].take(place).cast(pa.timestamp("s")), pa.scalar(RECENT)
    )
    is_recent = pc.greater_equal(articles["published_date"].cast(pa.timestamp("s")), floor)
    return articles.filter(pc.fill_null(is_recent, True))
