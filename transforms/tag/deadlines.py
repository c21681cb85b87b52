"""When something is to be done: 三年, 2020年, 9月底, “十三五”末; and which last day that means.

A relative deadline counts from the article's day, its year included: 三年 said in 2019 ends 2021.
Years that something is compared with (比2015年下降) and days that are past set no deadline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

NUMBER = "十[一二]|[一二两三四五六七八九十]|\\d{1,2}"
DEADLINE = re.compile(
    rf"(?<!\d)(?P<years>(?:{NUMBER})年)(?!来|前|多|以|间|级|期|制|度|生|左右以)(?![一-龥]{{0,10}}行动计划)"
    r"(?:时间|之?内|左右)?"
    rf"|(?P<month>(?:20\d\d年|[今明]年)?(?:{NUMBER})月(?:底|末|(?=前)|\d{{1,2}}日(?=前)))前?"
    r"|(?P<year>20\d\d年(?:底|末)?)(?!度|以来|来|至今|(?:的)?(?:相比|水平|基础上)|前?[一二三四上]"
    r"(?:季度|半年)|1[-—至到]|以前)"
    r"|(?P<half>(?:今年|明年)?上半年)(?=前|[一-龥]{0,4}(?:完成|建成|投产))"
    r"|(?P<relative>[今明本后全]年(?:年?底|末)?)(?<!全年底)(?!来|以来|度|前?[一二三四上](?:季度|半年)|1[-—至到])"
    r"|(?P<end>年底|年末|年内)"
    r"|[“\"]?(?P<plan>十[三四五]五)[”\"]?(?:末|期末|期间|时期)"
)
PLAN_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030}
PAST = (
    "近",
    "去",
    "前",
    "过去",
    "连续",
    "这",
    "上",
    "每",
    "经过",
    "历时",
    "第",
    "满",
    "领先",
    "至少",
)
COMPARED = re.compile(r"(?:(?<![占同环])比|较|与|相比|相对于?|低于|高于)$")
MAX_YEARS = 20
NUMERALS = "〇一二三四五六七八九十"


class Deadline(NamedTuple):
    start: int
    text: str
    day: date | None


def deadlines(sentence: str, published: date | None) -> list[Deadline]:
    """Deadlines of a sentence, in order; ``day`` is the last day, None if it cannot be known."""
    found = []
    for match in DEADLINE.finditer(sentence):
        before = sentence[: match.start()]
        if before.endswith(PAST) or COMPARED.search(before):
            continue
        day = last_day(match, published)
        if day is None or published is None or day >= published:
            found.append(Deadline(match.start(), text_of(match), day))
    return found


def text_of(match: re.Match[str]) -> str:
    return next(text for text in match.groups() if text)


def last_day(match: re.Match[str], published: date | None) -> date | None:
    """The last day that the words leave; None if that needs the article's day and it is unknown."""
    if match["plan"]:
        return date(PLAN_ENDS[match["plan"]], 12, 31)
    if match["year"]:
        return date(int(match["year"][:4]), 12, 31)
    if match["month"]:
        return end_of_month(match["month"], published)
    if published is None:
        return None
    if match["half"]:
        return date(published.year + match["half"].startswith("明"), 6, 30)
    if match["years"]:
        years = number_of(match["years"].removesuffix("年"))
        return date(published.year + years - 1, 12, 31) if 1 <= years <= MAX_YEARS else None
    ahead = {"明": 1, "后": 2}.get((match["relative"] or "今")[0], 0)
    return date(published.year + ahead, 12, 31)


def end_of_month(text: str, published: date | None) -> date | None:
    """2020年9月底, 6月30日, 明年3月末."""
    year_text, _, rest = text.rpartition("年")
    if year_text.startswith("20"):
        year = int(year_text)
    elif published is None:
        return None
    else:
        year = published.year + (year_text == "明")
    month_text, _, day_text = rest.partition("月")
    month = number_of(month_text)
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    stated = int(day_text.removesuffix("日")) if day_text.endswith("日") else last
    return date(year, month, stated) if 1 <= stated <= last else None


def number_of(text: str) -> int:
    """两, 十二, 5; 0 if it reads otherwise."""
    if text.isdigit():
        return int(text)
    if text == "两":
        return 2
    if len(text) == 2:
        return 10 + NUMERALS.index(text[1])
    return NUMERALS.index(text) if text in NUMERALS else 0
