"""Personal names inside credit lines: where one ends, and what is no name at all."""

from __future__ import annotations

import re

from transforms.clean.word_lists import credit_words, every_form, pattern_of, surnames

LISTS = credit_words().lists

ONLY_HANZI = re.compile(r"[\u3400-\u9fff·•]+")
STAFF_CODE = re.compile(r"(?:[\s_（(\[]*[A-Za-z]{0,4}[\s_-]?\d{2,8}|_[A-Za-z]{2,20}\d*)[)）\]]*$")
AFFILIATION = re.compile(
    rf"^[\u3400-\u9fff]{{2,18}}(?:{pattern_of(LISTS['workplace'])})(?=[\u3400-\u9fff]{{2,4}}$)"
)
NO_NAME = re.compile(pattern_of(LISTS["no_name"]))
WORDS = frozenset(form for word in LISTS["not_a_name"] for form in every_form(word))
"""Ordinary words that begin with a surname."""
OUTLET_PART = re.compile(r"[报網网社台号](?:·|$)")
MAX_NAMES = 20


def split_names(text: str) -> list[str]:
    """The names in a value that is known to be names: 汤诗瑶、丁涛; 张 胜 男; 韩保林 PK155.

    Letter-spaced names are joined, staff codes dropped. A value of other shape comes back whole.
    """
    found: list[str] = []
    for part in re.split(r"[,，、;；/／|｜&＆]+", text):
        found += _spaced(part.strip())
    return unique(found)[:MAX_NAMES]


def _spaced(text: str) -> list[str]:
    """Names parted by spaces; single characters in a row are one letter-spaced name."""
    text = (STAFF_CODE.sub("", text) or text).strip(" 　:：[]【】()（）<>《》-—_·.。*")
    if not text:
        return []
    names: list[str] = []
    spelt = ""
    for token in text.split():
        if len(token) == 1 and "\u3400" <= token <= "\u9fff":
            spelt += token
            if len(spelt) >= 3:
                names.append(spelt)
                spelt = ""
            continue
        if spelt:
            names.append(spelt)
            spelt = ""
        names.append(token)
    if spelt:
        names.append(spelt)
    return [_without_affiliation(name) for name in names if name]


def _without_affiliation(name: str) -> str:
    """武汉大学历史学院郭伦 is 郭伦 with his school before him."""
    if name.endswith("摄") and is_person(name[:-1]):
        return name[:-1]
    if len(name) > 4 and (found := AFFILIATION.match(name)) and is_person(name[found.end() :]):
        return name[found.end() :]
    return name


def is_person(text: str) -> bool:
    """Does it look like a Chinese personal name (surname first, two to four characters)?"""
    size = len(text)
    if not 2 <= size <= 16 or (size > 4 and "·" not in text) or not ONLY_HANZI.fullmatch(text):
        return False
    if text in WORDS or NO_NAME.search(text):
        return False
    if size > 4:  # 大河报·某栏目 is no foreign name
        return OUTLET_PART.search(text) is None
    known = surnames().every
    if text[:2] in known:
        return size >= 3
    return text[0] in known and size <= 3


def unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))
