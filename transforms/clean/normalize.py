"""String kernels: one text in, one text out, each idempotent.

``search_text`` is what analysts search, ``match_text`` what near-duplicates are found in; ``body``
itself stays as published.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
CJK = "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
SPACES = re.compile(r"[^\S\n]+")
MARKS = r"，。：；！？（）“”‘’,:;!?()"
SPACE_BETWEEN_CJK = re.compile(rf"(?<=[{CJK}]) +(?=[{CJK}{MARKS}])|(?<=[{MARKS}]) +(?=[{CJK}])")
BLANK_LINES = re.compile(r" *\n[ \n]*")
NOT_MATCHED = re.compile(r"[\W_]+")
MARKS_OF_PRINT = tuple(
    (mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；！？（）％～…　\xa0"
)
"""None of them joins a neighbour, so replacing them alone is a part of NFKC."""
MAX_PASSES = 6


def search_text(text: str) -> str:
    """Make equal what a reader sees as equal, so that literal search finds 主攻工业.

    >>> search_text("主攻\u200b\u3000工業，贛州")
    '主攻工业,赣州'
    """
    text = _search_pass(text)
    passes = 1
    while passes < MAX_PASSES and _is_open(text) and (again := _search_pass(text)) != text:
        text, passes = again, passes + 1
    return text


def match_text(text: str) -> str:
    """Letters and digits alone, of the search text: two printings of one text are equal.

    >>> match_text("“主攻工业、三年再翻番” （完）")
    '主攻工业三年再翻番完'
    """
    return match_key(search_text(text))


def match_key(searched: str) -> str:
    """``match_text`` of what is already a search text."""
    return NOT_MATCHED.sub("", searched).lower()


def squeeze(text: str) -> str:
    """Key under which two printings of one line are the same line: NFKC, no white space."""
    for _ in range(MAX_PASSES):
        text = compatible(text)
        text = "".join(INVISIBLE.sub("", text).split())
        if unicodedata.is_normalized("NFKC", text):
            break
    return text


def compatible(text: str) -> str:
    """NFKC. The marks of Chinese print are replaced first: what is left rarely needs the tables."""
    for wide, narrow in MARKS_OF_PRINT:
        if wide in text:
            text = text.replace(wide, narrow)
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; text without any comes back as it is."""
    return _converter().convert(text) if has_traditional(text) else text


def has_traditional(text: str) -> bool:
    return _traditional().search(text) is not None


def _is_open(text: str) -> bool:
    """May another pass change it? Rare: removing one thing laid another bare."""
    return (
        INVISIBLE.search(text) is not None
        or has_traditional(text)
        or not unicodedata.is_normalized("NFKC", text)
    )


def _search_pass(text: str) -> str:
    if INVISIBLE.search(text):
        text = INVISIBLE.sub("", text)
    text = simplified(compatible(text).replace("\r", "\n"))
    text = BLANK_LINES.sub("\n", SPACES.sub(" ", text)).strip()
    return SPACE_BETWEEN_CJK.sub("", text) if " " in text else text


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """Every character that the converter changes when it stands alone."""
    plane = [chr(code) for code in range(0x3400, 0xA000)]
    converted = _converter().convert("\n".join(plane)).split("\n")
    changed = [old for old, new in zip(plane, converted, strict=True) if old != new]
    return re.compile(f"[{''.join(changed)}]")
