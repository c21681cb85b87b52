"""Which of the places that a name may mean, if any: what the article and the outlet say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.place_context import begins_clause
from transforms.tag.place_names import ARTICLE, BESIDE, FAR, NOTHING
from transforms.tag.text_batch import UNKNOWN_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from transforms.tag.characters import Ints
    from transforms.tag.gazetteer import Gazetteer
    from transforms.tag.place_names import Sense
    from transforms.tag.text_batch import TextBatch

JOINTS = "、和与及,"
NOWHERE: frozenset[int] = frozenset()


class Found:
    """The names of a batch in order: ``unit`` is filled in where it is settled, else -1."""

    def __init__(
        self, gazetteer: Gazetteer, texts: TextBatch, start: Ints, end: Ints, string: Ints
    ) -> None:
        self.gazetteer, self.texts = gazetteer, texts
        self.start, self.end, self.string = start, end, string
        self.article = texts.article_of(start)
        self.days = texts.days()[self.article]
        is_sure = (self.days == UNKNOWN_DAY) | (self.days >= gazetteer.only_from[string])
        self.unit = np.where(is_sure, gazetteer.only_unit[string], -1)

    def settle(self) -> Ints:
        """The unit of every name; -1 where nothing says which, or that it is a place at all."""
        unsure = np.flatnonzero(self.unit < 0).tolist()
        if not unsure:
            return self.unit
        self.homes = self.home_units()
        self.clause = begins_clause(self.texts.codes, self.start)
        self.sure: dict[int, set[int]] = {}
        self.named: dict[int, set[int]] = {}
        is_doubtful = np.zeros(self.texts.count, bool)
        is_doubtful[self.article[unsure]] = True
        settled = np.flatnonzero((self.unit >= 0) & is_doubtful[self.article])
        for article, unit in set(
            zip(self.article[settled].tolist(), self.unit[settled].tolist(), strict=True)
        ):
            self.note(article, unit)
        later = []
        for row in unsure:
            if (unit := self.unit_beside(row)) >= 0:
                self.unit[row] = unit
                self.note(int(self.article[row]), unit)
            else:
                later.append(row)
        for row in later:
            if (unit := self.unit_in_article(row)) >= 0:
                self.unit[row] = unit
                self.note(int(self.article[row]), unit)
        return self.unit

    def note(self, article: int, unit: int) -> None:
        self.sure.setdefault(article, set()).update(self.gazetteer.ancestors[unit])
        self.named.setdefault(article, set()).add(unit)

    def senses(self, row: int) -> list[Sense]:
        """What the name may mean on the day of the article; if nothing, what it was in full."""
        meaning = self.gazetteer.senses[self.string[row]]
        day = int(self.days[row])
        fitting = [
            sense
            for sense in meaning
            if (
                sense.last_day == FAR
                if day == UNKNOWN_DAY
                else sense.first_day <= day <= sense.last_day
            )
        ]
        return fitting or [sense for sense in meaning if sense.is_full and sense.need != BESIDE]

    def unit_beside(self, row: int) -> int:
        """杭州西湖区: the name right before is of its city, or of its province if it is no 区.

        新疆天山 is a range: a district is hardly named behind its province alone.
        """
        if not row or self.end[row - 1] != self.start[row] or self.unit[row - 1] < 0:
            return -1
        above = int(self.unit[row - 1])
        below = [
            sense.unit
            for sense in self.senses(row)
            if above in self.gazetteer.ancestors[sense.unit]
            and sense.unit != above
            and (sense.is_full or above in self.close(sense.unit))
        ]
        return below[0] if len(below) == 1 else -1

    def close(self, unit: int) -> frozenset[int]:
        """Units whose mention supports a short name: of a district its city, else all above."""
        ancestors = self.gazetteer.ancestors[unit]
        if not self.gazetteer.is_district[unit]:
            return ancestors
        return frozenset((unit, self.gazetteer.parent[unit]))

    def unit_in_article(self, row: int) -> int:
        """The one place that the article supports best; an equal support is settled by the home."""
        if self.is_elsewhere(row):
            return -1
        senses = self.senses(row)
        if sure := [s.unit for s in senses if s.need == NOTHING and not s.is_full]:
            return sure[0] if len(sure) == 1 else -1
        article = int(self.article[row])
        support, home = self.sure.get(article, NOWHERE), self.homes[article]
        best: list[tuple[int, int, int]] = []
        for sense in senses:
            near = len(self.gazetteer.ancestors[sense.unit] & support)
            at_home = len(self.gazetteer.ancestors[sense.unit] & home)
            if self.is_enough(row, sense, near, at_home, len(senses)):
                best.append((near, at_home, sense.unit))
        best.sort(reverse=True)
        if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
            return -1
        return best[0][2]

    def is_elsewhere(self, row: int) -> bool:
        """北京朝阳: what stands right before is above none of them."""
        if not row or self.end[row - 1] != self.start[row] or self.unit[row - 1] < 0:
            return False
        level = self.gazetteer.level
        above = int(self.unit[row - 1])
        return all(
            level[above] < level[sense.unit] and above not in self.gazetteer.ancestors[sense.unit]
            for sense in self.gazetteer.senses[self.string[row]]
        )

    def is_enough(self, row: int, sense: Sense, near: int, at_home: int, count: int) -> bool:
        """Whether the article says enough that the name means this place.

        The home tells which of several full names is meant; it makes no place of a word, but where
        the word and 区 is a district of the outlet's own city (房山区 in a paper of 北京).
        """
        if sense.need == NOTHING:
            return count == 1 or near > 0 or at_home > 0
        named = self.named.get(int(self.article[row]), NOWHERE)
        parent = self.gazetteer.parent[sense.unit]
        is_free = bool(self.clause[row])
        if sense.need == ARTICLE:
            if sense.is_full:
                home = self.homes[int(self.article[row])]
                is_near = near > 0 and not self.gazetteer.is_district[sense.unit]
                return parent in named or parent in home or is_near
            is_named = sense.unit in named or parent in named
            is_near = is_free and not self.close(sense.unit).isdisjoint(self.above(row))
            return is_named or is_near or self.is_listed(row, parent)
        if is_free and not sense.is_full and (sense.unit in named or parent in named):
            return True
        return self.is_listed(row, parent)

    def above(self, row: int) -> Set[int]:
        """All places that the article names for sure, and what lies above them."""
        return self.sure.get(int(self.article[row]), NOWHERE)

    def is_listed(self, row: int, parent: int) -> bool:
        """瑞金、兴国和于都: in a row with a place of the same city."""
        return any(self.gazetteer.parent[unit] == parent for unit in self.beside(row))

    def beside(self, row: int) -> Iterator[int]:
        """Places named before or after this one with a mark or 和 between."""
        text = self.texts.text
        for other, gap in ((row - 1, row), (row + 1, row + 1)):
            if not 0 <= other < len(self.start) or self.unit[other] < 0:
                continue
            joint = int(self.start[gap]) - 1
            if self.end[gap - 1] == joint and text[joint] in JOINTS:
                yield int(self.unit[other])

    def home_units(self) -> list[frozenset[int]]:
        """Units of each outlet's home region and all above it."""
        known = self.gazetteer.unit_of_code
        return [
            self.gazetteer.ancestors[known[code]] if code in known else NOWHERE
            for code in self.texts.region_codes
        ]
