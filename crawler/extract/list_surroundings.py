"""What stands around the lists of a page: pagers, headings, the line that says where one is."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extract.class_names import is_showcase
from crawler.extract.flat_dom import INLINE
from crawler.extract.link_titles import HEADINGS, LONG_TITLE
from crawler.extract.list_links import PAGER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.list_links import PageLink

BESIDE_LIST = re.compile(
    r"热[门点词搜文图榜评]|熱[門點搜文]|排行|推[荐薦广廣]|相[关關]|精[选選彩]|人[气氣]|[图圖]片|[图圖][说說]|[视視][频頻]"
    r"|[专專][题題]|猜你|[为為]你|大家都在|\d+小时|[一本]周|[点點][击擊]|[阅閱][读讀]榜|友情[链鏈連][接結]"
    r"|网站链接|网站导航|近期文章|最新评论|广告"
)
"""Headings of boxes beside a list. A page that is called so itself is the exception."""
POSITION = re.compile(r"(?:当前|當前|所在|现在|您?的)的?位置|当前栏目|位置\s*[:：]")
PAGER_NAME = re.compile(
    r"(?:^|[\s_-])(?:pages?|pager|pagination|page_?n|page-?turn|pagebox|fenye)(?:$|[\s_-])"
)
NEXT_PAGE = re.compile(r"\W*(?:下一?[页頁版]|[尾末][页頁]|(?:加载|載入)更多|next\b)", re.IGNORECASE)
PAGER_CALL = re.compile(r"\bcreatePage(?:HTML)?\s*\(")
MAX_PAGER = 100
"""Nodes of a pager: larger elements of that name are the whole page."""
HEADING_NAME = re.compile(
    r"(?:^|[\s_-])(?:hd|head(?:er|ing)?|tit(?:le)?|tt|bt|caption)(?:$|[\s_-])"
)
NODES_ABOVE, HEADING_STEPS, MAX_HEADING, TABS = 40, 5, 16, 3
"""Nodes above a block where its heading stands; elements around a linked one; characters; links
of a row that is none."""
MAX_POSITION, MAX_NEXT, MAX_DIGITS = 200, 12, 4
"""Characters of the line that says where one is, of 下一页; digits of a page number are fewer."""
NEARLY_ALL = 0.8
"""Share of the page's titles in an element that no name makes furniture."""
MAX_LOOKS = 500_000
"""Elements beside entries that are looked at: a page may be built to take for ever."""


class Surroundings:
    """What a page has beside its lists: pagers, the line that says where one is, titles."""

    def __init__(self, page: FlatDom, links: list[PageLink]) -> None:
        self.page = page
        self.looks_left = MAX_LOOKS
        self.titled = [link.node for link in links if len(link.title) >= LONG_TITLE]
        self.pagers = sorted({*_pager_texts(page), *_pager_elements(page)})
        self.position = next(
            (i for i, text in enumerate(page.texts) if text and POSITION.search(text)), -1
        )
        line = page.parents[self.position] if self.position >= 0 else 0
        while line > 0 and page.tags[line] in INLINE:
            line = page.parents[line]
        self.own_names = (page.title or "") + (page.text_within(line) if line > 0 else "")[
            :MAX_POSITION
        ]
        """What the page calls itself: its title and the line that says where one is."""

    def has_pager_after(self, last: int) -> bool:
        """Whether a pager follows with nothing between but at most one title."""
        pager = bisect_left(self.pagers, last + 1)
        return pager < len(self.pagers) and self._titles_between(last, self.pagers[pager]) <= 1

    def is_first_after_position(self, first: int) -> bool:
        here = self.position
        is_after = 0 <= here < first and not self.has_pager_between(here, first)
        return is_after and not self._titles_between(here, first)

    def has_pager_between(self, last: int, first: int) -> bool:
        return bisect_left(self.pagers, last + 1) < bisect_left(self.pagers, first)

    def holds_most(self, node: int) -> bool:
        """Whether nearly all titles of the page stand in an element."""
        inside = bisect_left(self.titled, self.page.ends[node]) - bisect_left(self.titled, node)
        return inside >= NEARLY_ALL * len(self.titled)

    def is_beside_list(self, node: int) -> bool:
        """Whether what begins here is headed as a box is, and the page is not called so itself."""
        match = BESIDE_LIST.search(self._heading_before(node))
        return match is not None and match.group() not in self.own_names

    def _heading_before(self, node: int) -> str:
        """The nearest short texts before a block, down to the last title before it."""
        page, found = self.page, []
        above = bisect_left(self.titled, node)
        floor = self.titled[above - 1] if above else -1
        for i in range(node - 1, max(floor, node - NODES_ABOVE), -1):
            if (text := page.texts[i].strip()) and len(text) > 1 and not PAGER.match(text):
                if len(text) > MAX_HEADING or not self._may_be_heading(i):
                    break
                found.append(text)
                if len(found) == 2:
                    break
        return " ".join(found)

    def _titles_between(self, last: int, first: int) -> int:
        return bisect_left(self.titled, first) - bisect_left(self.titled, last + 1)

    def _may_be_heading(self, text: int) -> bool:
        """A linked text is one only inside an element named or tagged so: menus are linked too."""
        steps, node = [], text
        for _ in range(HEADING_STEPS):
            node = self.page.parents[node]
            if node < 0:
                break
            steps.append(node)
        if not any(self.page.tags[i] == "a" for i in steps):
            return True
        named = [
            i
            for i in steps
            if self.page.tags[i] in HEADINGS or HEADING_NAME.search(self.page.names[i])
        ]
        return bool(named) and not self._is_row_of_tabs(named[-1])

    def _is_row_of_tabs(self, node: int) -> bool:
        """Whether an element holds three links or more, bar 更多."""
        inside = range(node, self.page.ends[node])
        links = (i for i in inside if self.page.tags[i] == "a")
        labels = (i for i in links if not PAGER.match(self.page.text_within(i)))
        return len(list(islice(labels, TABS))) == TABS


def _pager_texts(page: FlatDom) -> Iterator[int]:
    """下一页 and its like, and numbers in a row of which the second is a link."""
    before = ""
    for i, text in enumerate(page.texts):
        if not text or not (text := text.strip()):
            continue
        if len(text) < MAX_NEXT and NEXT_PAGE.match(text):
            yield i
        number = text.strip("[]()")
        is_number = number.isdecimal() and len(number) < MAX_DIGITS
        is_next = is_number and before != "" and int(number) == int(before) + 1
        if is_next and page.tags[page.parents[i]] == "a":
            yield i
        before = number if is_number else ""


def _pager_elements(page: FlatDom) -> Iterator[int]:
    """Elements called so, and scripts that write one in their place."""
    scripts = iter(page.scripts)
    for i, (tag, name) in enumerate(zip(page.tags, page.names, strict=True)):
        if tag == "script":
            if PAGER_CALL.search(next(scripts, ("", ""))[1]):
                yield i
        elif name and page.ends[i] - i < MAX_PAGER and _is_pager_name(name):
            yield i


def _is_pager_name(name: str) -> bool:
    return PAGER_NAME.search(name) is not None and not is_showcase(name)
