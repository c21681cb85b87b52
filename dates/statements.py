"""Where one line states several dates: each with the words before it, which say what it means."""

from __future__ import annotations

import re
from itertools import pairwise

DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?"
    r"(?:\s*[（(]?(?:星期|周|週).[）)]?)?(?:\s*(?:凌晨|早上|[上中下]午|傍晚|晚上?))?"
    r"(?:[\sT]*\d{1,2}\s*[:：时時点點]\s*\d{0,2}(?:\s*[:：分]\s*\d{0,2}(?:\.\d+)?)?\s*[分秒]?)?"
)
PARTING = re.compile(r"[\s|｜丨【】\[\]（）()，,；;]")
SPAN = re.compile(r"\s*(?:[-–—~～至到]+|起至)\s*")
"""Between two dates: the first and the last day of something."""


def statements(line: str) -> list[str]:
    """The parts of ``line`` that state one full date each; the whole line if that is one or none.

    >>> statements("更新时间：2024-03-15 10:00　发布时间：2024-03-12 08:08　来源：青石日报")
    ['更新时间：2024-03-15 10:00', '发布时间：2024-03-12 08:08　来源：青石日报']
    """
    found = list(DATE.finditer(line)) if len(line) > 16 else []
    if len(found) < 2:
        return [line]
    parts, start = [], 0
    for date, after in pairwise(found):
        between = line[date.end() : after.start()]
        if SPAN.fullmatch(between):
            continue
        words = between.rstrip()
        cut = max((part.end() for part in PARTING.finditer(words)), default=0)
        parts.append(line[start : date.end() + cut].strip())
        start = date.end() + cut
    return [*parts, line[start:].strip()]
