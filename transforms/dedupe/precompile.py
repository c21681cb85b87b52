"""Compile the inner loops before the first build needs them, on a few made-up texts."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from transforms.dedupe import dedupe
from transforms.engine.compiled import cached_loops
from transforms.lake.schema import ARTICLES

SENTENCES = [
    f"第{number}次会议在园区召开，研究了{number * 7}个项目的用地和用工。" for number in range(24)
]


def warm() -> int:
    """Run one deduplication over a copy, a cut copy and an edited copy; return cached loops."""
    whole = "\n".join(SENTENCES)
    texts = [whole, whole, "\n".join(SENTENCES[:9]), whole.replace("园区", "县城"), "短讯。"]
    rows = [
        {
            "article_id": f"{n:016x}",
            "channel": f"c{n}",
            "headline": f"会议{n}",
            "body": text,
            "match_text": text,
            "published_at": datetime(2019, 2, 1 + n, tzinfo=UTC),
        }
        for n, text in enumerate(texts)
    ]
    dedupe(pa.Table.from_pylist(rows, schema=ARTICLES))
    return cached_loops()
