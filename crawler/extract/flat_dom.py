"""One page laid flat: elements and runs of text as arrays in document order.

A *run* is text without a block boundary inside it, inline elements joined by nothing. Since a
subtree is a contiguous range of node numbers, everything later is sums and slices. How a page
becomes one: ``flatten``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr"
        " q rp rt ruby s samp small span strike strong sub sup time tt u var wbr o:p st1:chsdate"
        " input video audio source picture canvas embed map area basefont"
    ).split()
)
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
PROSE = re.compile("[，。；！？]")
FOREIGN = re.compile(
    "[\u0621-\u06d5 «»]{40,200}[.،؛؟۔]|[\u0f40-\u0fbc\u0f0b]{30,200}[\u0f0d\u0f11]"
    r"|(?:\b[A-Za-z][\w'’-]{0,30}[,;:]?\s+){8}"
)
"""Sentences of Uyghur and Tibetan, longer to their mark than a name is; eight words of English."""
PROSE_CHARS = 28
HARD_SPACES = re.compile("[\u00a0\u3000]{2,}")


class Run(NamedTuple):
    """Text between two block boundaries."""

    text: str
    element: int
    """Number of the block element it stands in."""
    node: int
    """Number of its first text node."""
    last: int
    """Number of its last text node."""
    link_chars: int
    links: list[str]

    @property
    def is_prose(self) -> bool:
        """Sentences, not a label, a menu or a line of links."""
        return (
            len(self.text) >= PROSE_CHARS
            and self.link_chars * 2 < len(self.text)
            and (PROSE.search(self.text) is not None or is_foreign_prose(self.text))
        )


def is_foreign_prose(text: str) -> bool:
    """Whether a line that does not begin with a hanzi holds a sentence of another script."""
    return not "\u3400" <= text[:1] <= "\u9fff" and FOREIGN.search(text) is not None


@dataclass(slots=True)
class FlatDom:
    """The page as arrays: node i has ``tags[i]``, ``parents[i]``, ``attributes[i]`` and so on."""

    tree: LexborHTMLParser
    tags: list[str] = field(default_factory=list)
    """``-text`` for text nodes; comments and blank text are no nodes."""
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """First node number after the subtree."""
    attributes: list[dict[str, str | None]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Class and id of every element, lower case; mostly empty."""
    texts: list[str] = field(default_factory=list)
    """Text of text nodes that belong to a run; empty for every other node."""
    numbers: dict[int, int] = field(default_factory=dict)
    """Parser's id of a node → its number."""
    runs: list[Run] = field(default_factory=list)
    run_nodes: list[int] = field(default_factory=list)
    """``node`` of every run, for bisection."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(text, rule) of text nodes that belong to no run; not of scripts and styles."""
    scripts: list[tuple[str, str]] = field(default_factory=list)
    """(type, text) of script elements."""
    title: str | None = None
    """The first <title>."""

    def runs_within(self, node: int) -> range:
        """Numbers of the runs inside the subtree of ``node``."""
        return range(
            bisect_left(self.run_nodes, node), bisect_left(self.run_nodes, self.ends[node])
        )

    def text_within(self, node: int, joint: str = "") -> str:
        """Text of one element, block or inline; ``joint`` stands where a tag stood."""
        return squeeze_spaces(joint.join(self.texts[node : self.ends[node]]))

    def spaced_text(self, run: Run) -> str:
        """Text of a run with a space where a tag stood: credit lines part their fields by tags."""
        return " ".join(self.parted_text(run).split())

    def parted_text(self, run: Run) -> str:
        """Text of a run with a tab where one element ends and the next begins.

        Two hard spaces part fields as well.
        """
        return self.parted_within(run.node, run.last + 1)

    def parted_within(self, start: int, stop: int) -> str:
        """The same of nodes ``start`` to ``stop``."""
        fields = []
        for text in self.texts[start:stop]:
            if "\xa0" in text or "\u3000" in text:
                fields += [" ".join(part.split()) for part in HARD_SPACES.split(text)]
            elif text:
                fields.append(" ".join(text.split()))
        return "\t".join(filter(None, fields))

    def select(self, css: str) -> list[int]:
        """Numbers of the elements that match; an invalid selector matches nothing."""
        try:
            found = self.tree.css(css)
        except Exception:  # the parser raises bare errors for selectors it cannot read
            return []
        return sorted({self.numbers[n.mem_id] for n in found if n.mem_id in self.numbers})


def squeeze_spaces(text: str) -> str:
    return " ".join(text.split())
