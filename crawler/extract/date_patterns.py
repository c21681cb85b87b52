"""How dates are written on pages, and which day one means."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from dates.forms import HALF, NUMERALS, ZEROS
from dates.reader import plain, read_date
from storage.clock import beijing_day

if TYPE_CHECKING:
    from datetime import datetime

YEAR = r"(?:19|20)\d\d"
"""Years that a page or an address may mean; which of them can be true, cleaning decides."""
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
PRINTED_DATE = re.compile(
    rf"""(?=[\d{NUMERALS}两十半大昨今前aJFMASOND])(?:
    {YEAR}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}|(?<!\d)\d{{1,2}}月\d{{1,2}}日
    |(?<!\d)\d\d-\d\d\ ?\d\d:\d\d|[二两一][{ZEROS}九][{ZEROS}{NUMERALS}]{{2}}\s*年
    |{YEAR}\s*年\s*(?:十[一二]?|[{NUMERALS}元]|\d\d?)\s*月\s*[{NUMERALS}十\d]
    |{YEAR}\s*年?\s\d\d\s*[-/]\s*\d\d(?!\d)|^\d{{1,2}}\s*日?\s{YEAR}\s*[-/.年]\s*\d{{1,2}}\s*月?$
    |^{YEAR}\s*[-/.年]\s*\d{{1,2}}\s*月?\s\d{{1,2}}\s*日?$|(?<![\w./-])\d\d?(?P<at>[-/.])\d\d?(?:(?P=at)|,?\s){YEAR}
    |(?:\d+|半)\s*(?:分[钟鐘]|小[时時]|[天周週])[之以]?前|\b(?:an?|\d+)\s(?:min|hour|day|week)[a-z]{{0,4}}\sago\b
    |(?:大前|[昨今前])[天日]\s*(?:{HALF})?\s*\d{{1,2}}[:：点时點時]|[昨今][晚夜晨早]\s*\d{{1,2}}[:：点时點時]
    |(?<![\w./-])\d\d(?P<by>[-/])[01]\d(?P=by)[0-3]\d\s\d\d:\d\d
    |(?:十[一二]?|[{NUMERALS}])月\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}
    |(?<!\d)\d{{1,2}}\s(?:十[一二]?|[{NUMERALS}]|\d{{1,2}})月,?\s{YEAR}
    |\d{{1,2}}:\d\d:\d\d\s(?:[\w:+]{{2,10}}\s)?{YEAR}(?!\d)
    |\b{MONTH},?[\s-](?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{YEAR}
    |{YEAR}\s*-?\s*ي[ىي]ل|{YEAR}[\u0f0b\s]*(?:ལོ|ཟླ))""",
    re.VERBOSE,
)
USUAL = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d")
"""How nearly all are written."""
IN_ALL = re.compile(r"19\d|20\d|月|:|年|前|ago|昨|今")
"""Every other form has one of these: looked for first, most lines need no more."""
TODAY = re.compile("今天|今日|现在|当前|天气|欢迎|农历")
"""Words beside the date of the day a page was served on."""
FULL_DATE = re.compile(
    rf"(?<!\d)(?P<y>{YEAR})\s*[-/.年]\s*(?P<m>\d{{1,2}})\s*[-/.月]\s*(?P<d>\d{{1,2}})(?!\d)"
)
SHORT_DATE = re.compile(r"(?<![\d:])(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?![\d:])")
PLAIN_DATE = re.compile(
    rf"\s*(?P<y>{YEAR})(?P<by>[-/.])(?P<m>\d{{1,2}})(?P=by)(?P<d>\d{{1,2}})"
    r"(?:\s+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?\s*"
)
"""A date as nearly all lists print it: it means what it says."""
MAX_TEXT = 300
YEARS_OF_LEAP_DAYS = range(-4, 5)


def states_date(text: str) -> bool:
    """Whether a date is printed in ``text``, in the digits of whatever script."""
    text = plain(text)
    if USUAL.search(text) is not None:
        return True
    return IN_ALL.search(text) is not None and PRINTED_DATE.search(text) is not None


def full_day(text: str | None, seen_at: datetime | None = None) -> date | None:
    """The Beijing day of a printed date that has its year, or that counts from ``seen_at`` (昨晚).

    Where the text names a zone its clock time is heeded: 20:00 UTC is the next day in Beijing.
    """
    if not text:
        return None
    if match := PLAIN_DATE.fullmatch(text):
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    reading = read_date(text[:MAX_TEXT], seen_at)
    if reading is not None:
        return None if reading.rule.startswith("no_year") else beijing_day(reading.at)
    match = FULL_DATE.search(text)
    return _day(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def yearless_day(text: str | None, near: date) -> date | None:
    """The day of a date printed without its year: the one nearest to ``near``."""
    match = SHORT_DATE.search(text or "")
    if match is None:
        return None
    month, day = int(match["m"]), int(match["d"])
    days = [_day(near.year + shift, month, day) for shift in YEARS_OF_LEAP_DAYS]
    return min((day for day in days if day), key=lambda day: abs(day - near), default=None)


def iso_day(printed: Any, seen_at: datetime | None = None) -> str | None:
    """``2019-02-24`` out of what a list printed; None if there is no whole date in it."""
    day = full_day(str(printed or ""), seen_at)
    return day.isoformat() if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
