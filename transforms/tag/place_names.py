"""What each searchable string may mean: a place, one of several, or something else.

Ambiguity is told by data. A list of common words says which names are words, and which longer words
hold a name (长白山, 阿里巴巴, 和平共处); the gazetteer itself says which names several places bear,
and until when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.clean.word_lists import words as listed
from transforms.tag.text_batch import UNKNOWN_DAY
from transforms.tag.themes import day_number
from transforms.tag.word_list import COMMON, word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.tag.read_regions import Region

NOTHING, ARTICLE, BESIDE = 0, 1, 2
"""What a name needs to count: nothing; its city or province in the article; one close by."""
FAR = 2**31
MANY, FEW = 300, 20
"""Counts in the word list from which on a name is mostly something else: in any case; as a word."""
ADMINISTRATIVE = listed(
    """
    人 城 省 市 县 区 州 旗 盟 地区 城区 市区 郊区 省委 市委 县委 区委 政府 省政府 市政府 县政府
    区政府 人民政府 省人民政府 市人民政府 人大 政协 市政协 省政协 自治区 自治州 自治县 新区 境 籍
    """
)
"""What may follow a name and leave the place meant."""


class Sense(NamedTuple):
    """One place that a string may mean, what that needs, and on which days it had the name."""

    unit: int
    need: int
    is_full: bool
    first_day: int
    last_day: int


def senses(regions: Sequence[Region], unit_of_row: Sequence[int]) -> dict[str, tuple[Sense, ...]]:
    """Each name of a place, full or short, with the places it may mean."""
    found: dict[str, dict[int, Sense]] = {}
    for region, unit in zip(regions, unit_of_row, strict=True):
        days = day_number(region.valid_from, UNKNOWN_DAY), day_number(region.valid_to, FAR)
        for name in region.aliases:
            add(found, name, Sense(unit, NOTHING, False, *days))
        for name in region.weak_aliases:
            add(found, name, Sense(unit, need_of(name), False, *days))
        full = Sense(unit, need_of_full(region.region), True, *days)
        add(found, region.region, full)
    return {name: tuple(sorted(by_unit.values())) for name, by_unit in found.items()}


def add(found: dict[str, dict[int, Sense]], name: str, sense: Sense) -> None:
    """Of one place under one name what needs least, and all the days of it."""
    here = found.setdefault(name, {})
    other = here.get(sense.unit, sense)
    here[sense.unit] = Sense(
        sense.unit,
        min(sense.need, other.need),
        sense.is_full or other.is_full,
        min(sense.first_day, other.first_day),
        max(sense.last_day, other.last_day),
    )


def need_of(name: str) -> int:
    """Of a short name that is not sure: whether it is mostly a word, or a name of other things."""
    count, kind = word(name)
    return BESIDE if count >= MANY or (kind in COMMON and count >= FEW) else ARTICLE


def need_of_full(name: str) -> int:
    """Of a full name: 和县, 城区 are read into other words, 港口区, 前进区 are words."""
    if len(name) == 2:
        return BESIDE
    count, kind = word(name[:-1])
    is_word = len(name) == 3 and name.endswith("区") and kind in COMMON and count >= FEW
    return ARTICLE if is_word else NOTHING


def guards(regions: Iterable[Region], names: dict[str, tuple[Sense, ...]]) -> set[str]:
    """Strings that hold a name and mean something else: by hand, and words of the list."""
    by_hand = {guard for region in regions for guard in region.guards}
    return (by_hand | {text for text in words() if is_guard(text, names)}) - set(names)


def is_guard(text: str, names: dict[str, tuple[Sense, ...]]) -> bool:
    return any(
        start or text[len(name) :] not in ADMINISTRATIVE for start, name in held(text, names)
    )


def held(text: str, names: dict[str, tuple[Sense, ...]]) -> Iterator[tuple[int, str]]:
    """Names shorter than ``text`` in it."""
    for start in range(len(text) - 1):
        for end in range(start + 2, len(text) + 1):
            if end - start < len(text) and text[start:end] in names:
                yield start, text[start:end]
