"""Personal names in running text: where one that begins at a place ends, and what is none.

A Chinese name is a surname and one or two characters; how many, its right edge tells: what follows
must be a mark, or begin a word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from transforms.clean.word_lists import surnames, words
from transforms.tag.foreign_names import PARTED, TRANSLITERATING, has_dot, parted_name
from transforms.tag.name_edges import COMMON, HANZI, LOOK, PLAIN, VERY_COMMON, edge, is_borne_out
from transforms.tag.word_list import word

NOT_LAST = frozenset(
    "在到说的是为了与及对向将还也又就都从已把被让给并再分任赴参致代不率因曾则所要会出主介陪带"
    "表指称提透认告呼调走看听讲做担受获接随携当该其这那个们我你他她它使却仍只才很等作同副时亲"
    "先交"
)
"""Characters that begin a word after a name far more often than they end a given name."""
NOT_GIVEN = frozenset("在到说的是了及对将还也又就都已被让给并再该其这那个们我你他她它使却仍只很")
"""Characters that no given name begins with."""
ENDS_OF_OTHERS = frozenset("省市县区镇乡村部局厅们员委会院校报网社厂某司组室所处门队")
"""What is three characters long and ends so is a place, an office, a company."""
NO_NAMES = words(
    """
    白皮书 黄金周 许可证 花岗岩 贡献者 胡萝卜 金字塔 石英砂 宣传部 安全性 季后赛 蒙古人 明王朝
    须弥座 黄鹤楼 杜鹃花 金水河
    """
)
"""Words that the list of common words takes for names."""
LONGEST = 4
"""Characters of the longest Chinese name."""
NAMELIKE = 500
"""The same, of words that the list takes for names: 祝贺, 文明."""
LEFT = frozenset("\x00\n。!?;,:、 “\"'‘(")
"""Marks after which a clause begins."""
BEFORE, STATED, NOW, FORMER = 1, 2, 0, 3
"""Whose word on a post counts first: 现任…, before the name, appointed to, left."""


class Sighting(NamedTuple):
    """One printed name. ``start`` and ``end`` in the batch; ``post_raw`` as printed with it."""

    start: int
    end: int
    person: str
    post_raw: str | None
    rank: int = BEFORE


def name_after(text: str, position: int, *, is_sure: bool = True) -> str | None:
    """The personal name that starts at ``position``; None if none does, or its end is unclear.

    ``is_sure``: a post stands before it, so a name is likely. Otherwise words that begin as names
    do are refused sooner.

    >>> name_after("张三在会上", 0), name_after("李明生、王某", 0), name_after("高度重视", 0)
    ('张三', '李明生', None)
    """
    if has_dot(text, position) and (parted := PARTED.match(text, position)) is not None:
        return parted_name(text, position, parted.end())
    return chinese_name(text[position : position + LONGEST + LOOK], is_sure=is_sure)


@lru_cache(maxsize=1 << 15)
def chinese_name(text: str, *, is_sure: bool) -> str | None:
    """The Chinese name that ``text`` begins with, its right edge in sight."""
    begin = text[:2]
    known = surnames()
    base = 2 if begin in known.in_text else 1 if begin[:1] in known.in_text else 0
    if begin[1:] == "某" and begin[0] in known.every:
        return masked_name(text, 0)
    if base == 0 and is_sure and begin[:1] in known.every:
        base = 1
    if not base or text[base : base + 1] in NOT_GIVEN:
        return None
    run = HANZI.match(text, 0, base + 2)
    size = run.end() if run else 0
    scores = {
        length: score
        for length in (base + 1, base + 2)
        if length <= size
        and (score := edge(text, length))
        and is_name(text[:length], base, score if is_sure else 0)
    }
    short, long = scores.get(base + 1, 0), scores.get(base + 2, 0)
    last = text[base + 1 : base + 2]
    if long and (last in NOT_GIVEN or (short and last in NOT_LAST)):
        long = 0
    if not short and not long:
        return None
    if begin[:1] not in known.in_text and base == 1 and max(short, long) < 4:
        return None
    if short == long == 3 and not is_borne_out(text, base + 2):
        long = 0 if is_borne_out(text, base + 1) else long
    length = base + 1 if not long or (short == 4 and long < 4) else base + 2
    return text[:length]


def masked_name(text: str, position: int) -> str:
    """何某, 王某某, 李某明: a name that is not told."""
    third = position + 3
    if text[third - 1 : third] == "某" or edge(text, position + 2) == 0 < edge(text, third):
        return text[position:third]
    return text[position : position + 2]


@lru_cache(maxsize=1 << 16)
def is_name(name: str, base: int, score: int) -> bool:
    """Whether ``name`` may be one: surname of ``base`` characters, no word, no office.

    ``score``: of its right edge, if a post vouches for it from the left; else 0.
    """
    whole = word(name)
    if name in NO_NAMES:
        return False
    if whole.kind not in PLAIN and whole.printed >= (COMMON if score else 5):
        return False
    if len(name) == base + 1:
        return whole.printed < VERY_COMMON or score > 0 or len(name) > 2
    if name[-1] in ENDS_OF_OTHERS:
        return False
    if base > 1:
        return True
    rest = word(name[1:])
    if not score and rest.printed >= VERY_COMMON and rest.kind in ("n", "j", "nt"):
        return False
    first = word(name[:2])
    if first.kind in PLAIN:
        limit = NAMELIKE if score < 4 else 10 * VERY_COMMON
    elif first.kind == "ns":
        limit = 2 * COMMON if score < 4 else VERY_COMMON
    else:
        limit = 3 * VERY_COMMON if score else COMMON
    return first.printed < limit


def name_filling(text: str, start: int, end: int, *, is_sure: bool = False) -> bool:
    """Whether ``text[start:end]`` is a name and nothing else, whatever stands around it."""
    name = text[start:end]
    if "·" in name:
        return PARTED.fullmatch(name) is not None
    known = surnames().every if is_sure else surnames().in_text
    base = 2 if name[:2] in known else 1 if name[:1] in known else 0
    if not base or not base < len(name) <= base + 2 or not HANZI.fullmatch(name):
        return False
    if name[base] in NOT_GIVEN or name[-1] in NOT_LAST:
        return False
    return is_name(name, base, 4 if is_sure else 0)


def name_ending_at(text: str, end: int, low: int = 0, *, is_sure: bool = False) -> int | None:
    """Start of the name that fills a clause up to ``end``; None if none does."""
    for length in (3, 2, 4):
        start = end - length
        if (
            start >= low
            and (start == 0 or text[start - 1] in LEFT)
            and name_filling(text, start, end, is_sure=is_sure)
        ):
            return start
    dot = text.rfind("·", max(low, end - 10), end)
    if dot > 0:
        start = dot
        while start > low and (text[start - 1] in TRANSLITERATING or text[start - 1] == "·"):
            start -= 1
        if (start == 0 or text[start - 1] in LEFT) and PARTED.fullmatch(text, start, end):
            return start
    return None
