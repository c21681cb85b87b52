"""Personal names inside credit lines: where one ends, and what is no name at all."""

from __future__ import annotations

import re

from transforms.clean.word_lists import surnames

ONLY_HANZI = re.compile(r"[\u3400-\u9fff·•]+")
STAFF_CODE = re.compile(r"(?:[\s_（(\[]*[A-Za-z]{0,4}[\s_-]?\d{2,8}|_[A-Za-z]{2,20}\d*)[)）\]]*$")
AFFILIATION = re.compile(
    r"""^[\u3400-\u9fff]{2,18}(?:大学|学院|研究院|研究所|中心|中学|小学|医院|公司|集团|日报社?|晚报|报社
    |报|网|社|台|局|委|办|部|院|团|队|会|记者|通讯员|评论员|作者|撰稿人)(?=[\u3400-\u9fff]{2,4}$)""",
    re.VERBOSE,
)
NO_NAME = re.compile(
    r"""记者|通讯员|编辑|责编|作者|来源|网站|新闻|日报|晚报|时报|周刊|杂志|电视|广播|报道|报社|公司|频道|未知
    |佚名|匿名|本站|本网|admin|管理员|原创|综合|整理|转载|获悉|了解|发布|客户端|编写|供图|提供|责任|校对
    |审核|监制|摄影|图片|文字|媒体|全媒|融媒|首席|见习|实习|特约|特派|视频|电台""",
    re.VERBOSE,
)
WORDS = frozenset(
    re.split(
        "、",
        "关注、关于、关闭、时间、时政、时评、文化、文学、江西、江苏、安徽、安全、云南、高清、高级、金融、"
        "经济、国内、国际、国家、华东、成都、广东、广西、广告、房产、农业、包括、方面、常见、全部、全文、"
        "全国、任务、宣传、费用、相关、查看、简介、余下、计划、平台、公告、公示、阅读、党建、单位、项目、"
        "解读、通知、祝贺、游戏、遊戲、于是、满意、应用、江湖、海外、都市、高端、高考、台海",
    )
)
"""Ordinary words that begin with a surname."""
OUTLET_PART = re.compile(r"[报網网社台号](?:·|$)")
MAX_NAMES = 20


def split_names(text: str) -> list[str]:
    """The names in a value that is known to be names: 汤诗瑶、丁涛; 张 胜 男; 韩保林 PK155.

    Letter-spaced names are joined, staff codes dropped. A value of other shape comes back whole.
    """
    found: list[str] = []
    for part in re.split(r"[,，、;；/／|｜&＆]+", text):
        found += _spaced(part.strip())
    return unique(found)[:MAX_NAMES]


def _spaced(text: str) -> list[str]:
    """Names parted by spaces; single characters in a row are one letter-spaced name."""
    text = (STAFF_CODE.sub("", text) or text).strip(" 　:：[]【】()（）<>《》-—_·.。*")
    if not text:
        return []
    names: list[str] = []
    spelt = ""
    for token in text.split():
        if len(token) == 1 and "\u3400" <= token <= "\u9fff":
            spelt += token
            if len(spelt) >= 3:
                names.append(spelt)
                spelt = ""
            continue
        if spelt:
            names.append(spelt)
            spelt = ""
        names.append(token)
    if spelt:
        names.append(spelt)
    return [_without_affiliation(name) for name in names if name]


def _without_affiliation(name: str) -> str:
    """武汉大学历史学院郭伦 is 郭伦 with his school before him."""
    if name.endswith("摄") and is_person(name[:-1]):
        return name[:-1]
    if len(name) > 4 and (found := AFFILIATION.match(name)) and is_person(name[found.end() :]):
        return name[found.end() :]
    return name


def is_person(text: str) -> bool:
    """Does it look like a Chinese personal name (surname first, two to four characters)?"""
    size = len(text)
    if not 2 <= size <= 16 or (size > 4 and "·" not in text) or not ONLY_HANZI.fullmatch(text):
        return False
    if text in WORDS or NO_NAME.search(text):
        return False
    if size > 4:  # 大河报·某栏目 is no foreign name
        return OUTLET_PART.search(text) is None
    known = surnames().every
    if text[:2] in known:
        return size >= 3
    return text[0] in known and size <= 3


def unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))
