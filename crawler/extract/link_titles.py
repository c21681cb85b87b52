"""The title a link prints: its text, a part of it, or an attribute that has it whole."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extract.entry_dates import FULL_DATE, is_date
from crawler.extract.flat_dom import INLINE, squeeze_spaces

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

MIN_TITLE, LONG_TITLE = 4, 9
"""Characters of any title, and of one that is no label of a section."""
CUT_START = 8
"""Characters by which a title cut short is known in a full one."""
MAX_TEXTS, MAX_HEADINGS = 100, 20
"""What is looked at of one link: no card has more, and a page may be built to take for ever."""
LABELLED = re.compile(r"\s*(?:文章|新闻|信息)?标\s*题\s*[:：]\s*([^\r\n]+)")
"""Some systems tell headline, author and time in one ``title`` attribute, a line each."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?\d?|bt|biaoti|headline|subject)(?:$|[\s_-])")
STAMP = re.compile(r"\W*(?:置顶|new|hot|top)\W*", re.IGNORECASE)
BADGE = re.compile(r"\W*(?:\d{1,3}[.、]?|推荐|热门?|最?新|[图组]图?|视频|专题|原创|\d\d:\d\d)?\W*")
"""Marks in an element of their own before or after a title: rank, kind, length of a video."""
STRESS = frozenset(("b", "strong", "font", "mark", "em"))
"""Words of a title may stand in these: a search marks what it found."""
CUT = re.compile(r"(?:\.{2,}|…+)\s*$")


def title_of(page: FlatDom, node: int) -> tuple[str, frozenset[int]]:
    """The title a link prints and the text nodes it stands in.

    The ``title`` attribute takes its place where the text is cut short, or where there is none.
    """
    nodes = _title_nodes(page, node)
    text = squeeze_spaces("".join(page.texts[i] for i in nodes))
    attribute = page.attributes[node].get("title") or ""
    labelled = LABELLED.match(attribute)
    full = squeeze_spaces(labelled[1] if labelled else attribute)
    cut = CUT.sub("", text)
    is_cut = cut != text and full.startswith(cut[:CUT_START]) and not CUT.search(full)
    if full and (
        not text or is_cut or (len(full) > len(text) and full.startswith(cut[:CUT_START]))
    ):
        text = full
    return text, frozenset(nodes)


def _title_nodes(page: FlatDom, node: int) -> list[int]:
    """Text nodes of a link that are its title: its heading, else its first block of text."""
    inside = range(node, page.ends[node])
    texts = list(islice((i for i in inside if page.texts[i].strip()), MAX_TEXTS))
    if len(texts) < 2:
        has_picture = any(page.tags[i] == "img" for i in inside)
        return [] if has_picture and _without_badges(page, texts) == [] else texts
    for is_title in (
        lambda i: page.tags[i] in HEADINGS,
        lambda i: i > node and TITLE_NAME.search(page.names[i]) is not None,
    ):
        for i in islice(filter(is_title, inside), MAX_HEADINGS):
            own = _without_badges(page, [n for n in texts if i <= n < page.ends[i]])
            if sum(len(page.texts[n].strip()) for n in own) >= 2:
                return own
    kept = _without_badges(page, texts) or texts
    blocks: dict[int, list[int]] = {}
    for i in kept:
        blocks.setdefault(_block(page, i, node), []).append(i)
    for own in blocks.values():
        if sum(len(page.texts[n].strip()) for n in own) >= MIN_TITLE:
            return own
    return kept


def _without_badges(page: FlatDom, texts: list[int]) -> list[int]:
    """The texts without marks at either end, up to a date with an element of its own."""
    kept = list(texts)
    while kept and _is_badge(page, kept[0]):
        del kept[0]
    while kept and _is_badge(page, kept[-1]):
        del kept[-1]
    dates = (k for k, i in enumerate(kept) if _is_own_date(page, i))
    return kept[: next(dates, len(kept))]


def _is_badge(page: FlatDom, text: int) -> bool:
    words = page.texts[text]
    if STAMP.fullmatch(words) or _is_own_date(page, text):
        return True
    is_number = words.strip(" .、").isdecimal() and page.tags[page.parents[text]] == "em"
    if _is_stressed(page, text) and not is_number:
        return False
    return BADGE.fullmatch(words) is not None


def _is_own_date(page: FlatDom, text: int) -> bool:
    """A date that is no part of the title; one without its year may be stressed words of it."""
    words = page.texts[text]
    return is_date(words) and (not _is_stressed(page, text) or FULL_DATE.search(words) is not None)


def _is_stressed(page: FlatDom, text: int) -> bool:
    return page.tags[page.parents[text]] in STRESS


def _block(page: FlatDom, text: int, link: int) -> int:
    """The block inside the link that a text stands in; the link itself if there is none."""
    node = page.parents[text]
    while node > link and page.tags[node] in INLINE:
        node = page.parents[node]
    return max(node, link)
