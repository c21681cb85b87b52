"""Which lines are nothing but the time of an entry, as live blogs print it above each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRY_TIME = re.compile(
    r"[\[【（(●•·]?\s*"
    r"(?P<day>(?:(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|今天|昨天)\s*)?"
    r"(?:凌晨|早上?|[上中下]午|晚上?)?\s*\d{1,2}\s*[:：时]\s*\d{2}(?:[:：]\d{2})?\s*分?\s*[\]】）)]?"
)
CLOCK = re.compile(r"[^\u4e00-\u9fff]*")
"""A clock time without a word as 下午, which would count hours anew."""
ENDS = frozenset("分]】）)")
DIGITS = re.compile(r"\d+")
LEAST_ENTRIES = 3


def is_entry_time(text: str) -> bool:
    """Whether a line is a time of day, with or without a day, and nothing else."""
    if len(text) > 40:
        return False
    text = text.strip()
    # Most lines end otherwise, and are spared the pattern.
    last = text[-1:]
    return (last in ENDS or last.isdecimal()) and ENTRY_TIME.fullmatch(text) is not None


def entry_lines(texts: Sequence[str]) -> list[int]:
    """Numbers of the lines above the entries of a live blog; empty if ``texts`` are none.

    Entries are several, their times are printed alike, and text stands below each.
    """
    shapes: dict[str, list[int]] = {}
    times = [is_entry_time(text) for text in texts]
    for number, text in enumerate(texts[:-1]):
        if times[number] and not times[number + 1]:
            shapes.setdefault(DIGITS.sub("0", "".join(text.split())), []).append(number)
    return sorted(
        number for shape in shapes.values() if len(shape) >= LEAST_ENTRIES for number in shape
    )


def newest_time(texts: Sequence[str]) -> str | None:
    """The latest of entry times that name a day as numbers, or the first of falling clock times.

    None where neither: a programme of a day rises, and clock times fall and rise at midnight.

    >>> newest_time(["1月5日 09:40", "1月5日 11:05", "10:20"])
    '1月5日 11:05'
    >>> newest_time(["11:05", "10:20", "08:55"])
    '11:05'
    """
    found = [time for text in texts if (time := ENTRY_TIME.fullmatch(text.strip()))]
    dated = [time[0] for time in found if time["day"] and DIGITS.search(time["day"])]
    if not dated and all(map(CLOCK.fullmatch, texts)):
        clocks = [_numbers(text) for text in texts]
        dated = list(texts) if clocks == sorted(clocks, reverse=True) else []
    return max(dated, key=_numbers, default=None)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in DIGITS.findall(text)]
