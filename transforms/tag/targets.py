"""The ledger of aims: how much of what, by when, by whom, in the words of the article.

Sentences are found by an automaton of words that look ahead; only those are read. What makes a
quantity of such a sentence an aim stands in ``aims.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from transforms.lake import schema
from transforms.tag.actors import actor_of
from transforms.tag.aims import AIM, Intent, Place, status_of
from transforms.tag.automaton import Automaton
from transforms.tag.comparison_bases import base_of, bases
from transforms.tag.deadlines import Deadline, deadlines
from transforms.tag.intents import AHEAD, DOUBLED, NOT_AHEAD, WEAK, is_intent
from transforms.tag.quantities import Quantity, quantities
from transforms.tag.sections import is_review
from transforms.tag.subjects import comparator_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from transforms.tag.mentions import MentionIndex
    from transforms.tag.original_text import OriginalText
    from transforms.tag.text_batch import TextBatch

CLAUSE = re.compile(r"[,;。!?、:“”\"]")
HAS_NUMBER = re.compile(
    r"\d|[亿番一二两三四五六七八九十百][个家座所户大元条项处]|番|[十百千][万亿]"
)
OPENING = re.compile(r"[到在至]?[“\"]?")
MAX_SENTENCE = 1500
MAX_OPENING = 24


class TargetTagger:
    """Words that look ahead, compiled. Build once, use for every batch."""

    def __init__(self, seed_hash: str) -> None:
        self.seed_hash = seed_hash
        self.automaton = Automaton((*AHEAD, *DOUBLED, *NOT_AHEAD))

    def tag(
        self,
        texts: TextBatch,
        themes: MentionIndex,
        places: MentionIndex,
        original: OriginalText,
    ) -> pa.Table:
        """The table ``targets``. ``themes`` and ``places``: mentions with id and code.

        An aim without a subject (三年再翻番) is a slogan: it counts once per article.
        """
        rows: list[dict[str, Any]] = []
        slogans: set[tuple[str, str | None]] = set()
        for low, high, intents in self.sentences(texts):
            for row in self.rows(texts, low, high, intents, themes, places):
                slogan = (row["article_id"], row["deadline"])
                if row["unit"] == "倍" and row["subject"] is None:
                    if slogan in slogans:
                        continue
                    slogans.add(slogan)
                rows.append(row)
        return pa.Table.from_pylist(original.with_quotes(rows), schema=schema.TARGETS)

    def sentences(self, texts: TextBatch) -> Iterator[tuple[int, int, list[Intent]]]:
        """Sentences that look ahead, with the words that do, in order."""
        start, end, word = self.automaton.find(texts.codes)
        is_ahead = word < len(AHEAD) + len(DOUBLED)
        start, end, word = start[is_ahead], end[is_ahead], word[is_ahead]
        low, high = texts.sentences(start)
        merged: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for left, right, position, number in zip(
            low.tolist(), high.tolist(), start.tolist(), word.tolist(), strict=True
        ):
            found = merged.setdefault((left, min(right, left + MAX_SENTENCE)), [])
            found.append((position, number))
        for (left, right), found in merged.items():
            if HAS_NUMBER.search(texts.text, left, right):
                yield left, right, list(self.intents(texts, left, right, found))

    def intents(
        self, texts: TextBatch, low: int, high: int, found: list[tuple[int, int]]
    ) -> Iterator[Intent]:
        sentence = texts.text[low:high]
        for position, number in found:
            if number >= len(AHEAD) or self.is_past_year(texts, number, low):
                continue
            word = AHEAD[number]
            if is_intent(sentence, position - low, word):
                yield Intent(position - low, word, word in WEAK)

    def is_past_year(self, texts: TextBatch, number: int, position: int) -> bool:
        """Whether the word is 到2015年 in an article of a later year."""
        if not AHEAD[number].startswith("到20"):
            return False
        day = texts.published(texts.article_of_one(position))
        return day is not None and int(AHEAD[number][1:5]) < day.year

    def rows(
        self,
        texts: TextBatch,
        low: int,
        high: int,
        intents: list[Intent],
        themes: MentionIndex,
        places: MentionIndex,
    ) -> Iterator[dict[str, Any]]:
        sentence = texts.text[low:high]
        found = quantities(sentence)
        if not found:
            return
        article = texts.article_of_one(low)
        start = int(texts.starts[article])
        published = texts.published(article)
        due, compared = deadlines(sentence, published), bases(sentence)
        wide = opening_deadline(texts.text, start, low, published)
        is_reviewed: bool | None = None
        past_end, status, subject = 0, None, None
        for quantity in found:
            if quantity.start < past_end:
                continue
            clause = clause_around(sentence, quantity)
            place = Place(sentence, clause, quantity, intents, compared)
            status = status_of(place, is_continued=status == AIM)
            if status is None:
                continue
            if is_reviewed is None:
                is_reviewed = is_review(texts.text[start:low])
            if is_reviewed:
                return
            subject, past_end = subject_of(sentence, clause, quantity, compared, subject)
            deadline = deadline_of(sentence, due, clause, quantity) or wide
            position = low + quantity.start
            yield {
                "article_id": texts.article_ids[article],
                "value": quantity.value,
                "value_max": quantity.value_max,
                "unit": quantity.unit,
                "normalised_value": quantity.normalised_value,
                "normalised_unit": quantity.normalised_unit,
                "comparator": comparator_of(sentence, clause, quantity),
                "comparison_base": base_of(compared, clause, quantity.start),
                "subject": subject,
                "deadline": deadline.text if deadline else None,
                "deadline_date": deadline.day if deadline else None,
                "actor": actor_of(
                    sentence,
                    quantity.start,
                    intents,
                    lambda left, right: bool(places.within(low + left, low + right)),
                ),
                "region_code": place_of(texts, places, start, (low, high), position),
                "theme": themes.nearest(low, high, position),
                "status": status,
                "first_offset": position - start,
                "quoted": (position, low, high),
                "seed_hash": self.seed_hash,
            }


def clause_around(sentence: str, quantity: Quantity) -> tuple[int, int]:
    """Start and end of the clause the quantity stands in, without its punctuation."""
    start = 0
    for mark in CLAUSE.finditer(sentence, 0, quantity.start):
        start = mark.end()
    after = CLAUSE.search(sentence, quantity.end)
    return start, after.start() if after else len(sentence)


def deadline_of(
    sentence: str, due: list[Deadline], clause: tuple[int, int], quantity: Quantity
) -> Deadline | None:
    """The last one before the quantity, else one after it in its clause.

    Two clauses that a semicolon parts share only the deadline that opens the sentence.
    """
    for one in reversed(due):
        if one.start < quantity.start:
            is_shared = ";" not in sentence[one.start : quantity.start]
            if is_shared or OPENING.fullmatch(sentence, 0, one.start):
                return one
    return next((one for one in due if quantity.end <= one.start < clause[1]), None)


def opening_deadline(text: str, start: int, low: int, published: date | None) -> Deadline | None:
    """Of a sentence after a semicolon: the deadline that opens what is before it."""
    if text[low - 1 : low] != ";":
        return None
    left = max(start, text.rfind("。", start, low) + 1, text.rfind("\n", start, low) + 1)
    due = deadlines(text[left : min(low, left + MAX_OPENING)], published)
    return due[0] if due and OPENING.fullmatch(text, left, left + due[0].start) else None


def place_of(
    texts: TextBatch, places: MentionIndex, start: int, span: tuple[int, int], position: int
) -> str | None:
    """The place named nearest in the sentence, else the only one of the line or article so far."""
    low, high = span
    if code := places.nearest(low, high, position):
        return code
    line = texts.text.rfind("\n", start, low) + 1
    for left in (max(line, start), start):
        named = places.within(left, low)
        if len(named) == 1:
            return named[0]
    return None
