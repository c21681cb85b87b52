"""Which day is it in Beijing? One clock, from the zone database.

China had summer time from 1986 to 1991, so a fixed +8 is an hour wrong in those summers, and
disagrees with SQL, whose Asia/Shanghai knows them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = "Asia/Shanghai"
"""The name SQL, Airflow and Arrow are given."""
BEIJING = ZoneInfo(ZONE)


def utc_now() -> datetime:
    return datetime.now(UTC)


def beijing_day(moment: datetime) -> date:
    """The calendar day in Beijing. ValueError for a time without a zone: its day is unknown."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone has no day: {moment}")
    return moment.astimezone(BEIJING).date()


def beijing_today() -> date:
    return beijing_day(utc_now())
