"""``regions.csv`` out of the official lists, with what a person laid beside them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storage.files import whole_file
from transforms.divisions.history import periods
from transforms.divisions.short_names import NONE, short_names
from transforms.divisions.sources import (
    COUNTY,
    TOWNSHIP,
    DivisionsError,
    read_changes,
    read_divisions,
    read_townships,
)
from transforms.tag.read_regions import COLUMNS, read_regions
from transforms.tag.seed_files import read_csv

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.divisions.history import Period
    from transforms.divisions.sources import Division

FOLDER = Path(__file__).parents[1] / "seeds"
OFFICIAL = FOLDER / "divisions"
DIVISIONS = OFFICIAL / "divisions_v1.json.gz"
CHANGES = OFFICIAL / "historical_changes_v1.json.gz"
TOWNSHIPS = OFFICIAL / "townships_v1.json.gz"
REGIONS = FOLDER / "regions.csv"
BY_HAND = FOLDER / "regions_by_hand.csv"
NOTHING = "-"
"""In a cell of the hand-made file: leave it empty, whatever is derived."""
LAST_BEFORE, FIRST_AFTER = "{}-06", "{}-07"
"""The lists tell the year of a change alone: its middle is wrong by half a year at most."""

Row = dict[str, str]


class Built(NamedTuple):
    """The text of the file, and counts of it to tell."""

    text: str
    row_count: int
    current_counties: int
    past: int
    """Names that are no more."""
    by_hand: int


def build(
    divisions: Path = DIVISIONS,
    changes: Path = CHANGES,
    by_hand: Path = BY_HAND,
    townships: Path | None = None,
) -> Built:
    """The text of ``regions.csv``. Raises DivisionsError or SeedError of one line."""
    official = read_divisions(divisions)
    known = periods(official, read_changes(changes))
    if not any(period.level == COUNTY and period.end is None for period in known):
        raise DivisionsError(f"{divisions}: holds no county 没有县级区划; is this the right file?")
    names = short_names(known)
    codes = {period.code for period in known}
    rows = {
        (period.code, period.name): as_row(period, codes)
        | {
            "aliases": "|".join(names.get((period.code, period.name), NONE).sure),
            "weak_aliases": "|".join(names.get((period.code, period.name), NONE).weak),
        }
        for period in known
    }
    hand = read_csv(by_hand, COLUMNS)
    for entry in hand:
        key = entry.text("region_code"), entry.text("region")
        rows[key] = merged(rows.get(key), entry.values)
    for township in read_townships(townships) if townships else ():
        rows[township.code, township.name] = township_row(township, codes)
    return Built(
        text=as_csv(rows.values()),
        row_count=len(rows),
        current_counties=sum(r["level"] == COUNTY and not r["valid_to"] for r in rows.values()),
        past=sum(bool(row["valid_to"]) for row in rows.values()),
        by_hand=len(hand),
    )


def write(built: Built, path: Path = REGIONS) -> None:
    """Put the text in place of the file if tagging can read it; raises SeedError if not."""
    with whole_file(path) as part:
        part.write_text(built.text, encoding="utf-8")
        read_regions(part)


def as_row(period: Period, codes: set[str]) -> Row:
    parent = period.parent_code
    if period.level != "province" and parent not in codes:
        parent = f"{period.code[:2]}0000"
    return dict.fromkeys(COLUMNS, "") | {
        "region_code": period.code,
        "region": period.name,
        "level": period.level,
        "parent_code": parent or "",
        "valid_from": FIRST_AFTER.format(period.begin) if period.begin else "",
        "valid_to": LAST_BEFORE.format(period.end) if period.end else "",
        "successor_code": (period.successor_code or "") if period.successor_code in codes else "",
    }


def merged(derived: Row | None, by_hand: Row) -> Row:
    """The derived row with the cells that were filled in by hand; a row of its own if new."""
    row = dict(derived or dict.fromkeys(COLUMNS, ""))
    row.update({key: value for key, value in by_hand.items() if value})
    return {key: "" if value == NOTHING else value for key, value in row.items()}


def township_row(township: Division, codes: set[str]) -> Row:
    if township.parent_code not in codes:
        raise DivisionsError(
            f"township {township.code} {township.name} is of no county known 所属县不明:"
            " give lists of one year"
        )
    return dict.fromkeys(COLUMNS, "") | {
        "region_code": township.code,
        "region": township.name,
        "level": TOWNSHIP,
        "parent_code": township.parent_code or "",
    }


def as_csv(rows: Iterable[Row]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        sorted(rows, key=lambda r: (r["region_code"], r["valid_to"] or "9", r["region"]))
    )
    return file.getvalue()
