"""Blocks in which text and credits stand in one line are parted, so that each gets its own label.

Templates glue the line of the editor, or the way back to the front page, to the last paragraph; and
the number of a picture to its caption. Nothing is lost: the parts of a block are its text.
"""

from __future__ import annotations

import re

PEOPLE = (
    r"(?:[来來]\s*源|作\s*者|[记記]\s*者|文|图|[摄攝]影|校\s*对|审\s*核|初审|复审|终审|监\s*制)"
)
EDITOR = (
    r"(?:本文|网络|值班|执行|实习|新媒体|图文)?"
    r"(?:[责責]\s*任\s*[编編]\s*[辑輯审審]|[责責]\s*[编編]|[编編]\s*[辑輯])"
)
CREDITS = (
    rf"(?:{PEOPLE}\s*[：:][^。！？：:]{{1,30}}?\s*){{0,3}}{EDITOR}\s*[：:|｜丨/／][^。！？]{{1,60}}"
)
CMS_MARK = r"\[!?--[\w.]{1,40}--\]|_ueditor_page_break_tag_"
WAY_BACK = r"返回[^。！？，,]{2,8}(?:[，,]\s*查看更多|首页\s*[>»]*)"
TAIL = re.compile(
    rf"(?:(?<=[。！？!?”」』…）)])\s*(?:{CREDITS}|[（(【\[]\s*{CREDITS}\s*|{WAY_BACK})"
    rf"|[（(【\[]\s*{CREDITS}[）)】\]]\s*|\s*{WAY_BACK}|{CMS_MARK})$"
)
MAX_TAIL, LEAST_BEFORE = 120, 6
"""Characters at the end of a block that are searched, and of the text that stands before."""
COUNTER = re.compile(r"[（(\[【]?\s*(\d{1,3})\s*/\s*(\d{1,3})\s*[）)\]】]?[\s：:、.]*(?=\S)")
LEAST_COUNTED = 3


def may_be_glued(text: str) -> bool:
    """What every such tail holds; few blocks do."""
    return "编" in text or "編" in text or "返回" in text or "page" in text


def part_tail(text: str) -> tuple[str, str]:
    """(text, credits glued to its end or empty).

    >>> part_tail("厂房年底前将全部投入使用，园区负责人说。（责任编辑：李青）")
    ('厂房年底前将全部投入使用，园区负责人说。', '（责任编辑：李青）')
    """
    if not may_be_glued(text):
        return text, ""
    found = TAIL.search(text, max(LEAST_BEFORE, len(text) - MAX_TAIL))
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(), found[0].strip()


def counters(texts: list[str]) -> dict[int, int]:
    """Of blocks that begin as ``1/12``, ``2/12``, ``3/12`` in turn: position → where text begins.

    A fraction begins a paragraph as well, but not three in a row.
    """
    found = [
        (i, match)
        for i, text in enumerate(texts)
        if "/" in text[:8] and (match := COUNTER.match(text))
    ]
    counted: dict[int, int] = {}
    for total in {match[2] for _, match in found}:
        row = [(i, match) for i, match in found if match[2] == total]
        numbers = [int(match[1]) for _, match in row]
        is_counted = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if is_counted and len(row) >= LEAST_COUNTED and numbers[-1] <= int(total):
            counted.update((i, match.end()) for i, match in row)
    return counted
