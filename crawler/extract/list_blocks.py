"""Which links of a page are its list: those laid out alike that most look like what it is for.

Links with the same path of tags and classes form a group, each unbroken stretch of it in one
element a block. Blocks are weighed by their titles and dates, and by what stands around them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extract.block_dates import date_between, date_by_column, date_by_headings
from crawler.extract.dom_paths import DomPaths, upwards
from crawler.extract.entry_dates import entry_date
from crawler.extract.link_titles import LONG_TITLE
from crawler.extract.list_links import is_article_address, is_entry_title
from crawler.extract.list_surroundings import Surroundings
from crawler.extract.list_weights import PAGED, TITLE_MOST, ListBlock, ListEntry, weigh

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.list_links import PageLink

FEW_ENTRIES, ROW_STEPS, MAX_ROW_STEPS = 3, 3, 5
"""Entries of a section, steps of two rows compared, steps from a link up to its row."""
ROWS = frozenset(("li", "tr", "dd", "dt", "p", "article"))


def find_blocks(page: FlatDom, links: list[PageLink]) -> list[ListBlock]:
    """The blocks of the page's list in page order; none if nothing looks like one."""
    around = Surroundings(page, links)
    paths = DomPaths(page, links)
    groups: dict[str, list[PageLink]] = defaultdict(list)
    for link in links:
        if is_entry_title(link.title):
            groups[paths.of(link.node)].append(link)
    candidates = []
    stated: dict[str, str] = {}
    for dom_path, group in groups.items():
        blocks = _blocks(page, _without_categories(page, group), dom_path)
        for block in blocks:
            weigh(around, block)
            stated.update({entry.link.href: entry.date for entry in block.entries if entry.date})
        if blocks:
            candidates.append(_alike(around, blocks))
    best = max(candidates, key=_score, default=[])
    best = max(
        (kept for kept in candidates if _shares_entries(kept, best)), key=_titles, default=[]
    )
    if not best or best[0].is_aside or _is_stray(best):
        return []
    others = [block for kept in candidates if kept is not best for block in kept]
    if around.position < 0 and not any(block.has_pager for block in best):
        best = best + _sections_like(best, others)
    else:
        best = best + _pinned_above(page, best, others)
    for entry in (entry for block in best for entry in block.entries):
        entry.date = entry.date or stated.get(entry.link.href)  # printed twice, dated once
    return sorted(best, key=lambda block: block.entries[0].node)


def _score(blocks: list[ListBlock]) -> tuple[bool, float]:
    """A box beside the list is never weighed against a list, however long it is."""
    hrefs = [entry.link.href for block in blocks for entry in block.entries]
    score = sum(block.score for block in blocks)
    score *= len(set(hrefs)) / len(hrefs)  # a list names an article once; sections recur
    return not blocks[0].is_aside, score * (PAGED if any(b.has_pager for b in blocks) else 1.0)


def _is_stray(blocks: list[ListBlock]) -> bool:
    """Whether this is one link only, with neither date nor pager to make a list of it."""
    count = sum(len(block.entries) for block in blocks)
    return count == 1 and not (blocks[0].is_dated or blocks[0].has_pager)


def _shares_entries(blocks: list[ListBlock], best: list[ListBlock]) -> bool:
    """Whether links stand in the very entries of the best ones: authors, sections, or titles."""
    nodes = {entry.node for block in best for entry in block.entries}
    own = {entry.node for block in blocks for entry in block.entries}
    return 2 * len(nodes & own) > len(nodes)


def _titles(blocks: list[ListBlock]) -> tuple[bool, float]:
    """Of several links in each entry the title is the heading, or else the longest."""
    links = [entry.link for block in blocks for entry in block.entries]
    headings = sum(1 for link in links if link.rank == 0)
    return 2 * headings > len(links), sum(min(len(link.title), TITLE_MOST) for link in links) / len(
        links
    )


def _alike(around: Surroundings, blocks: list[ListBlock]) -> list[ListBlock]:
    """The strongest block and those of its group that are as it is; a pager ends the list."""
    best = max(blocks, key=lambda block: block.score * (PAGED**2 if block.has_pager else 1.0))
    kept = [best]
    start = blocks.index(best)
    for position in [*range(start - 1, -1, -1), *range(start + 1, len(blocks))]:
        block = blocks[position]
        if position > start and around.has_pager_between(
            blocks[position - 1].entries[-1].link.node, block.entries[0].node
        ):
            break
        is_alike = block.is_dated == best.is_dated and block.is_aside == best.is_aside
        if is_alike and block.trust > best.trust / 2:
            kept.append(block)
    return kept


def _sections_like(best: list[ListBlock], others: list[ListBlock]) -> list[ListBlock]:
    """Dated sections laid out as the list is, in another column of a page of many sections."""
    own = best[0].dom_path.split("/")
    return [
        block
        for block in others
        if _is_of_a_kind(block, best[0])
        and len(block.entries) >= FEW_ENTRIES
        and block.dom_path.split("/")[:ROW_STEPS] == own[:ROW_STEPS]
    ]


def _pinned_above(page: FlatDom, best: list[ListBlock], others: list[ListBlock]) -> list[ListBlock]:
    """Dated entries in an element of their own right above the list, with no heading between."""
    top = min(best, key=lambda block: block.entries[0].node)
    found = []
    for block in others:
        between = range(page.ends[block.container], top.container)
        is_beside = page.parents[block.container] == page.parents[top.container]
        if is_beside and between and any(page.texts[i].strip() for i in between):
            continue
        if is_beside and block.container < top.container and _is_of_a_kind(block, top):
            found.append(block)
    return found


def _is_of_a_kind(block: ListBlock, best: ListBlock) -> bool:
    """Whether two dated blocks differ in class names only."""
    tags, own = ([s.partition(" ")[0] for s in b.dom_path.split("/")] for b in (block, best))
    is_dated = block.is_dated and best.is_dated
    return is_dated and tags == own and block.trust > best.trust / 2


def _blocks(page: FlatDom, group: list[PageLink], dom_path: str) -> list[ListBlock]:
    blocks: list[ListBlock] = []
    for link, node in zip(group, _entries(page, [link.node for link in group]), strict=True):
        if not blocks or blocks[-1].container != page.parents[node]:
            blocks.append(ListBlock(page.parents[node], dom_path))
        date = entry_date(page, range(node, page.ends[node]), link.title, link.title_nodes)
        blocks[-1].entries.append(ListEntry(link, node, date or link.date))
    for block in blocks:
        date_by_column(page, block)
        date_between(page, block)
    date_by_headings(page, blocks)
    return blocks


def _entries(page: FlatDom, nodes: list[int]) -> list[int]:
    """The largest element that holds a link and none of its neighbours, for each link of a group.

    As most links of the group have it so many steps up, no link has it higher: the last one would
    take all that follows for its own. A link alone of its kind has the row it stands in.
    """
    if len(nodes) < 2:
        above = [(node, islice(upwards(page, node), 1, MAX_ROW_STEPS)) for node in nodes]
        return [next((u for u in ups if page.tags[u] in ROWS), node) for node, ups in above]
    chains = []
    for before, node, after in zip([-1, *nodes], nodes, [*nodes[1:], len(page.tags)], strict=False):
        chain = [node]
        while (up := page.parents[chain[-1]]) > max(before, 0) and page.ends[up] <= after:
            chain.append(up)
        chains.append(chain)
    steps = sorted(len(chain) for chain in chains)[(len(chains) - 1) // 2]
    return [chain[:steps][-1] for chain in chains]


def _without_categories(page: FlatDom, group: list[PageLink]) -> list[PageLink]:
    """Drops links to the section of an entry that are laid out as its title is."""
    times = Counter(link.href for link in group)
    rows: dict[int, list[PageLink]] = defaultdict(list)
    for link in group:
        holder = next((i for i in upwards(page, link.node) if page.tags[i] in ROWS), 0)
        rows[holder].append(link)
    dropped = _narrow_columns([row for row in rows.values() if len(row) > 1])
    for row in rows.values():
        if any(is_article_address(link.href) for link in row) and len(row) > 1:
            for link in row:
                is_bracketed = link.title[0] in "[【" and link.title[-1] in "]】"
                if is_bracketed or not is_article_address(link.href) or times[link.href] > 2:
                    dropped.add(link.node)
    return [link for link in group if link.node not in dropped]


def _narrow_columns(rows: list[list[PageLink]]) -> set[int]:
    """Links of columns that hold codes or names beside the column of titles."""
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or any(len(row) != width for row in rows):
        return set()
    lengths = [sum(len(row[k].title) for row in rows) / len(rows) for k in range(width)]
    narrow = [k for k in range(width) if lengths[k] < min(LONG_TITLE, max(lengths) / 2)]
    return {row[k].node for row in rows for k in narrow}
