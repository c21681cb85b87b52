"""When is an article that answers 404 or 410 given up, or gone? Not at one look, nor in one week.

Nothing else counts: not an outage of the site, not a refusal, not a bound or a failure of ours.
Looks are UTC times, ISO 8601, at most one per Beijing day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.clock import beijing_day

GIVE_UP_LOOKS = 3
GIVE_UP_AFTER_DAYS = 7
GONE_AFTER = timedelta(hours=20)
"""A day, less the slack a daily schedule has; the looks are of two Beijing days besides."""
MOST_KEPT = 10
"""The first look and the last ones: an address that is listed for years grows no row."""


def add_look(looks: list[str], now: datetime) -> list[str]:
    """``looks`` and one more. A Beijing day counts once, by its last look, the first day by its
    first.
    """
    days = [beijing_day(datetime.fromisoformat(look)) for look in looks]
    today = beijing_day(now)
    if days and days[0] == today:
        return looks
    kept = [look for look, day in zip(looks, days, strict=True) if day != today]
    more = [*kept, now.isoformat(timespec="seconds")]
    return more if len(more) <= MOST_KEPT else [more[0], *more[-MOST_KEPT + 1 :]]


def without_future(looks: list[str], now: datetime) -> list[str]:
    """``looks`` without those of a clock that was ahead."""
    return [look for look in looks if datetime.fromisoformat(look) <= now]


def is_given_up(looks: list[str]) -> bool:
    """True for an article never had: missing on three days, over a week or more."""
    if len(looks) < GIVE_UP_LOOKS:
        return False
    first, last = (beijing_day(datetime.fromisoformat(look)) for look in (min(looks), max(looks)))
    return (last - first).days >= GIVE_UP_AFTER_DAYS


def is_gone(looks: list[str]) -> bool:
    """True for an article we have: missing at two looks, a day or more apart."""
    if len(looks) < 2:
        return False
    return datetime.fromisoformat(max(looks)) - datetime.fromisoformat(min(looks)) >= GONE_AFTER
