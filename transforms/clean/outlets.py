"""What names an outlet: how the values of 来源 part, and what a bare word must be to be one."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.clean.names import NO_NAME, is_person
from transforms.clean.roles import EMPTY, UNKNOWN, WORDS
from transforms.clean.word_lists import pattern_of

PARTS = re.compile(r"[、，,;；|｜/／]+|和(?=[《\u4e00-\u9fff]{2,8}(?:报|网|社))")
SPACES = re.compile(r"(?<![-–—－•·&])\s+(?![-–—－•·&])")
"""Outlets have no space inside, but for a dash with spaces around it and words of Latin letters."""
LATIN = re.compile(r"[A-Za-z0-9.]$")
TAIL = re.compile(r"\s*(?:\[[^\]]*\]?|（[^）]*）?|\([^)]*\)?|【[^】]*】?|〔[^〕]*〕?|©.*)$")
"""A bracket behind the name says where or how, not who; it is left out whole, closed or not."""
EDGES = " \u3000\t“”\"':：·•-–—"
PAIRS = {"《": "》", "【": "】", "[": "]", "(": ")", "（": "）", "「": "」", "〔": "〕"}
BRACKETS = frozenset("".join([*PAIRS, *PAIRS.values()]))
CREDITED = re.compile(
    r"(?:网|報|报|社|台|频道|頻道|客户端|新闻|新聞|在线|杂志|周刊|日报|电视|广播|融媒体?|发布|公众号|中心|政府|局|委|办|宣传部|组织部|厅|集团|公司|时报|视窗|之声|"
    r"头条|号|观察|财经|財經|资讯|快訊|快讯|media|news|tv|com|\.cn|\.net)\W*$",
    re.IGNORECASE,
)
SHAPE = re.compile(
    rf"[\u3400-\u9fffA-Za-z0-9·•+\-－—《》]*?(?:{pattern_of(WORDS.lists['outlet'])})"
)
NAMED = re.compile(
    rf"(?:{pattern_of(WORDS.lists['outlet_name'])})(?:{pattern_of(WORDS.lists['column'])})*"
)
"""新浪, 新浪娱乐: portals credit their sections."""
NOT_OUTLET = re.compile(rf"(?:{pattern_of(WORDS.lists['not_outlet'])})$")
DESK = re.compile(rf"(?:{pattern_of(WORDS.lists['desk'])})$")
COLUMN = re.compile(
    rf"(?:{pattern_of(WORDS.lists['button'])}).*"
    rf"|(?:{pattern_of(WORDS.lists['column'])})+(?:{pattern_of(WORDS.lists['outlet'])})?"
    rf"|(?:{pattern_of(WORDS.lists['outlet'])})"
)
ACCOUNT_OF = re.compile(
    r"^\s*(?:官方)?(?:微信|微博)?(?:公众号|公眾號|视频号|視頻號|官微|微博|微信)\s*(?:[：:@]|(?=[“\"「《]))\s*"
)
ACCOUNT_BEHIND = re.compile(
    r"[”\"」》]\s*(?:官方)?(?:微信|微博)?(?:公众号|公眾號|视频号|視頻號|官微|微博|微信|客户端|网站)?\s*$"
)
"""微信公众号“青石发布”, “青石发布”微信公众号: where the account is, beside its name in quotes."""
TITLE_PARTS = re.compile(r"[_|｜丨/]+|\s[-–—]+\s?|[-–—]{1,3}")
MAX_OUTLET, MAX_BARE = 40, 20


@lru_cache(maxsize=1 << 12)
def split_origins(value: str) -> tuple[str, ...]:
    """Outlets of a 来源 value, brackets left out.

    A space parts a name from buttons and interface words: behind it only what looks like an outlet
    is another one.

    >>> split_origins("《青石日报》（记者 王小川），青石网 大字体")
    ('青石日报', '青石网')
    """
    found = []
    value = ACCOUNT_OF.sub("", TAIL.sub("", value))
    if "《" not in value:
        value = ACCOUNT_BEHIND.sub("", value)
    for part in PARTS.split(value):
        first, *others = _words(part)
        for position, word in enumerate([first, *others]):
            name = _trimmed(TAIL.sub("", _trimmed(word)))
            if not name or UNKNOWN.match(name) or EMPTY.match(name) or len(name) > MAX_OUTLET:
                continue
            if position == 0 or looks_like_outlet(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def _words(part: str) -> list[str]:
    """``part`` at its spaces, Latin words kept together."""
    words = [""]
    for word in SPACES.split(part.strip(EDGES)):
        if words[-1] and LATIN.search(words[-1]) and word[:1].isascii() and word[:1].isalnum():
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words[1:]


def _trimmed(name: str) -> str:
    """Without marks at the edges; of brackets and quotes only whole pairs, or halves of one."""
    name = name.strip(EDGES)
    if name[:1] not in BRACKETS and name[-1:] not in BRACKETS:
        return name
    for begin, end in PAIRS.items():
        if name.startswith(begin) and name.endswith(end):
            return _trimmed(name[1:-1])
        if name.startswith(begin) and end not in name:
            return _trimmed(name[1:])
        if name.endswith(end) and begin not in name:
            return _trimmed(name[:-1])
    return name


def is_outlet(text: str) -> bool:
    """May a credited value be an outlet or an office, rather than a person?"""
    return (
        CREDITED.search(text) is not None and 2 <= len(text) <= 24 and NO_NAME.match(text) is None
    )


@lru_cache(maxsize=1 << 12)
def looks_like_outlet(text: str) -> bool:
    """Is a bare word the name of an outlet by its shape?

    It must be two to twenty characters without a space, end as names of outlets do (``[outlet]`` of
    ``credit_words.toml``: 报, 网, 社, 电视台, 融媒体中心) and say more than that ending; or be one
    that ends otherwise (``[outlet_name]``: 新浪, also with a section: 新浪娱乐). It must be no
    person, no column (国内新闻) and no button (手机看新闻).
    """
    if not 2 <= len(text) <= MAX_BARE or text.isascii() or UNKNOWN.match(text):
        return False
    if NAMED.fullmatch(text):
        return True
    if SHAPE.fullmatch(text) is None or NOT_OUTLET.search(text):
        return False
    return not is_column(text) and not is_person(text)


def is_column(text: str) -> bool:
    """国内新闻, 要闻, 更多资讯: a section of the site or a button, whoever prints it."""
    return COLUMN.fullmatch(text) is not None


def names_of_page(title: str | None, headline: str | None, stated: list[str]) -> frozenset[str]:
    """What the page calls itself: ``stated`` site names, and what its <title> ends in."""
    rest = (title or "").replace(headline or "\n", " ") if title != headline else ""
    parts = [part.strip() for part in TITLE_PARTS.split(rest)] if rest else []
    last = parts[-1:] if len(parts) > 1 or headline else []
    names = {name.strip() for name in stated} | {word for part in last for word in part.split()}
    return frozenset(name for name in names if len(name) > 1 and not is_column(name))


def bare_outlet(word: str, page_names: frozenset[str]) -> tuple[str, str] | None:
    """(outlet, rule) of a word that no label vouches for, or None.

    The page's own names vouch for it, or its shape does; the desk behind the name (快讯, 综合) is
    left out: 上報快訊 is 上報.
    """
    name = _trimmed(TAIL.sub("", _trimmed(word)))
    stem = DESK.sub("", name)
    for text, is_stem in ((name, False), (stem, True)):
        if is_stem and text == name:
            break
        if text in page_names and not is_column(text):
            return text, "bare_named_by_page"
    if stem != name and looks_like_outlet(stem):
        return stem, "bare_shaped"
    return (name, "bare_shaped") if looks_like_outlet(name) else None
