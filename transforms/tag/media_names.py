"""Media as articles name them: in the dateline, before 记者, and agencies that are quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.tag.text_batch import TextBatch

NAME = (
    r"[\u3400-\u9fffA-Za-z0-9]{1,10}?(?:通讯社|社|网|日报|晚报|晨报|时报|商报|报|电视台|广播电台|电台|台"
    r"|在线|新闻|半月谈)"
)
DATELINE = re.compile(
    rf"(?P<name>{NAME}|半月谈)(?=[\u3400-\u9fff]{{0,8}}(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|讯|消息)|消息\(|消息:"
    rf"|[\u3400-\u9fff]{{0,3}}讯|(?:首席|见习|实习|特约|全媒体|融媒体)?记者[\u3400-\u9fff]{{2,4}})"
)
BEFORE_REPORTER = re.compile(
    rf"(?<=\()(?P<name>{NAME})(?=(?:首席|见习|实习|特约|全媒体|融媒体)?(?:记者|通讯员))"
)
OWN = ("本报", "本网", "本台", "本社", "本刊", "我报", "我网", "某")
HEAD = 200


def media_named(texts: TextBatch) -> Iterator[tuple[int, int]]:
    """Start and end of each; papers that call themselves 本报 are not named."""
    text = texts.text
    for begin, end in zip(texts.lead_starts.tolist(), texts.ends.tolist(), strict=True):
        found = DATELINE.match(text, begin, min(end, begin + 60))
        if found is not None and not found["name"].startswith(OWN):
            yield found.span("name")
        for one in BEFORE_REPORTER.finditer(text, begin, min(end, begin + HEAD)):
            if not one["name"].startswith(OWN):
                yield one.span("name")
