"""What stands around a place name: 瑞金路 is a street, 王兴国 a person, 由于都是 two words.

All tests are vectors over the names of a batch; they see characters, never the article as a whole.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.clean.word_lists import surnames, words
from transforms.tag.characters import is_one_of
from transforms.tag.gazetteer import FULL, LEVELS
from transforms.tag.place_names import FEW, MANY
from transforms.tag.word_pairs import CHARACTER_BITS, FILTER_BITS, slot

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
    "江": "西苏",
    "湖": "南北州",
    "山": "东西区",
    "岭": "南",
    "寺": "",
    "庙": "会",
    "际": "",
    "北": "部上京海边",
}
LOCAL_PAIRS = words(
    """
    大道 大街 大桥 大厦 东路 西路 南路 北路 中路 一路 二路 三路 医院 总医 大学 学院 中学 一中
    小学 师范 银行 集团 股份 证券 日报 晚报 卫视 广场 公园 宾馆 饭店 酒店 小区 花园 社区 街道
    分公 公司 牌楼 水库 会战 战役 起义 会议 条约 公报
    """
)
"""Names after a place: of streets, schools, banks, papers, battles."""
TRADES = words("医疗 生物 信息 网络 智能 电子 环保 能源 材料 农业 文化 医药 光电 数码 新材 新能")
FIRMS = words("科技 实业 药业 股份 控股 置业 重工 制药 传媒 集团 电子 材料 能源")
LINES = words("高铁 铁路 高速 客专 城际 动车 航线")
PROVINCES_SHORT = (
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台"
    "昆广深杭沈哈兰成郑武合福温汉徐连"
)
"""昌吉赣高铁, 赣深高铁: a line is called after its ends, a character each."""
OCCUPATIONS = words(
    """
    画家 作家 专家 农户 大户 书记 主任 局长 校长 院长 站长 所长 村长 队长 班长 厂长 经理 工人
    民警 医生 教师 老师 学生 农民 村民 愿者 司机 记者 社员 护士 员工 店主 老板 事长 会员 职工 干部
    馆长 户主 老人 保安 技师 果农 女士 先生 辅警 法官 律师 导游 技工 菜农 茶农 花农 委员 代表
    画师 工匠 艺人 长者 市长 省长 县长 区长 州长 镇长 乡长 部长 厅长 处长 科长 主席 秘书 总裁 教授
    """
)
PERSONAL = words("一边 介绍 坦言 回忆 感慨 笑着 告诉 说道 笑说 的手 的回 主讲 守在 深有")
SPEAKING = words(
    """
    主持 出席 指出 强调 要求 表示 认为 介绍 说道 告诉 讲话 调研 致辞 宣布 率队 带队 陪同 参加 当选
    任命 同志 先生 女士 教授 院士 博士 老师 医生 主任 局长 书记 市长 县长 省长 部长 记者 摄影 报道
    坦言 透露 回忆 感慨 笑着
    """
)
FOREIGN = "斯尔克布拉德特姆卡罗莱索维诺尼亚萨杜瓦贝夫洛纳吉哈穆加达耶奥弗普图库鲁茨泽伊比塞佩乌蒂里"
"""What foreign names are written with: of two before a name, or a point, it is a part of one."""
GOVERNED = "委长民政直级内外里上郊城会属境辖府局份官令立道界志花话东南西北区口"
"""After 市, 县, 区 …: words of its administration, so the name before stays whole (市民, 县城)."""
CLAUSE = "\x00\n 。,:;!?、“”\"'()《》·|/-—"
BEFORE_A_PERSON = CLAUSE + "长记员任席授师工生民士者人理事委家医警手和与及对向为"
PREPOSITIONS = "在到赴至往和与及向"
BEFORE_A_PLACE = CLAUSE + "在到赴从由自往至去回来抵驻向"


def is_other_name(
    gazetteer: Gazetteer, codes: Codes, start: Ints, end: Ints, string: Ints, follows: Flags
) -> Flags:
    """Whether a short name is a part of another name or cut out of words.

    Before 区 it is a place that the gazetteer lacks (雄安新区): what it has is matched whole.
    ``follows`` tells names that stand right behind another one (江西南昌): what is before those is
    no beginning of a word.
    """
    padded = np.concatenate([codes, np.zeros(6, codes.dtype)])
    after, second, third = padded[end], padded[end + 1], padded[end + 2]
    before, earlier = behind(codes, start, 1), behind(codes, start, 2)
    found = is_local_name(codes, start, end, after, second)
    found |= is_line(after, second, third)
    found |= is_firm(gazetteer, padded, end)
    found |= (after == ord("区")) & (gazetteer.pairs.counts(after, second) < FEW)
    found |= is_foreign(before, earlier, after)
    rows = np.flatnonzero(end - start == 2)
    around = Around(
        start[rows], end[rows], earlier[rows], before[rows], after[rows], second[rows], third[rows]
    )
    found[rows] |= is_person(padded, around)
    found[rows] |= is_cut(gazetteer, padded, around, string[rows], follows[rows])
    return found


class Around(NamedTuple):
    """Names of two characters, and the two characters before and the three after each."""

    start: Ints
    end: Ints
    earlier: Codes
    before: Codes
    after: Codes
    second: Codes
    third: Codes


def behind(codes: Codes, start: Ints, places: int) -> Codes:
    """The character so many places before each start; 0 at the beginning."""
    if not len(codes):
        return codes[:0]
    return np.where(start >= places, codes[np.maximum(start - places, 0)], 0).astype(codes.dtype)


def is_local_name(codes: Codes, start: Ints, end: Ints, after: Codes, second: Codes) -> Flags:
    """Whether a bare name is part of the name of a street, river, village or body."""
    local = np.zeros(len(start), bool)
    for suffix, exceptions in LOCAL_SUFFIXES.items():
        if suffix != "北":
            local |= (after == ord(suffix)) & ~is_one_of(second, exceptions)
    local |= is_pair_of(after, second, LOCAL_PAIRS)
    last = codes[np.maximum(end - 1, 0)] if len(codes) else after
    is_direction = (after == ord("北")) & ~is_one_of(second, LOCAL_SUFFIXES["北"])
    is_shore = is_one_of(last, "东南西北") & is_one_of(after, "岸侧麓坡端")
    found: Flags = local | ((last == ord("南")) & is_direction) | is_shore
    return found


def is_firm(gazetteer: Gazetteer, padded: Codes, end: Ints) -> Flags:
    """广东某芯医疗科技: two characters that are no word, then a trade: a firm without its form."""
    is_trade = is_pair_of(padded[end + 2], padded[end + 3], FIRMS)
    is_trade |= is_pair_of(padded[end + 2], padded[end + 3], TRADES) & is_pair_of(
        padded[end + 4], padded[end + 5], FIRMS
    )
    found: Flags = is_trade & is_han(padded[end]) & is_han(padded[end + 1])
    rows = np.flatnonzero(found)
    found[rows] = gazetteer.pairs.counts(padded[end[rows]], padded[end[rows] + 1]) == 0
    return found


def is_line(after: Codes, second: Codes, third: Codes) -> Flags:
    """昌吉赣高铁."""
    found: Flags = is_one_of(after, PROVINCES_SHORT) & is_pair_of(second, third, LINES)
    return found


def is_foreign(before: Codes, earlier: Codes, after: Codes) -> Flags:
    """布良斯克州, 穆罕默德·阿里: the characters before go on."""
    found: Flags = (before == ord("·")) | (after == ord("·"))
    found |= is_one_of(before, FOREIGN) & is_one_of(earlier, FOREIGN)
    return found


def is_person(padded: Codes, names: Around) -> Flags:
    """王兴国 after a mark or a post; 记者安远, 吴忠琼主持: the name begins as a surname does."""
    common = "".join(sorted(surnames().common))
    found = is_one_of(names.before, common) & is_one_of(names.earlier, BEFORE_A_PERSON)
    starts_as_one = is_one_of(padded[names.start], common + "余于")
    is_titled = is_pair_of(names.earlier, names.before, OCCUPATIONS)
    is_told = is_titled | is_one_of(names.after, "说")
    is_told |= is_pair_of(names.after, names.second, PERSONAL)
    is_three = is_han(names.after) & is_pair_of(names.second, names.third, SPEAKING)
    is_three &= is_titled | is_one_of(names.before, CLAUSE)
    person: Flags = found | (starts_as_one & (is_told | is_three))
    return person


def is_cut(
    gazetteer: Gazetteer, padded: Codes, names: Around, string: Ints, follows: Flags
) -> Flags:
    """Whether the two characters belong to two words: 一定|南下, 由于|都是, 在巴|中国, 新|余额.

    A word counts if what is beyond makes no commoner one with its outer character. For a sure name
    it takes words on both sides, or one that is far more common than the name.
    """
    counts = gazetteer.pairs.counts
    follows = follows | is_one_of(names.before, PREPOSITIONS)
    left = np.where(follows, 0, counts(names.before, padded[names.start]))
    right = counts(padded[names.end - 1], names.after)
    found = np.zeros(len(string), bool)
    rows = np.flatnonzero((left > 0) | (right > 0))
    if not len(rows):
        return found
    left, right, string = left[rows], right[rows], string[rows]
    free_left = np.where(counts(names.earlier[rows], names.before[rows]) < left, left, 0)
    free_right = np.where(counts(names.after[rows], names.second[rows]) < right, right, 0)
    is_sure_cut = (free_left >= FEW) & (free_right >= FEW)
    is_sure_cut |= np.maximum(free_left, free_right) >= MORE * gazetteer.count[string]
    is_cut_if_doubtful = (np.maximum(free_left, free_right) >= MANY) | ((left > 0) & (right > 0))
    found[rows] = is_sure_cut | (~gazetteer.is_sure[string] & is_cut_if_doubtful)
    return found


MORE = 100
"""So many times as often as a name a word must be printed to be believed on one side alone."""


def is_joined(gazetteer: Gazetteer, codes: Codes, end: Ints) -> Flags:
    """Whether the last character of a full name makes a word with what follows: 瑞金市|场."""
    padded = np.append(codes, codes.dtype.type(0))
    after = padded[end]
    joined = gazetteer.pairs.counts(padded[end - 1], after) >= FEW
    found: Flags = joined & ~is_one_of(after, GOVERNED)
    return found


def begins_clause(codes: Codes, start: Ints) -> Flags:
    """Whether what stands before each name lets a place follow: a mark, 在, 到, 与 …"""
    return is_one_of(behind(codes, start, 1), BEFORE_A_PLACE)


def is_han(codes: Codes) -> Flags:
    found: Flags = (codes >= 0x3400) & (codes <= 0x9FFF)
    return found


def is_pair_of(first: Codes, second: Codes, pairs: tuple[str, ...]) -> Flags:
    keys = first.astype(np.int64) << CHARACTER_BITS | second.astype(np.int64)
    known, maybe = keys_of(pairs)
    found: Flags = maybe[slot(keys)]
    rows = np.flatnonzero(found)
    found[rows] = np.isin(keys[rows], known)
    return found


@cache
def keys_of(pairs: tuple[str, ...]) -> tuple[Ints, Flags]:
    """The pairs as numbers, and a filter of their slots that passes nearly all others over."""
    known = np.array([ord(pair[0]) << CHARACTER_BITS | ord(pair[1]) for pair in pairs], np.int64)
    maybe = np.zeros(1 << FILTER_BITS, bool)
    maybe[slot(known)] = True
    return known, maybe


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
