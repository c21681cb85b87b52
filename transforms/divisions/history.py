"""Every name that a division has borne, and when: chains of changes followed back from their ends.

A chain is one place. Its *periods* are its names; a code that changed under the same name makes no
period, for it is no new place: the period has the last of its codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.divisions.sources import Change, Division, End

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RECODED = {"同名改码"}
RENAMED = {"更名", "撤县设市", "撤县设区", "撤市设区", "撤旗设区", "撤地设市"}
FOUNDED = {"新设"}
NEIGHBOURS = {("51", "50"), ("44", "46")}
"""Provinces that others were cut from: 重庆 of 1997, 海南 of 1988."""


class Period(NamedTuple):
    """One name of one place. Years are those of the changes; None is open."""

    code: str
    name: str
    level: str
    parent_code: str | None
    begin: int | None
    end: int | None
    successor_code: str | None


def periods(divisions: Iterable[Division], changes: list[Change]) -> list[Period]:
    """All names since the first change, current ones first in each chain; by code and age."""
    current = {division.code: division for division in divisions}
    into: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.new is not None:
            into.setdefault(change.new[:2], []).append(change)
    found: dict[tuple[str, str], Period] = {}
    for division in current.values():
        head = End(division.code, division.name, division.parent_code, None)
        for period in chain(head, division.level, None, None, into):
            found.setdefault((period.code, period.name), period)
    seen = {key for key, _ in every_node(current.values(), into)}
    for change in reversed(changes):
        if change.old is None or change.old[:2] in seen or not is_end(change):
            continue
        successor = last_code(change.new, current, changes) if change.new else None
        for period in chain(change.old, change.level, change.year, successor, into):
            found.setdefault((period.code, period.name), period)
        seen |= {key for key, _ in nodes(change.old, into)}
    return sorted(found.values(), key=lambda p: (p.code, p.end or 9999, p.begin or 0, p.name))


def chain(
    head: End,
    level: str,
    end: int | None,
    successor: str | None,
    into: dict[tuple[str, str], list[Change]],
) -> Iterator[Period]:
    """The periods of one place, newest first."""
    node, last = head, head
    for change in links(head, into):
        if change.old is None or change.old.name != node.name:
            yield Period(last.code, last.name, level, last.parent_code, change.year, end, successor)
            if change.old is None:
                return
            end, successor = change.year, last.code if change.old.code != last.code else None
            level, last = change.level, change.old
        node = change.old
    yield Period(last.code, last.name, level, last.parent_code, None, end, successor)


def links(head: End, into: dict[tuple[str, str], list[Change]]) -> Iterator[Change]:
    """The changes that led to ``head``, newest first."""
    node, year, met = head, 9999, {head[:2]}
    while True:
        fitting = [
            change
            for change in into.get(node[:2], ())
            if change.year <= year
            and is_link(change)
            and not (change.old and change.old[:2] in met)
        ]
        if not fitting:
            return
        change = max(fitting, key=lambda one: (one.year, one.kind not in FOUNDED, likeness(one)))
        yield change
        if change.old is None:
            return
        node, year = change.old, change.year
        met.add(node[:2])


def nodes(
    head: End, into: dict[tuple[str, str], list[Change]]
) -> Iterator[tuple[tuple[str, str], int]]:
    yield head[:2], 9999
    for change in links(head, into):
        if change.old is not None:
            yield change.old[:2], change.year


def every_node(
    divisions: Iterable[Division], into: dict[tuple[str, str], list[Change]]
) -> Iterator[tuple[tuple[str, str], int]]:
    for division in divisions:
        yield from nodes(End(division.code, division.name, division.parent_code, None), into)


def is_link(change: Change) -> bool:
    """Whether old and new are one place."""
    old, new = change.old, change.new
    if new is None or old is None:
        return change.kind in FOUNDED
    if old.name == new.name:
        return change.kind != "码位改派" and is_same_place(old, new)
    if change.kind in RENAMED:
        return True
    return change.kind == "区划调整" and likeness(change) >= 2


def is_same_place(old: End, new: End) -> bool:
    """Of two codes of one name. Districts of a name are many: 郊区 of two cities are two places."""
    provinces = old.code[:2], new.code[:2]
    if provinces[0] != provinces[1] and provinces not in NEIGHBOURS:
        return False
    if is_city(old.code) != is_city(new.code):
        return False
    if not new.name.endswith("区"):
        return True
    if old.code[:4] == new.code[:4]:
        return True
    return bool(old.city and new.city) and str(old.city)[:2] == str(new.city)[:2]


def is_city(code: str) -> bool:
    return code.endswith("00")


def likeness(change: Change) -> int:
    """How many characters both names begin with: of several that became one, which it goes on."""
    if change.old is None or change.new is None:
        return 0
    same = 0
    for a, b in zip(change.old.name, change.new.name, strict=False):
        if a != b:
            break
        same += 1
    return same


def is_end(change: Change) -> bool:
    """Whether the old division was no more after the change."""
    return change.kind not in FOUNDED and change.kind not in {"码位改派", *RECODED}


def last_code(new: End, current: dict[str, Division], changes: list[Change]) -> str | None:
    """The code today of what a division went into; None if that is not there any more."""
    node, year = new, 0
    for _ in range(20):
        if node.code in current and current[node.code].name == node.name:
            return node.code
        later = [c for c in changes if c.old and c.new and c.old[:2] == node[:2] and c.year >= year]
        if not later:
            break
        node, year = later[0].new or node, later[0].year
    same = [d for d in current.values() if d.name == node.name and d.code[:2] == node.code[:2]]
    return same[0].code if len(same) == 1 else None
