"""Whether a name says nothing of its own: 商业 of 商业银行, 现代农业 of 现代农业产业园."""

from __future__ import annotations

from functools import lru_cache

from transforms.tag.name_edges import COMMON
from transforms.tag.word_list import word

OWN = ("ns", "nr", "nrt", "nrfg", "nz", "nt")
"""Kinds of words that name one thing."""


@lru_cache(maxsize=1 << 16)
def is_generic(text: str) -> bool:
    """Whether ordinary words fill ``text`` from end to end."""
    reached = {0}
    for start in range(len(text)):
        if start not in reached:
            continue
        for end in range(start + 2, min(len(text), start + 5) + 1):
            known = word(text[start:end])
            if known.printed >= COMMON // 2 and known.kind not in OWN:
                reached.add(end)
        if text[start] in SINGLE:
            reached.add(start + 1)
    return len(text) in reached


SINGLE = frozenset(
    "大中小新老高总省市县区镇乡村和与级型类化性业品产各及多全国民公私军女男医药农工商学科技"
)
