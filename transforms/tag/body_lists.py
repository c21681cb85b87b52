"""Names in a row that the word behind them says to be companies: 甲、乙、丙等重点企业."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.body_words import SHOPS
from transforms.tag.characters import is_one_of
from transforms.tag.generic_names import OWN, is_generic
from transforms.tag.name_edges import VERY_COMMON
from transforms.tag.name_starts import name_begin
from transforms.tag.posts import BOUNDARY, trimmed
from transforms.tag.word_list import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.tag.text_batch import TextBatch

TAIL = re.compile(
    r"等(?:(?![地方式对在和与给向为将的领域行业环节受影响])[\u3400-\u9fff]){0,14}?(?:企业|公司|集团|厂商|药企|车企|巨头|商户|店铺)"
)
SHOP_SIZES = tuple(sorted({len(shop) for shop in SHOPS}, reverse=True))
LAST_OF_SHOPS = "".join(sorted({shop[-1] for shop in SHOPS}))
LAST_SHOP = re.compile(rf".*?(?:{'|'.join(SHOPS)})")
PARTS = re.compile(r"[、和]")
MAX_ROW, MAX_NAME = 160, 16
LEADS = re.compile(r"的|包括|其中|以及|来自|引进|还有")
WITHIN = re.compile(r".*(?:内|的|有|了)(?=[\u3400-\u9fff]{2})")


def companies_in_rows(texts: TextBatch) -> Iterator[tuple[int, int]]:
    """Start and end of each."""
    text = texts.text
    for tail in TAIL.finditer(text):
        yield from row_before(text, tail.start(), is_told=True)
    seen = -1
    for start, stop in shops_in_rows(texts):
        if start < seen:
            continue
        end = row_end(text, stop)
        seen = end
        yield from row_before(text, end, is_told=False)


def shops_in_rows(texts: TextBatch) -> Iterator[tuple[int, int]]:
    """Start and end of each of ``SHOPS`` with another name behind it."""
    text = texts.text
    is_last = is_one_of(texts.codes[:-1], LAST_OF_SHOPS)
    ends = np.flatnonzero(is_last & is_one_of(texts.codes[1:], "、和")) + 1
    for end in ends.tolist():
        start = end - shop_size(text[max(0, end - SHOP_SIZES[0]) : end])
        if start < end:
            yield start, end


def shop_size(text: str) -> int:
    """Length of the longest of ``SHOPS`` that ``text`` ends with; 0 if it ends with none."""
    return next((size for size in SHOP_SIZES if text[-size:] in SHOPS), 0)


def row_end(text: str, start: int) -> int:
    mark = BOUNDARY.search(text, start, start + MAX_ROW)
    end = mark.start() if mark else min(len(text), start + MAX_ROW)
    tail = text.find("等", start, end)
    return tail if tail >= 0 else end


def row_before(text: str, end: int, *, is_told: bool) -> list[tuple[int, int]]:
    """The names of the row that ends at ``end``.

    ``is_told``: what follows says that they are companies; otherwise only those that end as
    companies do are taken, if there are two and half of the row.
    """
    spans = row_parts(text, end)
    if not is_told and (last := LAST_SHOP.match(text, *spans[-1])) is not None:
        spans[-1] = (spans[-1][0], last.end())
    own = [(start, stop) for start, stop in spans if is_own(text[start:stop])]
    if is_told:
        is_row = len(spans) > 1 and len(own) * 2 >= len(spans)
        return [span for span in spans if is_row and is_name(text[span[0] : span[1]])]
    shops = [(start, stop) for start, stop in own if text[start:stop].endswith(SHOPS)]
    return shops if len(shops) >= 2 and len(shops) * 2 >= len(spans) else []


def row_parts(text: str, end: int) -> list[tuple[int, int]]:
    """Parts of the row; what leads to it is cut off its first."""
    low = max(0, end - MAX_ROW)
    for mark in BOUNDARY.finditer(text, low, end):
        low = mark.end()
    spans: list[tuple[int, int]] = []
    at = low
    for mark in PARTS.finditer(text, low, end):
        if mark[0] == "、" or text[mark.start() - 2 : mark.start()] in SHOPS:
            spans.append((at, mark.start()))
            at = mark.end()
    spans.append((at, end))
    led = [number for number, span in enumerate(spans) if LEADS.search(text, *span)]
    spans = spans[led[-1] :] if led else spans
    first = trimmed(text, name_begin(text, *spans[0]), spans[0][1])
    within = WITHIN.match(text, first, spans[0][1])
    return [(within.end() if within else first, spans[0][1]), *spans[1:]]


def is_name(name: str) -> bool:
    known = word(name)
    return 2 <= len(name) <= MAX_NAME and (known.printed < VERY_COMMON or known.kind in OWN)


def is_own(name: str) -> bool:
    """Whether ``name`` may be that of one company."""
    shop = next((shop for shop in SHOPS if name.endswith(shop) and name != shop), "")
    return 2 <= len(name) <= MAX_NAME and not is_generic(name[: len(name) - len(shop)] or name)
