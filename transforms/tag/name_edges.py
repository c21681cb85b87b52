"""What may follow a personal name: a mark, or the beginning of a word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.clean.word_lists import words
from transforms.tag.word_list import words as words_known

HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]*")
VERBS = words(
    """
    表示 强调 指出 要求 认为 介绍 透露 希望 提出 宣布 说 说道 称 坦言 讲述 告诉记者 告诉 回忆
    感慨 建议 呼吁 明确 提醒 解释 直言
    """
)
SPEAKS = re.compile(rf"(?:{'|'.join(VERBS)})(?:[,:。;“\"\n\x00]|$)")
LOOK = max(map(len, VERBS)) + 1
"""How many characters tell all that ``edge`` asks: the longest verb and a mark."""
SPEAKS_WITH = frozenset(verb[0] for verb in VERBS)
FIRM = words(
    """
    同志 先生 女士 一行 等人 一同 一起 表示 介绍 强调 指出 要求 认为 告诉 透露 出席 主持 参加 陪同
    率队 带队 率领 带领 宣布 致辞 讲话 作了 代表 会见 调研 看望 慰问 检查 督导 走访 考察 出任 担任
    当选 接受 获得 前往 深入 来到 听取 宣读 签署 分别 共同 列席 随同 主讲 点评 发表 近日 日前 曾经
    已经 正在 对此 为例 说起
    """
)
AFTER = frozenset(
    "在对就也还向到为是与和及从将已又以率等并说称的因被把曾则任来出作不都亲带给让要会同代携赴"
    "做讲谈看走带致受时当拟随刚"
)
"""Words of one character that may follow a name, before another character."""
PLAIN = ("nr", "nrt", "nrfg")
COMMON, VERY_COMMON = 30, 300
"""How often a word must stand in the list's texts to be one for sure, beside a name."""


@cache
def common_words() -> frozenset[str]:
    """Words that are surely words, beside a name."""
    return frozenset(text for text, known in words_known().items() if known.printed >= COMMON)


def is_hanzi(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def edge(text: str, end: int) -> int:
    """How surely a name may end at ``end``: 4 a mark or a verb of its own, 0 not at all."""
    return edge_before(text[end : end + LOOK])


@lru_cache(maxsize=1 << 15)
def edge_before(text: str) -> int:
    """The same of the ``LOOK`` characters that follow."""
    follows = text[:1]
    if not follows or not is_hanzi(follows):
        return 4
    two = text[:2]
    if two in FIRM and may_follow(text, 2):
        return 3 if two in ("代表", "分别") else 4
    if follows in SPEAKS_WITH and SPEAKS.match(text):
        return 4
    if text.startswith("通电话"):
        return 4
    common = common_words()
    if two in common or text[:3] in common:
        return 3
    if follows in AFTER and two[1:] and (two[1:].isalnum() or two[1:] in "“《"):
        return 2
    return 0


def may_follow(text: str, place: int) -> bool:
    """Whether a word may begin at ``place``, or a mark stands there."""
    one, two = text[place : place + 1], text[place : place + 2]
    return not one or not is_hanzi(one) or one in AFTER or two in common_words()


def is_borne_out(text: str, end: int) -> bool:
    """Whether behind the word that follows a name another may begin: 陈国强|调研|春耕."""
    size = 2 if text[end : end + 2] in common_words() else 3
    return may_follow(text, end + size)
