"""Compile the inner loops before the first build needs them, on a few made-up texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa

from transforms.dedupe import dedupe
from transforms.engine.compiled import cached_loops
from transforms.lake.schema import ARTICLES
from transforms.tag import tag
from transforms.tag.seeds import load

SENTENCES = [
    f"第{number}次会议在园区召开，研究了{number * 7}个项目的用地和用工。" for number in range(24)
]
WHOLE = "\n".join(SENTENCES)
COMPARED = (WHOLE, WHOLE, "\n".join(SENTENCES[:9]), WHOLE.replace("园区", "县城"), "短讯。")
"""A text, a copy, a cut copy and an edited copy."""
TAGGED = (
    "全市主攻工业大会召开\n主攻工业,三年再翻番。\n" + "要主攻工业," * 90,
    "短讯\n甲乙有限公司。",
    "",
)


def precompile() -> int:
    """Run deduping and tagging once; return how many loops lie compiled in the cache."""
    dedupe(
        pa.Table.from_pylist([compared(*numbered) for numbered in enumerate(COMPARED)], ARTICLES)
    )
    rows = [
        {"article_id": f"{n:016x}", "search_text": text, "published_date": date(2019, 2, 24)}
        for n, text in enumerate(TAGGED)
    ]
    tag(pa.Table.from_pylist(rows, schema=ARTICLES), load())
    return cached_loops()


def compared(number: int, text: str) -> dict[str, object]:
    return {
        "article_id": f"{number:016x}",
        "channel": f"c{number}",
        "headline": f"会议{number}",
        "body": text,
        "match_text": text,
        "published_at": datetime(2019, 2, 1 + number, tzinfo=UTC),
    }
