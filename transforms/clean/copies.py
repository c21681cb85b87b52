"""Which blocks say again what another block of the article says: whole, cut short, or all of it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from transforms.clean.labels import is_caption

if TYPE_CHECKING:
    from collections.abc import Iterable

SENTENCE = re.compile("[，。；！？,;!?]")
FOREIGN = re.compile(
    "[\u0621-\u06d5 «»]{40,200}[.،؛؟۔]|[\u0f40-\u0fbc\u0f0b]{30,200}[\u0f0d\u0f11]"
)
"""Sentences of Uyghur and Tibetan: longer to their mark than a name is."""
SUMMARY_WORDS = ("摘要", "提要", "内容摘要", "内容提要", "导读", "核心提示", "简介")
SUMMARY = re.compile(rf"^(?:{'|'.join(SUMMARY_WORDS)})\s*[：:]|(?:…+|\.{{3,}})$")
CUT = ("…", "...")
CUT_SHORT = re.compile(r"(?:…+|\.{3,})$")
MAX_SUMMARY = 5
"""Blocks at the top among which a summary may stand: the start of the text, cut short."""
COPY_LENGTH = 20
EXACT_COPY_LENGTH = 32
MAX_COPY_BLOCKS = 600
MOST, LEAST_COPIES = 0.6, 3
"""Share of the letters, and number of the paragraphs, that make a part of the page a second
printing of the article: of its paragraphs a few may have been edited."""
SUMMARY_PATH = re.compile(
    r"\S*(?:share|desc|summary|abstract|digest|intro|brief)\S*\[hidden\]", re.IGNORECASE
)
"""Elements that are not shown and are named as what others are to be sent."""
DESCRIPTION = "[description]"
"""Of a path: the page's meta says the same in short, see ``article_blocks``."""
GARBLED = re.compile("[锛銆鐨鈥紝鎴浠鍦绉掍涓鏄鍒璇瀵鎮閭骞鏃鏈鍙鏂]")
"""What the bytes of common characters in UTF-8 are in GBK; any of them is rare in print."""
WIDE_IN_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
GARBLED_SHARE = 0.7
"""Share of the bytes beyond ASCII that are whole characters in UTF-8; of GBK hardly any are."""


def has_sentence(text: str) -> bool:
    """Whether ``text`` holds a sentence, or a comma of one."""
    if SENTENCE.search(text) is not None:
        return True
    return not "\u3400" <= text[:1] <= "\u9fff" and FOREIGN.search(text) is not None


def mark_copies(
    labels: list[tuple[str, str]], texts: list[str], tags: list[str], paths: list[str]
) -> None:
    """Later copies of a paragraph, whole, cut short or broken in two, and summaries before it."""
    _mark_hidden_summaries(labels, paths)
    keys = _keys(labels, texts, tags)
    if not any(label == "duplicate" for label, _ in labels) and not _may_have_copies(keys):
        return
    keys = _without_captions(keys, texts, paths)
    sentences = [(i, key) for i, key in keys.items() if has_sentence(texts[i])]
    seen: set[str] = set()
    for i, key in sentences:
        if key in seen and len(key) >= EXACT_COPY_LENGTH and not key.endswith(("?", "？")):
            labels[i] = ("duplicate", "exact_copy")
        seen.add(key)
    open_count = sum(not labels[i][0] for i, _ in sentences)
    if open_count == len(seen) and len(seen) < 2:
        return
    contained = _contained(seen)
    for i, key in sentences:
        # A copy cut short or broken in two stands inside another paragraph of the article.
        if not labels[i][0] and key in contained:
            labels[i] = ("duplicate", "contained_copy")
    joined = "\n".join(seen)
    for i, key in sentences:
        if key.endswith(CUT) and not labels[i][0]:
            stem = CUT_SHORT.sub("", key)
            if len(stem) >= COPY_LENGTH and joined.count(stem) > 1:
                labels[i] = ("excerpt", "cut_copy")
    _mark_second_printing(labels, texts, paths)


def _may_have_copies(keys: dict[int, str]) -> bool:
    """False for nearly all articles, before it is asked which of their lines are captions."""
    different = set(keys.values())
    return (
        len(keys) > MAX_COPY_BLOCKS
        or len(different) < len(keys)
        or any(key.endswith(CUT) for key in different)
        or bool(_contained(different))
    )


def _contained(keys: set[str]) -> set[str]:
    """Those that stand inside another, which is longer: only such are looked through."""
    found = set()
    longest_first = sorted(keys, key=len, reverse=True)
    joined, start = "\n".join(longest_first), 0
    for key in longest_first:
        if joined.find(key, 0, start) >= 0:
            found.add(key)
        start += len(key) + 1
    return found


def _mark_hidden_summaries(labels: list[tuple[str, str]], paths: list[str]) -> None:
    """What a page keeps for those who share it. Other hidden text waits for a button."""
    hidden = [i for i, path in enumerate(paths) if "[hidden]" in path and not labels[i][0]]
    if 2 * len(hidden) > sum(not label for label, _ in labels):
        return  # all of the article waits
    for i in hidden:
        if DESCRIPTION in paths[i] or SUMMARY_PATH.search(paths[i]):
            labels[i] = ("excerpt", "hidden_summary")


def _keys(labels: list[tuple[str, str]], texts: list[str], tags: list[str]) -> dict[int, str]:
    """Of every open paragraph its text without white space; lines of captions among them."""
    keys: dict[int, str] = {}
    for i, (label, _) in enumerate(labels):
        text = texts[i]
        if label or len(text) < COPY_LENGTH or tags[i] in ("li", "tr"):
            continue
        key = without_space(text if i >= MAX_SUMMARY else _without_summary(text))
        if len(key) >= COPY_LENGTH:
            keys[i] = key
    return keys


def _without_captions(keys: dict[int, str], texts: list[str], paths: list[str]) -> dict[int, str]:
    shown = ((i, key) for i, key in keys.items() if is_caption(texts[i], paths[i]) is None)
    return dict(islice(shown, MAX_COPY_BLOCKS))


def without_space(text: str) -> str:
    return "".join(text.split())


def _without_summary(text: str) -> str:
    if text.startswith(SUMMARY_WORDS) or text.endswith(("…", "...")):
        return SUMMARY.sub("", text)
    return text


def _mark_second_printing(
    labels: list[tuple[str, str]], texts: list[str], paths: list[str]
) -> None:
    """Another holder with the same article: for phones, for readers who see badly, for print.

    Told by the holder: most of its letters are copies. What it says otherwise is an edited copy.
    """
    copies = [i for i, (label, _) in enumerate(labels) if label == "duplicate"]
    for holder in {_holder(paths[i]) for i in copies}:
        inside = [i for i, path in enumerate(paths) if _holder(path) == holder]
        again = [i for i in inside if labels[i][0] == "duplicate"]
        fresh = [i for i in inside if not labels[i][0]]
        first = again[0]
        if len(again) < LEAST_COPIES or any(i < first for i in fresh):
            continue  # the article stands in it as well
        if _length(texts, again) >= MOST * _length(texts, again + fresh):
            for i in fresh:
                labels[i] = ("duplicate", "second_printing")


def _holder(path: str) -> str:
    return path.partition(" ")[2]


def _length(texts: list[str], numbers: Iterable[int]) -> int:
    return sum(len(texts[i]) for i in numbers)


def mark_garbled(labels: list[tuple[str, str]], texts: list[str]) -> None:
    """Text of another charset put into the page: UTF-8 that was read as GBK.

    Only a few blocks of an article: if most are garbled, the page's charset was read wrongly.
    """
    if GARBLED.search("\n".join(texts)) is None:
        return
    garbled = [i for i, text in enumerate(texts) if not labels[i][0] and is_garbled(text)]
    if garbled and _length(texts, garbled) * 2 < _length(texts, range(len(texts))):
        for i in garbled:
            labels[i] = ("duplicate", "mojibake")


def is_garbled(text: str) -> bool:
    """Whether the bytes that GBK has for ``text`` are characters in UTF-8."""
    if GARBLED.search(text) is None:
        return False
    read = text.replace("\ufffd", "").encode("gb18030", "ignore")
    wide = sum(byte > 0x7F for byte in read)
    return wide > 0 and 3 * len(WIDE_IN_UTF8.findall(read)) >= GARBLED_SHARE * wide
