"""What stands around a place name: 瑞金路 is a street, 和平县定南水 a river."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from transforms.tag.gazetteer import FULL, LEVELS
from transforms.tag.texts import is_one_of

if TYPE_CHECKING:
    from transforms.tag.gazetteer import Gazetteer
    from transforms.tag.texts import Flags, Ints

LOCAL_SUFFIXES = {
    # what a bare name + suffix is called after, unless one of these characters follows
    "路": "面桥网段政况边线由",
    "街": "头",
    "巷": "",
    "村": "级民",
    "镇": "",
    "乡": "村",
    "桥": "",
    "河": "南北源池西间",
    "北": "部上京海边",
}
LOCAL_PAIRS = (
    "大道",
    "大街",
    "大桥",
    "大厦",
    "东路",
    "西路",
    "南路",
    "北路",
    "中路",
    "一路",
    "二路",
    "三路",
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱郭罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田任姜"
    "范姚谭廖邹熊金陆郝孔白崔康毛邱秦史顾侯邵孟钱汤尹黎易武乔贺赖龚"
)


def is_local_name(codes: npt.NDArray[np.uint32], start: Ints, end: Ints) -> Flags:
    """Whether a bare name is part of the name of a street, river, village or person."""
    padded = np.concatenate([codes, np.zeros(2, np.uint32)])
    after, second = padded[end], padded[end + 1]
    before = np.where(start > 0, codes[start - 1], 0) if len(start) else padded[:0]
    local = np.zeros(len(start), bool)
    for suffix, exceptions in LOCAL_SUFFIXES.items():
        if suffix == "北":
            continue
        local |= (after == ord(suffix)) & ~is_one_of(second, exceptions)
    for pair in LOCAL_PAIRS:
        local |= (after == ord(pair[0])) & (second == ord(pair[1]))
    last = padded[np.maximum(end - 1, 0)]
    is_direction = (after == ord("北")) & ~is_one_of(second, LOCAL_SUFFIXES["北"])
    local |= (last == ord("南")) & is_direction
    local |= is_one_of(before, SURNAMES) & (end - start == 2) & is_alone(codes, start)
    return local


def is_alone(codes: npt.NDArray[np.uint32], start: Ints) -> Flags:
    """Whether a surname before the name starts a word: 王兴国, but not 国王兴国 or 九江康…"""
    before = np.where(start > 1, codes[np.maximum(start - 2, 0)], 0)
    return is_one_of(before.astype(np.uint32), BEFORE_A_PERSON)


BEFORE_A_PERSON = "\x00\n 。,:;!?、“”\"'()《》长记员任席授师工生民士者人理事委家医警手和与及对向为"


def drop_by_neighbours(
    gazetteer: Gazetteer, start: Ints, end: Ints, kind: Ints, unit: Ints
) -> Flags:
    """False where the name directly before says that this one is something else.

    上海瑞金…: a higher place that is not above it. 和平县定南水, 于都县石城村: the full name of a
    county, then a bare one.
    """
    kept = np.ones(len(start), bool)
    rows = np.flatnonzero(end[:-1] == start[1:]) + 1 if len(start) > 1 else np.zeros(0, np.int64)
    county = LEVELS["county"]
    for row in rows.tolist():
        above, here = int(unit[row - 1]), int(unit[row])
        if kind[row] == FULL or above < 0 or here < 0 or above == here:
            continue
        is_higher = gazetteer.level[above] < gazetteer.level[here]
        if is_higher and above not in gazetteer.ancestors[here]:
            kept[row] = False
        if gazetteer.level[above] == county and kind[row - 1] == FULL:
            kept[row] = False
    return kept
