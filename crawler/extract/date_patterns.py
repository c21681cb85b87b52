"""How dates are written on pages, and which day one means."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

YEAR = r"(?:19|20)\d\d"
"""Years that a page or an address may mean; which of them can be true, cleaning decides."""
PRINTED_DATE = re.compile(
    rf"""{YEAR}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}|(?<!\d)\d{{1,2}}月\d{{1,2}}日
    |(?<!\d)\d\d-\d\d\ ?\d\d:\d\d|[二两一]〇[〇一二三四五六七八九零]{{2}}年
    |(?:\d+|半)\s*(?:分钟|小时|天)前|(?:昨|今|前)天\s*\d{{1,2}}:\d\d
    |\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{{0,6}}\.?,?\s
    (?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{YEAR}""",
    re.VERBOSE,
)
TODAY = re.compile("今天|今日|现在|当前|天气|欢迎|农历")
"""Words beside the date of the day a page was served on."""
FULL_DATE = re.compile(
    rf"(?<!\d)(?P<y>{YEAR})\s*[-/.年]\s*(?P<m>\d{{1,2}})\s*[-/.月]\s*(?P<d>\d{{1,2}})(?!\d)"
)
SHORT_DATE = re.compile(r"(?<![\d:])(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?![\d:])")
WHOLE_DAY = re.compile(rf"(?<!\d)(?P<y>{YEAR})[-_/.年]?(?P<m>\d\d)[-_/.月]?(?P<d>\d\d)(?!\d)")
"""Not the year and the hour of a feed's ``22 Jan 2019 13:22``."""


def full_day(text: str | None) -> date | None:
    """The day of a printed date that has its year."""
    match = FULL_DATE.search(text or "")
    return _day(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def yearless_day(text: str | None, near: date) -> date | None:
    """The day of a date printed without its year: the one nearest to ``near``."""
    match = SHORT_DATE.search(text or "")
    if match is None:
        return None
    days = [_day(near.year + shift, int(match["m"]), int(match["d"])) for shift in (-1, 0, 1)]
    return min((day for day in days if day), key=lambda day: abs(day - near), default=None)


def iso_day(printed: Any) -> str | None:
    """``2019-02-24`` out of what a list printed; None if there is no whole date in it."""
    found = WHOLE_DAY.search(str(printed or ""))
    day = _day(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    return day.isoformat() if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
