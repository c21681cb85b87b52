"""Names of other countries: parted by ·, or written by sound; they end where a word begins."""

from __future__ import annotations

import re

from transforms.clean.word_lists import pattern_of, words
from transforms.tag.name_edges import AFTER, COMMON, HANZI, PLAIN, edge
from transforms.tag.word_list import word

PARTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•][\u3400-\u9fff]{1,10})+")
MAX_FIRST = 8
MAX_FOREIGN = 7
TRANSLITERATING = frozenset(
    "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕别宾波伯博勃布查达大戴丹当道德得登迪蒂丁东杜多厄恩"
    "尔法凡范菲费芬丰佛夫弗福富盖冈高戈哥格根古哈海汉豪赫亨胡华怀霍基吉加贾杰金卡凯坎康考科可"
    "克肯库夸昆拉莱兰朗劳勒雷黎里理利莉丽连列林隆卢鲁路伦罗洛吕马玛麦迈曼梅门蒙米密缪明莫默姆"
    "木穆纳娜乃南内尼年涅宁纽努诺欧帕潘庞培佩彭皮珀普奇齐切钦琼丘让热仁日荣茹瑞若撒萨塞赛桑瑟"
    "森沙珊尚绍舍申圣施史舒斯丝松苏索塔泰坦汤唐陶特滕提廷图土托瓦万旺威韦维魏温文翁沃乌武西希"
    "锡席夏肖谢辛欣休许雅亚扬耶叶伊因英尤尼约云扎泽詹珍朱兹子祖佐冯昔岸石破茂田阮富仲京龙朔茨"
    "雄娃金正恩山口中村上本野崎川岛"
)

"""The characters that transcribe foreign names."""
COUNTRIES = words(
    """
    美国 英国 法国 德国 俄罗斯 俄 日本 韩国 印度 巴西 南非 加拿大 澳大利亚 新西兰 意大利 西班牙
    葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 波兰 捷克 匈牙利 奥地利 希腊 土耳其 以色列 伊朗
    伊拉克 叙利亚 沙特 阿联酋 卡塔尔 科威特 约旦 黎巴嫩 埃及 埃塞俄比亚 肯尼亚 尼日利亚 阿尔及利亚
    摩洛哥 突尼斯 苏丹 坦桑尼亚 乌干达 卢旺达 刚果 安哥拉 赞比亚 津巴布韦 纳米比亚 莫桑比克
    塞内加尔 加纳 巴基斯坦 孟加拉 斯里兰卡 尼泊尔 阿富汗 哈萨克 吉尔吉斯 塔吉克 乌兹别克 土库曼
    蒙古国 泰国 越南 老挝 柬埔寨 缅甸 马来西亚 新加坡 印尼 印度尼西亚 菲律宾 文莱 墨西哥 阿根廷
    智利 秘鲁 哥伦比亚 委内瑞拉 古巴 厄瓜多尔 玻利维亚 乌拉圭 巴拉圭 哥斯达黎加 巴拿马 乌克兰
    白俄罗斯 罗马尼亚 保加利亚 塞尔维亚 克罗地亚 斯洛文尼亚 斯洛伐克 立陶宛 拉脱维亚 爱沙尼亚 冰岛
    爱尔兰 阿塞拜疆 亚美尼亚 格鲁吉亚 联合国 欧盟 欧洲 北约 世卫组织 世界卫生组织 国际 世界 非盟
    非洲 东盟 白宫 五角大楼 克里姆林 美联储 纽约 加州 莫斯科
    """
)
COUNTRY = re.compile(pattern_of(tuple(sorted(COUNTRIES, key=lambda one: (-len(one), one)))))
"""In a post: it is one of another country, or between countries."""


def has_dot(text: str, position: int) -> bool:
    """Whether a name that starts at ``position`` may be parted: a look before ``PARTED``."""
    end = position + MAX_FIRST + 1
    return text.find("·", position, end) >= 0 or text.find("•", position, end) >= 0


def parted_name(text: str, start: int, end: int) -> str | None:
    """A name with ·, up to the word that follows it."""
    last = max(text.rfind("·", start, end), text.rfind("•", start, end)) + 1
    for cut in range(last + 1, end + 1):
        score = edge(text, cut)
        if score == 4 or (score >= 2 and cut - last >= 2 and text[cut] not in TRANSLITERATING):
            return text[start:cut]
    return None


def foreign_after(text: str, position: int, *, is_foreign: bool) -> str | None:
    """A name written by sound that starts at ``position``: 冯德莱恩, 安倍晋三.

    ``is_foreign``: the post before it is of another country. Otherwise every character must be
    one of those that transcribe.
    """
    if has_dot(text, position) and (parted := PARTED.match(text, position)) is not None:
        return parted_name(text, position, parted.end())
    run = HANZI.match(text, position, position + MAX_FOREIGN)
    assert run is not None
    for length in range(2 if is_foreign else 3, len(run[0]) + 1):
        name = text[position : position + length]
        score = edge(text, position + length)
        follows = text[position + length : position + length + 1]
        if all(one in TRANSLITERATING for one in name):
            if score == 4 or (score >= 2 and follows not in TRANSLITERATING):
                return name
        elif not is_foreign:
            return None
        elif score == 4:
            return name if is_unworded(name) and name[-1] not in AFTER else None
    return None


def is_unworded(name: str) -> bool:
    """Whether no ordinary word stands in it."""
    return not any(
        word(name[start : start + 2]).printed >= COMMON
        and word(name[start : start + 2]).kind not in PLAIN
        for start in range(len(name) - 1)
    )
