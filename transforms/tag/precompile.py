"""Compile the inner loops of the tagger before the first build needs them."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from transforms.lake.schema import ARTICLES
from transforms.tag import TABLES, tag
from transforms.tag.seeds import load

TEXTS = (
    "全市主攻工业大会召开\n主攻工业,三年再翻番。\n" + "要主攻工业," * 90,
    "短讯\n甲乙有限公司。",
    "",
)


def warm() -> int:
    """Tag a few texts; return how many mentions they have."""
    rows = [
        {"article_id": f"{n:016x}", "search_text": text, "published_date": date(2019, 2, 24)}
        for n, text in enumerate(TEXTS)
    ]
    tables = tag(pa.Table.from_pylist(rows, schema=ARTICLES), load())
    return sum(tables[name].num_rows for name in TABLES)
