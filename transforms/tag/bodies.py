"""Bodies beyond companies with a legal form: organs, parks, universities, banks, associations.

A body's name ends in one of the words of ``body_words``; where it begins, a place or a level of the
state before it tells (青石市财政局, 县委), or for other bodies the last word that no name holds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transforms.tag.automaton import Automaton
from transforms.tag.body_places import Places, at_country
from transforms.tag.body_words import (
    AND_STATE,
    BARE,
    BRANCHES,
    DOING,
    GRADES,
    KINDS,
    LEVEL_WORDS,
    LEVELED,
    NOT_BODIES,
    RANKS,
    STATE,
    TRADES,
)
from transforms.tag.generic_names import is_generic
from transforms.tag.name_edges import COMMON, HANZI, common_words
from transforms.tag.name_starts import MAY_START_AFTER, START_AFTER, name_begin
from transforms.tag.post_words import HEADS, LONGEST
from transforms.tag.posts import BREAKS, MARKS, behind_bracket, behind_mark, is_in_word, trimmed
from transforms.tag.word_list import word
from transforms.tag.word_list import words as words_known

if TYPE_CHECKING:
    from transforms.tag.gazetteer import Gazetteer
    from transforms.tag.text_batch import TextBatch

BEGIN_OF_HEADS = frozenset(head[:2] for head in HEADS)
CLAUSE_MARKS = MARKS | {"、"}
BEGINS_ALONE = ("state", "government", "party")
STATELY = ("government", "party")
MAX_BODY, MAX_FIELD, MAX_CORE = 30, 16, 24
TITLE = re.compile(r"(?:原|前|副|常务|第一|名誉|执行|党组|党委|新闻)*")
QUANTIFIED = re.compile(
    r"[各该本我其这那多几两某每另此一二三四五六七八九十百千\d]|所有|全国各|有关|相关|部分|不少|许多|众多|多家|上述"
)
OTHERS = re.compile("其他|其它|当地|各(?!界)|部分|领取")
NATION = ("中国", "中央", "中华", "亚洲", "中共")


class Body(NamedTuple):
    """One printed name of a body, in the batch."""

    start: int
    end: int
    kind: str
    is_in_post: bool = False


class BodyFinder:
    """Endings of names compiled. Build once, use for every batch."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.kinds = {
            **dict.fromkeys(NOT_BODIES, ""),
            **dict.fromkeys(AND_STATE, ""),
            **KINDS,
            **dict.fromkeys(STATE, "state"),
        }
        self.automaton = Automaton(tuple(self.kinds))
        self.kind_of = tuple(self.kinds.values())
        self.strings = tuple(self.kinds)

    def find(self, texts: TextBatch) -> list[Body]:
        """Bodies in order; of one inside another, the outer one; none that a post alone names."""
        places = Places(self.gazetteer, texts)
        found: list[Body] = []
        spans = (one.tolist() for one in self.automaton.find(texts.codes))
        for start, end, number in zip(*spans, strict=True):
            kind = self.kind_of[number]
            if not kind:
                continue
            body = self.body(texts.text, places, start, end, number)
            if body is None:
                continue
            if found and kind != "state" and is_of(texts.text, found[-1].end, body.start):
                body = body._replace(start=found[-1].start)
            while found and body.start <= found[-1].start:
                found.pop()
            found.append(body)
        return [body for body in found if not body.is_in_post]

    def body(self, text: str, places: Places, start: int, end: int, number: int) -> Body | None:
        """The body whose name ends with one match of the automaton."""
        kind = self.kind_of[number]
        if kind not in BEGINS_ALONE and not (text[start - 1].isalnum() or text[start - 1] == ")"):
            return None
        if text[end - 1] == "办" and text.startswith("公室", end):
            end += 2
        if text[end - 1] == "部" and text.startswith("门", end):
            return None
        if kind == "state":
            begin: int | None = state_start(text, start)
            kind = STATE[self.strings[number]]
        else:
            begin = (stately if kind in STATELY else other)(text, places, start, end, kind)
        if begin is None:
            return None
        return Body(begin, end, kind, is_part_of_post(text, end, kind))


def state_start(text: str, start: int) -> int:
    """西班牙卫生部: the country before it belongs to the name."""
    for size in (3, 2):
        known = word(text[max(0, start - size) : start])
        if known.kind == "ns" and known.printed >= COMMON:
            return start - size
    return start


def is_of(text: str, end: int, start: int) -> bool:
    """青石大学附属医院: the second name goes on where the first ends."""
    return end == start or (end + 2 == start and text[end:start] == "附属")


def is_part_of_post(text: str, end: int, kind: str) -> bool:
    """青石市财政局局长, 财政部长: the body is only named with whom it is led by."""
    if kind == "company":
        return False
    if text.startswith("长", end) and text[end - 1 : end + 1] in HEADS:
        return True
    begin = TITLE.match(text, end)
    at = begin.end() if begin else end
    return text[at : at + 2] in BEGIN_OF_HEADS and any(
        text[at : at + size] in HEADS for size in range(2, LONGEST + 1)
    )


def clause_start(text: str, start: int) -> int:
    return behind_mark(text, max(0, start - MAX_BODY), start, CLAUSE_MARKS)


def stately(text: str, places: Places, start: int, end: int, kind: str) -> int | None:
    """Where an organ of a place or a level begins: 青石市财政局, 县委, 中共青石市委."""
    del kind
    low = clause_start(text, start)
    place = places.last_before(low, start + 1)
    if (
        place is not None
        and place[1] <= start + 1
        and is_field(text, min(place[1], start), start, MAX_FIELD)
    ):
        begin = place[0]
        return begin - 2 if text[max(0, begin - 2) : begin] == "中共" else begin
    begin = trimmed(text, name_begin(text, low, end), end)
    if text[begin : begin + 2] == "中共":
        return begin
    if text[begin] not in LEVELED or end - begin < 2 or end - begin > 14:
        return None
    if text[begin : begin + 2] in common_words() and text[begin : begin + 2] not in LEVEL_WORDS:
        return None
    return begin


def is_field(text: str, begin: int, end: int, most: int) -> bool:
    """What stands between two parts of a name: no mark, no word that parts."""
    if begin > end or end - begin > most or not HANZI.fullmatch(text, begin, end):
        return False
    if (
        begin < end
        and MAY_START_AFTER.search(text, begin, end)
        and START_AFTER.search(text, begin, end)
    ):
        return False
    return BREAKS.isdisjoint(text[begin:end]) or all(
        text[place] not in BREAKS or is_in_word(text, place, begin, end)
        for place in range(begin, end)
    )


def other(text: str, places: Places, start: int, end: int, kind: str) -> int | None:
    """Where a body with a name of its own begins: 青石大学, 河湾现代农业产业园."""
    low = behind_bracket(text, clause_start(text, start), start)
    begin = trimmed(text, name_begin(text, low, end), end)
    begin = behind_verbs(text, begin, start)
    place = places.last_before(begin, start)
    is_branch = text[start:end] in BRANCHES
    if place is not None and place[1] <= start and not is_branch:
        begin = place[0]
    elif place is None:
        begin = at_country(text, begin, start)
    begin = behind_bracket(text, begin, start)
    core, field = text[begin:start], text[place[1] : start] if place else text[begin:start]
    if not 2 <= len(core) <= MAX_CORE or QUANTIFIED.match(core) or QUANTIFIED.match(field):
        return None
    if OTHERS.search(core):
        return None
    if kind == "company" and not is_branch and not stands_alone(text, begin):
        return None
    if place is None or place[0] < begin:
        is_nations = core.startswith(NATION) and core not in NATION and core[:3] not in GRADES
        return begin if is_nations or not is_generic(core) else None
    if field.startswith(RANKS) or (not field and kind == "zone" and text[start:end] in BARE):
        return None
    return begin


def behind_verbs(text: str, begin: int, end: int) -> int:
    """Behind the last word that does something and is no trade: 侵害搜狗公司."""
    doing = words_of_doing()
    for place in range(end - 4, begin - 1, -1):
        if text[place : place + 2] in doing and not is_crossed(text, place, begin):
            return place + 2
    return begin


@cache
def words_of_doing() -> frozenset[str]:
    """Words of two characters that do something and are no trade."""
    return frozenset(
        text
        for text, one in words_known().items()
        if one.kind in DOING and one.printed >= COMMON and text not in TRADES and len(text) == 2
    )


def is_crossed(text: str, place: int, begin: int) -> bool:
    """Whether the pair is cut out of words on both sides."""
    return place > begin and word(text[place - 1 : place + 1]).printed >= COMMON


def stands_alone(text: str, begin: int) -> bool:
    """A short form (某某公司) must begin where a clause or a word before it ends."""
    return text[begin - 1 : begin] in BREAKS or text[max(0, begin - 1)] in MARKS
