"""Which text of an article page stands in furniture: navigation, comments, boxes of other articles.

Tags and names say so, but an element that holds the headline is none, and a name is forgiven where
it stands on the text right below the headline and on most of what there is: names are given by
whoever laid the page out, often for another page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.class_names import hint, is_surely_aside

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

FURNITURE_TAGS = frozenset(
    ("nav", "footer", "aside", "form", "button", "label", "option", "marquee")
)
FORGIVABLE_TAGS = frozenset(("nav", "aside", "form"))
"""Old systems put the whole page into one form."""
SEMANTIC = frozenset(("article", "founder-content"))
ROOTS = frozenset(("html", "body"))
PARAGRAPH = 20.0
"""Weight of one paragraph."""
NEAR_HEADLINE = 12
"""Runs below the headline (date, source, tools, a caption) among which the text begins."""
ENOUGH = 3
"""Paragraphs in one element that are no notice and no hint to readers."""
MAX_NESTED = 4
"""Names forgiven on one page, one inside the other."""
VARYING = re.compile(r"\d+")
"""Of a name on every paragraph or row."""


def furnished(page: FlatDom, weights: list[float], heading_run: int | None) -> list[int]:
    """Numbers of the runs in furniture; ``weights`` as they are without it."""
    held = _holders(page, heading_run)
    forgiven: set[str] = set()
    while True:
        owners = _owners(page, held, forgiven)
        found = [number for number, run in enumerate(page.runs) if owners[run.element] >= 0]
        name = _misleading(page, weights, heading_run, owners) if found else None
        if name is None or len(forgiven) == MAX_NESTED:
            return found
        forgiven.add(name)


def _holders(page: FlatDom, heading_run: int | None) -> set[int]:
    held: set[int] = set()
    node = page.runs[heading_run].element if heading_run is not None else -1
    while node >= 0:
        held.add(node)
        node = page.parents[node]
    return held


def _owners(page: FlatDom, held: set[int], forgiven: set[str]) -> dict[int, int]:
    """For the element of every run: the piece of furniture it stands in, or -1.

    The nearest element whose tag or name says anything decides.
    """
    known: dict[int, int] = {-1: -1}
    tags, names, parents = page.tags, page.names, page.parents
    for run in page.runs:
        node = run.element
        path = []
        while node not in known:
            path.append(node)
            node = parents[node]
        owner = known[node]
        for node in reversed(path):
            tag, name = tags[node], names[node]
            if node not in held and tag not in ROOTS:
                if tag in FURNITURE_TAGS:
                    owner = node if tag not in forgiven else owner
                elif tag in SEMANTIC:
                    owner = -1
                elif name and (named := hint(name)):
                    if named == "article":
                        owner = -1
                    elif not forgiven or _name(page, node) not in forgiven:
                        owner = node
            known[node] = owner
    return known


def _misleading(
    page: FlatDom, weights: list[float], heading_run: int | None, owners: dict[int, int]
) -> str | None:
    """The name of the furniture that the text right below the headline stands in, if it is most
    of all text, or enough.
    """
    start = 0 if heading_run is None else heading_run + 1
    stop = len(weights) if heading_run is None else min(start + NEAR_HEADLINE, len(weights))
    texts = (n for n in range(start, stop) if weights[n] >= PARAGRAPH and page.runs[n].is_prose)
    first = next(texts, -1)
    owner = owners[page.runs[first].element] if first >= 0 else -1
    if owner < 0 or _is_sure(page, owner):
        return None
    name = _name(page, owner)
    own = others = 0.0
    paragraphs = 0
    for number in range(start, len(weights)):
        if weights[number] < PARAGRAPH:
            continue
        holder = owners[page.runs[number].element]
        if holder < 0:
            others += weights[number]
        elif _name(page, holder) == name:
            own += weights[number]
            paragraphs += holder == owner
    is_most = own > others or (heading_run is not None and paragraphs >= ENOUGH)
    return name if is_most else None


def _is_sure(page: FlatDom, node: int) -> bool:
    tag = page.tags[node]
    if tag in FURNITURE_TAGS:
        return tag not in FORGIVABLE_TAGS
    return is_surely_aside(page.names[node])


def _name(page: FlatDom, node: int) -> str:
    """What is forgiven: a tag, or a name without its numbers."""
    tag = page.tags[node]
    return tag if tag in FURNITURE_TAGS else VARYING.sub("", page.names[node])
