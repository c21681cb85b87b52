"""Where do the long texts come from? Asked for row by row, so they are never all in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedupe.signatures import sign
from transforms.engine.local import batches_of, map_batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

SIGNED = ["article_id", "headline", "match_text"]
_AGENCY = (
    r"(?:本报|本网|本台|新华社|新华网|中新社|中新网|人民网|央视网|央广网|中国网|光明网|"
    r"[\p{Han}]{2,8}(?:日报|晚报|晨报|都市报|时报|新闻网|新闻客户端|网|通讯社))"
)
_BRACKET = r"(?:\s*[（(][^（）()\n]{0,60}[）)])?"
_EDGES = (
    # [环球网快讯] or (抗击新冠肺炎) before everything
    r"^\s*[（(【\[][^（）()【】\[\]\n]{2,24}[）)】\]]",
    rf"^\s*{_AGENCY}[^。！？，,；\n]{{0,24}}?(?:电|讯|消息)[　\s]*{_BRACKET}[　\s]*[：:]?",
    r"^\s*[（(]?(?:来源|稿源|原标题|作者|编辑|责任编辑|记者)[:：][^\n]{0,60}\n",
    r"[（(](?:完|记者|责任编辑|责编|编辑|作者|来源|执笔|参与)[^（）()\n]{0,120}[）)]\s*$",
    r"\n\s*[\[【（(]?(?:责任编辑|责编|编辑|校对|审核|来源|稿源|作者)[:：｜|][^\n]{0,60}$",
)
"""Only what stands at the edges of a text and repeats over thousands of texts is cut: it would
make strangers alike and copies unlike. Widths, script and punctuation are folded later."""


class TextSource(Protocol):
    """TextSource of the table that is deduped; ``rows`` are its row numbers, in any order."""

    def signatures(self, rows: Rows) -> Iterator[pa.RecordBatch]:
        """SIGNATURES of these rows, in this order."""

    def bodies(self, rows: Rows) -> pa.ChunkedArray:
        """Bodies of these rows, in this order."""


class TableTextSource:
    """TextSource that stand in the table itself; ``match_text`` is made where no cleaner has."""

    def __init__(self, articles: pa.Table) -> None:
        self._articles = articles

    def signatures(self, rows: Rows) -> Iterator[pa.RecordBatch]:
        signed = with_match_text(self._articles).select(SIGNED).take(pa.array(rows))
        return map_batches(sign, batches_of(signed.combine_chunks()))

    def bodies(self, rows: Rows) -> pa.ChunkedArray:
        return self._articles["body"].take(pa.array(rows))


def light_clean(bodies: pa.Array) -> pa.Array:
    """For texts that no cleaner has read: without dateline, credits, closing formulas.

    ``bodies`` as published, line by line; null stays null.
    """
    cleaned = bodies
    for pattern in _EDGES:
        cleaned = pc.replace_substring_regex(cleaned, pattern=pattern, replacement="")
    return cleaned


def with_match_text(articles: pa.Table) -> pa.Table:
    """The table with a ``match_text`` in every row that has any body."""
    if "match_text" in articles.column_names and articles["match_text"].null_count == 0:
        return articles
    bodies = articles["body"].cast(pa.string())
    if "match_text" not in articles.column_names:
        return articles.append_column("match_text", light_clean(bodies))
    filled = pc.coalesce(articles["match_text"], light_clean(bodies))
    place = articles.column_names.index("match_text")
    return articles.set_column(place, "match_text", filled)
