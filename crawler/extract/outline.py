"""One page, parsed once and laid flat: elements and runs of text as arrays in document order.

A *run* is text without a block boundary inside it, inline elements joined by nothing. Since a
subtree is a contiguous range of node numbers, everything later is prefix sums and slices.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp"
    " rt ruby s samp small span strike strong sub sup time tt u var wbr o:p st1:chsdate input"
    " video audio source picture canvas embed map area basefont".split()
)
UNREAD = {
    "script": "script",
    "style": "style",
    "noscript": "noscript",
    "template": "template",
    "iframe": "embedded",
    "object": "embedded",
    "svg": "embedded",
    "math": "embedded",
    "textarea": "form_control",
    "select": "form_control",
    "title": "head",
    "head": "head",
}
"""Elements whose text no reader sees as text of the page, and the rule that skips it."""

SPACE = re.compile(r"[ \t\r\n\f\u3000\xa0]+")
TEXT, COMMENT = 2, 4


@dataclass(slots=True)
class Run:
    """Text between two block boundaries."""

    text: str
    element: int
    """Number of the block element it stands in."""
    node: int
    """Number of its first text node."""
    last: int
    """Number of its last text node."""
    link_chars: int = 0
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The page as arrays: node i has ``tags[i]``, ``parents[i]``, ``attributes[i]``, ``ends[i]``."""

    tree: LexborHTMLParser
    tags: list[str]
    parents: list[int]
    ends: list[int]
    """First node number after the subtree."""
    attributes: list[dict[str, str | None]]
    texts: list[str]
    """Text of text nodes that belong to a run; empty for every other node."""
    numbers: dict[int, int]
    """Parser's id of a node → its number."""
    runs: list[Run]
    run_nodes: list[int]
    """``node`` of every run, for bisection."""
    skipped: list[tuple[str, str]]
    """(text, rule) of text nodes that belong to no run."""
    scripts: list[tuple[str, str]]
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
        return SPACE.sub(" ", joint.join(self.texts[node : self.ends[node]])).strip()

    def printed(self, run: Run) -> str:
        """Text of a run with a space where a tag stood: credit lines part their fields by tags."""
        pieces = [text for text in self.texts[run.node : run.last + 1] if text]
        return SPACE.sub(" ", " ".join(pieces)).strip()

    def select(self, css: str) -> list[int]:
        """Numbers of the elements that match; an invalid selector matches nothing."""
        try:
            found = self.tree.css(css)
        except Exception:  # the parser raises bare errors for selectors it cannot read
            return []
        return sorted({self.numbers[n.mem_id] for n in found if n.mem_id in self.numbers})

    def name(self, node: int) -> str:
        """Class and id of an element, lower case."""
        attributes = self.attributes[node]
        return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()

    def ancestors(self, node: int) -> list[int]:
        """The element's ancestors, nearest first, the element itself not among them."""
        found = []
        while (node := self.parents[node]) >= 0:
            found.append(node)
        return found


NO_ATTRIBUTES: dict[str, str | None] = {}


def read_outline(html: str) -> Outline:
    """Parse ``html`` (already bounded, see ``refusals``) and lay it flat in one walk."""
    tree = LexborHTMLParser(html, scripting=True, options=LexborDocumentOptions.WO_EVENTS)
    page = Outline(tree, [], [], [], [], [], {}, [], [], [], [])
    tags, parents, attributes, numbers = page.tags, page.parents, page.attributes, page.numbers
    blocks: list[int] = []  # nearest block element of each node
    anchors: list[int] = []  # nearest <a> of each node, or -1
    unread: list[str | None] = []  # rule that skips the text below each node
    writer = _RunWriter(page)
    if tree.root is None:
        return page
    number = -1
    for node in tree.root.traverse(include_text=True):
        kind = node.tag_id
        if kind == COMMENT:
            continue
        up = node.parent
        parent = -1 if up is None else numbers.get(up.mem_id, -1)
        number += 1
        parents.append(parent)
        page.texts.append("")
        if kind == TEXT:
            tags.append("-text")
            attributes.append(NO_ATTRIBUTES)
            blocks.append(blocks[parent] if parent >= 0 else number)
            anchors.append(-1)
            unread.append(None)
            _read_text(page, writer, node.text_content or "", number, unread, blocks, anchors)
            continue
        tag = node.tag or ""
        tags.append(tag)
        numbers[node.mem_id] = number
        attributes.append(node.attributes)
        is_inline = tag in INLINE and parent >= 0
        blocks.append(blocks[parent] if is_inline else number)
        anchors.append(number if tag == "a" else anchors[parent] if parent >= 0 else -1)
        unread.append(UNREAD.get(tag) or (unread[parent] if parent >= 0 else None))
        if tag == "br":
            blocks[number] = blocks[parent]
        if not is_inline:
            writer.close()
    writer.close()
    _set_ends(page)
    page.run_nodes = [run.node for run in page.runs]
    return page


class _RunWriter:
    """Collects text nodes into runs; a new block element or a <br> ends the run."""

    __slots__ = ("block", "first", "last", "link_chars", "links", "page", "pieces")

    def __init__(self, page: Outline) -> None:
        self.page = page
        self.block = -1
        self.first = self.last = -1
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.link_chars = 0

    def add(self, text: str, number: int, block: int, anchor: int) -> None:
        if block != self.block:
            self.close()
            self.block = block
        if not self.pieces:
            self.first = number
        self.last = number
        self.pieces.append(text)
        if anchor >= 0:
            self.link_chars += len(text.strip())
            href = self.page.attributes[anchor].get("href")
            if href and (not self.links or self.links[-1] != href):
                self.links.append(href)

    def close(self) -> None:
        if self.pieces:
            text = SPACE.sub(" ", "".join(self.pieces)).strip()
            if text:
                run = Run(text, self.block, self.first, self.last, self.link_chars, self.links)
                self.page.runs.append(run)
            self.pieces = []
            self.links = []
            self.link_chars = 0


def _read_text(
    page: Outline,
    writer: _RunWriter,
    text: str,
    number: int,
    unread: list[str | None],
    blocks: list[int],
    anchors: list[int],
) -> None:
    parent = page.parents[number]
    rule = unread[parent] if parent >= 0 else None
    if rule is None:
        page.texts[number] = text
        writer.add(text, number, blocks[number], anchors[parent] if parent >= 0 else -1)
        return
    if page.tags[parent] == "script":
        page.scripts.append((page.attributes[parent].get("type") or "", text))
    if page.title is None and page.tags[parent] == "title":
        page.title = SPACE.sub(" ", text).strip() or None
    if rule != "script" and rule != "style" and text.strip():
        page.skipped.append((text.strip(), rule))


def _set_ends(page: Outline) -> None:
    count = len(page.tags)
    ends = list(range(1, count + 1))
    parents = page.parents
    for number in range(count - 1, 0, -1):
        parent = parents[number]
        if parent >= 0 and ends[number] > ends[parent]:
            ends[parent] = ends[number]
    page.ends = ends
