"""Posts as they stand before a name: 市委书记, 县委副书记、县长; and names as they stand after."""

from __future__ import annotations

import re

from transforms.tag.words import words

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
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康"
    "伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗"
    "丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳焦巴弓牧隗山谷车侯宓蓬全"
    "郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺"
    "屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏"
    "柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆"
    "师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖代鹿闫"
    "仝段覃佘岳帅牟佟苑亓揭谌阳练邝占衷漆洛涂覃盘戢扎次旺昂"
)
COMMON_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱郭罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘"
    "杜戴夏钟汪田任姜范姚谭廖邹熊金陆郝孔白崔康毛邱秦史顾侯邵孟钱汤尹黎易武乔贺赖龚"
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
COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "东方",
    "端木",
    "慕容",
    "令狐",
    "夏侯",
)


PLURAL = ("市领导", "县领导", "区领导")
"""Titles that a whole list of names shares."""
NO_NAME = frozenset("公全都从后相能那向通应解充时利满查养终国单步简红东山水沙双古市县省会和与及其")
"""Surnames that begin too many other words to be trusted."""


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
    surname = text[position : position + 2]
    if surname in NOT_PEOPLE or surname[:1] in NO_NAME:
        return None
    length = 2 if surname in COMPOUND else 1 if surname[:1] and surname[0] in SURNAMES else 0
    if not length:
        return None
    match = GIVEN.match(text, position + length)
    if match is None or match[0][0] in NOT_GIVEN:
        return None
    given, last = match[0], match.end() - 1
    if len(given) == 2 and (given[1] in NOT_GIVEN or text[last : last + 2] in AFTER_NAMES):
        given = given[0]
    return text[position : position + length] + given
