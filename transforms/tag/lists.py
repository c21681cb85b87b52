"""Lines that list names (award lists, company lists) instead of telling something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.clean.normalize import search_text
from transforms.tag.characters import is_one_of

if TYPE_CHECKING:
    from transforms.tag.characters import Flags, Ints
    from transforms.tag.text_batch import TextBatch

ENTRY = re.compile(
    r"[\w()·-]{2,40}(?:公司|厂|集团|合作社|银行|医院|学校|中心|局|委|办|区|县|市|镇|乡|街道|村|社区)"
)
MAX_ONE_PLACE = 8
SENTENCE = re.compile(r"[。!?:]")


class ListLines:
    """Positions of list lines in a batch: those the cleaner labelled, and those that read so."""

    def __init__(self, texts: TextBatch, blocks: pa.Table | None) -> None:
        found = read_as_lists(texts)
        if blocks is not None:
            found |= labelled(texts, blocks)
        spans = np.array(sorted(found), np.int64).reshape(-1, 2)
        self.starts, self.ends = spans[:, 0], spans[:, 1]

    def holds(self, positions: Ints) -> Flags:
        """Whether each position lies in a list line."""
        if not len(self.starts):
            return np.zeros(len(positions), bool)
        index = np.searchsorted(self.starts, positions, "right") - 1
        inside = positions < self.ends[np.maximum(index, 0)]
        return (index >= 0) & inside


def read_as_lists(texts: TextBatch) -> set[tuple[int, int]]:
    """Lines of entries that all end as names do, without a sentence in them.

    One entry is enough for a company or a short place name.
    """
    marks = np.flatnonzero(is_one_of(texts.codes, "、"))
    line_ends = np.concatenate([texts.newlines, texts.ends])
    last = texts.codes[np.maximum(line_ends - 1, 0)] if len(texts.codes) else line_ends
    marks = np.concatenate([marks, line_ends[is_one_of(last, "司区县市")] - 1])
    if not len(marks):
        return set()
    starts, ends = texts.lines(marks)
    found = set()
    for start, end in set(zip(starts.tolist(), ends.tolist(), strict=True)):
        line = texts.text[start:end]
        if start in texts.headline_starts or SENTENCE.search(line):
            continue
        entries = [entry for entry in re.split(r"[、,;]\s*", line.strip()) if entry]
        is_long_enough = len(entries) >= 2 or line.endswith("公司") or len(line) <= MAX_ONE_PLACE
        if is_long_enough and all(map(ENTRY.fullmatch, entries)):
            found.add((start, end))
    return found


def labelled(texts: TextBatch, blocks: pa.Table) -> set[tuple[int, int]]:
    """Lines of blocks with the label ``list``, found again in ``search_text``."""
    lists = blocks.filter(pc.equal(blocks["label"], "list"))
    if not lists.num_rows:
        return set()
    wanted = lists["article_id"].combine_chunks()
    index = pc.index_in(wanted, value_set=texts.articles["article_id"].combine_chunks())
    found = set()
    for article, text in zip(index.to_pylist(), lists["text"].to_pylist(), strict=True):
        if article is None or not text:
            continue
        low, high = int(texts.lead_starts[article]) - 1, int(texts.ends[article])
        for line in search_text(text).split("\n"):
            place = texts.text.find(f"\n{line}", max(low, 0), high) if line else -1
            if place >= 0:
                found.add((place + 1, place + 1 + len(line)))
    return found
