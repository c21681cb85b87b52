"""Several fetches of one article in a piece: only the latest can be published, so it alone is told.

Mentions and blocks name their article, not the fetch. Of an article fetched twice, those of both
fetches would be published together.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

ORDER = ("article_id", "last_seen_at", "raw_file", "raw_line")
"""As in ``versions``: total, so the order of files never decides."""


def is_latest(articles: pa.Table) -> pa.BooleanArray:
    """Which rows of ARTICLES are the latest fetch of their article."""
    keys = articles.select(list(ORDER))
    keys = keys.append_column("place", pa.array(range(keys.num_rows), pa.int64()))
    ordered = keys.sort_by([(name, "ascending") for name in ORDER])
    last = ordered.group_by("article_id", use_threads=False).aggregate([("place", "last")])
    mask = np.zeros(articles.num_rows, bool)
    mask[last["place_last"].to_numpy()] = True
    return pa.array(mask)


def latest_blocks(blocks: pa.Table, articles: pa.Table) -> pa.Table:
    """The rows of BLOCKS that belong to the latest fetches; both tables in the order of reading."""
    latest = is_latest(articles).to_numpy(zero_copy_only=False)
    if latest.all():
        return blocks
    owner = np.cumsum(blocks["position"].to_numpy() == 0) - 1
    return blocks.filter(pa.array(latest[owner]))
