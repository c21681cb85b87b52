"""Datelines that a first paragraph starts with: 本报讯（记者 张三）, 新华社南昌2月23日电."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.clean.normalize import has_traditional, simplified
from transforms.clean.word_lists import credit_words, pattern_of

LISTS = credit_words().lists

OUTLET = (
    rf"(?:{pattern_of(LISTS['this_outlet'])}"
    rf"|[A-Za-z0-9\u4e00-\u9fff·/]{{1,14}}?{pattern_of(LISTS['dateline_outlet'])})"
)
DATELINE = re.compile(
    rf"^[\s【\[]*(?P<outlet>{OUTLET})(?P<show>《[^》]{{1,14}}》)?[/、，,\s]*(?P<place>[\u4e00-\u9fff]{{2,7}}?)?\s*"
    r"(?P<day>(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?)?\s*(?P<verb>电|讯|消息|报道)[】\]]?"
    r"(?P<bracket>\s*[（(][^（）()]{2,80}[）)])?(?P<byline>\s*(?:全媒体|首席|见习|实习)?记者\s*[^：:，。]{2,30}?(?:报道|摄影报道))?\s*[：:，,]?"
)
CLIPPED = re.compile(
    r"^\s*社(?P<place>[\u4e00-\u9fff]{2,7})(?P<day>\d{1,2}月\d{1,2}日)(?P<verb>电|讯)(?P<bracket>\s*[（(][^（）()]{2,80}[）)])?"
)
REPORTS = re.compile(
    rf"^[\s【（(〔]*(?P<outlet>{OUTLET})?\s*(?:全媒体|融媒体?|首席|见习|实习|特约|特派|专栏)?\s*(?:记者|記者|作者)\s*(?P<names>[^：:，。（）()]{{2,30}}?)"
    r"\s*(?:[/／][\u4e00-\u9fff]{2,6}?)?(?:\d{1,2}月\d{1,2}日)?\s*(?:摄影)?(?:报道|報導|報道)\s*[】）)〕]?\s*[：:]?"
)
NOT_BYLINE = re.compile(
    rf"[记記]者\s*{pattern_of(LISTS['not_a_byline'])}|答[记記]者|[记記]者招待|《[^》]*》\s*[记記]者"
)
"""A reporter in a sentence: 记者从…获悉, 记者采访了; his trade: 记者节, 答记者问."""


class Dateline(NamedTuple):
    raw: str
    outlet: str | None
    place: str | None


def read_dateline(text: str) -> Dateline | None:
    """The dateline a first paragraph starts with, as printed."""
    head = text[:140].lstrip()
    if has_traditional(head[:60]) and len(plain := simplified(head)) == len(head):
        return _as_printed(_find_dateline(plain), head, plain)
    return _find_dateline(head)


def _as_printed(found: Dateline | None, head: str, plain: str) -> Dateline | None:
    """The same places of the printed text, which differs from ``plain`` by characters only."""
    if found is None:
        return None

    def printed(part: str | None) -> str | None:
        start = plain.find(part) if part else -1
        return head[start : start + len(part)] if part and start >= 0 else part

    return Dateline(printed(found.raw) or found.raw, printed(found.outlet), printed(found.place))


def find_dateline(head: str) -> re.Match[str] | None:
    """Groups outlet, place, day, verb and bracket, of a head in simplified or traditional print."""
    if has_traditional(head) and len(plain := simplified(head)) == len(head):
        return DATELINE.match(plain) or CLIPPED.match(plain)
    return DATELINE.match(head) or CLIPPED.match(head)


def _find_dateline(head: str) -> Dateline | None:
    if (found := DATELINE.match(head)) is not None:
        outlet, place = found["outlet"], found["place"]
        if found["verb"] in ("消息", "报道") and not (
            found["day"] or found["bracket"] or head[found.end() - 1 : found.end()] in "：:，,"
        ):
            return None
        return Dateline(found.group().strip(), outlet, place)
    if (found := CLIPPED.match(head)) is not None:  # 新华 lost with a styled first letter
        return Dateline(found.group().strip(), "新华社", found["place"])
    if (
        (found := REPORTS.match(head)) is not None
        and found["outlet"]
        and not NOT_BYLINE.search(found.group())
    ):
        return Dateline(found.group().strip(), found["outlet"], None)
    return None
