"""What a stretch of links weighs as the list of its page: titles, dates, and what stands around."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.extract.class_names import is_showcase, list_hint
from crawler.extract.link_titles import LONG_TITLE
from crawler.extract.list_links import is_article_address

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.list_links import PageLink
    from crawler.extract.list_surroundings import Surroundings

FURNITURE = frozenset(("nav", "footer", "aside", "marquee"))
"""Forms are none: some systems put the whole page into one."""
ROOTS = frozenset(("html", "body"))
TITLE_BASE, TITLE_MOST = 16, 30
"""What an entry weighs, and how many characters of its title add to it."""
TOLD, ADDRESSED, FEW_ADDRESSED = 0.3, 0.3, 0.2
"""Trust in links that are neither dated nor long, that lead to no article; share of those that do
below which they are menus."""
ASIDE_TRUST, BESIDE_TRUST = 0.5, 0.3
"""Share of its trust that a block keeps for each furniture it stands in, under a box's heading."""
FEW, FEW_ROWS, ABOVE_POSITION, BELOW_POSITION, RICH, SUMMARY_CHARS = 0.6, 3, 0.6, 1.5, 1.5, 20
"""Factors of few rows (fewer than), of a block above and right below the line that says where one
is, of entries with a summary (more characters than)."""
SHOWCASE_TRUST, SHOWCASE_STEPS = 0.3, 6
"""Share that a slider's block keeps; elements around a slide, of which one is called so."""
PAGED = 8.0
"""A pager says what the page is for: it counts four times what dates do."""


@dataclass(slots=True)
class ListEntry:
    """One link of a block and the largest element that holds it and no neighbour."""

    link: PageLink
    node: int
    date: str | None = None


@dataclass(slots=True)
class ListBlock:
    """Entries of one group that stand in one element, and what it weighs."""

    container: int
    dom_path: str
    entries: list[ListEntry] = field(default_factory=list)
    weight: float = 0.0
    """Titles, dates counting double."""
    trust: float = 1.0
    """How much its titles, addresses, names and heading are those of a list."""
    factor: float = 1.0
    """What its size, its place on the page and its summaries add."""
    has_pager: bool = False
    is_aside: bool = False

    @property
    def is_dated(self) -> bool:
        return 2 * sum(1 for entry in self.entries if entry.date) > len(self.entries)

    @property
    def score(self) -> float:
        return self.weight * self.trust * self.factor


def weigh(around: Surroundings, block: ListBlock) -> None:
    """Sets what the block weighs. A title tells more than its address, a date proves both."""
    entries = {entry.link.href: entry for entry in block.entries}.values()
    count = len(entries)
    others = _rows_beside(around, block)
    lengths = [len(entry.link.title) for entry in entries]
    told = sum(1 for e in entries if e.date or len(e.link.title) >= LONG_TITLE)
    articles = sum(1 for entry in entries if is_article_address(entry.link.href)) / count
    dates = sum(1 for entry in entries if entry.date)
    first, last = block.entries[0].node, block.entries[-1].link.node
    is_beside = around.is_beside_list(first)

    block.weight = sum(TITLE_BASE + min(length, TITLE_MOST) for length in lengths) * (
        1 + dates / count
    )
    block.weight *= 1 + others / count
    block.trust = _between(TOLD, told / count) * _between(ADDRESSED, articles)
    block.trust *= ASIDE_TRUST ** min(2, _asides(around, block)) * (
        BESIDE_TRUST if is_beside else 1.0
    )
    block.trust *= SHOWCASE_TRUST if _is_showcase(around, block) else 1.0
    block.factor = _richness(around.page, block) * (FEW if count + others < FEW_ROWS else 1.0)
    if last < around.position:
        block.factor *= ABOVE_POSITION
    elif around.is_first_after_position(first):
        block.factor *= BELOW_POSITION
    block.has_pager = around.has_pager_after(last)
    is_box = articles < FEW_ADDRESSED or (is_beside and not block.has_pager)
    block.is_aside = is_box and not block.is_dated


def _between(least: float, share: float) -> float:
    return least + (1 - least) * share


def _rows_beside(around: Surroundings, block: ListBlock) -> int:
    """Rows beside the entries that name one article too, laid out otherwise."""
    page, rows = around.page, {entry.node for entry in block.entries}
    if block.container < 0 or len(rows) < 2:
        return 0
    count, child = 0, block.container + 1
    while child < page.ends[block.container] and around.looks_left > 0:
        around.looks_left -= 1
        if child not in rows and page.tags[child] == page.tags[block.entries[0].node]:
            start, end = (bisect_left(around.titled, i) for i in (child, page.ends[child]))
            count += end - start == 1
        child = page.ends[child]
    return count


def _asides(around: Surroundings, block: ListBlock) -> int:
    """Elements around the rows that are furniture by tag or name.

    What holds nearly all titles of the page is none, and what all rows are called says nothing.
    """
    page, node, count = around.page, block.container, 0
    while node > 0 and page.tags[node] not in ROOTS:
        is_aside = page.tags[node] in FURNITURE or list_hint(page.names[node]) == "aside"
        count += is_aside and not around.holds_most(node)
        node = page.parents[node]
    return count


def _is_showcase(around: Surroundings, block: ListBlock) -> bool:
    """Whether a slider shows the entries, and the page has others."""
    page, node = around.page, block.entries[0].link.node
    for _ in range(SHOWCASE_STEPS):
        if node <= 0 or page.tags[node] in ROOTS or around.holds_most(node):
            return False
        if is_showcase(page.names[node]):
            return True
        node = page.parents[node]
    return False


def _richness(page: FlatDom, block: ListBlock) -> float:
    """Entries with a summary are more than a box beside the list has room for."""
    told = sum(
        sum(len(page.texts[i].strip()) for i in range(entry.node, page.ends[entry.node]))
        - len(entry.link.title)
        > SUMMARY_CHARS
        for entry in block.entries
    )
    return RICH if 2 * told > len(block.entries) >= FEW_ROWS else 1.0
