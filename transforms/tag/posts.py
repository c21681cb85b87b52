"""A post as it stands in print: before a name, after 任 and 为, or in the line of a life."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.clean.word_lists import first_characters, pattern_of, words
from transforms.tag.post_words import ends_as_post
from transforms.tag.word_list import words as words_known

MAX_POST = 60
MARKS = frozenset("\x00\n。!?;,:\"“”'‘’<>《》【】[]—|/…")
BOUNDARY = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
BREAKS = frozenset("由在据对向给被让请随从到为是将把与及和并同经以跟的了时后因而等")
"""Words of one character that stand before a post and are no part of it."""
LEADING = words(
    """
    任命 免去 会见 陪同 宣布 决定 邀请 记者 通讯员 获悉 采访 听取 看望 慰问 走访 来自 包括 其中
    还有 以及 会上 当天 当日 近日 日前 昨日 昨天 今天 今日 上午 下午 随后 期间 此前 此外 同时 最后
    对此 接着 目前 表示 指出 强调 介绍 告诉 现场 当晚 今年 去年 交给 旨在 出席 参加 主持 拜会 欢迎
    感谢 分别 选举 当选 聘任 聘请 根据 按照 专访 致电 连线 作为 身为 就是 时任 我们 他们 认识 指着
    带着 跟着 只见 眼前 一旁 说起
    """
)
LEADS = re.compile(
    pattern_of(tuple(sorted(LEADING, key=lambda one: (-len(one), one))))
    + r"|\d+[日月时年岁]|[电讯]\([^()]{2,20}\)"
)
MAY_LEAD = re.compile(rf"[{first_characters(LEADING)}\d电讯]")
"""What every match of ``LEADS`` begins with: a look for it is cheaper than a search."""
IN_WORD = 50
"""How often a word must be printed to hold a character that parts words elsewhere."""
KEPT = ("时任",)
JOINTS = "、兼"


def post_start(text: str, end: int, low: int) -> int:
    """Where the post that ends at ``end`` begins, all its parts (市委副书记、市长)."""
    begin = behind_mark(text, max(low, end - MAX_POST), end)
    return begin + post_begin(text[begin:end])


@lru_cache(maxsize=1 << 14)
def post_begin(text: str) -> int:
    """The same in a clause that ends with the post."""
    end = len(text)
    begin = behind_bracket(text, 0, end)
    place = end
    while True:
        part = max(text.rfind("、", begin, place), begin - 1) + 1
        cut = behind_bracket(text, trimmed(text, part, place), place)
        if cut > part or part == begin:
            return cut
        if not ends_as_post(text[begin : part - 1][-8:]):
            return cut
        place = part - 1


def behind_mark(text: str, low: int, end: int, marks: frozenset[str] = MARKS) -> int:
    """Behind the last of the marks between two places; ``low`` if there is none."""
    for place in range(end - 1, low - 1, -1):
        if text[place] in marks:
            return place + 1
    return low


def behind_bracket(text: str, begin: int, end: int) -> int:
    """Behind a bracket that opens or closes alone; 长青(中国)公司 keeps its own."""
    if text.find("(", begin, end) < 0 and text.find(")", begin, end) < 0:
        return begin
    depth = 0
    for place in range(end - 1, begin - 1, -1):
        if text[place] == ")":
            depth += 1
        elif text[place] == "(":
            if not depth:
                return place + 1
            depth -= 1
    if depth:
        return text.rfind(")", begin, end) + 1
    return begin


def trimmed(text: str, begin: int, end: int) -> int:
    """Behind the last word of the part that no post holds."""
    cut = begin
    if (first := MAY_LEAD.search(text, begin, end)) is not None:
        for found in LEADS.finditer(text, first.start(), end):
            if found[0] not in KEPT and found.end() < end:
                cut = found.end()
    if BREAKS.isdisjoint(text[cut : end - 1]):
        return cut
    for place in range(end - 2, cut - 1, -1):
        if text[place] in BREAKS and not is_in_word(text, place, begin, end):
            return place + 1
    return cut


def is_in_word(text: str, place: int, low: int, high: int) -> bool:
    """Whether the character is part of a word: 经 of 经济, 和 of 和平, 同 of 大同."""
    if place > low and text[place - 1].isdigit():
        return True
    pairs, known = pairs_in_words()
    if (place > low and text[place - 1 : place + 1] in pairs) or text[place : place + 2] in pairs:
        for size in (2, 3, 4, 5):
            for start in range(max(low, place - size + 1), min(place, high - size) + 1):
                if text[start : start + size] in known:
                    return True
    if text[place] in "和与及":
        return text[place + 1 : place + 3] in AND_PARTS or text[place + 1 : place + 4] in AND_PARTS
    return False


@cache
def pairs_in_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that hold a character of ``BREAKS``, behind every two neighbours inside them."""
    known = frozenset(
        text
        for text, one in words_known().items()
        if one.printed >= IN_WORD and not BREAKS.isdisjoint(text)
    )
    return frozenset(text[at : at + 2] for text in known for at in range(len(text) - 1)), known


AND_PARTS = frozenset(
    words(
        """
        信息化 旅游 改革 城乡 卫生 社会 规划 计划 草原 体育 技术 退役 文化 电影 新闻 军民 社保
        城市 建设 保险 就业 监察 人力 应急 园林 统计 信访 环境 贸易 商务 公共 创新 金融 管理 电视
        服务 健康 水利 农村 治理 法制 生态 妇女 民主 统一 政治 外事 侨务 知识 数据 通信 少年 儿童
        运输 物流 工程 预防 中共 经济 产业 投资 财政 民政 法律 设计 材料
        """
    )
)
"""What follows 和 inside the name of an office: 经济和信息化局."""

PART = r"[^,。;:!?、\n\x00\"“”()《》]{2,30}"
STATED = re.compile(
    rf"{PART}(?:\([^()\n]{{1,12}}\)[^,。;:!?、\n\x00\"“”()《》]{{0,24}})?(?:、{PART})*"
)
DUTIES = re.compile(r"(?:一职|职务|等职|等职务|的?职务|的决定|的通知)$")
CURRENT = re.compile(r"(?:现任|现为|时任)(?=[\u3400-\u9fff])")


def post_stated(text: str, start: int, end: int) -> str | None:
    """The post that begins at ``start``: 为内蒙古民政厅厅长；, 任市委常委、书记,"""
    found = STATED.match(text, start, end)
    if found is None:
        return None
    parts = DUTIES.sub("", found[0]).split("、")
    kept: list[str] = []
    for number, part in enumerate(parts):
        if not ends_as_post(part) and not part.endswith("委员"):
            break
        kept = parts[: number + 1]
    stated = "、".join(kept)
    return stated if stated and len(stated) <= MAX_POST else None
