"""String kernels: one text in, one text out, each idempotent.

``search_text`` is what analysts search, ``match_text`` what near-duplicates are found in; ``body``
itself stays as published.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from opencc import OpenCC

if TYPE_CHECKING:
    from numpy import typing as npt

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
JOINED = (
    "\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc"
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
)
"""Scripts whose letters a joiner joins or parts (Arabic, Indic, Mongolian), and emoji."""
NEVER_SEEN = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
JOINERS = "\u180e\u200c\u200d"
MAY_BE_UNSEEN = re.compile(f"[{NEVER_SEEN}{JOINERS}]")
"""One set of characters: four times as fast as the next, which few texts need."""
UNSEEN = re.compile(f"[{NEVER_SEEN}]|(?<![{JOINED}])[{JOINERS}]|[{JOINERS}](?![{JOINED}])")
CJK = "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARKS = r"，。：；！？（）“”‘’,:;!?()"
SPACE_BETWEEN_CJK = re.compile(rf" (?:(?<=[{CJK}] )(?=[{CJK}{MARKS}])|(?<=[{MARKS}] )(?=[{CJK}]))")
"""Starts with the space itself, so that text without any is passed over at once."""
MATCHED = re.compile(r"[^\W_]+")
MATCHED_KIND, WIDE_KIND = 1, 2
"""Of a UTF-16 unit: a letter or digit, or half of a character beyond the first plane."""
MARKS_OF_PRINT = tuple(
    (mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；！？（）％～…　\xa0"
)
"""None of them joins a neighbour, so replacing them alone is a part of NFKC."""
MAX_PASSES = 6
HANZI = re.compile("[\u3400-\u9fff]+")
SPARSE = 0.05
"""Share of traditional characters among all hanzi below which a text is a simplified one that
quotes some: of 100 real articles, traditional ones have 0.25 and more, others at most 0.02."""
RESTORED = frozenset("昇陞氾釐讎苧噁剋")
"""Simplified print may use them in names and terms: 通用规范汉字表 (2013), notes on variants."""


def without_unseen(text: str) -> str:
    r"""``text`` as a reader sees it: no soft hyphens, zero-width spaces, marks of direction.

    Joiners stay where they shape what is seen: inside Uyghur words and emoji.

    >>> without_unseen("青石\u200b日报\xad")
    '青石日报'
    """
    return UNSEEN.sub("", text) if MAY_BE_UNSEEN.search(text) else text


def search_text(text: str) -> str:
    """Make equal what a reader sees as equal, so that literal search finds 主攻工业.

    >>> search_text("主攻\u200b\u3000工業，贛州")
    '主攻工业,赣州'
    """
    for _ in range(MAX_PASSES):
        before = text
        text, is_settled = _search_pass(text)
        if is_settled or text == before:
            break
    return text


def match_text(text: str) -> str:
    """Letters and digits alone, of the search text: two printings of one text are equal.

    >>> match_text("“主攻工业、三年再翻番” （完）")
    '主攻工业三年再翻番完'
    """
    return match_key(search_text(text))


def match_key(searched: str) -> str:
    """``match_text`` of what is already a search text."""
    units = np.frombuffer(searched.encode("utf-16-le", "surrogatepass"), "<u2")
    kinds = _kinds()[units]
    if (kinds == WIDE_KIND).any():
        return "".join(MATCHED.findall(searched)).lower()
    kept: bytes = units[kinds == MATCHED_KIND].tobytes()
    return kept.decode("utf-16-le").lower()


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
    """Traditional characters as simplified ones; a simplified text comes back as it is.

    乾, 於, 後 and others stand in simplified texts too, in names (王乾, 乾县): they are changed
    only in a traditional text, and 乾 only where the way back leads to it again (乾燥, not 王乾).

    >>> simplified("王乾主任说"), simplified("王乾主任說，乾燥")
    ('王乾主任说', '王乾主任说，干燥')
    """
    found = _traditional().findall(text)
    if not found:
        return text
    if len(found) < SPARSE * sum(map(len, HANZI.findall(text))):
        return text.translate(_characters())
    plain: str = _converter().convert(text)
    if "乾" in text and len(plain) == len(text):
        back = _converter("s2t").convert(plain)
        if len(back) == len(text):
            kept = zip(text, plain, back, strict=True)
            plain = "".join("乾" if old == "乾" != again else new for old, new, again in kept)
    return plain


def has_traditional(text: str) -> bool:
    return _traditional().search(text) is not None


def _search_pass(text: str) -> tuple[str, bool]:
    """One pass, and whether another can change nothing: mostly so, for only white space changed.

    Removing one thing may lay another bare: then the text is looked through once more.
    """
    is_settled = True
    if INVISIBLE.search(text):
        text, is_settled = INVISIBLE.sub("", text), False
    plain = compatible(text).replace("\r", "\n")
    is_settled = is_settled and (plain is text or unicodedata.is_normalized("NFKC", plain))
    if has_traditional(plain):
        plain, is_settled = simplified(plain), False
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    plain = "\n".join(line for line in lines if line)
    if " " in plain and (joined := SPACE_BETWEEN_CJK.sub("", plain)) != plain:
        return joined, is_settled and unicodedata.is_normalized("NFKC", joined)
    return plain, is_settled


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Kind of every UTF-16 unit: a table is five times as fast as a pattern."""
    kinds = np.fromiter((chr(code).isalnum() for code in range(0x10000)), np.uint8, 0x10000)
    kinds[0xD800:0xE000] = WIDE_KIND
    return kinds


@cache
def _converter(kind: str = "t2s") -> OpenCC:
    return OpenCC(kind)


@cache
def _characters() -> dict[int, str]:
    """Every character that the converter changes when alone, and that simplified print has not.

    It has what GB 2312 holds, the charset made for it (乾, 於, 後, 徵, 夥 …), and RESTORED.
    """
    plane = [chr(code) for code in range(0x3400, 0xA000)]
    converted = _converter().convert("\n".join(plane)).split("\n")
    return {
        ord(old): new
        for old, new in zip(plane, converted, strict=True)
        if old != new and old not in RESTORED and not old.encode("gb2312", "ignore")
    }


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _characters()))}]")
