"""What a stretch of links weighs as the list of its page: titles, dates, and what stands around."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.extract.hints import FURNITURE_TAGS, hint
from crawler.extract.link_titles import HEADINGS
from crawler.extract.list_links import PAGER, is_article_address
from crawler.extract.outline import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.list_links import Link
    from crawler.extract.outline import Outline

SIDE = re.compile(r"(?:^|(?<=[\s_-]))(?:right|fr|col-?r|rside|search|top)(?=$|[\s_-])")
"""Asides of an article page: a list page has its list there as often."""
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
SLIDES = re.compile(r"swiper|slide|carousel|focus|banner")
HEADING_NAME = re.compile(
    r"(?:^|[\s_-])(?:hd|head(?:er|ing)?|tit(?:le)?|tt|bt|caption)(?:$|[\s_-])"
)
LONG_TITLE = 9
PAGED = 6.0
"""A pager says what the page is for: it counts three times what dates do."""
MAX_LOOK = 10_000
"""Nodes of one container looked through for rows: pages may be built to take for ever."""


@dataclass(slots=True)
class Entry:
    """One link of a block and the largest element that holds it and no neighbour."""

    link: Link
    node: int
    date: str | None = None


@dataclass(slots=True)
class Block:
    """Entries of one group that stand in one element, and what it weighs."""

    container: int
    place: str
    entries: list[Entry] = field(default_factory=list)
    weight: float = 0.0
    """Titles, dates counting double."""
    factor: float = 1.0
    """What the surroundings say of it."""
    has_pager: bool = False
    is_aside: bool = False

    @property
    def is_dated(self) -> bool:
        return 2 * sum(1 for entry in self.entries if entry.date) > len(self.entries)

    @property
    def score(self) -> float:
        return self.weight * self.factor


def _pager_texts(page: Outline) -> Iterator[int]:
    """下一页 and its like, and numbers in a row of which the second is a link."""
    before = ""
    for i, text in enumerate(page.texts):
        if not text or not (text := text.strip()):
            continue
        if len(text) < 12 and NEXT_PAGE.match(text):
            yield i
        number = text.strip("[]()")
        is_number = number.isdecimal() and len(number) < 4
        is_next = is_number and before != "" and int(number) == int(before) + 1
        if is_next and page.tags[page.parents[i]] == "a":
            yield i
        before = number if is_number else ""


def _pager_elements(page: Outline) -> Iterator[int]:
    """Elements called so, and scripts that write one in their place."""
    scripts = iter(page.scripts)
    for i, (tag, name) in enumerate(zip(page.tags, page.names, strict=True)):
        if tag == "script":
            if PAGER_CALL.search(next(scripts, ("", ""))[1]):
                yield i
        elif name and page.ends[i] - i < MAX_PAGER and _is_pager_name(name):
            yield i


def _is_pager_name(name: str) -> bool:
    return PAGER_NAME.search(name) is not None and SLIDES.search(name) is None


class Surroundings:
    """What a page has beside its lists: pagers, the line that says where one is, titles."""

    def __init__(self, page: Outline, links: list[Link]) -> None:
        self.page = page
        self.titled = [link.node for link in links if len(link.title) >= LONG_TITLE]
        self.pagers = sorted({*_pager_texts(page), *_pager_elements(page)})
        self.position = next(
            (i for i, text in enumerate(page.texts) if text and POSITION.search(text)), -1
        )

        line = page.parents[self.position] if self.position >= 0 else 0
        while line > 0 and page.tags[line] in INLINE:
            line = page.parents[line]
        self.own_names = (page.title or "") + (page.text_within(line) if line > 0 else "")[:200]
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

    def heading_before(self, node: int) -> str:
        """The nearest short texts before a block, down to the last title before it."""
        page, found = self.page, []
        above = bisect_left(self.titled, node)
        floor = self.titled[above - 1] if above else -1
        for i in range(node - 1, max(floor, node - 40), -1):
            if (text := page.texts[i].strip()) and len(text) > 1 and not PAGER.match(text):
                if len(text) > 16 or not self._may_be_heading(i):
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
        for _ in range(5):
            node = self.page.parents[node]
            if node < 0:
                break
            steps.append(node)
        is_linked = any(self.page.tags[i] == "a" for i in steps)
        return not is_linked or any(
            self.page.tags[i] in HEADINGS or HEADING_NAME.search(self.page.names[i]) for i in steps
        )


def weigh(around: Surroundings, block: Block) -> None:
    entries = {entry.link.href: entry for entry in block.entries}.values()
    count = len(entries)
    block.weight = sum(
        (16 + min(len(entry.link.title), 30)) * (2.0 if entry.date else 1.0) for entry in entries
    )
    others = _rows_beside(around, block)
    block.weight *= 1 + others / count
    told = sum(1 for entry in entries if entry.date or len(entry.link.title) >= LONG_TITLE)
    factor = 0.3 + 0.7 * told / count
    articles = sum(1 for entry in entries if is_article_address(entry.link.href)) / count
    factor *= 0.3 + 0.7 * articles
    if count + others < 3:
        factor *= 0.6
    factor *= 0.5 ** min(2, _asides(block.place))
    first, last = block.entries[0].node, block.entries[-1].link.node
    heading = around.heading_before(first)
    match = BESIDE_LIST.search(heading)
    is_called_so = match is not None and match.group() in around.own_names
    if match and not is_called_so:
        factor *= 0.3
    if last < around.position:
        factor *= 0.6
    elif around.is_first_after_position(first):
        factor *= 1.5
    block.has_pager = around.has_pager_after(last)
    block.is_aside = not block.is_dated and (
        articles < 0.2
        or (
            not block.has_pager
            and (count + others == 1 or (match is not None and not is_called_so))
        )
    )
    block.factor = factor * _richness(around.page, block)


def _rows_beside(around: Surroundings, block: Block) -> int:
    """Rows beside the entries that name one article too, laid out otherwise."""
    page, rows = around.page, {entry.node for entry in block.entries}
    if block.container < 0 or len(rows) < 2:
        return 0
    count, child = 0, block.container + 1
    end_of_look = min(page.ends[block.container], child + MAX_LOOK)
    while child < end_of_look:
        if child not in rows and page.tags[child] == page.tags[block.entries[0].node]:
            start, end = (bisect_left(around.titled, i) for i in (child, page.ends[child]))
            count += end - start == 1
        child = page.ends[child]
    return count


def _asides(place: str) -> int:
    steps = (step.partition(" ") for step in place.split("/"))
    return sum(
        tag in FURNITURE_TAGS or hint(SIDE.sub("", name)) == "aside" for tag, _, name in steps
    )


def _richness(page: Outline, block: Block) -> float:
    """Entries with a summary are more than a box beside the list has room for."""
    told = sum(
        sum(len(page.texts[i].strip()) for i in range(entry.node, page.ends[entry.node]))
        - len(entry.link.title)
        > 20
        for entry in block.entries
    )
    return 1.5 if 2 * told > len(block.entries) and len(block.entries) > 2 else 1.0
