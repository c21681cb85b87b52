"""Names of the elements around blocks that say nothing, because nearly all text stands in them.

Whoever labels blocks reads class and id names; one on the wrapper of the whole article, or on
each of its paragraphs, tells none from another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.flat_dom import PROSE, PROSE_CHARS

if TYPE_CHECKING:
    from crawler.items import Block

NEARLY_ALL = 0.9
"""Share of the paragraphs' text that stands under a name which says nothing."""
OWN_NAME = re.compile(r"[.#][^\[]*")
"""Of one step, ``div#box.left[hidden]``, all but tag and mark."""


def forget_common_names(blocks: list[Block]) -> None:
    """Takes from the paths the names that the first paragraph shares with nearly all prose."""
    first = next((block for block in blocks if _is_prose(block)), None)
    if first is None:
        return
    named = [step for step in first.path.split(" ") if "." in step or "#" in step]
    if not named:
        return
    chars: dict[str, int] = {}
    for block in blocks:
        length = len(block.text)
        chars[block.path] = chars.get(block.path, 0) + (length if length >= PROSE_CHARS else 0)
    steps = {path: path.split(" ") for path in chars}
    enough = NEARLY_ALL * sum(chars.values())
    common = {
        step
        for step in named
        if sum(length for path, length in chars.items() if step in steps[path]) >= enough
    }
    if not common:
        return
    kept = {
        path: " ".join(OWN_NAME.sub("", step) if step in common else step for step in own)
        for path, own in steps.items()
    }
    for block in blocks:
        block.path = kept[block.path]


def _is_prose(block: Block) -> bool:
    length = len(block.text)
    return (
        length >= PROSE_CHARS
        and block.in_link_chars * 2 < length
        and PROSE.search(block.text) is not None
    )
