"""Where people are named: after posts, before verbs of speech and presence, appointed, in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.clean.word_lists import surnames
from transforms.tag.appointments import TRIGGERS, appointed, came_to_office
from transforms.tag.automaton import Automaton
from transforms.tag.foreign_names import COUNTRY, TRANSLITERATING, foreign_after
from transforms.tag.name_edges import COMMON, edge
from transforms.tag.person_lists import listed, names_behind
from transforms.tag.person_names import LEFT, Sighting, name_after, name_ending_at, name_filling
from transforms.tag.post_words import NOT_POSTS, OFFICES, ROLES, SHARED
from transforms.tag.posts import BREAKS, post_start
from transforms.tag.speech import VERBS
from transforms.tag.word_list import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.tag.text_batch import TextBatch

PRESENT = ("出席", "参加", "主持", "陪同", "一同", "会见", "列席", "代表")
BEFORE_OFFICE = ("总书记", "主席", "总理", "同志", "教授", "院士", "老师", "医生", "博士")
"""What stands behind a name as well: 习近平总书记."""
BEFORE_OFFICE_IF_KNOWN = (
    "书记",
    "市长",
    "县长",
    "区长",
    "省长",
    "镇长",
    "局长",
    "主任",
    "院长",
    "校长",
)
"""The same, where the name is told elsewhere in the article: 刘奇书记."""
CALLED = ("岁的", "岁", "名叫")
"""What stands before a name that has no post: 45岁的徐某."""
TRANSCRIBES = frozenset(TRANSLITERATING)
POSSIBLE = surnames().every | TRANSCRIBES | {" "}
WITH_NAMES = ("office", "role", "called")


class SightingFinder:
    """Posts, verbs and known names compiled. ``places``: names of places, which are no people."""

    def __init__(self, known: Iterable[str], places: Iterable[str]) -> None:
        self.known, self.places = frozenset(known), frozenset(places)
        speaking = tuple(verb + mark for verb in VERBS for mark in ",:\n")
        self.kinds = {
            **dict.fromkeys(ROLES, "role"),
            **dict.fromkeys(OFFICES, "office"),
            **dict.fromkeys(NOT_POSTS, ""),
            **dict.fromkeys(speaking, "verb"),
            **dict.fromkeys(PRESENT, "verb"),
            **dict.fromkeys(TRIGGERS, "trigger"),
            **dict.fromkeys(CALLED, "called"),
            **dict.fromkeys(known, "person"),
        }
        self.automaton = Automaton(tuple(self.kinds))
        self.kind_of = tuple(self.kinds.values())

    def find(self, texts: TextBatch) -> list[Sighting]:
        """Printed names in order, none twice."""
        found: dict[int, Sighting] = {}
        triggered: dict[int, None] = {}
        unsure: list[Sighting] = []
        text = texts.text
        spans = (one.tolist() for one in self.automaton.find(texts.codes))
        for start, end, number in zip(*spans, strict=True):
            kind = self.kind_of[number]
            if kind == "trigger":
                triggered[texts.article_of_one(start)] = None
                continue
            named = self.named_at(text, start, end, kind)
            for one in named:
                if one.post_raw or one.start not in found:
                    found[one.start] = one
            if not named and kind in ("office", "role"):
                unsure += before_office(text, start, end)
        for article in triggered:
            for one in appointed(text, int(texts.starts[article]), int(texts.ends[article])):
                known = found.get(one.start)
                if known is None or known.post_raw is None:
                    found[one.start] = one
        for one in (*came_to_office(texts), *listed(texts), *self.confirmed(texts, unsure, found)):
            found.setdefault(one.start, one)
        return [found[start] for start in sorted(found) if found[start].person not in self.places]

    def named_at(self, text: str, start: int, end: int, kind: str) -> list[Sighting]:
        """Who is named beside one match of the automaton."""
        if not kind or (kind in WITH_NAMES and text[end : end + 1] not in POSSIBLE):
            return []
        if kind in ("office", "role"):
            return [*with_post(text, end, is_office=kind == "office")]
        if kind == "verb":
            begin = name_ending_at(text, start)
            return [] if begin is None else [Sighting(begin, start, text[begin:start], None)]
        if kind == "called":
            person = name_behind(text, end, end, is_office=False)
            return [] if person is None else [Sighting(end, end + len(person), person, None)]
        if kind == "person" and name_after(text, start) == text[start:end]:
            return [Sighting(start, end, text[start:end], None)]
        return []

    def confirmed(
        self, texts: TextBatch, unsure: list[Sighting], found: dict[int, Sighting]
    ) -> Iterator[Sighting]:
        """Names before a post: for some the post is enough, others must be known already."""
        if not unsure:
            return
        told = {(texts.article_of_one(start), one.person) for start, one in found.items()}
        for one in unsure:
            is_told = (texts.article_of_one(one.start), one.person) in told
            if one.post_raw in BEFORE_OFFICE or one.person in self.known or is_told:
                yield one


def with_post(text: str, end: int, *, is_office: bool) -> Iterator[Sighting]:
    """The names behind one post."""
    at = end + 1 if text[end : end + 1] == " " else end
    if text[at : at + 1] not in POSSIBLE:
        return
    person = name_behind(text, at, end, is_office=is_office)
    if person is None:
        return
    post = text[post_start(text, end, 0) : end]
    yield Sighting(at, at + len(person), person, post)
    yield from names_behind(text, at + len(person), post if post.endswith(SHARED) else None)


def before_office(text: str, start: int, end: int) -> Iterator[Sighting]:
    """刘奇书记, 习近平总书记."""
    head = text[start:end]
    if head not in BEFORE_OFFICE and head not in BEFORE_OFFICE_IF_KNOWN:
        return
    if text.startswith("为核心", end):
        return
    for length in (3, 2):
        begin = start - length
        if begin > 0 and name_filling(text, begin, start) and begins_word(text, begin):
            yield Sighting(begin, start, text[begin:start], head)
            return


def begins_word(text: str, place: int) -> bool:
    """Whether what stands before ``place`` ends there, as far as can be told."""
    return (
        text[place - 1] in LEFT
        or text[place - 1] in BREAKS
        or word(text[place - 2 : place]).printed >= COMMON
    )


def name_behind(text: str, position: int, end: int, *, is_office: bool) -> str | None:
    """The name behind a post, or word, that ends at ``end``; one of another country whole."""
    person = name_after(text, position, is_sure=is_office)
    score = 0 if person is None else edge(text, position + len(person))
    begins = text[position : position + 3]
    is_by_sound = len(begins) == 3 and TRANSCRIBES.issuperset(begins)
    if score < 4 or is_by_sound:
        is_foreign = is_office and COUNTRY.search(text, max(0, end - 24), end) is not None
        if is_foreign or is_by_sound:
            foreign = foreign_after(text, position, is_foreign=is_foreign)
            if foreign is not None and (person is None or is_foreign):
                return foreign
        if is_foreign and person and score < 3 and text[position + len(person)] in TRANSCRIBES:
            return None
    if person is None or is_office:
        return person
    is_sure = len(person) > 2 or "某" in person or "·" in person
    return person if score >= (2 if is_sure else 4) else None
