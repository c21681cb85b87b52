"""Names in a row: after a post that they share, or with a word that says they are people."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.characters import is_one_of
from transforms.tag.name_edges import edge
from transforms.tag.person_names import Sighting, name_after, name_ending_at, name_filling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.tag.text_batch import TextBatch

LIST_HEAD = re.compile(r"(?:的有|领导有|人员有|包括|领导|同志|嘉宾|代表|名单|人员)[::]?$")
LIST_TAIL = re.compile(
    r"等?(?:(?:省|市|县|区|州|校|有关|相关|委|主要)*(?:领导|同志|负责人|人)?(?:一同|共同|分别|一起)?(?:出席|参加|陪同|列席|参与|随同|在会上|作了|会见)|(?:几|\d+|[一二三四五六七八九十]+)(?:人|名|位))"
)


def names_behind(text: str, end: int, post: str | None) -> Iterator[Sighting]:
    """市领导胡某某、李某某和赵某某: the names after the first."""
    while text[end : end + 1] in ("、", "和", "与", "及"):
        start = end + 1
        person = name_after(text, start, is_sure=False)
        if person is None or text[start + len(person) : start + len(person) + 1] == "(":
            return
        end = start + len(person)
        if edge(text, end) < 2:
            return
        yield Sighting(start, end, person, post)


def listed(texts: TextBatch) -> Iterator[Sighting]:
    """Names in a row, with a word before or behind them that says they are people."""
    marks = np.flatnonzero(is_one_of(texts.codes, "、"))
    if len(marks) < 2:
        return
    gaps = np.diff(marks)
    inside = (gaps >= 3) & (gaps <= 5)
    text = texts.text
    places = marks.tolist()
    passed = 0
    for row in np.flatnonzero(inside).tolist():
        if row < passed:
            continue
        last = row
        while (
            last < len(inside)
            and inside[last]
            and name_filling(text, places[last] + 1, places[last + 1])
        ):
            last += 1
        if last > row:
            yield from whole_list(text, places[row : last + 1])
        passed = last


def whole_list(text: str, marks: list[int]) -> Iterator[Sighting]:
    first = name_ending_at(text, marks[0])
    after = name_after(text, marks[-1] + 1, is_sure=False)
    end = marks[-1] + 1 + len(after) if after else marks[-1]
    begin = marks[0] if first is None else first
    has_head = LIST_HEAD.search(text, max(0, begin - 8), begin) is not None
    has_tail = after is not None and LIST_TAIL.match(text, end) is not None
    if not has_head and not has_tail:
        return
    if first is not None:
        yield Sighting(first, marks[0], text[first : marks[0]], None)
    for low, high in pairwise(marks):
        yield Sighting(low + 1, high, text[low + 1 : high], None)
    if after is not None:
        yield Sighting(marks[-1] + 1, end, after, None)
