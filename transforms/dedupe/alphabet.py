"""Which characters count when texts are compared, and which are the same?"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BASIC_PLANE = 0x10000


@cache
def folding() -> NDArray[np.uint16]:
    """For every character of the basic plane the one it is compared as; 0 = does not count.

    Letters and digits count, and the per cent sign; white space, punctuation and invisibles do
    not. Width, case and script are folded: 贛 and 赣, Ａ and a are the same. Script is folded
    character by character, in both texts alike, so no context can make two copies differ.
    """
    table = np.zeros(BASIC_PLANE, np.uint16)
    simplified = _simplified()
    for code in range(1, BASIC_PLANE):
        character = unicodedata.normalize("NFKC", chr(code))[0].lower()[0]
        character = simplified.get(character, character)
        if character == "%" or unicodedata.category(character)[0] in "LN":
            table[code] = min(ord(character), BASIC_PLANE - 1)
    return table


PLAIN, COUNTED, DIGIT, HAN_NUMERAL = range(4)


@cache
def number_kinds() -> NDArray[np.uint8]:
    """For every folded character its part in stating a number.

    第十四届 and 二〇二四年 state numbers like 14 and 2024, but 一些 and 十分 do not: Han numerals
    count only before a COUNTED character.
    """
    kinds = np.zeros(BASIC_PLANE, np.uint8)
    for characters, kind in (
        ("届次年月日期号批场度", COUNTED),
        ("0123456789", DIGIT),
        ("〇零一二三四五六七八九十百", HAN_NUMERAL),
    ):
        kinds[[ord(character) for character in characters]] = kind
    return kinds


def _simplified() -> dict[str, str]:
    from opencc import OpenCC

    han = [chr(code) for code in range(0x3400, 0xA000)]
    converted = OpenCC("t2s").convert("\n".join(han)).split("\n")
    once = {
        before: after
        for before, after in zip(han, converted, strict=True)
        if before != after and len(after) == 1
    }
    # A result that is itself converted must fold on, or the table would not be idempotent.
    return {before: once.get(after, after) for before, after in once.items()}


def fold_text(text: str | None) -> str:
    """A text as it is compared."""
    return (text or "").translate(_translation())


@cache
def _translation() -> dict[int, int | None]:
    """``folding()`` as ``str.translate`` wants it; beyond the basic plane all stays."""
    return {code: int(folded) or None for code, folded in enumerate(folding()) if folded != code}
