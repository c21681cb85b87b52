"""Simplified to Traditional, character by character, for mirrors and copies."""

from __future__ import annotations

from functools import lru_cache

import opencc


@lru_cache(maxsize=1)
def table() -> dict[int, str]:
    """Characters that survive the way there and back; the others stay as they are."""
    there, back = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    simplified = [chr(code) for code in range(0x4E00, 0x9FA6)]
    traditional = there.convert("\n".join(simplified)).split("\n")
    returned = back.convert("\n".join(traditional)).split("\n")
    return {
        ord(before): after
        for before, after, again in zip(simplified, traditional, returned, strict=True)
        if after != before and again == before
    }


def traditional(text: str) -> str:
    return text.translate(table())
