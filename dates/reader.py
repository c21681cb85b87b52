"""When was it published: every stated date is read by a rule, or refused by one.

Times are Beijing time unless the text names a zone. Precision is what the text states; nothing is
filled in. A date in running text, a copyright year and a date after the fetch never count.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from dates.forms import (
    BROKEN_CLOCK,
    CLOCK_FIRST,
    DIGITS,
    MAY_BE_NO_DATE,
    MONTHS,
    NAMED_ZONES,
    NOT_A_DATE,
    NOT_PLAIN,
    PLAIN,
    RULES,
    SECONDS,
    SPANS,
    UYGHUR_MONTHS,
)
from storage.bounds import FIRST_YEAR
from storage.clock import BEIJING, beijing_day

if TYPE_CHECKING:
    import re

FURTHEST_ZONE = 14
SLACK = timedelta(days=1)
"""Clocks differ: a page may be dated a little after it was fetched."""


QUARTERS = {"一": "15", "半": "30", "三": "45"}


class Reading(NamedTuple):
    """One date as read. ``at`` is the start of the interval its precision allows, in UTC."""

    at: datetime
    precision: str
    """second | minute | hour | day"""
    rule: str
    zone: str
    """``stated`` in the text or ``assumed`` Beijing time."""


def read_date(text: str, fetched_at: datetime | None = None) -> Reading | None:
    """The date a short text states, or None. ``fetched_at`` is the base of 昨天 and 2月24日.

    >>> read_date("2019-02-24- 07:42").rule
    'hyphen'
    """
    if not text or (MAY_BE_NO_DATE.search(text) and NOT_A_DATE.search(text)):
        return None
    text = plain(text)
    for name, pattern in RULES:
        for found in pattern.finditer(text):
            try:
                reading = _read(name, found, fetched_at)
            except (ValueError, OverflowError):
                continue
            if reading is not None and _is_possible(reading, fetched_at):
                if reading.precision == "day" and BROKEN_CLOCK.match(text, found.end()):
                    return None  # 25:30 is no clock time: who knows what the day before it is
                return _with_clock_before(reading, text[: found.start()])
    return None


def plain(text: str) -> str:
    """``text`` with the digits of other scripts as plain ones, without what stands unseen."""
    return text.translate(PLAIN) if NOT_PLAIN.search(text) else text


def _with_clock_before(reading: Reading, before: str) -> Reading:
    """07:42 2019-02-24: some templates print the clock first."""
    if reading.precision != "day" or (clock := CLOCK_FIRST.search(before)) is None:
        return reading
    day = beijing_day(reading.at)
    return _at(day, clock.groupdict(), reading.rule)


def _is_possible(reading: Reading, fetched_at: datetime | None) -> bool:
    if reading.at.year < FIRST_YEAR:
        return False
    return fetched_at is None or reading.at <= fetched_at + SLACK


def _read(name: str, found: re.Match[str], fetched_at: datetime | None) -> Reading | None:
    part = found.groupdict()
    if name == "epoch":
        at = datetime.fromtimestamp(int(part["epoch"]), UTC)
        return Reading(at, "second", name, "stated")
    if name in ("ago", "just_now", "day_word", "no_year", "no_year_hyphen"):
        return _relative(name, part, fetched_at)
    if name == "year_last":
        return _at(_year_last(int(part["one"] or 0), int(part["two"] or 0), part["y"]), part, name)
    day = _hanzi_number(part.get("cd") or _part(part, "d"))
    return _at(date(_year(part), _month(part), day), part, name)


def _part(part: dict[str, str | None], name: str) -> str | None:
    """A part that a rule names in each of its branches."""
    return part.get(name) or part.get(f"{name}2") or part.get(f"{name}3")


def _year_last(one: int, two: int, year: str | None) -> date:
    """25/12/2024 and 12/25/2024 are one day; raises ValueError for 05/06/2024, which may be two."""
    if one != two and one <= 12 and two <= 12:
        raise ValueError("day or month")
    return date(int(year or 0), min(one, two), max(one, two))


def _year(part: dict[str, str | None]) -> int:
    if roc := part.get("roc"):
        return int(roc) + 1911
    if short := part.get("yy"):
        return int(short) + (1900 if short >= "90" else 2000)
    return int((part.get("cy") or _part(part, "y") or "").translate(DIGITS))


def _month(part: dict[str, str | None]) -> int:
    if name := part.get("mon"):
        return MONTHS.index(name.lower()) + 1
    if name := part.get("um"):
        return UYGHUR_MONTHS.index(name) + 1
    return _hanzi_number(part.get("cm") or _part(part, "m"))


def _relative(
    name: str, part: dict[str, str | None], fetched_at: datetime | None
) -> Reading | None:
    if fetched_at is None:
        return None
    local = fetched_at.astimezone(BEIJING)
    if name == "just_now":
        return Reading(fetched_at.replace(second=0, microsecond=0), "hour", name, "assumed")
    if name == "ago":
        return _ago(part, fetched_at)
    if name == "day_word":
        word = part["word"] or ""
        back = {"今": 0, "昨": 1, "前": 2, "大": 3}[word[0]]
        if not part.get("half") and not part.get("half2"):
            part["half"] = word[-1].replace("天", "").replace("日", "")
        return _at(local.date() - timedelta(days=back), part, name)
    day = latest_day(int(part["m"] or 0), int(part["d"] or 0), local.date() + SLACK)
    return _at(day, part, name) if day else None


def latest_day(month: int, day: int, last: date) -> date | None:
    """The latest such day of a year up to ``last``: 02-29 is one of a leap year."""
    for year in range(last.year, last.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= last:
            return found
    return None


def _ago(part: dict[str, str | None], fetched_at: datetime) -> Reading:
    """``1小时10分钟`` before the fetch, as fine as its smallest unit or a clock time after it."""
    seconds, units = 0.0, []
    if unit := part.get("unit"):
        count = part["count"] or ""
        seconds = SECONDS[unit] * (int(count) if count.isdecimal() else 1)
        units.append(SECONDS[unit])
    for span in SPANS.finditer(part["ago"] or ""):
        count = span["count"]
        amount = {"半": 0.5, "几": 3.0}.get(count) or (
            float(count) if count[0].isdecimal() else _hanzi_number(count)
        )
        amount += 0.5 if span["half"] or span["and_half"] else 0
        seconds += amount * SECONDS[span["unit"]]
        units.append(SECONDS[span["unit"]])
    at = fetched_at - timedelta(seconds=seconds)
    if min(units) <= SECONDS["分"]:
        return Reading(at.replace(second=0, microsecond=0), "minute", "ago", "assumed")
    if min(units) == SECONDS["小时"]:
        return Reading(at.replace(minute=0, second=0, microsecond=0), "hour", "ago", "assumed")
    return _at(beijing_day(at), part, "ago")


def _at(day: date, part: dict[str, str | None], rule: str) -> Reading:
    """``day`` with the clock time of the match, if it states one."""
    hour_text = part.get("h") or part.get("h3")
    if hour_text is None:
        midnight = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
        return Reading(midnight.astimezone(UTC), "day", rule, "assumed")
    minute_text = part.get("mi") or part.get("mi2") or part.get("mi3")
    minute_text = minute_text or QUARTERS.get(part.get("quarter") or "")
    second_text = part.get("s") or part.get("s2") or part.get("s3")
    printed = _hanzi_number(hour_text)
    if printed > 24:
        raise ValueError("no such hour")
    half = part.get("half") or part.get("half2")
    hour = _hour(printed, half) if half else printed
    zone_text = part.get("zone") or part.get("zone3")
    zone = _zone(zone_text, is_to_second=second_text is not None) if zone_text else None
    minute, second = _hanzi_number(minute_text or "0"), int(second_text or 0)
    days, hour = divmod(hour, 24)
    at = datetime(
        day.year, day.month, day.day, hour, minute, second, tzinfo=zone or BEIJING
    ) + timedelta(days=days)
    precision = "second" if second_text else "minute" if minute_text else "hour"
    return Reading(at.astimezone(UTC), precision, rule, "stated" if zone else "assumed")


def _hour(hour: int, half: str) -> int:
    """Hours after midnight: 上午12 is 0 as on any clock of 12 hours, 中午1 is 13, 晚上12 is 24."""
    half = half.lower()
    if half in ("上午", "午前", "凌晨", "淩晨") or half.startswith("a"):
        return hour % 12 if hour == 12 else hour
    if half in ("下午", "午后", "午後", "傍晚") or half.startswith("p"):
        return hour + 12 if hour < 12 else hour
    if half in ("中午", "午间", "午間"):
        return hour + 12 if hour < 4 else hour
    if "晚" in half or "夜" in half:  # a night goes on after midnight
        return hour + 24 if hour < 5 else hour + 12 if hour <= 12 else hour
    return hour


def _zone(text: str, *, is_to_second: bool) -> tzinfo | None:
    """The zone a clock time states; 09:00-11:30 states a span of time, not a zone."""
    text = text.strip("（()） ").replace(" ", "")
    if text in NAMED_ZONES:
        minutes = NAMED_ZONES[text]
        return BEIJING if minutes == NAMED_ZONES["CST"] else timezone(timedelta(minutes=minutes))
    if text[0] == "-" and not is_to_second:
        return None
    digits = text.removeprefix("GMT").removeprefix("UTC").replace(":", "")
    sign, digits = (-1 if digits[0] == "-" else 1), digits[1:]
    hours, past = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    if int(hours) > FURTHEST_ZONE:
        return None
    return timezone(sign * timedelta(hours=int(hours), minutes=int(past)))


def _hanzi_number(text: str | None) -> int:
    """一 … 三十一, 廿二, or digits."""
    if text and text.isascii():
        return int(text)
    text = (text or "").replace("廿", "二十").replace("卅", "三十").replace("十十", "十")
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return int(text.translate(DIGITS))
    return int(tens.translate(DIGITS) or 1) * 10 + int(ones.translate(DIGITS) or 0)
