"""One row per story: who stands for it, who had it first, how many carried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.dedupe.times import UNKNOWN, Intervals
from transforms.lake.schema import STORIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = np.iinfo(np.int64).max


def summarise(
    articles: pa.Table,
    numbers: NDArray[np.int64],
    story_ids: list[str],
    representative: NDArray[np.int64],
    published: Intervals,
) -> pa.Table:
    """STORIES in order of story number; ``articles`` has article_id, channel, headline.

    Someone was first only if their latest possible time lies before the earliest possible time of
    everyone else; an unknown time anywhere else in the story leaves it open.
    """
    count = len(story_ids)
    channels = articles["channel"].combine_chunks().dictionary_encode()
    channel = np.asarray(channels.indices.fill_null(-1))
    article_first = _sole_first(numbers, np.arange(len(numbers)), published, count)
    channel_first = _sole_first(numbers, channel, published, count)
    start = np.where(published.start == UNKNOWN, NEVER, published.start)
    first_at = np.full(count, NEVER)
    np.minimum.at(first_at, numbers, start)
    last_at = np.full(count, UNKNOWN)
    np.maximum.at(last_at, numbers, published.start)
    pairs = np.unique(np.stack([numbers, channel]), axis=1)
    ids = articles["article_id"].combine_chunks()
    columns = {
        "story_id": pa.array(story_ids, pa.string()),
        "representative_id": ids.take(pa.array(representative)),
        "headline": articles["headline"].combine_chunks().take(pa.array(representative)),
        "first_channel": articles["channel"].combine_chunks().take(_rows(channel_first)),
        "first_article_id": ids.take(_rows(article_first)),
        "first_at": _times(np.where(first_at == NEVER, UNKNOWN, first_at)),
        "last_at": _times(last_at),
        "article_count": pa.array(np.bincount(numbers, minlength=count).astype(np.int32)),
        "channel_count": pa.array(np.bincount(pairs[0], minlength=count).astype(np.int32)),
    }
    return pa.table(columns, schema=STORIES)


def _sole_first(
    numbers: NDArray[np.int64], owner: NDArray[np.int64], published: Intervals, count: int
) -> NDArray[np.int64]:
    """Per story a row of the owner that was surely first; -1 if that cannot be known."""
    is_known = published.start != UNKNOWN
    end = np.where(is_known, published.end, NEVER)
    order = np.lexsort((np.arange(len(numbers)), end, numbers))
    _, at = np.unique(numbers[order], return_index=True)
    best = order[at]
    is_other = owner != owner[best][numbers]
    # An unknown time may be any time, so it is as early as can be.
    start = np.where(is_known, published.start, UNKNOWN)
    others = np.full(count, NEVER)
    np.minimum.at(others, numbers[is_other], start[is_other])
    is_alone = others == NEVER
    return np.where(is_alone | (is_known[best] & (end[best] < others)), best, -1)


def _rows(rows: NDArray[np.int64]) -> pa.Array:
    return pa.array(rows, mask=rows < 0)


def _times(seconds: NDArray[np.int64]) -> pa.Array:
    micros = pa.array(seconds * 1_000_000, mask=seconds == UNKNOWN)
    return micros.cast(pa.timestamp("us", "UTC"))
