"""Quantities in Chinese text: 1000万平方米, 三个千亿级产业集群, 过500亿元, 翻两番."""

from __future__ import annotations

import re
from typing import NamedTuple

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {
    "": 1.0, "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7,
    "亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12,
}  # fmt: skip
UNITS: dict[str, tuple[str, float]] = {
    "元": ("元", 1), "美元": ("美元", 1), "平方米": ("平方米", 1), "平米": ("平方米", 1),
    "m2": ("平方米", 1), "平方公里": ("平方米", 1e6), "平方千米": ("平方米", 1e6),
    "亩": ("亩", 1), "公顷": ("亩", 15), "公里": ("公里", 1), "千米": ("公里", 1),
    "吨": ("吨", 1), "立方米": ("立方米", 1), "千瓦时": ("千瓦时", 1), "千瓦": ("千瓦", 1),
    "个百分点": ("个百分点", 1), "%": ("%", 1), "倍": ("倍", 1), "户": ("户", 1),
    "人次": ("人次", 1),
    "人": ("人", 1), "名": ("人", 1), "家": ("家", 1), "个": ("个", 1), "所": ("所", 1),
    "座": ("座", 1), "台": ("台", 1), "套": ("套", 1), "辆": ("辆", 1), "张床位": ("张", 1),
    "头": ("头", 1), "羽": ("羽", 1), "株": ("株", 1), "件": ("件", 1),
}  # fmt: skip
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
SCALE = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))
QUANTITY = re.compile(
    rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?:多|余)?(?P<scale>{SCALE})?(?:多|余)?级?(?P<unit>{UNIT})"
    rf"|(?P<counted>[一二两三四五六七八九十百]+)(?:多|余)?(?P<classifier>个|家|座|所|户|大(?=[“\"]?[千百十]亿))"
    rf"|(?P<amount>[十百千万]?[亿])级?元"
    r"|翻(?P<doubled>[一两二三四])?番"
)
NOT_COUNTED = re.compile(
    "方面|环节|问题|月|工作日|小时|多月|季度|星期|字|人问|百分点|层面|维度|角度|阶段|意识|自信|必须|不准|不要|关键|"
    "着力点|重点|抓手|原则|机制|部分|样|年头|标准"
)


class Quantity(NamedTuple):
    """``start`` and ``end`` are characters into the sentence."""

    start: int
    end: int
    value: float
    unit: str
    normalised_value: float
    normalised_unit: str


def quantities(sentence: str) -> list[Quantity]:
    """Quantities that could be an aim; ordinals, dates, ages of things and mere ones left out."""
    found = []
    for match in QUANTITY.finditer(sentence):
        before = sentence[match.start() - 1] if match.start() else ""
        if before in ("第", ".") or is_no_count(match, sentence):
            continue
        quantity = read(match)
        if quantity is not None and not is_one_of_something(match, quantity):
            found.append(quantity)
    return found


def read(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["number"]:
        value, scale, unit = (
            float(match["number"].replace(",", "")),
            match["scale"] or "",
            match["unit"],
        )
        base, factor = UNITS[unit]
        return Quantity(start, end, value, scale + unit, value * SCALES[scale] * factor, base)
    if match["counted"]:
        count, classifier = chinese_number(match["counted"]), match["classifier"]
        if count is None:
            return None
        base = "个" if classifier == "大" else UNITS[classifier][0]
        return Quantity(start, end, float(count), classifier, float(count), base)
    if match["amount"]:
        value = SCALES[match["amount"]] / 1e8
        return Quantity(start, end, value, "亿元", value * 1e8, "元")
    times = 2.0 ** (chinese_number(match["doubled"] or "一") or 1)
    return Quantity(start, end, times, "倍", times, "倍")


def is_no_count(match: re.Match[str], sentence: str) -> bool:
    """五个方面, 三个月: words that 个 counts without counting anything one could aim at."""
    classifier = match["classifier"] or match["unit"]
    return classifier == "个" and NOT_COUNTED.match(sentence, match.end()) is not None


def is_one_of_something(match: re.Match[str], quantity: Quantity) -> bool:
    """一个项目、一名领导: an article, not a number."""
    return match["counted"] == "一" and quantity.value == 1


def chinese_number(text: str) -> int | None:
    """三, 十二, 两百五十; None if it reads otherwise.

    >>> chinese_number("二十三")
    23
    """
    total, digit = 0, None
    for character in text:
        if character in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[character]
        else:
            total += (1 if digit is None else digit) * TENS[character]
            digit = None
    return total + (digit or 0)
