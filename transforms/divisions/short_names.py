"""Short names of divisions, and which of them name nothing else.

A short name is *sure* if it stands for its place without more ado, *weak* if the article must
support it. What a list of common words knows it as decides, not a list of accidents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.clean.word_lists import words
from transforms.divisions.sources import CITY, COUNTY, PROVINCE
from transforms.tag.word_list import COMMON, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.divisions.history import Period

KINDS = words(
    """
    特别行政区 壮族自治区 回族自治区 维吾尔自治区 自治区 地区 新区 矿区 林区 特区
    联合旗 省 市 县 区 盟 旗
    """
)
SELF_GOVERNED = ("自治州", "自治县", "自治旗")
PEOPLES = words(
    """
    蒙古族 蒙古 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族
    哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族
    柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族
    塔吉克族 塔吉克 怒族 鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春 各族
    """
)
SIDES = "前后左右中"
FEATURES = "山河湖江沟关台桥楼门岭源"
"""A district named after a hill or a river: without 区 the hill is meant more often."""


class ShortNames(NamedTuple):
    sure: tuple[str, ...]
    weak: tuple[str, ...]


NONE = ShortNames((), ())


def short_names(periods: Iterable[Period]) -> dict[tuple[str, str], ShortNames]:
    """By code and name. Of a short name that several bear, the higher ones have it: 吉林 is the
    province, 抚顺 the city; of several at one level all have it, and the article must tell.
    """
    periods = list(periods)
    found = {(p.code, p.name): forms(p) for p in periods}
    bearers: dict[str, list[Period]] = {}
    for period in periods:
        for name in found[period.code, period.name]:
            bearers.setdefault(name, []).append(period)
    full = {p.name for p in periods if p.end is None}
    result = {}
    for period in periods:
        sure: list[str] = []
        weak: list[str] = []
        for name in found[period.code, period.name]:
            others = [other for other in bearers[name] if is_another(other, period)]
            if name in full or any(is_before(other, period) for other in others):
                continue
            is_alone = not any(other.level == period.level for other in others)
            (sure if is_alone and is_sure(name, period) else weak).append(name)
        result[period.code, period.name] = ShortNames(tuple(sure), tuple(weak))
    return result


def is_another(other: Period, period: Period) -> bool:
    """Whether the other is of today and not this very period."""
    return other.end is None and other is not period


def is_before(other: Period, period: Period) -> bool:
    """Whether the other has the name before this one: every province, the own city, and before
    what is no more whatever there is of the name in the province.
    """
    if other.level == PROVINCE:
        return period.level != PROVINCE
    if period.end is not None:
        return other.code[:2] == period.code[:2]
    return other.level == CITY and period.level == COUNTY and other.code == period.parent_code


def forms(period: Period) -> list[str]:
    """定南; 延边, 延边州."""
    name = period.name
    for kind in SELF_GOVERNED:
        if name.endswith(kind):
            bare = without_peoples(name.removesuffix(kind))
            return [form for form in (bare, bare + kind[-1]) if len(form) >= 2 and bare]
    for kind in KINDS:
        if name.endswith(kind):
            bare = (
                without_peoples(name.removesuffix(kind))
                if kind == "区"
                else name.removesuffix(kind)
            )
            return [bare] if len(bare) >= 2 and not (kind == "旗" and bare[-1] in SIDES) else []
    return []


def without_peoples(name: str) -> str:
    """The name without the peoples it is named after: 积石山 of 积石山保安族东乡族撒拉族."""
    for people in PEOPLES:
        if name.endswith(people):
            return without_peoples(name.removesuffix(people))
    return name


def is_sure(name: str, period: Period) -> bool:
    """Whether the bare name alone is enough: of counties only those of three characters or more,
    and of nothing that is no more.
    """
    if period.end is not None:
        return False
    if period.level != COUNTY:
        return True
    if len(name) < 3 or (len(name) == 3 and period.name.endswith("区") and name[-1] in FEATURES):
        return False
    return word(name).kind not in COMMON
