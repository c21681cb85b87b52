"""The ledger of aims: how much of what, by when, by whom, in the words of the article.

A quantity is an aim if its sentence looks ahead (力争, 到2020年, 确保 …) and its own clause does
not look back (去年, 已 …). Sentences are found by an automaton of such words; only those are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from transforms.clean.word_lists import words
from transforms.lake import schema
from transforms.tag.automaton import Automaton
from transforms.tag.deadlines import deadlines
from transforms.tag.quantities import Quantity, quantities
from transforms.tag.subjects import actor_of, comparator_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from transforms.tag.mentions import MentionIndex
    from transforms.tag.original_text import OriginalText
    from transforms.tag.text_batch import TextBatch

AHEAD = words(
    """
    力争 争取 确保 计划 拟 力求 目标 将 要 加快打造 加快建设 加快培育 着力打造 努力 奋力
    尽快 年底前 年内 再建 未来 今后 规划 部署 提出
    """
) + tuple(f"到20{year}年" for year in range(10, 61))
DOUBLED = ("翻番", "翻一番", "翻两番", "翻三番")
NOT_AHEAD = words(
    """
    排产计划 行动计划 计划生育 计划单列 改造计划 年计划 教学计划 工作计划 计划书 计划内 主要
    重要 要求 需要 必要 只要 要素 要道 要闻 摘要 纪要 简要 概要 想要 还要 要点 要么 不要 将军
    将领 即将 麻将 规划局 规划院 城市规划 模拟 虚拟 拟定 提出要求 部署会 提出建议
    """
)
STRONG = frozenset(AHEAD) - {"将", "要", "计划", "部署", "提出", "规划", "未来", "今后", "拟"}
CLAUSE = re.compile(r"[,;。!?、:“”\"]")
LOOKS_BACK = re.compile(
    r"已|去年|上年|前年|累计|同比|环比|截至|至今|以来|曾|增长了|完成了|实现了|建成了|突破了|达到了|[一-龥]了\d|回顾|昨天|昨日|(?:^|\D)(?:\d{1,2}|[一二两三四五六七八九十])年前"
)
ACTION = re.compile(
    r"建成|打造|培育|新增|引进|实现|完成|达到|突破|超过|超|过|翻|建设|改造|新建|扩建|改建|创建|形成|做优|做强|增加|提高|提升|降至|降低|"
    r"减少|脱贫|退出|发展|落地|开工|投产|签约|种植|安排|投入|筹集|不低于|不少于|以上|以内"
)
STATES = re.compile(r"截至|截止|统计显示|数据显示")
FORECASTS = re.compile(r"预计|预测|预料|估计|有望")
INTENDS = re.compile(r"力争|争取|确保|目标|计划|力求|奋力")
CHANGES_FROM = re.compile(
    r"(?:左右|以上)?(?:降至|降到|提高至|提高到|增加到|增至|提升至|提升到|下降|上调|下调)"
)
AIM_AFTER = re.compile(r"[^,。;]{0,8}的[^,。;]{0,8}目标")
TERM_BEFORE = re.compile(r"(?:[一二两三四五六七八九十]|\d{1,2})年(?:内|时间)?(?:再|要|实现)?$")
HAS_NUMBER = re.compile(r"\d|[亿番一二两三四五六七八九十百][个家座所户大元]|番")
MAX_SENTENCE = 1500


class TargetTagger:
    """Words that look ahead, compiled. Build once, use for every batch."""

    def __init__(self, seed_hash: str) -> None:
        self.seed_hash = seed_hash
        self.automaton = Automaton((*AHEAD, *DOUBLED, *NOT_AHEAD))

    def tag(
        self,
        texts: TextBatch,
        themes: MentionIndex,
        places: MentionIndex,
        original: OriginalText,
    ) -> pa.Table:
        """The table ``targets``. ``themes`` and ``places``: mentions with id and code.

        An aim without a subject (三年再翻番) is a slogan: it counts once per article.
        """
        rows: list[dict[str, Any]] = []
        slogans: set[tuple[str, str | None]] = set()
        for low, high, ahead in self.sentences(texts):
            for row in self.rows(texts, low, high, ahead, themes, places):
                slogan = (row["article_id"], row["deadline"])
                if row["unit"] == "倍" and row["subject"] is None:
                    if slogan in slogans:
                        continue
                    slogans.add(slogan)
                rows.append(row)
        return pa.Table.from_pylist(original.with_quotes(rows), schema=schema.TARGETS)

    def sentences(self, texts: TextBatch) -> Iterator[tuple[int, int, list[int]]]:
        """Sentences that look ahead, with the positions (and strength) of the words that do."""
        start, end, word = self.automaton.find(texts.codes)
        is_ahead = word < len(AHEAD) + len(DOUBLED)
        start, end, word = start[is_ahead], end[is_ahead], word[is_ahead]
        low, high = texts.sentences(start)
        merged: dict[tuple[int, int], list[int]] = {}
        for left, right, position, number in zip(
            low.tolist(), high.tolist(), start.tolist(), word.tolist(), strict=True
        ):
            ahead = merged.setdefault((left, min(right, left + MAX_SENTENCE)), [])
            if number < len(AHEAD) and not self.is_past_year(texts, number, left):
                sign = 1 if AHEAD[number] in STRONG else -1
                ahead.append(sign * (position - left + 1))
        for (left, right), ahead in merged.items():
            if HAS_NUMBER.search(texts.text, left, right):
                yield left, right, ahead

    def is_past_year(self, texts: TextBatch, number: int, position: int) -> bool:
        """Whether the word is 到2015年 in an article of a later year."""
        if not AHEAD[number].startswith("到20"):
            return False
        day = texts.published(texts.article_of_one(position))
        return day is not None and int(AHEAD[number][1:5]) < day.year

    def rows(
        self,
        texts: TextBatch,
        low: int,
        high: int,
        ahead: list[int],
        themes: MentionIndex,
        places: MentionIndex,
    ) -> Iterator[dict[str, Any]]:
        sentence = texts.text[low:high]
        found = quantities(sentence)
        if not found:
            return
        article = int(np.searchsorted(texts.starts, low, "right")) - 1
        published: date | None = texts.published(article)
        due = deadlines(sentence, published)
        past_end = 0
        for quantity in found:
            if quantity.start < past_end:
                continue
            clause = clause_around(sentence, quantity)
            if not is_aim(sentence, clause, quantity, ahead):
                continue
            subject, past_end = subject_of(sentence, clause, quantity)
            deadline = next(
                (
                    one
                    for one in reversed(due)
                    if one.start < quantity.start and is_near(sentence, one.start, quantity.start)
                ),
                next((one for one in due if quantity.end <= one.start < clause[1]), None),
            )
            yield {
                "article_id": texts.article_ids[article],
                "value": quantity.value,
                "unit": quantity.unit,
                "normalised_value": quantity.normalised_value,
                "normalised_unit": quantity.normalised_unit,
                "comparator": comparator_of(sentence, clause, quantity),
                "subject": subject,
                "deadline": deadline.text if deadline else None,
                "deadline_date": deadline.day if deadline else None,
                "actor": actor_of(sentence, quantity.start),
                "region_code": places.nearest(low, high, low + quantity.start),
                "theme": themes.nearest(low, high, low + quantity.start),
                "first_offset": low + quantity.start - int(texts.starts[article]),
                "quoted": (low + quantity.start, low, high),
                "seed_hash": self.seed_hash,
            }


def clause_around(sentence: str, quantity: Quantity) -> tuple[int, int]:
    """Start and end of the clause the quantity stands in, without its punctuation."""
    start = 0
    for mark in CLAUSE.finditer(sentence, 0, quantity.start):
        start = mark.end()
    after = CLAUSE.search(sentence, quantity.end)
    return start, after.start() if after else len(sentence)


def is_aim(sentence: str, clause: tuple[int, int], quantity: Quantity, ahead: list[int]) -> bool:
    """Whether the sentence looks ahead before the quantity and its clause does not look back.

    A weak word (将, 要) must stand in the quantity's clause and go with a verb of doing.
    """
    start, end = clause
    text = sentence[start:end]
    if LOOKS_BACK.search(text) or STATES.search(sentence, 0, quantity.start):
        return False
    if FORECASTS.search(sentence, 0, quantity.start) and not INTENDS.search(sentence):
        return False
    if CHANGES_FROM.match(sentence, quantity.end):
        return False
    if quantity.unit == "倍" and TERM_BEFORE.search(sentence, 0, quantity.start):
        return True
    strong = any(0 < word <= quantity.start + 1 for word in ahead)
    weak = any(start < -word <= quantity.start + 1 for word in ahead if word < 0)
    ends_as_aim = AIM_AFTER.match(sentence, quantity.end) is not None
    acts = ACTION.search(sentence[max(0, start - 30) : end]) is not None
    return acts and (strong or weak or ends_as_aim)


def is_near(sentence: str, deadline: int, quantity: int) -> bool:
    """Whether no full aim stands between: two semicolon clauses do not share a deadline."""
    return ";" not in sentence[deadline:quantity]
