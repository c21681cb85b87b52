"""Where a link stands, as tags and class names: links laid out alike have the same path.

What varies inside a list is left out: numbers, marks of the first and the current row, and the
classes of a row that its neighbours do not share, as systems that print its key words there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extract.link_titles import LONG_TITLE
from crawler.extract.list_links import is_article_address, is_entry_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.list_links import PageLink

VARYING = re.compile(
    r"\d+|\b(?:odd|even|first|last|cur|current|active|on|top|line|noline|bor\w*)\b"
)
EMPHASIS = frozenset(("font", "b", "strong", "em", "i", "u", "big", "small"))
MAX_STEPS = 100
"""No page that people read is laid out deeper."""
MAX_SIBLINGS = 2_000
NEARLY_ALL = 0.9
"""Share of the rows that have a class which is no row's own."""
FEW_ROWS = 3
"""Fewer may be the parts of one row."""


class DomPaths:
    """The paths of one page's links."""

    def __init__(self, page: FlatDom, links: list[PageLink]) -> None:
        self.page = page
        self.articles = [
            link.node
            for link in links
            if is_entry_title(link.title)
            and (len(link.title) >= LONG_TITLE or is_article_address(link.href))
        ]
        self.steps: dict[int, str] = {}
        self.shared: dict[tuple[int, str], frozenset[str] | None] = {}

    def of(self, anchor: int) -> str:
        """From the link to the root, without emphasis.

        A step that repeats counts once: elements left open nest ever deeper.
        """
        steps: list[str] = []
        for node in upwards(self.page, anchor):
            if self.page.tags[node] in EMPHASIS:
                continue
            if (step := self.steps.get(node)) is None:
                step = self.steps[node] = self._step(node)
            if not steps or steps[-1] != step:
                steps.append(step)
        return "/".join(steps)

    def _step(self, node: int) -> str:
        page = self.page
        classes = VARYING.sub("", (page.attributes[node].get("class") or "").lower()).split()
        if classes and self._is_row(node) and (shared := self._shared(node)) is not None:
            classes = sorted(shared.intersection(classes))
        return f"{page.tags[node]} {' '.join(classes)}"

    def _is_row(self, node: int) -> bool:
        """Does an element name no more than one article?"""
        first = bisect_left(self.articles, node)
        return first + 1 >= len(self.articles) or self.articles[first + 1] >= self.page.ends[node]

    def _shared(self, node: int) -> frozenset[str] | None:
        """Classes that nearly all rows of one tag and parent have; None if there are none."""
        page, parent, tag = self.page, self.page.parents[node], self.page.tags[node]
        if (parent, tag) not in self.shared:
            counts: Counter[str] = Counter()
            rows = 0
            for child in islice(_children(page, parent), MAX_SIBLINGS):
                if page.tags[child] == tag and self._is_row(child):
                    rows += 1
                    name = (page.attributes[child].get("class") or "").lower()
                    counts.update(set(VARYING.sub("", name).split()))
            common = frozenset(c for c, count in counts.items() if count >= NEARLY_ALL * rows)
            self.shared[parent, tag] = common if rows >= FEW_ROWS and common else None
        return self.shared[parent, tag]


def upwards(page: FlatDom, node: int) -> Iterator[int]:
    """A node and those above it."""
    for _ in range(MAX_STEPS):
        if node < 0:
            return
        yield node
        node = page.parents[node]


def _children(page: FlatDom, parent: int) -> Iterator[int]:
    child = parent + 1
    end = page.ends[parent] if parent >= 0 else len(page.tags)
    while child < end:
        yield child
        child = page.ends[child]
