"""Names of places → units, and units → the name and code valid on a day.

A *unit* is one place through all its renamings: 龙南县 and 龙南市 are one unit, so an old name in a
new article, or the reverse, still finds the division that existed on that day.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.automaton import Automaton
from transforms.tag.place_names import FAR, FEW, NOTHING, guards, senses
from transforms.tag.text_batch import UNKNOWN_DAY
from transforms.tag.themes import day_number
from transforms.tag.word_list import word
from transforms.tag.word_pairs import WordPairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from transforms.tag.characters import Codes, Ints
    from transforms.tag.place_names import Sense
    from transforms.tag.read_regions import Region

GUARD, FULL, SHORT, UNSURE = 0, 1, 2, 3
"""Kinds of a matched string: no place; a full name, a short one of one place; any other."""
LEVELS = {"province": 0, "city": 1, "county": 2, "township": 3}


class Gazetteer:
    """``regions`` compiled. Arrays are indexed by string number or unit number.

    ``ancestors[unit]``: the unit itself and all above it. ``parent[unit]``: the unit right above,
    or -1. ``is_district[unit]``: a 区 of a city. ``is_full[string]``: it is a full name;
    ``is_sure``: one of its places needs no support. ``senses[string]``: what it may mean, in order
    of unit. ``count[string]``: how often a list of common words counts it, ``FEW`` at least.
    ``pairs``: which characters make words.
    """

    def __init__(self, regions: Sequence[Region], others: Iterable[str] = ()) -> None:
        self.regions = tuple(regions)
        self.unit_of_row = units_of_rows(self.regions)
        self.rows: dict[int, list[int]] = {}
        for row, unit in enumerate(self.unit_of_row):
            self.rows.setdefault(unit, []).append(row)
        for rows in self.rows.values():
            rows.sort(key=lambda row: self.regions[row].valid_to or date.max)
        self.unit_of_code = {
            region.region_code: unit
            for _, region, unit in sorted(
                zip(map(last_day, self.regions), self.regions, self.unit_of_row, strict=True),
                key=lambda row: row[0],
            )
        }
        self.level = np.array(
            [LEVELS[self.regions[rows[-1]].level] for _, rows in sorted(self.rows.items())]
        )
        self.last_row = np.array([rows[-1] for _, rows in sorted(self.rows.items())])
        self.was_renamed = np.array([len(rows) > 1 for _, rows in sorted(self.rows.items())])
        self.last_day = np.array([last_day(region) for region in self.regions])
        self.ancestors = self.find_ancestors()
        self.parent = [
            self.unit_of_code.get(self.regions[rows[-1]].parent_code or "", -1)
            for _, rows in sorted(self.rows.items())
        ]
        self.is_district = [
            self.regions[rows[-1]].region.endswith("区") for _, rows in sorted(self.rows.items())
        ]
        self.names = senses(self.regions, self.unit_of_row)
        self.longest = max(map(len, self.names))
        guarded = dict.fromkeys(
            guards(self.regions, self.names) | set(others) - set(self.names), ()
        )
        inside = self.names_in_guards()
        meanings: list[tuple[Sense, ...]] = [*self.names.values(), *guarded.values()]
        meanings += [self.names[whole[skip:]] for whole, skip in inside.items()]
        self.automaton = Automaton((*self.names, *guarded, *inside))
        no_skip = [0] * (len(self.names) + len(guarded))
        self.skip = np.array([*no_skip, *inside.values()], np.int64)
        self.senses = meanings
        self.kind = np.array([kind_of(meaning) for meaning in meanings], np.int64)
        present = [present_of(meaning) for meaning in meanings]
        self.only_unit = np.array([unit for unit, _ in present], np.int64)
        self.only_from = np.array([day for _, day in present], np.int64)
        self.is_full = np.array([any(s.is_full for s in meaning) for meaning in meanings])
        self.is_sure = np.array([any(s.need == NOTHING for s in meaning) for meaning in meanings])
        self.pairs = WordPairs(self.names)
        self.count = np.array([max(word(s).printed, FEW) for s in self.automaton.strings], np.int64)
        self.number = {string: n for n, string in enumerate(self.automaton.strings)}

    def find(self, codes: Codes) -> tuple[Ints, Ints, Ints]:
        """Start, end and string number of each name and guard in a text."""
        start, end, string = self.automaton.find(codes)
        return (start + self.skip[string] if len(string) else start), end, string

    def rows_on(self, units: Ints, days: Ints) -> Ints:
        """Row of ``regions`` that each unit had on each day; the last one if no day is known."""
        chosen = self.last_row[units]
        for unit in np.unique(units[self.was_renamed[units]]).tolist():
            here = np.flatnonzero(units == unit)
            for row in reversed(self.rows[unit][:-1]):
                is_before = (days[here] != UNKNOWN_DAY) & (days[here] <= self.last_day[row])
                chosen[here[is_before]] = row
        return chosen

    def code_on(self, unit: int, day: date | None) -> str:
        """The code of one unit on a day."""
        rows = self.rows[unit]
        if day is not None:
            for row in rows[:-1]:
                if day <= (self.regions[row].valid_to or date.max):
                    return self.regions[row].region_code
        return self.regions[rows[-1]].region_code

    def unit_named(self, name: str, home: Set[int] = frozenset()) -> int | None:
        """The one place of today that bears this very name; of several, the one of ``home``."""
        meaning = [sense.unit for sense in self.names.get(name, ()) if sense.last_day == FAR]
        if len(meaning) > 1:
            meaning = [unit for unit in meaning if not home.isdisjoint(self.ancestors[unit])]
        return meaning[0] if len(meaning) == 1 else None

    def name_at(
        self, text: str, start: int, above: int = -1, home: Set[int] = frozenset()
    ) -> tuple[int, int] | None:
        """Length and unit of the longest name of one place of today at a place in ``text``.

        A doubtful name is one only behind ``above``, a unit that it lies in (江西兴国…); of
        places that share a full name it is the one of ``home``.
        """
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            number = self.number.get(text[start:end])
            if number is None:
                continue
            if self.kind[number] == GUARD:
                return None
            meaning = [sense for sense in self.senses[number] if sense.last_day == FAR]
            if len(meaning) > 1:
                meaning = [
                    sense
                    for sense in meaning
                    if above in self.ancestors[sense.unit]
                    or (sense.is_full and not home.isdisjoint(self.ancestors[sense.unit]))
                ]
            if len(meaning) != 1:
                continue
            unit = meaning[0].unit
            if meaning[0].need == NOTHING or above in self.ancestors[unit]:
                return end - start, unit
        return None

    def find_ancestors(self) -> list[frozenset[int]]:
        found = []
        for _, rows in sorted(self.rows.items()):
            line: set[int] = set()
            waiting = [self.regions[row].region_code for row in rows]
            while waiting:
                unit = self.unit_of_code[waiting.pop()]
                if unit not in line:
                    line.add(unit)
                    parents = [self.regions[row].parent_code for row in self.rows[unit]]
                    waiting += [code for code in parents if code]
            found.append(frozenset(line))
        return found

    def names_in_guards(self) -> dict[str, int]:
        """Guard + rest of a full name (由于都 + 县) → where in it the full name begins.

        Without these the guard would win over the full name, because it starts earlier.
        """
        found: dict[str, int] = {}
        for region in self.regions:
            for guard in region.guards:
                for short in (*region.aliases, *region.weak_aliases):
                    if guard.endswith(short) and region.region.startswith(short):
                        whole = guard[: -len(short)] + region.region
                        if whole not in self.names:
                            found[whole] = len(guard) - len(short)
        return found


def last_day(region: Region) -> int:
    return day_number(region.valid_to, FAR)


def kind_of(meaning: tuple[Sense, ...]) -> int:
    if not meaning:
        return GUARD
    if present_of(meaning)[0] < 0:
        return UNSURE
    return FULL if any(sense.is_full for sense in meaning) else SHORT


def present_of(meaning: tuple[Sense, ...]) -> tuple[int, int]:
    """The one place that a name needs nothing to mean, or -1, and from which day on.

    赣州市 was a city in a prefecture until 1998; from then on the name is sure.
    """
    if len(meaning) == 1:
        return (meaning[0].unit, UNKNOWN_DAY) if meaning[0].need == NOTHING else (-1, 0)
    present = [sense for sense in meaning if sense.last_day == FAR]
    if len(present) != 1 or present[0].need != NOTHING:
        return -1, 0
    others = [sense.last_day + 1 for sense in meaning if sense is not present[0]]
    return present[0].unit, max(*others, present[0].first_day)


def units_of_rows(regions: Sequence[Region]) -> list[int]:
    """The unit of each row. Rows are one place if a name of one code followed another, or if
    ``successor_code`` tells of a renaming; a code that is given again later is another place.

    ``successor_code`` also tells mergers: 湾里区 went into 新建区, which was there before; 邢台县
    into 信都区, which is 桥西区 under a new name; 长岛县 into 蓬莱区, which goes on as 蓬莱市.
    """
    by_code: dict[str, list[int]] = {}
    before: dict[str, list[int]] = {}
    for row, region in enumerate(regions):
        by_code.setdefault(region.region_code, []).append(row)
        if region.successor_code:
            before.setdefault(region.successor_code, []).append(row)
    after: dict[int, int] = {}
    for code, rows in by_code.items():
        for new in rows:
            own = [old for old in rows if old != new and meets(regions[old], regions[new])]
            others = [old for old in before.get(code, ()) if meets(regions[old], regions[new])]
            if own:
                after[own[0]] = new
            elif others:
                best = max(others, key=lambda old: likeness(regions[old], regions[new]))
                if len(others) == 1 or likeness(regions[best], regions[new])[1]:
                    after[best] = new
    numbers: dict[int, int] = {}
    return [numbers.setdefault(last_row(row, after), len(numbers)) for row in range(len(regions))]


def last_row(row: int, after: dict[int, int]) -> int:
    met = {row}
    while row in after and after[row] not in met:
        row = after[row]
        met.add(row)
    return row


def meets(old: Region, new: Region) -> bool:
    """Whether the new name began when the old one ended."""
    if old.valid_to is None or new.valid_from is None:
        return False
    return abs((new.valid_from - old.valid_to).days) <= MAX_SEAM_DAYS


def likeness(old: Region, new: Region) -> tuple[bool, int]:
    """Whether the levels are the same, and how many characters both names begin with."""
    pairs = zip(old.region, new.region, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return old.level == new.level, same


MAX_SEAM_DAYS = 62
"""Two months: days of a change are sometimes known to the month only."""
