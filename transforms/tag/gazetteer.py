"""Names of places → units, and units → the name and code valid on a day.

A *unit* is one place through all its renamings: 龙南县 and 龙南市 are one unit, so an old name in a
new article, or the reverse, still finds the division that existed on that day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.automaton import Automaton
from transforms.tag.text_batch import UNKNOWN_DAY
from transforms.tag.themes import day_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from transforms.tag.characters import Codes, Ints
    from transforms.tag.read_regions import Region

GUARD, FULL, STRONG, WEAK = 0, 1, 2, 3
"""Kinds of a matched string: no place, full name, sufficient alias, alias in need of support."""
LEVELS = {"province": 0, "city": 1, "county": 2}


class Gazetteer:
    """``regions`` compiled. Arrays are indexed by string number or unit number.

    ``ancestors[unit]``: the unit itself and all above it. ``units[string]``: candidate units,
    more than one if the name is ambiguous.
    """

    def __init__(self, regions: Sequence[Region], guards: Iterable[str] = ()) -> None:
        self.regions = tuple(regions)
        self.unit_of_code = units_by_code(self.regions)
        self.rows: dict[int, list[int]] = {}
        for row, region in enumerate(self.regions):
            self.rows.setdefault(self.unit_of_code[region.region_code], []).append(row)
        for rows in self.rows.values():
            rows.sort(key=lambda row: self.regions[row].valid_to or date.max)
        self.level = np.array(
            [LEVELS[self.regions[rows[-1]].level] for _, rows in sorted(self.rows.items())]
        )
        self.last_row = np.array([rows[-1] for _, rows in sorted(self.rows.items())])
        self.was_renamed = np.array([len(rows) > 1 for _, rows in sorted(self.rows.items())])
        self.last_day = np.array([day_number(r.valid_to, 2**31) for r in self.regions])
        self.ancestors = self.find_ancestors()
        self.names = self.name_kinds(guards)
        self.longest = max(map(len, self.names))
        inside = self.names_in_guards()
        meanings = [*self.names.values(), *(self.names[w[skip:]] for w, skip in inside.items())]
        self.automaton = Automaton((*self.names, *inside))
        self.skip = np.array([0] * len(self.names) + [*inside.values()], np.int64)
        self.kind = np.array([kind for kind, _ in meanings], np.int64)
        self.units = [units for _, units in meanings]
        self.only_unit = np.array([u[0] if len(u) == 1 else -1 for u in self.units], np.int64)

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

    def name_at(self, text: str, start: int) -> tuple[int, int] | None:
        """Length and unit of the longest unambiguous place name that begins at ``start``."""
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            kind, units = self.names.get(text[start:end], (GUARD, ()))
            if kind != GUARD and len(units) == 1:
                return end - start, units[0]
        return None

    def best_supported(self, candidates: tuple[int, ...], support: Set[int]) -> int:
        """The one candidate with most of itself and its ancestors in ``support``, or -1."""
        scores = [(len(support & self.ancestors[candidate]), candidate) for candidate in candidates]
        best, unit = max(scores)
        return unit if best and sum(score == best for score, _ in scores) == 1 else -1

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

    def name_kinds(self, guards: Iterable[str]) -> dict[str, tuple[int, tuple[int, ...]]]:
        """Each searchable string with its kind and candidate units; a place name beats a guard."""
        full: dict[str, set[int]] = {}
        short: dict[str, set[int]] = {}
        weak: dict[str, set[int]] = {}
        stop: set[str] = set(guards)
        for region in self.regions:
            unit = self.unit_of_code[region.region_code]
            full.setdefault(region.region, set()).add(unit)
            stop.update(region.guards)
            for name in region.aliases:
                short.setdefault(name, set()).add(unit)
            for name in region.weak_aliases:
                weak.setdefault(name, set()).add(unit)
        for name in set(short) & set(weak):
            del weak[name]
        for name in full:
            full[name] |= short.get(name, set()) | weak.get(name, set())
        kinds: dict[str, tuple[int, tuple[int, ...]]] = {}
        for kind, table in ((WEAK, weak), (STRONG, short), (FULL, full)):
            kinds.update({name: (kind, tuple(sorted(units))) for name, units in table.items()})
        for name in stop - set(kinds):
            kinds[name] = (GUARD, ())
        return kinds

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
                        if self.names.get(whole) is None:
                            found[whole] = len(guard) - len(short)
        return found


def units_by_code(regions: Sequence[Region]) -> dict[str, int]:
    """Number the units; codes joined by ``successor_code`` share one. Rows of a unit are by age."""
    successor = {r.region_code: r.successor_code for r in regions if r.successor_code}
    is_merger = {code for code, after in successor.items() if not is_renaming(regions, code, after)}
    numbers: dict[str, int] = {}
    for region in regions:
        code = region.region_code
        while code in successor and code not in is_merger:
            code = successor[code]
        numbers.setdefault(code, len(numbers))
    return {
        region.region_code: numbers[last_code(region.region_code, successor, is_merger)]
        for region in regions
    }


def last_code(code: str, successor: dict[str, str], is_merger: set[str]) -> str:
    while code in successor and code not in is_merger:
        code = successor[code]
    return code


def is_renaming(regions: Sequence[Region], code: str, after: str) -> bool:
    """Whether ``after`` began when ``code`` ended: not so for 湾里区, merged into 新建区."""
    ends = [r.valid_to for r in regions if r.region_code == code and r.valid_to]
    begins = [r.valid_from for r in regions if r.region_code == after and r.valid_from]
    return bool(ends and begins) and abs((min(begins) - max(ends)).days) <= MAX_SEAM_DAYS


MAX_SEAM_DAYS = 62
"""Two months: days of a change are sometimes known to the month only."""
