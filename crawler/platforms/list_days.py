"""On which Beijing day each article of a list was published, as far as list and address tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.extract.address_shapes import url_date
from crawler.extract.date_patterns import full_day, yearless_day
from crawler.platforms.list_reading import day_reached
from storage.clock import beijing_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from crawler.platforms.list_reading import ArticleLink

HALF_A_YEAR = timedelta(days=182)
TOMORROW = timedelta(days=1)


def with_days(links: list[ArticleLink], seen_at: datetime) -> list[ArticleLink]:
    """The links with their days: as printed, else from the address, else of a date without year.

    A year that is not printed is the one nearest to the links around; alone, the latest one that
    is not later than tomorrow: on New Year's Eve sites are dated ahead. 昨天 is the day before
    ``seen_at``.
    """
    days = [full_day(link.date_raw, seen_at) or link.day or url_date(link.url) for link in links]
    near = next(filter(None, days), beijing_day(seen_at) + TOMORROW - HALF_A_YEAR)
    dated = []
    for link, known in zip(links, days, strict=True):
        near = known or near
        dated.append(replace(link, day=known or yearless_day(link.date_raw, near)))
    return dated


def may_be_earlier(link: ArticleLink, since: date | None, until: date) -> bool:
    """Whether a day whose year nobody printed is in the range if it is of an earlier year."""
    if full_day(link.date_raw) or url_date(link.url):
        return False
    day = yearless_day(link.date_raw, until - HALF_A_YEAR)
    return day is not None and (since is None or since <= day)


def window_floor(links: list[ArticleLink]) -> date | None:
    """First day a list without further pages surely holds whole: its oldest may be cut off.

    Such a list may begin with its newest article or with its oldest one.
    """
    days = [link.day for link in links if link.day]
    reached = day_reached(days) or day_reached(days[::-1])
    return reached + timedelta(days=1) if reached else None
