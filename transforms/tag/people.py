"""Who is named, in which post, and what they spoke about: the table ``person_mentions``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from transforms.lake import schema
from transforms.tag.person_sightings import SightingFinder
from transforms.tag.speech import act_after, span_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from transforms.tag.mentions import MentionIndex
    from transforms.tag.original_text import OriginalText
    from transforms.tag.person_names import Sighting
    from transforms.tag.read_outlets import Post
    from transforms.tag.seeds import Seeds
    from transforms.tag.text_batch import TextBatch


class PersonTagger:
    """The compiled lexicon of posts. Build once, use for every batch."""

    def __init__(self, seeds: Seeds) -> None:
        self.seed_hash = seeds.seed_hash
        self.posts: dict[str, list[Post]] = {}
        for post in seeds.posts:
            self.posts.setdefault(post.person, []).append(post)
        places = (
            name
            for region in seeds.regions
            for name in (region.region, *region.aliases, *region.weak_aliases)
        )
        self.finder = SightingFinder(self.posts, places)

    def sightings(self, texts: TextBatch) -> list[Sighting]:
        """Printed names in order, none twice."""
        return self.finder.find(texts)

    def tag(
        self,
        texts: TextBatch,
        sightings: Sequence[Sighting],
        themes: MentionIndex,
        places: MentionIndex,
        original: OriginalText,
    ) -> pa.Table:
        """The table ``person_mentions``: one row per article, person, speech act and theme."""
        found: dict[int, list[Sighting]] = {}
        for sighting in sightings:
            article = texts.article_of_one(sighting.start)
            found.setdefault(article, []).append(sighting)
        rows = [
            row
            for article, seen in sorted(found.items())
            for row in self.rows(texts, article, seen, themes, places)
        ]
        return pa.Table.from_pylist(original.with_quotes(rows), schema=schema.PERSON_MENTIONS)

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
        numbers: dict[str, list[int]] = {}
        for number, sighting in enumerate(seen):
            numbers.setdefault(sighting.person, []).append(number)
        with_post = [sighting for sighting in seen if sighting.post_raw]
        with_post.sort(key=lambda s: (-s.rank, -s.start))
        stated = {s.person: s.post_raw for s in with_post}
        near = {*places.within(low, high), texts.region_codes[article]}
        article_id, day = texts.article_ids[article], texts.published(article)
        for person, first in sorted(people.items(), key=lambda item: item[1].start):
            printed = stated.get(person)
            base = {
                "article_id": article_id,
                "person": person,
                "post": self.post_on(person, day, near, printed),
                "post_raw": printed,
                "mention_count": count_whole(texts.text, person, people, low, high),
                "seed_hash": self.seed_hash,
            }
            acts: list[tuple[str | None, str | None, int]] = [
                *self.acts(texts, numbers[person], seen, high, themes)
            ]
            for verb, theme, position in acts or [(None, None, first.start)]:
                yield base | {
                    "speech_act": verb,
                    "theme": theme,
                    "first_offset": position - low,
                    "quoted": (position, *texts.sentence(position)),
                }

    def acts(
        self,
        texts: TextBatch,
        numbers: list[int],
        seen: list[Sighting],
        high: int,
        themes: MentionIndex,
    ) -> Iterator[tuple[str, str | None, int]]:
        """Verb, theme and position of what one person says; each verb and theme once.

        ``numbers``: which of those ``seen`` are the person.
        """
        told: set[tuple[str, str | None]] = set()
        for number in numbers:
            sighting = seen[number]
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
        """The post as printed; the lexicon's of that day where it says more, or nothing is printed.

        The lexicon is heard if the post printed is one of its forms, or if nothing is printed and
        the region of the post is named in the article or served by the outlet.
        """
        known_posts = self.posts.get(person)
        if known_posts is None:
            return printed
        provinces = {code[:2] for code in near if code}
        parts = set() if printed is None else {printed, *printed.split("、")}
        fitting = [
            post.post
            for post in known_posts
            if (parts & set(post.printed) if printed else post.region_code[:2] in provinces)
            and (day is None or post.valid_from is None or day >= post.valid_from)
            and (day is None or post.valid_to is None or day <= post.valid_to)
        ]
        known = "、".join(dict.fromkeys(fitting)) or None
        if printed is None or (known is not None and len(known) > len(printed)):
            return known
        return printed


def count_whole(text: str, person: str, others: dict[str, Sighting], low: int, high: int) -> int:
    """How often ``person`` is printed, not counting longer names of the article that hold it."""
    count = text.count(person, low, high)
    for other in others:
        if person in other and other != person:
            count -= text.count(other, low, high)
    return max(1, count)
