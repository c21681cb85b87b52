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
    "吨": ("吨", 1), "公斤": ("吨", 1e-3), "斤": ("吨", 5e-4), "立方米": ("立方米", 1),
    "千瓦时": ("千瓦时", 1), "千瓦": ("千瓦", 1), "兆瓦": ("千瓦", 1e3),
    "个百分点": ("个百分点", 1), "%": ("%", 1), "倍": ("倍", 1), "户": ("户", 1),
    "人次": ("人次", 1),
    "人": ("人", 1), "名": ("人", 1), "家": ("家", 1), "个": ("个", 1), "所": ("所", 1),
    "座": ("座", 1), "台": ("台", 1), "套": ("套", 1), "辆": ("辆", 1), "张床位": ("张", 1),
    "张": ("张", 1), "头": ("头", 1), "羽": ("羽", 1), "株": ("株", 1), "件": ("件", 1),
    "处": ("处", 1), "项": ("项", 1), "条": ("条", 1), "间": ("间", 1), "支": ("支", 1),
    "艘": ("艘", 1), "架": ("架", 1), "种": ("种", 1), "份": ("份", 1), "枚": ("枚", 1),
}  # fmt: skip
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
SCALE = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
QUANTITY = re.compile(
    rf"(?:(?P<low>{NUMBER})(?P<low_scale>{SCALE})?(?P<low_unit>{UNIT})?(?:[-—–~]{{1,2}}|至|到))?"
    rf"(?P<number>{NUMBER})(?:多|余)?(?P<scale>{SCALE})?(?:多|余)?级?(?P<unit>{UNIT})"
    # 12种植, 3支持: the character begins a word of its own.
    r"(?<!种(?=植))(?<!支(?=[持付出撑]))(?<!处(?=[理于置室]))(?<!条(?=[件例款]))(?<!项(?=目))"
    r"(?<!份(?=额))(?<!间(?=接))(?<!个(?=税))"
    rf"|(?P<counted>[一二两三四五六七八九十百]+)(?:多|余)?(?P<classifier>个|家|座|所|户|大(?=[“\"]?[千百十]亿))"
    rf"|(?P<amount>[十百千万]?亿|(?<!\d)[十百千]万)级?(?P<amount_unit>元|吨|亩|斤|千瓦)"
    r"|翻(?P<doubled>[一两二三四])?番"
)
NOT_COUNTED = re.compile(
    "方面|环节|问题|月|工作日|小时|多月|季度|星期|字|人问|百分点|层面|维度|角度|阶段|意识|自信|必须|不准|不要|关键|"
    "着力点|重点|抓手|原则|机制|部分|样|年头|标准|[一二三四五六七八九十百](?![十百千]?[亿万])|千(?![亿万])"
)
OF_A_DOCUMENT = re.compile(
    "(?:主要|具体|重点|重大|政策|工作|支持|配套|务实|惠企|便民|创新){0,3}"
    "(?:措施|举措|指标|任务|政策|意见|工作|行动|内容|要求|规定|职能|机制|改革|制度|办法|条款|标准|建议)"
)
LINES = re.compile(r"(?:以上|左右)?的?[一-龥]{0,10}?[线路链道河街渠]")
PER_AMOUNT = re.compile("(?:国内|地区)?生产总值|GDP|(?:工业)?(?:总产值|增加值|产值)")
NOT_BEFORE = ("第", ".", "几", "数", "上")
CHANGED = ("从", "由", "自")


class Quantity(NamedTuple):
    """``start`` and ``end`` are characters into the sentence.

    ``value`` is the lower bound of a range (5%-5.5%, 2到3家) and ``value_max`` the upper, both in
    ``unit``; None if it is no range.
    """

    start: int
    end: int
    value: float
    unit: str
    normalised_value: float
    normalised_unit: str
    value_max: float | None = None


def quantities(sentence: str) -> list[Quantity]:
    """Quantities that could be an aim; ordinals, dates, ages of things and mere ones left out."""
    found = []
    for match in QUANTITY.finditer(sentence):
        before = sentence[match.start() - 1] if match.start() else ""
        if before in NOT_BEFORE or is_no_count(match, sentence):
            continue
        quantity = read(match, is_change=before in CHANGED)
        if quantity is not None and not is_one_of_something(match, quantity):
            found.append(quantity)
    return found


def read(match: re.Match[str], *, is_change: bool = False) -> Quantity | None:
    """The quantity; of a change (从5%到6%) what it changes to."""
    start, end = match.span()
    if match["number"]:
        value, scale, unit = number_of(match["number"]), match["scale"] or "", match["unit"]
        base, factor = UNITS[unit]
        whole = Quantity(start, end, value, scale + unit, value * SCALES[scale] * factor, base)
        if match["low"] is None:
            return whole
        low = None if is_change else low_bound(match, whole)
        if low is None:
            return whole._replace(start=match.start("number"))
        return whole._replace(
            value=low,
            value_max=value,
            normalised_value=low * SCALES[scale] * factor,
        )
    if match["counted"]:
        count, classifier = chinese_number(match["counted"]), match["classifier"]
        if count is None:
            return None
        base = "个" if classifier == "大" else UNITS[classifier][0]
        return Quantity(start, end, float(count), classifier, float(count), base)
    if match["amount"]:
        scale = match["amount"][-1]
        value = SCALES[match["amount"]] / SCALES[scale]
        base, factor = UNITS[match["amount_unit"]]
        unit = scale + match["amount_unit"]
        return Quantity(start, end, value, unit, value * SCALES[scale] * factor, base)
    times = 2.0 ** (chinese_number(match["doubled"] or "一") or 1)
    return Quantity(start, end, times, "倍", times, "倍")


def number_of(text: str) -> float:
    return float(text.replace(",", ""))


def low_bound(match: re.Match[str], high: Quantity) -> float | None:
    """The lower bound in the unit of the upper; None if the two make no range: 5万-3万, 2个-3家."""
    scale, unit = match["low_scale"], match["low_unit"]
    low = number_of(match["low"])
    if unit is None and scale is None:
        return low if low < high.value else None
    base, factor = UNITS[unit or match["unit"]]
    if base != high.normalised_unit or match["low_scale"] == match["scale"]:
        return low if base == high.normalised_unit and low < high.value else None
    normal = low * SCALES[scale or ""] * factor
    ratio = high.normalised_value / high.value if high.value else 1.0
    return normal / ratio if normal < high.normalised_value else None


def is_no_count(match: re.Match[str], sentence: str) -> bool:
    """五个方面, 三个月, 24项指标: counted without being anything one could aim at."""
    unit = match["classifier"] or match["unit"] or match["amount_unit"]
    if match["unit"] and sentence.startswith(("/", "每"), match.end()):
        return True
    if unit in ("项", "条", "个") and OF_A_DOCUMENT.match(sentence, match.end()):
        return True
    if unit == "条" and not LINES.match(sentence, match.end()):
        return True
    if unit == "元" and PER_AMOUNT.match(sentence, match.end()):
        return True
    return unit == "个" and NOT_COUNTED.match(sentence, match.end()) is not None


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
