"""What stands behind one label of a credit line: up to where something else begins."""

from __future__ import annotations

import re

from transforms.clean.names import is_person, split_names
from transforms.clean.outlets import is_column, looks_like_outlet
from transforms.clean.roles import EDGES, EMPTY, GAP, VALUE_END

CLOSERS = {"】": "【", "]": "[", "）": "（", ")": "(", "》": "《", "」": "「"}
BOXED = re.compile(r"[【\[［][^】\]］]*$")
BOX_END = re.compile(r"\s*[】\]］]\s*")
"""【记者】王小川: the label stands in a box of its own."""


def stop_of(line: str, found: list[re.Match[str]], position: int) -> int:
    return found[position + 1].start() if position + 1 < len(found) else len(line)


def value_behind(line: str, start: int, stop: int) -> tuple[str | None, bool]:
    """What stands between a role word and the next, and whether a colon or slash parts them."""
    gap = GAP.match(line, start)
    begin = gap.end() if gap else start
    is_marked = bool(gap and gap["strong"])
    if (box := BOX_END.match(line, begin)) and BOXED.search(line, 0, start):
        begin, is_marked = box.end(), True
    if begin >= stop:
        return None, False
    value = line[begin:stop]
    if value.startswith(("。", "，", "！", "？", "；")):  # …告诉记者。The next sentence is no name.
        return None, False
    value = _in_first_elements(_before_end(value)).strip(EDGES)
    return (None if EMPTY.match(value) else value), is_marked


def _before_end(value: str) -> str:
    """A closing bracket ends the value only if it was not opened in it: 甲网-《乙报》."""
    for end in VALUE_END.finditer(value):
        begin = CLOSERS.get(end.group())
        if begin is None or begin not in value[: end.start()]:
            return value[: end.start()]
    return value


def _in_first_elements(value: str) -> str:
    """A value ends with its element (a tab stands there), but for further elements of names."""
    first, *others = value.strip(EDGES + "\t").split("\t")
    if others and is_column(others[0]) and not looks_like_outlet(first) and not is_person(first):
        joined = first + others[0]  # 青石县<em>融媒体中心</em>: neither half is a name
        first = joined if looks_like_outlet(joined) else first
    for other in others:
        names = split_names(f"{first[-1:]} {other}" if len(first.strip()) == 1 else other)
        if not names or not all(map(is_person, names)):
            break
        first = f"{first} {other}"
    return first


def shared_value(line: str, found: list[re.Match[str]], position: int) -> tuple[str | None, bool]:
    if position + 1 >= len(found):
        return None, False
    between = line[found[position].end() : found[position + 1].start()].strip()
    if between not in ("/", "／", "、", "&", "|"):
        return None, False
    return value_behind(line, found[position + 1].end(), stop_of(line, found, position + 1))
