"""Read the published lists: divisions of today, changes by year, townships.

The three files are those of ``transforms/seeds/divisions`` (see NOTICE there), plain or gzipped.
A code has twelve digits; its first six are GB/T 2260.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.errors import LakeError

if TYPE_CHECKING:
    from pathlib import Path

PROVINCE, CITY, COUNTY, TOWNSHIP = "province", "city", "county", "township"
LEVELS = {1: PROVINCE, 2: CITY, 3: COUNTY}
FIRST_YEAR = 1984
"""Codes were renumbered throughout before: the file's own ``meta.note`` calls its events noise."""
PLAIN = re.compile(r"[\w·]{2,20}")
CODE = re.compile(r"[1-9]\d{5,11}")


class DivisionsError(LakeError):
    """A list of divisions cannot be read; the message says which, what and what to do."""


class Division(NamedTuple):
    """One division of today. ``parent_code`` is None for a province."""

    code: str
    name: str
    level: str
    parent_code: str | None


class End(NamedTuple):
    """One side of a change: a code and the name that it bore."""

    code: str
    name: str
    parent_code: str | None
    city: str | None
    """Name of the city or prefecture it stood under, where the file tells."""


class Change(NamedTuple):
    """``old`` became ``new`` in ``year``; one of them may be None: founded, abolished."""

    year: int
    kind: str
    level: str
    old: End | None
    new: End | None


def read_divisions(path: Path) -> list[Division]:
    """Provinces, cities and counties of today, in the order of their codes."""
    found: list[Division] = []
    for province, given in table(path, "provinces").items():
        top = six(path, given["code"])
        found.append(Division(top, province, PROVINCE, None))
        for city, below in given["cities"].items():
            above = top
            if city:
                above = six(path, below["code"])
                found.append(Division(above, city, CITY, top))
            found += [
                Division(six(path, code), county, COUNTY, above)
                for county, code in below["counties"].items()
            ]
    return sorted(found)


def read_changes(path: Path) -> list[Change]:
    """Changes since ``FIRST_YEAR`` whose ends have a code, oldest first.

    Without codes the file tells in words of what moved between neighbours, and repeats in words
    what it also tells in codes.
    """
    events = table(path, "events")
    if not isinstance(events, list):
        raise DivisionsError(f"{path.name}: events is no list; is this the file of changes?")
    changes = []
    for event in events:
        old, new = end(event, "old"), end(event, "new")
        if event["year"] >= FIRST_YEAR and (old or new):
            level = LEVELS[event["level"]]
            changes.append(Change(event["year"], event["type"], level, old, new))
    return sorted(changes, key=lambda change: change.year)


def read_townships(path: Path) -> list[Division]:
    """Townships and street offices of today, nine digits each, under their county's six.

    Without those that the list itself calls abolished （撤销）, and a name of strokes and letters.
    """
    found = [
        Division(code[:9], name, TOWNSHIP, county[:6])
        for county, given in table(path, None).items()
        for name, code in given["townships"].items()
        if PLAIN.fullmatch(name)
    ]
    return sorted(found)


def end(event: dict[str, Any], side: str) -> End | None:
    given = event.get(side) or {}
    code, name = given.get("code"), given.get("name")
    if not code or not name:
        return None
    path = event.get(f"{side}_path") or []
    parent = (given.get("parent_code") or "")[:6] or None
    return End(code[:6], name, parent, path[-2] if len(path) > 1 else None)


def table(path: Path, key: str | None) -> Any:
    try:
        data = path.read_bytes()
        parsed = json.loads(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data)
    except OSError as error:
        raise DivisionsError(f"{path}: {error.strerror} 无法读取; name an existing file") from None
    except (ValueError, EOFError) as error:
        raise DivisionsError(f"{path}: no JSON 不是 JSON: {str(error)[:80]}") from None
    if not isinstance(parsed, dict) or (key is not None and key not in parsed):
        raise DivisionsError(f"{path}: has no {key!r} 内容不符; is this the right file?")
    return parsed if key is None else parsed[key]


def six(path: Path, code: object) -> str:
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise DivisionsError(f"{path}: {str(code)[:20]!r} is no code of a division 代码不符")
    return code[:6]
