"""On which Beijing day each article of a list was published, as far as list and address tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler.extract.urls import url_date

if TYPE_CHECKING:
    from crawler.platforms.discovery import Link

FULL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)"
)
SHORT_DATE = re.compile(r"(?<![\d:])(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?![\d:])")
HALF_A_YEAR = timedelta(days=182)


def with_days(links: list[Link], today: date) -> list[Link]:
    """The links with their days: as printed, else from the address, else of a date without year.

    A year that is not printed is the one nearest to the links around; alone, the latest past one.
    """
    days = [full_day(link.date_raw) or link.day or url_date(link.url) for link in links]
    near = next(filter(None, days), today - HALF_A_YEAR)
    dated = []
    for link, known in zip(links, days, strict=True):
        near = known or near
        dated.append(replace(link, day=known or yearless_day(link.date_raw, near)))
    return dated


def window_floor(links: list[Link]) -> date | None:
    """First day a list without further pages surely holds whole: its oldest may be cut off."""
    days = [link.day for link in links if link.day]
    return min(days) + timedelta(days=1) if days else None


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


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
