"""Entries of a list that are laid out otherwise than the rest, and advertisements among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from crawler.extract.class_names import list_hint
from crawler.extract.dom_paths import DomPaths
from crawler.extract.entry_dates import entry_date
from crawler.extract.link_titles import LONG_TITLE
from crawler.extract.list_links import PAGER, READ_MORE, is_entry_title
from crawler.extract.list_weights import ListEntry

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.list_links import PageLink
    from crawler.extract.list_weights import ListBlock

ADVERTISEMENT = re.compile(r"\W*(?:广告|推广|赞助商?|ad|sponsored)\W*", re.IGNORECASE)
ADVERTISEMENT_NAME = re.compile(r"(?:^|[\s_-])(?:ads?|adv|advert|guanggao)(?:$|[\s_-])")
MAX_BLOCKS, MAX_LOOK = 20, 20_000
"""Blocks, and nodes of one container, looked through: a page may be built to take for ever."""
MAX_TITLES = 2
"""An element that names more articles is a box of its own, not an entry."""


def other_entries(page: FlatDom, links: list[PageLink], blocks: list[ListBlock]) -> list[ListEntry]:
    """Elements beside the entries of each block that name an article in another way."""
    paths = DomPaths(page, links)
    return [entry for block in blocks[:MAX_BLOCKS] for entry in _beside(paths, links, block)]


def is_advertisement(page: FlatDom, entry: ListEntry) -> bool:
    """Whether an entry is marked as one, by a text of its own or by its name."""
    if ADVERTISEMENT_NAME.search(page.names[entry.node]):
        return True
    texts = page.texts[entry.node : page.ends[entry.node]]
    return any(ADVERTISEMENT.fullmatch(text) for text in texts if text.strip())


def _beside(paths: DomPaths, links: list[PageLink], block: ListBlock) -> list[ListEntry]:
    """Elements of one container, of the same tag as the entries of its block.

    A title too short to tell counts where a dated list has a dated row for it, or where it is
    laid out exactly as the others.
    """
    page, entries = paths.page, block.entries
    if len(entries) < 2 or block.container < 0:
        return []
    taken = {entry.node for entry in entries}
    tag = page.tags[entries[0].node]
    last = entries[-1].node
    nodes = [link.node for link in links]
    found = []
    child = block.container + 1
    end_of_look = min(page.ends[block.container], child + MAX_LOOK)
    while child < end_of_look:
        end = page.ends[child]
        if child not in taken and page.tags[child] == tag:
            own = links[bisect_left(nodes, child) : bisect_left(nodes, end)]
            entry = _entry(paths, own, child, block)
            is_inside = entries[0].node < child < last
            if entry and (is_inside or entry.date or _is_row(entry, block)):
                found.append(entry)
        child = end
    return found


def _entry(paths: DomPaths, links: list[PageLink], node: int, block: ListBlock) -> ListEntry | None:
    page = paths.page
    if sum(len(link.title) >= LONG_TITLE for link in links) > MAX_TITLES:
        return None
    if list_hint(page.names[node]) == "aside":
        return None
    titled = [
        link for link in links if not (PAGER.match(link.title) or READ_MORE.match(link.title))
    ]
    if not titled:
        return None
    link = min(titled, key=lambda link: (link.rank if link.rank < 3 else 1, -len(link.title)))
    date = entry_date(page, range(node, page.ends[node]), link.title, link.title_nodes)
    is_alike = block.is_dated and date is not None
    is_alike = is_alike or _tags(paths.of(link.node)) == _tags(block.dom_path)
    if len(link.title) >= (2 if is_alike else LONG_TITLE):
        return ListEntry(link, node, date)
    return None


def _is_row(entry: ListEntry, block: ListBlock) -> bool:
    """Whether an undated entry before or after the others is one of them, and no 返回首页."""
    title = entry.link.title
    is_whole = entry.node != entry.link.node and is_entry_title(title)
    return not block.is_dated and (is_whole or len(title) >= LONG_TITLE)


def _tags(dom_path: str) -> list[str]:
    return [step.partition(" ")[0] for step in dom_path.split("/")]
