"""What stands around a place name: 瑞金路 is a street, 和平县定南水 a river."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.clean.word_lists import surnames, words
from transforms.tag.characters import is_one_of
from transforms.tag.gazetteer import FULL, LEVELS

if TYPE_CHECKING:
    from transforms.tag.characters import Codes, Flags, Ints
    from transforms.tag.gazetteer import Gazetteer

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
LOCAL_PAIRS = words("大道 大街 大桥 大厦 东路 西路 南路 北路 中路 一路 二路 三路 医院 总医")
OCCUPATIONS = words(
    """
    画家 作家 专家 农户 大户 书记 主任 局长 校长 院长 站长 所长 村长 队长 班长 厂长 经理 工人
    民警 医生 教师 老师 学生 农民 村民 愿者 司机 记者 社员 护士 员工 店主 老板 事长 会员 职工 干部
    馆长 户主 老人 保安 技师 果农 女士 先生 辅警 法官 律师 导游 技工 菜农 茶农 花农 委员 代表
    画师 工匠 艺人 长者
    """
)
PERSONAL = words("一边 介绍 坦言 回忆 感慨 笑着 告诉 说道 笑说 的手 的回 主讲 守在 深有")


def is_local_name(codes: Codes, start: Ints, end: Ints) -> Flags:
    """Whether a bare name is part of the name of a street, river, village or person."""
    padded = np.concatenate([codes, np.zeros(2, codes.dtype)])
    after, second = padded[end], padded[end + 1]
    before = np.where(start > 0, codes[start - 1], 0) if len(start) else padded[:0]
    local = np.zeros(len(start), bool)
    common = "".join(sorted(surnames().common))
    for suffix, exceptions in LOCAL_SUFFIXES.items():
        if suffix == "北":
            continue
        local |= (after == ord(suffix)) & ~is_one_of(second, exceptions)
    for pair in LOCAL_PAIRS:
        local |= (after == ord(pair[0])) & (second == ord(pair[1]))
    last = padded[np.maximum(end - 1, 0)]
    is_direction = (after == ord("北")) & ~is_one_of(second, LOCAL_SUFFIXES["北"])
    local |= (last == ord("南")) & is_direction
    local |= is_one_of(before, common) & (end - start == 2) & is_alone(codes, start)
    is_person = is_one_of_pairs(codes, start, OCCUPATIONS) | is_one_of(after, "说")
    for pair in PERSONAL:
        is_person |= (after == ord(pair[0])) & (second == ord(pair[1]))
    local |= is_person & (end - start == 2) & is_one_of(codes[start], common + "余于")
    return local


def is_one_of_pairs(codes: Codes, start: Ints, pairs: tuple[str, ...]) -> Flags:
    """Whether the two characters before each position are one of ``pairs``."""
    last = np.where(start > 0, codes[np.maximum(start - 1, 0)], 0).astype(np.int64)
    before = np.where(start > 1, codes[np.maximum(start - 2, 0)], 0).astype(np.int64)
    found: Flags = np.isin(
        before << 21 | last, [ord(pair[0]) << 21 | ord(pair[1]) for pair in pairs]
    )
    return found


def is_alone(codes: Codes, start: Ints) -> Flags:
    """Whether a surname before the name starts a word: 王兴国, but not 国王兴国 or 九江康…"""
    before = np.where(start > 1, codes[np.maximum(start - 2, 0)], 0)
    return is_one_of(before.astype(codes.dtype), BEFORE_A_PERSON)


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
