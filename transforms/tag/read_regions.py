"""Read regions.csv: divisions of GB/T 2260 with names, validity, successors and guards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.clean.normalize import search_text
from transforms.tag.seed_files import Entry, SeedError, read_csv, shown

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

COLUMNS = (
    "region_code", "region", "level", "parent_code", "valid_from", "valid_to",
    "successor_code", "aliases", "weak_aliases", "guards",
)  # fmt: skip
LEVELS = ("province", "city", "county", "township")
CODE = re.compile(r"[1-9]\d{5}(?:\d{3})?")
PRINTABLE_NAME = re.compile(r"[\w·]{2,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One name of one division, valid between two days.

    ``aliases`` name it without more ado; ``weak_aliases`` are also common words or names, and
    count only with support elsewhere in the article; ``guards`` are phrases that hold one of its
    names and mean something else.
    """

    region_code: str
    region: str
    level: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    successor_code: str | None
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...]
    guards: tuple[str, ...]


def read_regions(path: Path) -> tuple[Region, ...]:
    entries = read_csv(path, COLUMNS)
    if not entries:
        raise SeedError(path, 1, "holds no region; a gazetteer without places tags none")
    regions = [read_region(entry) for entry in entries]
    check_links(entries, regions)
    check_validity(entries, regions)
    return tuple(regions)


def read_region(entry: Entry) -> Region:
    code, name, level = entry.text("region_code"), entry.text("region"), entry.text("level")
    if not CODE.fullmatch(code):
        raise entry.error(
            f"region_code {shown(code)} must be six digits of GB/T 2260, nine of a township"
        )
    if not PRINTABLE_NAME.fullmatch(name):
        raise entry.error(f"region {shown(name)} must be 2 to 20 letters without spaces")
    if level not in LEVELS:
        raise entry.error(f"level {shown(level)} is none of {', '.join(LEVELS)}")
    valid_from, valid_to = entry.day("valid_from"), entry.day("valid_to", is_last=True)
    if valid_from and valid_to and valid_from > valid_to:
        raise entry.error(f"{name}: valid_from is later than valid_to; swap them")
    region = Region(
        region_code=code,
        region=name,
        level=level,
        parent_code=entry.text("parent_code", needed=level != "province") or None,
        valid_from=valid_from,
        valid_to=valid_to,
        successor_code=entry.text("successor_code", needed=False) or None,
        aliases=names(entry, "aliases"),
        weak_aliases=names(entry, "weak_aliases"),
        guards=names(entry, "guards"),
    )
    check_guards(entry, region)
    return region


def names(entry: Entry, key: str) -> tuple[str, ...]:
    found = tuple(search_text(text) for text in entry.texts(key))
    if short := next((name for name in found if len(name) < 2), None):
        raise entry.error(f"{key}: {shown(short)} is too short to be searched for")
    return found


def check_guards(entry: Entry, region: Region) -> None:
    known = (region.region, *region.aliases, *region.weak_aliases)
    for guard in region.guards:
        if guard in known or not any(name[:-1] in guard or name[1:] in guard for name in known):
            raise entry.error(f"guard {shown(guard)} guards no name of {region.region}; correct it")


def check_links(entries: list[Entry], regions: list[Region]) -> None:
    level = {region.region_code: region.level for region in regions}
    successor = {r.region_code: r.successor_code for r in regions if r.successor_code}
    for entry, region in zip(entries, regions, strict=True):
        for key, code in (
            ("parent_code", region.parent_code),
            ("successor_code", region.successor_code),
        ):
            if code is not None and code not in level:
                raise entry.error(f"{key} {shown(code)} is not in this file; add it or correct it")
        if region.parent_code and LEVELS.index(level[region.parent_code]) >= LEVELS.index(
            region.level
        ):
            raise entry.error(f"parent_code of {region.region} is not above a {region.level}")
        seen, code = {region.region_code}, successor.get(region.region_code)
        while code is not None:
            if code in seen:
                raise entry.error(f"successors of {region.region} run in a ring; break it")
            seen.add(code)
            code = successor.get(code)


def check_validity(entries: list[Entry], regions: list[Region]) -> None:
    """Two names of one code may not be valid on the same day."""
    first: dict[str, list[Region]] = {}
    for entry, region in zip(entries, regions, strict=True):
        for other in first.setdefault(region.region_code, []):
            before, after = sorted(
                (other, region), key=lambda r: (r.valid_from is not None, r.valid_from)
            )
            if not (before.valid_to and after.valid_from and before.valid_to < after.valid_from):
                raise entry.error(
                    f"{other.region} and {region.region} share the code {region.region_code} on the"
                    " same days; give valid_from and valid_to"
                )
        first[region.region_code].append(region)
