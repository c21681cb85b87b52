"""Who is named, in which post, and what they spoke about.

People are found by the posts printed before their names, by the lexicon of posts, and by the verb
of a speech act after a name at the start of a clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from transforms.lake import schema
from transforms.tag.automaton import Automaton
from transforms.tag.speech import VERBS, act_after, span_after
from transforms.tag.titles import NOT_TITLES, PLURAL, TITLES, name_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from transforms.tag.mentions import MentionIndex
    from transforms.tag.read_outlets import Post
    from transforms.tag.seeds import Seeds
    from transforms.tag.text_batch import TextBatch

CLAUSE_STARTS = '\x00\n。!?;,:、 “"'


class Sighting(NamedTuple):
    """One printed name. ``start`` and ``end`` in the batch; ``post_raw`` as printed before it."""

    start: int
    end: int
    person: str
    post_raw: str | None


class PersonTagger:
    """The compiled lexicon of posts. Build once, use for every batch."""

    def __init__(self, seeds: Seeds) -> None:
        self.seed_hash = seeds.seed_hash
        self.posts: dict[str, list[Post]] = {}
        for post in seeds.posts:
            self.posts.setdefault(post.person, []).append(post)
        self.known = tuple(self.posts)
        speaking = tuple(verb + mark for verb in VERBS for mark in ",:\n")
        self.kinds = {
            **dict.fromkeys(NOT_TITLES, ""),
            **dict.fromkeys(TITLES, "title"),
            **dict.fromkeys(speaking, "verb"),
            **dict.fromkeys(self.known, "person"),
        }
        self.automaton = Automaton(tuple(self.kinds))
        self.kind_of = tuple(self.kinds.values())

    def tag(self, texts: TextBatch, themes: MentionIndex, places: MentionIndex) -> pa.Table:
        """The table ``person_mentions``: one row per article, person, speech act and theme."""
        found: dict[int, list[Sighting]] = {}
        for sighting in self.sightings(texts):
            article = int(texts.article_of_one(sighting.start))
            found.setdefault(article, []).append(sighting)
        rows = [
            row
            for article, sightings in sorted(found.items())
            for row in self.rows(texts, article, sightings, themes, places)
        ]
        return pa.Table.from_pylist(rows, schema=schema.PERSON_MENTIONS)

    def sightings(self, texts: TextBatch) -> list[Sighting]:
        """Printed names in order, none twice."""
        text = texts.text
        found: dict[int, Sighting] = {}
        title_start = title_end = -2
        for start, end, number in zip(*map(list, self.automaton.find(texts.codes)), strict=True):
            kind = self.kind_of[number]
            if kind == "title":
                joined = start == title_end or (start == title_end + 1 and text[title_end] == "、")
                title_start, title_end = (title_start if joined else int(start)), int(end)
                if (person := name_after(text, title_end)) is not None:
                    person = self.known_form(person)
                    raw = text[title_start:title_end]
                    found[title_end] = Sighting(title_end, title_end + len(person), person, raw)
                    if raw in PLURAL:
                        for sighting in names_listed(text, found[title_end]):
                            found.setdefault(sighting.start, sighting)
            elif kind == "person":
                found.setdefault(int(start), Sighting(int(start), int(end), text[start:end], None))
            elif kind == "verb":
                for sighting in name_before(text, int(start)):
                    found.setdefault(sighting.start, sighting)
        return [found[start] for start in sorted(found)]

    def known_form(self, person: str) -> str:
        """刘文华主 is not a name if 刘文华 is known."""
        return next((p for p in self.known if person.startswith(p) and len(p) > 1), person)

    def rows(
        self,
        texts: TextBatch,
        article: int,
        seen: list[Sighting],
        themes: MentionIndex,
        places: MentionIndex,
    ) -> Iterator[dict[str, Any]]:
        low, high = int(texts.starts[article]), int(texts.ends[article])
        people = {sighting.person: sighting for sighting in reversed(seen)}
        posts_raw = {s.person: s.post_raw for s in reversed(seen) if s.post_raw}
        near = set(places.within(low, high)) | {texts.region_codes[article]}
        for person, first in sorted(people.items(), key=lambda item: item[1].start):
            base = {
                "article_id": texts.article_ids[article],
                "person": person,
                "post": self.post_on(person, texts.published(article), near, posts_raw.get(person)),
                "post_raw": posts_raw.get(person),
                "mention_count": texts.text.count(person, low, high),
                "seed_hash": self.seed_hash,
            }
            acts: list[tuple[str | None, str | None, int]] = [
                *self.acts(texts, person, seen, high, themes)
            ]
            for verb, theme, position in acts or [(None, None, first.start)]:
                yield base | {
                    "speech_act": verb,
                    "theme": theme,
                    "first_offset": position - low,
                    "quote": texts.quote_at(position),
                }

    def acts(
        self, texts: TextBatch, person: str, seen: list[Sighting], high: int, themes: MentionIndex
    ) -> Iterator[tuple[str, str | None, int]]:
        """Verb, theme and position of what ``person`` says; each verb and theme once."""
        told: set[tuple[str, str | None]] = set()
        for number, sighting in enumerate(seen):
            if sighting.person != person:
                continue
            act = act_after(texts.text, sighting.end)
            if act is None:
                continue
            verb, begin = act
            next_act = seen[number + 1].start if number + 1 < len(seen) else high
            limit = texts.field_end(begin, high)
            end = span_after(texts.text, begin, limit, next_act)
            about: list[str | None] = [*themes.within(begin, end)]
            for theme in about or [None]:
                if theme is None and any(one == verb for one, _ in told):
                    continue
                if (verb, theme) not in told:
                    told.add((verb, theme))
                    yield verb, theme, sighting.start

    def post_on(
        self, person: str, day: date | None, near: set[str | None], printed: str | None
    ) -> str | None:
        """The post the lexicon knows for that day; None without a sign that it is this person.

        A sign is the post printed before the name, or its region named in the article or served
        by the outlet.
        """
        provinces = {code[:2] for code in near if code}
        fitting = [
            post.post
            for post in self.posts.get(person, ())
            if (printed in post.printed or post.region_code[:2] in provinces)
            and (day is None or post.valid_from is None or day >= post.valid_from)
            and (day is None or post.valid_to is None or day <= post.valid_to)
        ]
        return "、".join(dict.fromkeys(fitting)) or None


def names_listed(text: str, first: Sighting) -> Iterator[Sighting]:
    """市领导胡某某、李某某、赵某某: the names after the first."""
    end = first.end
    while text[end : end + 1] == "、" and (person := name_after(text, end + 1)) is not None:
        yield Sighting(end + 1, end + 1 + len(person), person, first.post_raw)
        end += 1 + len(person)


def name_before(text: str, verb: int) -> Iterator[Sighting]:
    """The name that fills a clause up to a speech verb: 谢堉堃指出,"""
    for length in (3, 2, 4):
        start = verb - length
        if start < 0 or (start and text[start - 1] not in CLAUSE_STARTS):
            continue
        if name_after(text, start) == text[start:verb]:
            yield Sighting(start, verb, text[start:verb], None)
            return
