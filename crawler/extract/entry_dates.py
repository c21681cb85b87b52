"""The date printed with an entry of a list: beside the link, in boxes of its own, in an attribute.

A date in running text is none of the entry's: summaries tell of days too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.date_patterns import MONTH, YEAR
from dates.forms import AGO, HALF, TSHEG, ZONE
from dates.reader import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.extract.flat_dom import FlatDom

CLOCK = rf"(?:{HALF})?\s*\d{{1,2}}[:：]\d\d(?:[:：]\d\d(?:[.,]\d{{1,9}})?)?(?:\s*{ZONE})?"
FULL = (
    r"(?<![\w/.-])" + YEAR + r"(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}(?:\s*日|(?!\d))"
    rf"|\s*(?P<by>[-/.])\s*\d{{1,2}}\s*(?P=by)\s*\d{{1,2}}(?!\d))(?:[ T]*{CLOCK})?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
ELSEWHERE = (
    rf"(?:\b{MONTH}\s{DAY},?\s{YEAR}|(?<![\w./-]){DAY}[\s-]{MONTH},?[\s-]{YEAR}"
    rf"|(?<![\d第国國])\d\d\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日"
    rf"|{YEAR}-?\s*ي[ىي]ل[ىي]?\s*\d{{1,2}}-?\s*ئاي(?:نىڭ)?\s*\d{{1,2}}(?:-?\s*كۈن[ىي]?)?"
    rf"|{YEAR}{TSHEG}(?:ལོའི)?{TSHEG}ཟླ{TSHEG}(?:བ{TSHEG})?\d{{1,2}}{TSHEG}(?:[པབ](?:འི)?)?{TSHEG}ཚེས{TSHEG}\d{{1,2}}(?:{TSHEG}ཉིན)?)"
    rf"(?:[,،།\s]*{CLOCK})?"
)
"""English, with two digits of the year, Uyghur, Tibetan."""
FULL_DATE = re.compile(f"{FULL}|{ELSEWHERE}")
DATE = re.compile(
    rf"{FULL}|{ELSEWHERE}|(?<![\d年])\d{{1,2}}\s*月\s*\d{{1,2}}\s*日(?: *{CLOCK})?"
    r"|(?<![\w./-])\d\d(?P<short>[-/.])[01]\d(?P=short)[0-3]\d(?: +\d\d:\d\d)?(?![\w./-])"
    r"|(?<![\w./-])(?<!年 )\d\d[-/]\d\d(?: +\d\d:\d\d(?::\d\d)?)?(?![\w./-])"
    rf"|(?:大前|[昨今前])天(?: *{CLOCK})?|[昨今](?:日 *{CLOCK}|[晚夜晨早](?: *{CLOCK})?)"
    rf"|{AGO}|\d+ *[个個]月前|\b(?:an?|\d+)\s(?:min|hour|day|week)[a-z]{{0,4}}\sago\b|刚刚"
)
TIME = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])")
LABEL = re.compile(r"(?:时间|日期|時間|发布|发表|更新)(?:于|日)?\s*[:：]?\s*$")
PUBLISHED = re.compile(r"发布|发文|公开|發布|刊登")
"""Of several dates of an entry this is the one meant; others tell when a paper was drawn up."""
SENTENCE = re.compile(r"[，。！？；]")
LAST = re.compile(rf"[。！？…）)\]\s](?P<last>{FULL})$")
"""A full date after the last sentence of a summary is the entry's own."""
DAY_NAME = re.compile(r"星期.|周[一二三四五六日]|\W+")
PUNCTUATION = " \t\r\n\xa0\u3000[]()（）【】·|/-—:："
MAX_BESIDE = 12
"""Characters that may stand in one text with a date: brackets, 来源：, a name."""
Y, M, D = rf"(?P<y>{YEAR})", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>[0-3]?\d)"
BOXES = [
    re.compile(rf"(?:^|\|){pattern}(?=\|)")
    for pattern in (
        rf"{D}日?\|{Y}\s*[-/.年]\s*{M}月?",
        rf"{Y}\s*[-/.年]\s*{M}月?\|{D}日?",
        rf"{M}\s*[-/.月]\s*{D}日?\|{Y}年?",
        rf"{Y}年?\|{M}\s*[-/.月]\s*{D}日?",
        rf"{D}日?\|{M}月?\|{Y}年?",
        rf"{M}月\|{D}日?\|{Y}年?",
        rf"{Y}年?\|{M}月?\|{D}日?",
        rf"{D}日?\|{M}月",
        rf"{M}月\|{D}日?",
    )
]
"""A date cut into boxes, its texts parted by bars."""
ATTRIBUTES = re.compile(r"datetime|title|data-[\w-]*(?:date|time)[\w-]*")


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing but a date."""
    match = DATE.search(text := plain(text))
    return match is not None and not DAY_NAME.sub("", text[: match.start()] + text[match.end() :])


def entry_date(
    page: FlatDom, nodes: Iterable[int], title: str, taken: frozenset[int]
) -> str | None:
    """The date among the nodes of one entry: a full one before one without its year.

    ``taken`` are the text nodes of its title. A date split over boxes comes joined, year first.
    """
    nodes = list(nodes)
    texts = [
        text
        for i in nodes
        if i not in taken
        and (text := page.texts[i].strip())
        and (len(text) < 4 or text not in title)
    ]
    printed = [date for text in texts if (date := stated_date(text))]
    published = (date for text in texts if PUBLISHED.search(text) and (date := stated_date(text)))
    full = next(filter(FULL_DATE.match, [*published, *printed]), None)
    if full is None:
        full = _boxed(texts) or _attribute(page, nodes)
    return full or next(iter(printed), None)


def stated_date(text: str) -> str | None:
    """The date a short text states; None for a sentence or an address that holds one."""
    if "://" in text or not text:
        return None
    text = plain(text).replace("｜", "|")  # bars part what stands beside it
    for match in DATE.finditer(text[:500]):
        before = text[: match.start()].rpartition("|")[2]
        after = text[match.end() :].partition("|")[0]
        beside = (before + after).strip(PUNCTUATION)
        is_word = not any(c.isdecimal() for c in match.group())  # 今天 and 刚刚 begin titles too
        is_alone = len(beside) <= (0 if is_word else MAX_BESIDE) and not SENTENCE.search(beside)
        if is_alone or LABEL.search(before):
            return match.group().strip()
    last = LAST.search(text[-40:])
    return last["last"] if last else None


def _boxed(texts: list[str]) -> str | None:
    joined = "|".join(text for text in texts if len(text) <= 10) + "|"
    for boxes in BOXES:
        if match := boxes.search(joined):
            parts = match.groupdict()
            if "y" in parts:
                return f"{parts['y']}-{parts['m']:0>2}-{parts['d']:0>2}"
            return f"{parts['m']}月{parts['d']}日"
    return None


def _attribute(page: FlatDom, nodes: list[int]) -> str | None:
    for i in nodes:
        for name, value in page.attributes[i].items():
            if value and len(value) < 40 and page.tags[i] != "a" and ATTRIBUTES.fullmatch(name):
                match = FULL_DATE.match(value.strip())
                if match and len(value.strip()) - match.end() <= 10:
                    return value.strip()
    return None
