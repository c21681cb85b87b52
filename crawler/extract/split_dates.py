"""A date cut over neighbouring blocks: 05 above 2024-01 as on a calendar, a day above its time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.date_patterns import YEAR
from dates.forms import HALF
from dates.reader import plain, read_date

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

PART = re.compile(
    rf"""{YEAR}\s*(?:年|[-/.年]\s*\d{{1,2}}\s*月?|[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?)?
    |\d{{1,2}}\s*(?:[日月]|[-/.月]\s*\d{{1,2}}\s*日?)?|(?:{HALF})?\s*\d{{1,2}}\s*[:：]\s*\d\d(?:\s*[:：]\s*\d\d)?""",
    re.VERBOSE,
)
ENDS = frozenset("年月日")
MAX_PART = 20
MAX_PARTS = 3


def whole_date(page: FlatDom, number: int, line: str) -> str:
    """``line`` of run ``number`` with the lines below it, if only together they state a date."""
    if not _is_part(line):
        return line
    parts = [line]
    for run in page.runs[number + 1 : number + MAX_PARTS]:
        below = page.spaced_text(run)
        if not _is_part(below):
            break
        parts.append(below)
    own = read_date(line)
    for count in range(len(parts), 1, -1):
        joined = " ".join(parts[:count])
        reading = read_date(joined)
        if reading is not None and (own is None or reading.precision != own.precision):
            return joined
    return line


def _is_part(line: str) -> bool:
    if len(line) > MAX_PART:
        return False
    text = plain(line)
    # Most lines end otherwise, and are spared the pattern.
    last = text.rstrip()[-1:]
    return (last in ENDS or last.isdecimal()) and PART.fullmatch(text) is not None
