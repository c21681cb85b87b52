"""Which of the stated dates is the publication time: weighed by place, precision, agreement."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from dates.reader import Reading, read_date
from storage.clock import BEIJING, beijing_day

PLACE_WEIGHTS = (
    # What the reader sees beside the headline is what the outlet stands for; a meta may be the
    # time of import, a tail line the time of the last edit.
    ("visible:rule", 100),
    ("visible:head", 90),
    ("visible:above", 84),
    ("visible:field", 86),
    ("front_matter", 86),
    ("feed", 80),
    ("script:ct", 88),
    ("microdata:", 76),
    ("meta:maketime", 30),
    ("meta:publishid", 5),
    ("meta:date", 50),
    ("meta:createdate", 50),
    ("meta:dateupdate", 45),
    ("meta:datemodified", 45),
    ("meta:article:modified_time", 45),
    ("meta:lastmod", 40),
    ("meta:", 72),
    ("jsonld:datePublished", 74),
    ("jsonld:", 70),
    ("script:", 66),
    ("list", 64),
    ("visible:tail", 50),
    ("url", 30),
)
MACHINE = ("meta:", "jsonld:", "script:", "microdata:")
PRECISION_WEIGHTS = {"second": 20, "minute": 20, "hour": 8, "day": 0}
FINENESS = {"day": 0, "hour": 1, "minute": 2, "second": 3}
WHEN_EDITED = (
    "meta:maketime", "meta:createdate", "meta:dateupdate", "meta:datemodified", "meta:lastmod",
    "meta:article:modified_time", "visible:tail", "jsonld:dateModified",
)  # fmt: skip
UPDATED = re.compile(r"更新|修改|最[后後][编編][辑輯]|updated?|modified", re.IGNORECASE)
LABELLED = re.compile(
    r"[发發][布佈表稿]|[时時][间間]|日期|建立|publish|posted|release", re.IGNORECASE
)
NOT_PUBLISHED = re.compile(
    r"[活會会][动動议議][时時][间間]|截止|[报報]名|[开開][奖獎]|有效期|[注註][册冊][时時][间間]|入[驻駐]|[举舉][办辦][时時][间間]"
    r"|版[权權]|[备備]案"
)
NEAR = timedelta(days=2)
MAX_CLAIMS = 40
MIDNIGHT = re.compile(r"(?<![\d:])00:00(?::00)?(?:\.0+)?\s*(?:Z|[+-]\d\d:?\d\d)?\s*$")


class Published(NamedTuple):
    """The chosen time, or nulls and the rule that refused."""

    at: datetime | None
    precision: str | None
    date: date | None
    """Beijing day."""
    raw: str | None
    rule: str
    """``<date rule>@<where>`` or ``none:<why>``."""


def choose_published(item: dict[str, Any], fetched_at: datetime | None) -> Published:
    """Weigh ``item["published"]`` and the list date."""
    claims = [(c.get("raw") or "", c.get("where") or "") for c in item.get("published") or []]
    if listed := item.get("list_date"):
        claims.append((listed, "list"))
    read = []
    for raw, where in claims[:MAX_CLAIMS]:
        if (reading := read_date(raw[:300], fetched_at)) is not None:
            read.append((raw, where, _day_only(reading, raw, where)))
    if not read:
        return Published(None, None, None, None, "none:unreadable" if claims else "none:not_stated")
    if len(read) == 1:
        return _as_published(*read[0])
    read = [(raw, where, _with_year(reading, read)) for raw, where, reading in read]
    days = [_day(reading) for _, _, reading in read]
    placed = list(zip(days, [where for _, where, _ in read], strict=True))
    shown = {day for day, where in placed if where.startswith("visible")}
    dated = next((day for day, where in placed if where == "url"), None)
    best = max(
        range(len(read)),
        key=lambda i: (_weight(*read[i], days[i], days=days, shown=shown, dated=dated), -i),
    )
    return _as_published(*_refined(read[best], read))


def _as_published(raw: str, where: str, reading: Reading) -> Published:
    return Published(
        reading.at, reading.precision, _day(reading), raw[:200], f"{reading.rule}@{where}"
    )


def _refined(
    chosen: tuple[str, str, Reading], read: list[tuple[str, str, Reading]]
) -> tuple[str, str, Reading]:
    """A finer claim that agrees in all the chosen one says: 3月5日, and 3月5日 15:43 in a meta."""
    for claim in read:
        raw, where, finer = claim
        is_edit = UPDATED.search(raw) is not None or where.startswith(WHEN_EDITED)
        if not is_edit and _refines(finer, chosen[2]):
            chosen = claim
    return chosen


def _refines(finer: Reading, coarse: Reading) -> bool:
    if FINENESS[finer.precision] <= FINENESS[coarse.precision]:
        return False
    if coarse.precision == "day":
        return _day(finer) == _day(coarse)
    return coarse.precision == "minute" and finer.at.replace(second=0, microsecond=0) == coarse.at


def _day_only(reading: Reading, raw: str, where: str) -> Reading:
    """Machines write a day as midnight; a person who prints 00:00 means it."""
    if where.startswith(MACHINE) and reading.precision != "day" and MIDNIGHT.search(raw):
        return reading._replace(precision="day")
    return reading


def _with_year(reading: Reading, read: list[tuple[str, str, Reading]]) -> Reading:
    """10-08 12:00 takes its year from another claim of the same month and day."""
    if not reading.rule.startswith("no_year"):
        return reading
    local = reading.at.astimezone(BEIJING)
    for _, _, other in read:
        day = _day(other)
        if not other.rule.startswith("no_year") and (day.month, day.day) == (
            local.month,
            local.day,
        ):
            at = local.replace(year=day.year).astimezone(UTC)
            return reading._replace(at=at, rule=f"{reading.rule}_confirmed")
    return reading


def _day(reading: Reading) -> date:
    return beijing_day(reading.at)


def _weight(
    raw: str,
    where: str,
    reading: Reading,
    day: date,
    *,
    days: list[date],
    shown: set[date],
    dated: date | None,
) -> float:
    weight = float(next((w for place, w in PLACE_WEIGHTS if where.startswith(place)), 40))
    is_near_address = dated is not None and abs(day - dated) <= NEAR
    if not shown or day in shown or is_near_address or not where.startswith(MACHINE):
        weight += PRECISION_WEIGHTS[reading.precision]
    weight += 2.0 * min(3, days.count(day) - 1)
    if dated is not None and not is_near_address:
        # The address names the day: another one beside it may be right, one of editing cannot.
        weight -= 60.0 if where.startswith(WHEN_EDITED) else 30.0
    if UPDATED.search(raw) and not LABELLED.search(UPDATED.sub("", raw)):
        weight -= 40.0
    elif LABELLED.search(raw):
        weight += 3.0
    if NOT_PUBLISHED.search(raw):
        weight -= 40.0
    if reading.rule.startswith("no_year") and not reading.rule.endswith("_confirmed"):
        weight -= 25.0
    return weight
