"""Parse a page once and lay it flat in one walk.

The walk is most of the time a page takes: it is one loop over local names, and what a tag means is
looked up once per tag.
"""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from crawler.extract.class_names import hint
from crawler.extract.flat_dom import HIDDEN, INLINE, FlatDom, Run, squeeze_spaces

PLAIN = frozenset("b strong em font i u span small big sub sup".split())
"""Without attributes these say nothing: they get no number, their text is their parent's."""
MENUS = frozenset("ul ol dl nav".split())
BOXES = frozenset("div section aside footer header".split())
MENU_CHARS, TITLE_CHARS = 40, 6
"""Characters of a menu at least, and of the <title> by which a box around the headline is known."""
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
}
"""Elements whose text no reader sees as text of the page, and the rule that skips it."""

MAX_HIDDEN = 80
"""Characters of an inline element up to which it may be unseen; longer text waits for a button."""
TEXT, COMMENT = 2, 4
"""The parser's ids of text and comment nodes."""
NO_ATTRIBUTES: dict[str, str | None] = {}
ODD_SPACES = b"\x0b\x1c\x1d\x1e\x1f"
MENU, BOX = 1, 2
"""Tags that may be a menu, and tags that may be one if they are named like one."""
UNKNOWN_TAGS = 1024
"""Below it are the parser's ids of tags it knows; those of others hold for one page only."""


class Role(NamedTuple):
    """What a tag means to the walk."""

    tag: str
    rule: str | None
    """Why its text is not read, see UNREAD."""
    is_inline: bool
    is_plain: bool
    menu: int


ROLES: dict[int, Role] = {}
WHOLE_ROLES: dict[int, Role] = {}


def parse_flat_dom(html: str | bytes, *, is_whole: bool = False) -> FlatDom:  # noqa: C901
    """Lay ``html`` flat (already bounded, see ``drop_reasons``; bytes: UTF-8).

    A list of links becomes one run of text, and elements that say nothing get no number.
    ``is_whole`` keeps a number for every element instead, for selectors that may name any of them
    and for list pages.
    """
    tree = LexborHTMLParser(
        _without_odd_spaces(html), scripting=True, options=LexborDocumentOptions.WO_EVENTS
    )
    page = FlatDom(tree)
    node = tree.root
    if node is None:
        return page
    runs, ends = page.runs, page.ends
    roles = WHOLE_ROLES if is_whole else ROLES
    nodes: list[tuple[str, int, dict[str, str | None], str, str]] = []
    stack: list[tuple[LexborNode, int, int, int]] = []
    """Open elements with the number, block and link that hold where they stand."""
    parent = block = anchor = -1
    pieces: list[str] = []
    links: list[str] = []
    run_block = first = last = -1
    link_chars = 0

    def close_run() -> None:
        nonlocal pieces, links, link_chars
        if text := " ".join("".join(pieces).split()):
            runs.append(Run(text, run_block, first, last, link_chars, links))
        pieces, links, link_chars = [], [], 0

    while True:
        kind = node.tag_id
        child = None
        if kind == TEXT:
            text = node.text_content or ""
            if text.isspace():
                if pieces:
                    pieces.append(" ")
            elif text:
                number = len(nodes)
                nodes.append(("-text", parent, NO_ATTRIBUTES, "", text))
                ends.append(number + 1)
                if block != run_block:
                    if pieces:
                        close_run()
                    run_block = block
                if not pieces:
                    first = number
                last = number
                pieces.append(text)
                if anchor >= 0:
                    link_chars += len(text.strip())
                    href = nodes[anchor][2].get("href")
                    if href and (not links or links[-1] != href):
                        links.append(href)
        elif kind != COMMENT:
            tag, rule, is_inline, is_plain, menu = roles.get(kind) or _role(kind, node, roles)
            own = node.attributes
            if own or not is_plain:
                number = len(nodes)
                name = ""
                if own and ("class" in own or "id" in own):
                    name = _name(own)
                nodes.append((tag, parent, own, name, ""))
                ends.append(number + 1)
                if is_whole:
                    page.numbers[node.mem_id] = number
                if rule is None and is_inline and "style" in own and _is_hidden(node, own):
                    rule = "hidden"
                if rule is not None:
                    _keep_unread(page, node, tag, own, rule)
                else:
                    if pieces and not is_inline:
                        close_run()
                    if (
                        menu
                        and (menu == MENU or (name and hint(name) == "aside"))
                        and (text := _menu(node, page.title))
                    ):
                        runs.append(Run(text, number, number, number, len(text), []))
                        nodes[number] = (tag, parent, own, name, text)
                    elif (child := node.first_child) is not None:
                        stack.append((node, parent, block, anchor))
                        parent = number
                        if tag == "a":
                            anchor = number
                        elif not is_inline:
                            block = number
            else:  # an element that says nothing of its own: its text is its parent's
                child = node.first_child
                if child is not None:
                    stack.append((node, parent, block, anchor))
        if child is None:
            child = node.next
            while child is None and stack:
                node, above, block, anchor = stack.pop()
                if above != parent:
                    ends[parent] = len(nodes)
                    parent = above
                child = node.next
            if child is None:
                break
        node = child
    if pieces:
        close_run()
    tags, parents, attributes, names, texts = zip(*nodes, strict=True)
    page.tags, page.parents, page.attributes = list(tags), list(parents), list(attributes)
    page.names, page.texts = list(names), list(texts)
    page.run_nodes = [run.node for run in runs]
    return page


def _without_odd_spaces(html: str | bytes) -> str | bytes:
    """Vertical tabs and separators of files are white space to Python and nothing to a browser."""
    if isinstance(html, bytes):
        return html.translate(None, ODD_SPACES) if any(c in html for c in ODD_SPACES) else html
    odd = ODD_SPACES.decode()
    return html.translate(dict.fromkeys(ODD_SPACES)) if any(c in html for c in odd) else html


def _role(kind: int, node: LexborNode, roles: dict[int, Role]) -> Role:
    """What elements with this tag are to the walk. Remembered for tags the parser has an id of."""
    tag = node.tag or ""
    rule = UNREAD.get(tag)
    is_inline = tag in INLINE
    if roles is WHOLE_ROLES:
        role = Role(tag, rule, is_inline, False, 0)
    else:
        menu = MENU if tag in MENUS else BOX if tag in BOXES else 0
        role = Role(tag, rule, is_inline, rule is None and tag in PLAIN, menu)
    if kind < UNKNOWN_TAGS:
        roles[kind] = role
    return role


def _menu(node: LexborNode, title: str | None) -> str:
    """Text of a part that is mostly links and holds no sentence, else empty: it is read no further.

    A box around the headline is no menu, however many links stand beside it.
    """
    text = node.text(deep=True, separator=" ")
    if len(text) < MENU_CHARS or "。" in text:
        return ""
    text = squeeze_spaces(text)
    if len(text) < MENU_CHARS:
        return ""
    if node.tag not in MENUS and title and title[:TITLE_CHARS] in text:
        return ""
    linked, enough = 0, len(text) // 2
    for link in node.css("a"):
        linked += len(link.text_lexbor().strip())
        if linked > enough:
            return "" if node.css_first("h1") else text
    return ""


def _name(own: dict[str, str | None]) -> str:
    """Class and id, lower case."""
    name, own_id = own.get("class"), own.get("id")
    if name:
        return f"{name} {own_id}".lower() if own_id else name.lower()
    return own_id.lower() if own_id else ""


def _is_hidden(node: LexborNode, own: dict[str, str | None]) -> bool:
    """Marks that only a copy shows: some sites strew their name unseen between the sentences."""
    style = own["style"]
    if not style or "none" not in style or not HIDDEN.search(style):
        return False
    return len(node.text_lexbor()) <= MAX_HIDDEN


def _keep_unread(
    page: FlatDom, node: LexborNode, tag: str, own: dict[str, str | None], rule: str
) -> None:
    """Text that is no text of the page: scripts are kept for their values, the rest counted."""
    if rule == "style":
        return
    text = node.text_lexbor() if node.first_child is not None else ""
    if rule == "script":
        page.scripts.append((own.get("type") or "", text))
    elif text.strip():
        if page.title is None and tag == "title":
            page.title = squeeze_spaces(text) or None
        page.skipped.append((text.strip(), rule))
