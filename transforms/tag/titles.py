"""Posts as they stand before a name: 市委书记, 县委副书记、县长; and names as they stand after."""

from __future__ import annotations

import re

from transforms.clean.word_lists import surnames, words

BODIES = words(
    """
    省委 市委 县委 区委 自治区党委 州委 党委 党组 党工委 乡党委 镇党委 政协 人大
    """
)
PARTY_POSTS = words(
    """
    书记 副书记 常委 秘书长 副秘书长 常务委员
    """
)
PLAIN_POSTS = words(
    """
    省长 副省长 代省长 市长 副市长 代市长 常务副市长 常务副省长 县长 副县长 代县长 常务副县长
    区长 副区长 代区长 常务副区长 州长 镇长 乡长 宣传部部长 组织部部长 统战部部长 宣传部长
    组织部长 统战部长 政法委书记 纪委书记 副书记 书记 党工委书记 管委会主任 主任 副主任 局长
    副局长 厅长 副厅长 部长 副部长 秘书长 董事长 总经理 副总经理 总裁 院长 校长 检察长 主席
    副主席 政协主席 市领导 县领导 区领导 会长 处长 科长 总工程师 首席执行官 村支书 负责人 发言人
    """
)
TITLES = tuple(
    dict.fromkeys([body + post for body in BODIES for post in PARTY_POSTS] + list(PLAIN_POSTS))
)
NOT_TITLES = words(
    """
    书记员 主任委员 主任医师 副主任医师 主席台 主席团 局长办公会 县长办公会 市长办公会 市长热线
    县长热线 书记处 常委会 书记办公会 市长信箱 班主任 车间主任 急诊科主任 总书记 国家主席
    部长会议 市委常委会 县委常委会 省委常委会 区委常委会 秘书长会议 人大常委会 人大常委
    """
)
NOT_GIVEN = frozenset(
    "在到说的是为了和与及对向将还也又就都从已等把被让给同并再分会先后任前赴参宣作致代"
)
AFTER_NAMES = frozenset(
    words(
        """
        强调 指出 要求 表示 希望 认为 提出 介绍 主持 出席 讲话 宣布 参加 率队 带队 带领 前往
        深入 进一 调研 走访 主讲 出生 告诉 称赞 勉励 明确 透露 要把 要坚 主要 指导 表彰 提醒 去年
        来到 进行 看望 慰问 听取 陪同
        正在 一行 一边 一再 一起 一同 一直 全面 同时
        """
    )
)
"""Words that begin right after a name: their first character is not part of it."""
GIVEN = re.compile(r"[\u3400-\u9fff]{1,2}")
PLURAL = ("市领导", "县领导", "区领导")
"""Titles that a whole list of names shares."""
NOT_PEOPLE = frozenset(
    words(
        """
        方案 方面 方法 方式 文件 文章 程序 高校 高层 高级 金融 江西 江苏 云南 安徽 贺信 万人 常委
        常务 项目 应急 易地 何时 何况 于是 席间 党委 党组 党员 党中 时任 明确 包括 成员 成都 经过
        经济 经理 连续 连日
        """
    )
)
"""Words that begin as a surname does."""


def name_after(text: str, position: int) -> str | None:
    """The personal name that starts at ``position``, two to four characters; None if none does."""
    surname, known = text[position : position + 2], surnames().in_text
    if surname in NOT_PEOPLE:
        return None
    length = 2 if surname in known else 1 if surname[:1] in known else 0
    if not length:
        return None
    match = GIVEN.match(text, position + length)
    if match is None or match[0][0] in NOT_GIVEN:
        return None
    given, last = match[0], match.end() - 1
    if len(given) == 2 and (given[1] in NOT_GIVEN or text[last : last + 2] in AFTER_NAMES):
        given = given[0]
    return text[position : position + length] + given
