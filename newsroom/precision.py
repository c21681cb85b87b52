"""Times as intervals: what a page that shows a minute or only a day really says."""

from __future__ import annotations

from datetime import datetime, timedelta

WIDTH_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}


def interval(published: datetime, precision: str) -> tuple[datetime, datetime]:
    """First and last second the printed time can mean (Beijing days for ``day``)."""
    start = shown(published, precision)
    return start, start + timedelta(seconds=WIDTH_SECONDS[precision] - 1)


def shown(published: datetime, precision: str) -> datetime:
    """The time cut to what the page shows: what ``published_at`` must be."""
    if precision == "day":
        return published.replace(hour=0, minute=0, second=0)
    return published.replace(second=0) if precision == "minute" else published


def lag(
    parent: datetime, parent_precision: str, child: datetime, child_precision: str
) -> tuple[int, int]:
    """Shortest and longest lag in seconds the precisions allow; negative where order is open."""
    first, last = interval(parent, parent_precision)
    child_first, child_last = interval(child, child_precision)
    return int((child_first - last).total_seconds()), int((child_last - first).total_seconds())
