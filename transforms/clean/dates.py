"""When was it published: every stated date is read by a rule, or refused by one.

Times are Beijing time unless the text names a zone. Precision is what the text states; nothing is
filled in. A date in running text, a copyright year and a date after the fetch never count.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from storage.bounds import FIRST_YEAR
from storage.clock import BEIJING, beijing_day

SLACK = timedelta(days=1)
"""Clocks differ: a page may be dated a little after it was fetched."""

CLOCK = (
    r"(?P<half>上午|下午|早上|晚上|中午|凌晨|晚|[AaPp]\.?[Mm]\.?)?\s*(?P<h>[01]?\d|2[0-4])\s*"
    r"(?:[:：]\s*(?P<mi>[0-5]?\d)(?!\d)(?:\s*[:：]\s*(?P<s>[0-5]?\d)(?:\.\d{1,9})?)?"
    r"|[时点時]\s*(?:(?P<mi2>[0-5]?\d)\s*分?(?:\s*(?P<s2>[0-5]?\d)\s*秒)?|(?P<half_hour>半))?)"
    r"\s*(?P<half2>[AaPp]\.?[Mm]\b)?\s*"
    r"(?P<zone>Z\b|(?:GMT|UTC)?\s*[+-]\d\d?:?\d\d\b|(?:GMT|UTC)(?:\s*[+-]\s*\d\d?\b)?)?"
)
GAP = (
    r"(?:\s*(?:[-—T\u3000,，]|at\b)?\s*(?:[（(]?(?:星期|周|週|礼拜)[一二三四五六日天][）)]?)?"
    r"\s*[-—|/·（(]?\s*)"
)
YEAR_DAY = (
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:{sep})\s*-?\s*(?P<m>1[0-2]|0?[1-9])\s*(?:{sep2})\s*-?\s*"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s*{end}"
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DIGITS = str.maketrans("〇零一二三四五六七八九○Ｏ", "0012345678900")


def _rule(day: str, *, joined: str = GAP) -> re.Pattern[str]:
    return re.compile(f"{day}(?:{joined}{CLOCK})?")


RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hanzi", _rule(YEAR_DAY.format(sep="年", sep2="月", end="[日号號]?"))),
    ("hyphen", _rule(YEAR_DAY.format(sep="[-–—]", sep2="[-–—]", end=""))),
    ("slash", _rule(YEAR_DAY.format(sep="/", sep2="/", end=""))),
    ("dot", _rule(YEAR_DAY.format(sep=r"\.", sep2=r"\.", end=""))),
    (
        "compact",
        re.compile(
            r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
            r"(?:[T ]?(?P<h>[01]\d|2[0-3]):?(?P<mi>[0-5]\d)(?::?(?P<s>[0-5]\d))?)?(?!\d)"
        ),
    ),
    (
        "day_first",
        re.compile(
            r"\b(?P<d>3[01]|[12]\d|0?[1-9])\s+(?P<mon>[A-Za-z]{3})[a-z]{0,6}\.?,?\s+(?P<y>(?:19|20)\d\d)"
            rf"(?:\s*,?\s*(?:at\s+)?{CLOCK})?"
        ),
    ),
    (
        "month_first",
        re.compile(
            r"\b(?P<mon>[A-Za-z]{3})[a-z]{0,6}\.?\s+(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"
            rf"(?:\s*,?\s*(?:at\s+)?{CLOCK})?"
        ),
    ),
    (
        "hanzi_digits",
        re.compile(
            r"(?P<cy>[一二][〇零○Ｏ九][〇零○Ｏ一二三四五六七八九]{2})\s*年\s*(?P<cm>十[一二]?|[一二三四五六七八九])\s*月\s*"
            rf"(?P<cd>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号](?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "minguo",
        re.compile(
            rf"民[国國]\s*(?P<roc>\d{{2,3}})\s*年\s*(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*日(?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "java",
        re.compile(
            r"\b(?P<mon>[A-Z][a-z]{2})\s+(?P<d>3[01]|[12]\d|0?[1-9])\s+"
            r"(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?\s+(?:CST\s+)?(?P<y>(?:19|20)\d\d)\b"
        ),
    ),
    (
        "short_year",
        re.compile(
            r"(?<![\d-])(?P<yy>[0-3]\d)-(?P<m>1[0-2]|0[1-9])-(?P<d>3[01]|[12]\d|0[1-9])\s*"
            r"(?P<h>[01]\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?!\d)"
        ),
    ),
    ("epoch", re.compile(r"(?<!\d)(?P<epoch>1\d{9})(?P<ms>\d{3})?(?!\d)")),
    (
        "no_year",
        re.compile(
            rf"(?<![\d年])(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号](?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "no_year_hyphen",
        re.compile(
            rf"(?<![\d-])(?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])(?![\d-])?\s*{CLOCK}"
        ),
    ),
    ("day_word", re.compile(rf"(?P<word>今天|昨天|前天|今日|昨日|前日)(?:\s*{CLOCK})?")),
    (
        "ago",
        re.compile(
            r"(?P<count>\d{1,3}|半|几)\s*(?:个)?(?P<unit>秒|分钟|小时|天|日|周)(?:钟)?\s*(?:之)?前"
        ),
    ),
    ("just_now", re.compile(r"刚刚|刚才")),
)
CLOCK_FIRST = re.compile(
    r"(?<![\d:])(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?\s*[|·,，]?\s*$"
)
AGO = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400, "周": 604800}
NOT_A_DATE = re.compile(
    r"copyright|©|版权所有|\b(?:19|20)\d\d\s*[-–—~至]\s*(?:19|20)\d\d\b", re.IGNORECASE
)


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
    if not text or NOT_A_DATE.search(text):
        return None
    for name, pattern in RULES:
        for found in pattern.finditer(text):
            try:
                reading = _read(name, found, fetched_at)
            except (ValueError, OverflowError):
                continue
            if reading is not None and _is_possible(reading, fetched_at):
                return _with_clock_before(reading, text[: found.start()])
    return None


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
    if part.get("roc"):
        year = int(part["roc"]) + 1911
    elif part.get("yy"):
        year = 2000 + int(part["yy"])
    elif part.get("cy"):
        year = int(part["cy"].translate(DIGITS))
    else:
        year = int(part["y"])
    if part.get("mon"):
        month = MONTHS.index(part["mon"].lower()) + 1
    else:
        month = _hanzi_number(part["cm"]) if part.get("cm") else int(part["m"])
    day = _hanzi_number(part["cd"]) if part.get("cd") else int(part["d"])
    return _at(date(year, month, day), part, name)


def _relative(
    name: str, part: dict[str, str | None], fetched_at: datetime | None
) -> Reading | None:
    if fetched_at is None:
        return None
    local = fetched_at.astimezone(BEIJING)
    if name == "just_now":
        return Reading(fetched_at.replace(second=0, microsecond=0), "hour", name, "assumed")
    if name == "ago":
        count, unit = part["count"] or "", part["unit"] or ""
        amount = 0.5 if count == "半" else 3.0 if count == "几" else float(count)
        at = fetched_at - timedelta(seconds=amount * AGO[unit])
        if unit in ("秒", "分钟"):
            return Reading(at.replace(second=0, microsecond=0), "minute", name, "assumed")
        if unit == "小时":
            return Reading(at.replace(minute=0, second=0, microsecond=0), "hour", name, "assumed")
        return _at(beijing_day(at), {}, name)
    if name == "day_word":
        back = {"今": 0, "昨": 1, "前": 2}[(part["word"] or "今")[0]]
        return _at(local.date() - timedelta(days=back), part, name)
    month, day = int(part["m"] or 0), int(part["d"] or 0)
    this_year = date(local.year, month, day)
    if this_year > local.date() + SLACK:
        this_year = date(local.year - 1, month, day)
    return _at(this_year, part, name)


def _at(day: date, part: dict[str, str | None], rule: str) -> Reading:
    """``day`` with the clock time of the match, if it states one."""
    hour_text = part.get("h")
    if hour_text is None:
        at = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
        return Reading(at.astimezone(UTC), "day", rule, "assumed")
    minute_text = part.get("mi") or part.get("mi2") or ("30" if part.get("half_hour") else None)
    second_text = part.get("s") or part.get("s2")
    hour = int(hour_text)
    half = (part.get("half") or part.get("half2") or "").lower()
    if hour < 12 and half and (half[0] == "p" or half in ("下午", "晚上", "晚")):
        hour += 12
    elif hour == 12 and half and (half[0] == "a" or half == "凌晨"):
        hour = 0
    shift = timedelta(days=1) if hour == 24 else timedelta()
    zone, stated = _zone(part.get("zone"))
    at = datetime(
        day.year,
        day.month,
        day.day,
        hour % 24,
        int(minute_text or 0),
        int(second_text or 0),
        tzinfo=zone,
    )
    precision = "second" if second_text else "minute" if minute_text else "hour"
    return Reading((at + shift).astimezone(UTC), precision, rule, stated)


def _zone(text: str | None) -> tuple[tzinfo, str]:
    if not text:
        return BEIJING, "assumed"
    shift = text.removeprefix("GMT").removeprefix("UTC").replace(":", "").replace(" ", "")
    if shift in ("Z", ""):
        return UTC, "stated"
    digits = shift[1:]
    hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    sign = -1 if shift[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes))), "stated"


def _hanzi_number(text: str) -> int:
    """一 … 三十一."""
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return int(text.translate(DIGITS))
    return int(tens.translate(DIGITS) or 1) * 10 + int(ones.translate(DIGITS) or 0)
