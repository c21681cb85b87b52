"""Blocks of the article in reading order, and what was left out of them with the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.block_paths import forget_common_names
from crawler.extract.flat_dom import HIDDEN
from crawler.items import Block

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run
    from crawler.extract.headline import Heading

MAX_BLOCKS = 5_000
MAX_TEXT = 20_000
MAX_LINKS = 50
MAX_STEPS = 3
"""Elements around a block that its path names."""
CELLS = frozenset(("td", "th"))
MAX_CELL = 60
DESCRIPTIONS = ("description", "og:description", "Description", "twitter:description")
BEGINNING = 16
"""Characters by which a description is known again."""


def read_blocks(
    page: FlatDom, container: int, heading: Heading | None, drop: tuple[str, ...]
) -> tuple[list[Block], list[int], list[tuple[str, str]]]:
    """(blocks, first node of each, skipped as (text, rule)): every run is in exactly one."""
    inside = page.runs_within(container)
    dropped = _dropped_nodes(page, drop, container)
    blocks: list[Block] = []
    positions: list[int] = []
    skipped = list(page.skipped)
    row = -1
    known: dict[int, list[str]] = {}
    for number, run in enumerate(page.runs):
        if number not in inside:
            skipped.append((run.text, "outside_container"))
        elif heading is not None and number < heading.first_run:
            skipped.append((run.text, "before_headline"))
        elif any(low <= run.node < high for low, high in dropped):
            skipped.append((run.text, "channel_rule"))
        elif len(blocks) >= MAX_BLOCKS:
            skipped.append((run.text, "too_many_blocks"))
        else:
            this_row = _row(page, run, container)
            if this_row >= 0 and this_row == row and len(blocks[-1].text) < MAX_TEXT - MAX_CELL:
                _join_cell(blocks[-1], run)
            else:
                blocks.append(_block(page, run, container, "tr" if this_row >= 0 else None, known))
                positions.append(run.node)
                if len(run.text) > MAX_TEXT:
                    skipped.append((run.text[MAX_TEXT:], "too_long"))
            row = this_row
    forget_common_names(blocks)
    _mark_descriptions(page, blocks)
    return blocks, positions, skipped


def _mark_descriptions(page: FlatDom, blocks: list[Block]) -> None:
    """Hidden blocks that begin as the page's meta description does say so in their path."""
    hidden = [block for block in blocks if "[hidden]" in block.path]
    if not hidden:
        return
    described = {
        _beginning(own.get("content") or "")
        for tag, own in zip(page.tags, page.attributes, strict=True)
        if tag == "meta" and (own.get("name") or own.get("property")) in DESCRIPTIONS
    }
    for block in hidden:
        if len(start := _beginning(block.text)) == BEGINNING and start in described:
            block.path += " [description]"


def _beginning(text: str) -> str:
    return "".join(text[: 2 * BEGINNING].split())[:BEGINNING]


def _dropped_nodes(page: FlatDom, drop: tuple[str, ...], container: int) -> list[tuple[int, int]]:
    low, high = container, page.ends[container]
    return [(n, page.ends[n]) for css in drop for n in page.select(css) if low < n < high]


def _row(page: FlatDom, run: Run, container: int) -> int:
    """The table row of a data cell, or -1: a layout cell holds paragraphs, a data cell a value."""
    if len(run.text) > MAX_CELL:
        return -1
    node = run.element
    while node > container and page.tags[node] not in CELLS:
        if page.tags[node] in ("table", "li"):
            return -1
        node = page.parents[node]
    if node <= container or len(page.runs_within(node)) > 1:
        return -1
    row = page.parents[node]
    return row if len(page.runs_within(row)) > 1 else -1


def _block(
    page: FlatDom, run: Run, container: int, tag: str | None, known: dict[int, list[str]]
) -> Block:
    return Block(
        text=run.text[:MAX_TEXT],
        tag=tag or page.tags[run.element],
        path=_path(page, run.element, container, known),
        links=run.links[:MAX_LINKS],
        in_link_chars=run.link_chars,
    )


def _join_cell(block: Block, run: Run) -> None:
    """Cells of one row are parted by a tab: no cell text holds one."""
    block.text = f"{block.text}\t{run.text}"
    block.links = [*block.links, *run.links][:MAX_LINKS]
    block.in_link_chars += run.link_chars


def _path(page: FlatDom, element: int, container: int, known: dict[int, list[str]]) -> str:
    """Class and id names from the block outwards, as ``p.intro div#box``, inside the container.

    ``known`` holds what was found of each holder: the paragraphs of an article share theirs.
    """
    above = page.parents[element]
    if above < container:
        return _step(page, element)
    if (holders := known.get(above)) is None:
        holders = []
        node = above
        while node >= container and len(holders) < MAX_STEPS:
            holders.append(_step(page, node))
            node = page.parents[node]
        known[above] = holders
    return " ".join((_step(page, element), *holders))[:200]


def _step(page: FlatDom, node: int) -> str:
    attributes = page.attributes[node]
    step = page.tags[node]
    if not attributes:
        return step
    if name := attributes.get("id"):
        step += f"#{name[:30]}"
    if name := (attributes.get("class") or "").strip():
        step += "." + ".".join(name.split()[:3])[:50]
    style = attributes.get("style")
    is_hidden = style is not None and HIDDEN.search(style) is not None
    if is_hidden or "hidden" in attributes or attributes.get("aria-hidden") == "true":
        step += "[hidden]"
    return step
