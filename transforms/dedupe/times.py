"""When, as far as the printed precision allows: a time is an interval, never a false minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
UNKNOWN = -1


class Intervals(NamedTuple):
    """Seconds since 1970 (UTC), per row; both -1 where the time is unknown."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    """Last second the article can have been published in."""


def published_intervals(articles: pa.Table) -> Intervals:
    """From ``published_at`` and ``published_precision``; a known time without one is a day wide."""
    if "published_at" not in articles.column_names:
        unknown = np.full(articles.num_rows, UNKNOWN, np.int64)
        return Intervals(unknown, unknown.copy())
    stamps = articles["published_at"].cast(pa.timestamp("us", "UTC")).cast(pa.int64())
    start = pc.fill_null(pc.floor(pc.divide(pc.cast(stamps, pa.float64()), 1e6)), UNKNOWN)
    start = np.asarray(start.to_numpy()).astype(np.int64)
    if "published_precision" in articles.column_names:
        precision = articles["published_precision"].combine_chunks()
        names = pa.array(list(WIDTH_SECONDS))
        place = pc.fill_null(pc.index_in(precision, value_set=names), len(names) - 1)
        width = np.array(list(WIDTH_SECONDS.values()), np.int64)[np.asarray(place)]
    else:
        width = np.full(articles.num_rows, WIDTH_SECONDS["day"], np.int64)
    return Intervals(start, np.where(start == UNKNOWN, UNKNOWN, start + width - 1))
