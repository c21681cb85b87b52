"""Speech acts: the word with which somebody says something, and how far it reaches."""

from __future__ import annotations

import re

from transforms.clean.word_lists import words

VERBS = words(
    """
    要求 指出 强调 表示 希望 认为 提出 说 介绍 宣布 透露 坦言 号召 呼吁 提醒 告诉记者 称 明确
    勉励
    """
)
ACT = re.compile(
    r"(?:[一-龥]{0,2}?(?:在|到|就|对|代表|主持)[^,。;:!?\n]{1,24}?(?:时|上|中|后|会议|并))?"
    r"(?:还|又|也|再次|进一步|特别|反复|最后|同时|着重|郑重|明确|出席并|主持会议并|在会上|会上|随后|一边|一再|充分肯定.{0,10}并)?"
    rf"(?P<verb>提出要求|作出部署|{'|'.join(VERBS)})(?!起|明书|服|法|白|到做到|唱|话的)"
)
CONTINUES = re.compile(
    r"要|同时|他|她|[一二三四五六七八九]要|第[一二三四五]|[一二三四五]是|既要|特别是|必须"
)
SENTENCE_END = re.compile(r"[。!?\n\x00]")
MAX_SPAN, MAX_PARAGRAPHS = 3000, 6


def act_after(text: str, position: int) -> tuple[str, int] | None:
    """Verb and end of the speech act that follows a name directly, or None."""
    match = ACT.match(text, position)
    if match is None:
        return None
    return VERB_OF.get(match["verb"], match["verb"]), match.end()


VERB_OF = {"提出要求": "要求", "作出部署": "部署", "告诉记者": "说"}


def span_after(text: str, position: int, limit: int, next_act: int) -> int:
    """End of what is said from ``position`` on, never beyond ``limit`` (end of the article).

    To the end of the sentence; sentences that go on in the same voice (要…) belong to it. If the
    line ends right after the verb (李炳军要求，), the paragraphs up to the next speaker belong.
    """
    limit = min(limit, position + MAX_SPAN)
    rest = position
    while rest < limit and text[rest] in ',: “"':
        rest += 1
    if rest < limit and text[rest] == "\n":
        return paragraphs_after(text, rest, min(limit, next_act))
    end = rest
    while end < limit:
        mark = SENTENCE_END.search(text, end, limit)
        if mark is None:
            return limit
        end = mark.end()
        if mark[0] in "\n\x00" or not CONTINUES.match(text, end):
            break
    return end


def paragraphs_after(text: str, position: int, limit: int) -> int:
    end = position + 1
    for _ in range(MAX_PARAGRAPHS):
        newline = text.find("\n", end, limit)
        if newline < 0:
            return limit
        end = newline + 1
    return end
