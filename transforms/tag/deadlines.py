"""When something is to be done: 三年, 2020年, 年底, “十三五”末."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

NUMBER = "[一二两三四五六七八九十]|\\d{1,2}"
DEADLINE = re.compile(
    rf"(?P<years>(?:{NUMBER})年)(?!来|前|多|以来|间|级|期|制|度|生)(?![一-龥]{{0,10}}行动计划)(?:时间|之?内|左右)?"
    rf"|(?P<year>20\d\d年(?:底|末)?)(?!度|以来|来|至今)"
    rf"|(?P<relative>[今明本后]年(?:年?底|末)?)(?!来|以来)"
    rf"|(?P<end>年底|年末|年内)"
    rf"|(?P<month>(?:{NUMBER})月(?:底|末))前?"
    rf"|[“\"]?(?P<plan>十[三四五]五)[”\"]?(?:末|期末|期间|时期)"
)
PLAN_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030}
PAST = ("近", "去", "前", "过去", "连续", "这", "上", "每", "经过", "历时", "第")


class Deadline(NamedTuple):
    start: int
    text: str
    day: date | None


def deadlines(sentence: str, published: date | None) -> list[Deadline]:
    """Deadlines of a sentence, in order; ``day`` is the last day, None if it cannot be known."""
    return [
        Deadline(match.start(), text_of(match), last_day(match, published))
        for match in DEADLINE.finditer(sentence)
        if not sentence[: match.start()].endswith(PAST)
    ]


def text_of(match: re.Match[str]) -> str:
    return next(text for text in match.groups() if text)


def last_day(match: re.Match[str], published: date | None) -> date | None:
    """三年 has no known last day: the count may start today, this year or next."""
    if match["year"]:
        return date(int(match["year"][:4]), 12, 31)
    if match["plan"]:
        return date(PLAN_ENDS[match["plan"]], 12, 31)
    if published is None or match["years"]:
        return None
    if match["month"]:
        digits = "".join(filter(str.isdigit, match["month"]))
        month = int(digits) if digits else "一二三四五六七八九十".find(match["month"][0]) + 1
        if not 1 <= month <= 12:
            return None
        return date(published.year, month, monthrange(published.year, month)[1])
    ahead = {"明": 1, "后": 2}.get((match["relative"] or "今")[0], 0)
    return date(published.year + ahead, 12, 31)
