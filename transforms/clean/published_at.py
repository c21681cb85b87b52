"""Which of the stated dates is the publication time: weighed by place, precision, agreement.

The same shape as other fields: the page's statements become claims, one judge weighs them. Only
the strength is found by comparing them, for a date agrees or disagrees with others.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from dates.reader import Reading, read_date
from dates.statements import statements
from storage.clock import BEIJING, beijing_day
from transforms.clean.claims import Claim

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
PUBLISHED = re.compile(r"[发發][布佈表]")
OF_EDIT = 40.0
"""What 更新时间 weighs less where another line says 发布时间."""
NOT_PUBLISHED = re.compile(
    r"[活會会][动動议議][时時][间間]|截止|[报報]名|[开開][奖獎]|有效期|[注註][册冊][时時][间間]|入[驻駐]|[举舉][办辦][时時][间間]"
    r"|版[权權]|[备備]案|成文|印[发發]日期|失效|生效|[废廢]止|施行|今[天日]是"
)
NO_WORDS = re.compile(r"[\d\s:.,+/TZ-]*")
"""Dates as machines write them: no label stands beside them."""
NEAR = timedelta(days=2)
ENTRY, BRACKETS = "visible:entry", "[【（(●•·]】）) "
LONGEST = timedelta(days=7)
"""After its head an entry of a live blog is its own; later ones tell of something else."""
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
    chosen: tuple[Claim, ...] = ()
    rivals: tuple[Claim, ...] = ()
    """Every other statement of a time, strongest first; ``value`` is the UTC time it was read as,
    empty where it could not be read."""


class Dated(NamedTuple):
    """One statement of a time, and what it means."""

    raw: str
    where: str
    reading: Reading


def choose_published(item: dict[str, Any], fetched_at: datetime | None) -> Published:
    """Judge ``item["published"]`` and the list date."""
    stated = [
        (part, claim.get("where") or "")
        for claim in item.get("published") or []
        for part in statements(claim.get("raw") or "")
    ]
    if listed := item.get("list_date"):
        stated.append((listed, "list"))
    dated, unread = [], []
    for raw, where in stated[:MAX_CLAIMS]:
        if (reading := read_date(raw[:300], fetched_at)) is not None:
            dated.append(Dated(raw, where, _day_only(reading, raw, where)))
        else:
            unread.append(Claim("published", "", raw[:200], where, "unreadable", 0))
    return judge_published(dated, unread)


def judge_published(dated: list[Dated], unread: list[Claim]) -> Published:
    """The heaviest statement, made finer by one that agrees in all it says."""
    if not dated:
        why = "none:unreadable" if unread else "none:not_stated"
        return Published(None, None, None, None, why, (), tuple(unread))
    if any(one.reading.rule.startswith("no_year") for one in dated):
        dated = [one._replace(reading=_with_year(one.reading, dated)) for one in dated]
    weights = _weights(dated)
    best = max(range(len(dated)), key=lambda i: (weights[i], -i))
    chosen = _with_newest_entry(_refined(dated[best], dated), dated, unread)
    if chosen not in dated:
        unread = [claim for claim in unread if claim.place != ENTRY]
        dated, weights = [*dated, chosen], [*weights, weights[best]]
    claims = [_as_claim(one, weight) for one, weight in zip(dated, weights, strict=True)]
    position = dated.index(chosen)
    rivals = sorted(
        claims[:position] + claims[position + 1 :] + unread, key=lambda claim: -claim.strength
    )
    reading = chosen.reading
    return Published(
        reading.at, reading.precision, _day(reading), chosen.raw[:200],
        f"{reading.rule}@{chosen.where}", (claims[position],), tuple(rivals),
    )  # fmt: skip


def _as_claim(one: Dated, weight: float) -> Claim:
    value = one.reading.at.isoformat()
    return Claim("published", value, one.raw[:200], one.where, one.reading.rule, round(weight))


def _weights(dated: list[Dated]) -> list[float]:
    days = [_day(one.reading) for one in dated]
    placed = list(zip(days, [one.where for one in dated], strict=True))
    shown = {day for day, where in placed if where.startswith("visible")}
    address = next((day for day, where in placed if where == "url"), None)
    has_published = any(_is_of_publishing(one) for one in dated)
    return [
        _weight(*one, day, days=days, shown=shown, dated=address)
        - (OF_EDIT if has_published and _is_of_edit(one) else 0.0)
        for one, day in zip(dated, days, strict=True)
    ]


def _is_of_publishing(one: Dated) -> bool:
    return PUBLISHED.search(one.raw) is not None and UPDATED.search(one.raw) is None


def _is_of_edit(one: Dated) -> bool:
    return UPDATED.search(one.raw) is not None and PUBLISHED.search(one.raw) is None


def _refined(chosen: Dated, dated: list[Dated]) -> Dated:
    """A finer claim that agrees in all the chosen one says: 3月5日, and 3月5日 15:43 in a meta."""
    for one in dated:
        if _refines(one.reading, chosen.reading) and not _is_edit(one):
            chosen = one
    return chosen


def _with_newest_entry(chosen: Dated, dated: list[Dated], unread: list[Claim]) -> Dated:
    """The newest entry of a live blog, where it is later than the time of its head.

    A clock alone is one of the day that the head states.
    """
    if chosen.where == ENTRY or not chosen.where.startswith("visible"):
        return chosen
    newest = next((one for one in dated if one.where == ENTRY), None)
    clock = next((claim.raw for claim in unread if claim.place == ENTRY), None)
    if newest is None and clock is not None:
        reading = read_date(f"{_day(chosen.reading)} {clock.strip(BRACKETS)}")
        newest = Dated(clock, ENTRY, reading) if reading else None
    if newest is None or not chosen.reading.at < newest.reading.at < chosen.reading.at + LONGEST:
        return chosen
    return newest


def _is_edit(one: Dated) -> bool:
    return one.where.startswith(WHEN_EDITED) or UPDATED.search(one.raw) is not None


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


def _with_year(reading: Reading, dated: list[Dated]) -> Reading:
    """10-08 12:00 takes its year from another claim of the same month and day."""
    if not reading.rule.startswith("no_year"):
        return reading
    local = reading.at.astimezone(BEIJING)
    for _, _, other in dated:
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


@lru_cache(maxsize=1 << 12)
def _place_weight(where: str) -> float:
    """Kept, for the pages of a template state their dates in the same places."""
    return float(next((w for place, w in PLACE_WEIGHTS if where.startswith(place)), 40))


def _label_weight(raw: str) -> float:
    """What the words beside a date say of it."""
    weight = 0.0
    if UPDATED.search(raw) and not LABELLED.search(UPDATED.sub("", raw)):
        weight -= 40.0
    elif LABELLED.search(raw):
        weight += 3.0
    return weight - 40.0 if NOT_PUBLISHED.search(raw) else weight


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
    weight = _place_weight(where)
    is_near_address = dated is not None and abs(day - dated) <= NEAR
    if not shown or day in shown or is_near_address or not where.startswith(MACHINE):
        weight += PRECISION_WEIGHTS[reading.precision]
    weight += 2.0 * min(3, days.count(day) - 1)
    if dated is not None and not is_near_address:
        # The address names the day: another one beside it may be right, one of editing cannot.
        weight -= 60.0 if where.startswith(WHEN_EDITED) else 30.0
    if NO_WORDS.fullmatch(raw) is None:
        weight += _label_weight(raw)
    if reading.rule.startswith("no_year") and not reading.rule.endswith("_confirmed"):
        weight -= 25.0
    return weight
