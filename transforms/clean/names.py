"""Personal names inside credit lines: where one ends, and what is no name at all."""

from __future__ import annotations

import re
from itertools import chain

from transforms.clean.word_lists import credit_words, every_form, pattern_of, surnames

LISTS = credit_words().lists
ONLY_HANZI = re.compile(r"[\u3400-\u9fff·•]+")
STAFF_CODE = re.compile(r"(?:[\s_（(\[]*[A-Za-z]{0,4}[\s_-]?\d{2,8}|_[A-Za-z]{2,20}\d*)[)）\]]*$")
LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'’-]*(?:\s+[A-Z][A-Za-z.'’-]*){1,3}")
LATIN_PARTING = re.compile(r"\s*(?:[,，、;；/／|｜&＆]|\band\b)\s*")
PARTING = re.compile(r"[,，、;；/／|｜&＆]+")
WORKPLACE = re.compile(
    rf"^[\u3400-\u9fff]{{2,18}}(?:{pattern_of(LISTS['workplace'])})(?=[\u3400-\u9fff]{{2,4}}$)"
)
AFTER_NAME = re.compile(
    rf"(?:\s*(?:\d{{1,2}}月)?\d{{1,2}}日)?\s*(?:{pattern_of(LISTS['after_name'])})+$|\s*\d{{1,2}}月\d{{1,2}}日$"
)
"""What is glued behind a name: 王小明2月24日报道, 王小明摄, 王小明等."""
AFTER_ENDS = ("日", *(form for word in LISTS["after_name"] for form in every_form(word[-1])))
DONE = re.compile(rf"\s+(?:{pattern_of(LISTS['after_name'])})+\s*$")
"""The same, parted from the last name."""
GIVEN = frozenset("文图圖电電讯訊等")
"""Of these, what a given name may end in as well: 张静文."""
NO_NAME = re.compile(pattern_of(LISTS["no_name"]))
WORDS = frozenset(form for word in LISTS["not_a_name"] for form in every_form(word))
"""Ordinary words that begin with a surname."""
ADDRESSED = frozenset(form for word in LISTS["address"] for form in every_form(word))
REPORTS = ("报道", "报导", "報道", "報導")
OUTLET_PART = re.compile(r"[报網网社台号](?:·|$)")
OUTLET_ENDS = tuple("网網报報社")
NO_NAME_ENDS = tuple("省市县縣区區镇鎮乡鄉部厅廳局委办辦院")
"""Longer than two characters, what ends so is a division or an office: 丰台区, 国台办."""
LETTERS = 4
"""Letter-spaced characters from this many on are more than one name."""
MAX_NAMES, MAX_GLUED = 20, 12


def split_names(text: str) -> list[str]:
    """The names in a value that is known to be names: 汤诗瑶、丁涛; 张 胜 男; 韩保林 PK155.

    Letter-spaced names are joined, staff codes dropped. A value of other shape comes back whole.
    """
    if text.isascii() and all(map(LATIN_NAME.fullmatch, LATIN_PARTING.split(text.strip()))):
        return unique(LATIN_PARTING.split(text.strip()))[:MAX_NAMES]
    found: list[str] = []
    for part in PARTING.split(text):
        found += _spaced(part.strip())
    return unique(found)[:MAX_NAMES]


def _spaced(text: str) -> list[str]:
    """Names parted by spaces; single characters in a row are letter-spaced names."""
    text = (STAFF_CODE.sub("", text) or text).strip(" 　:：[]【】()（）<>《》-—_·.。*")
    if not text:
        return []
    names: list[str] = []
    letters = ""
    for token in [*text.split(), ""]:
        if len(token) == 1 and "\u3400" <= token <= "\u9fff":
            letters += token
            continue
        if letters:
            names += _unspaced(letters)
            letters = ""
        names.append(token)
    names = [name for name in names if name]
    bare = [_bare_name(name) for name in names]
    if len(bare) > 1 and len(bare[-1]) == 2 and names[-1].endswith(REPORTS):
        # 王小川 柳河报道: where they wrote, unless it begins as most names do
        return bare if is_common_name(bare[-1]) else bare[:-1]
    return bare


def _unspaced(letters: str) -> list[str]:
    """张胜男李青 as printed letter by letter: cut where every piece is a name."""
    if not LETTERS <= len(letters) <= MAX_GLUED:
        return [letters]
    for size in (3, 2, 4):
        if not is_person(letters[:size]):
            continue
        rest = letters[size:]
        if not rest:
            return [letters]
        others = _unspaced(rest)
        if all(map(is_person, others)):
            return [letters[:size], *others]
    return [letters]


def split_glued(name: str) -> list[str]:
    """王小川陈海生 after a post: names whose space was lost, if there is one way to cut."""
    if len(name) < LETTERS or is_person(name) or "·" in name or not ONLY_HANZI.fullmatch(name):
        return [name]
    ways = [way for way in _ways(name) if len(way) > 1]
    if len(name) == LETTERS and not any(part[0] in surnames().common for part in chain(*ways)):
        return [name]  # 扎西旺堆 is one name
    return ways[0] if len(ways) == 1 else [name]


def split_surely_glued(name: str) -> list[str]:
    """The same behind a mark, where four characters may be a pen name: 温暖向阳."""
    names = split_glued(name)
    is_clear = len(name) > 4 or all(part[0] in surnames().common for part in names)
    return names if is_clear else [name]


def _ways(name: str) -> list[list[str]]:
    """Every way to cut ``name`` into two or more names of two or three characters."""
    if not name:
        return [[]]
    if len(name) > MAX_GLUED:
        return []
    return [
        [name[:size], *others]
        for size in (3, 2)
        if len(name) >= size and is_likely_person(name[:size])
        for others in _ways(name[size:])
    ]


def _bare_name(name: str) -> str:
    """武汉大学历史学院郭伦 is 郭伦 with his school before him, 郭伦摄 what he did."""
    half = name[: len(name) // 2]
    if half + half == name and is_person(half):
        return half
    is_longer = name.endswith(AFTER_ENDS)
    if is_longer and (after := AFTER_NAME.search(name)) and is_person(name[: after.start()]):
        may_be_given = after.group() in GIVEN and is_person(name)
        return name if may_be_given else name[: after.start()]
    if len(name) > 4 and (found := WORKPLACE.match(name)) and is_person(name[found.end() :]):
        return name[found.end() :]
    return name


def is_person(text: str) -> bool:
    """Does it look like a Chinese personal name (surname first, two to four characters)?"""
    size = len(text)
    if not 2 <= size <= 16 or (size > 4 and "·" not in text) or not ONLY_HANZI.fullmatch(text):
        return False
    if text in WORDS or NO_NAME.search(text) or text.endswith(OUTLET_ENDS):
        return False
    if size == 3 and text[1:] in ADDRESSED:
        return False
    if size > 2 and text.endswith(NO_NAME_ENDS):
        return False
    if size > 4:  # 大河报·某栏目 is no foreign name
        return OUTLET_PART.search(text) is None
    known = surnames().every
    if text[:2] in known:
        return size >= 3
    return text[0] in known and size <= 3


def is_common_name(text: str) -> bool:
    """A name of the most common surnames: of two characters others may as well be places."""
    return text[0] in surnames().common


def is_surely_person(text: str) -> bool:
    """For places where nothing but its shape says that a word is a name."""
    trusted = surnames().in_text_every
    return is_person(text) and ("·" in text or text[:2] in trusted or text[0] in trusted)


def is_likely_person(text: str) -> bool:
    """For places where little but names stands: of any surname if it has a full given name."""
    return is_surely_person(text) or (len(text) > 2 and is_person(text))


def unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))
