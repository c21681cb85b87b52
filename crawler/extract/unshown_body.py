"""Bodies that a page holds but does not show: in its state, a text area, a template, a frame.

The page's own script would write such a body into the page; here the same is done, so that one
reading of pages is enough. Only where the page shows no article of its own, so that there are never
two copies; what cannot be read as data is left, and the page is refused as one without text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from crawler.extract.drop_reasons import bounded, is_parsable
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.literals import Budget
from crawler.extract.metadata import LINKED_DATA
from crawler.extract.script_data import read_data
from crawler.extract.state_articles import StateArticle, find_state_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.flat_dom import FlatDom

ENOUGH = 400
"""Characters of prose from which on a page shows its article, or enough of it."""
FEW = 60
"""Characters of prose below which it shows none."""
FULLER = 1.5
"""A body that begins as the shown text does must be so much longer to be the whole of it."""
LEAST_STATE = 200
"""Characters of a script or attribute that may hold an article."""
MAX_ELEMENTS = 100
PROBE_CHARS = 16
NAMED = re.compile(r"title|headline|biaoti|content|\[\[|%22", re.IGNORECASE)
"""Of a script that may state an article; Nuxt 3 writes a list of lists."""
ELEMENT = re.compile(
    r"<(?P<tag>textarea|noscript|template)\b[^<>]*>"
    r"|<(?P<script>script)\b[^<>]*\btype\s*=\s*[\"']?text/(?:template|html|x-template|plain)\b[^<>]*>"
    r"|<iframe\b[^<>]*\bsrcdoc\s*=\s*(?:\"(?P<frame>[^\"]*)\"|'(?P<quoted>[^']*)')[^<>]*>",
    re.IGNORECASE,
)
"""Elements whose content a browser does not show as text of the page, or only for a script."""
TO_FILL = re.compile(r"\{\{|<%|\$\{|\{%")
"""A template with places to fill is no text."""
ASKS_FOR_SCRIPT = re.compile("javascript|脚本|腳本", re.IGNORECASE)
MARKUP = re.compile(r"<(?:p|div|br|section|article)\b", re.IGNORECASE)
BODY = re.compile(r"<body[^<>]*>", re.IGNORECASE)
MOUNT = re.compile(
    r"<(div|section|article)\b[^<>]*>\s*(?:<!--[^<>]*-->\s*)?</\1>|<script\b|<footer\b|</body",
    re.IGNORECASE,
)
"""Where a script writes: an empty box, or what stands last."""
SCRIPT = re.compile(r"<script\b[^<>]*>.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Unshown:
    """A page with its body written in, and what the state says of it."""

    html: str
    state: StateArticle | None = None


class _Element(NamedTuple):
    start: int
    end: int
    html: str
    text: str
    """Without white space."""


def find_unshown(
    page: FlatDom,
    html: str,
    *,
    shown: list[str],
    titles: list[str | None],
    heading: str | None,
    is_index: bool,
    is_headed: bool,
) -> Unshown | None:
    """The page with its unshown body, or None if it shows its article or holds no other.

    ``shown``: the few paragraphs of an article that the page shows; ``titles``: what the page calls
    itself; ``heading``: its headline as shown; ``is_index``: what it shows are other articles;
    ``is_headed``: its headline stands right above what it shows.
    """
    own = "".join(map(_dense, shown))
    begun = own[: PROBE_CHARS // 2] if is_headed and len(own) >= FEW and not is_index else ""
    """What a body must hold to be the whole of a short article: few pages are looked through."""
    state = _state_article(page, titles, heading, begun)
    if state is not None:
        text = _text(state.html)
        is_fuller = state.is_agreed and len(text) > len(own)
        is_wanted = is_index or is_fuller or _lacks(own, text)
        if text and is_wanted and not _is_shown(text, page):
            return Unshown(_with_state(html, state, heading), state)
    if (element := _longest_element(html, begun)) is None:
        return None
    stands_for = is_index or _stands_under(html, element, titles, shown)
    is_wanted = _lacks(own, element.text) or (stands_for and len(element.text) > len(own))
    if is_wanted and not _is_shown(element.text, page):
        written = f'<div class="main_content">{element.html}</div>'
        return Unshown(f"{html[: element.start]}{written}{html[element.end :]}")
    return None


def _dense(text: str) -> str:
    return "".join(text.split())


def _is_shown(text: str, page: FlatDom) -> bool:
    """Whether two of three pieces of a body stand in the visible text."""
    visible = "".join(_dense(run.text) for run in page.runs)
    places = (len(text) * quarter // 4 for quarter in (1, 2, 3))
    return sum(text[at : at + PROBE_CHARS] in visible for at in places) >= 2


def _lacks(own: str, text: str) -> bool:
    """Whether the page shows nothing of its own, or only how this body begins."""
    return len(own) < FEW or (own[:PROBE_CHARS] in text and len(text) > FULLER * len(own))


def _state_article(
    page: FlatDom, titles: list[str | None], heading: str | None, begun: str
) -> StateArticle | None:
    budget = Budget()
    # As printed, and as scripts write what is beyond ASCII.
    written = (begun, json.dumps(begun)[1:-1], quote(begun)) if begun else ("",)
    data = [value for text in _states(page, written) for value in read_data(text, budget)]
    return find_state_article(data, titles, heading) if data else None


def _states(page: FlatDom, written: tuple[str, ...]) -> Iterator[str]:
    """Scripts and attributes that may state an article, and hold one of ``written``."""
    for kind, text in page.scripts:
        is_data = not kind or "javascript" in kind or "json" in kind or kind == "module"
        is_data = is_data and LINKED_DATA not in kind.lower()
        is_long = is_data and len(text) >= LEAST_STATE
        if is_long and any(one in text for one in written) and NAMED.search(text):
            yield text
    for own in page.attributes:
        for value in own.values():
            if value is None or len(value) < LEAST_STATE:
                continue
            if value.lstrip()[:1] in ("{", "[") and any(one in value for one in written):
                yield value


def _longest_element(html: str, begun: str) -> _Element | None:
    best: _Element | None = None
    end = 0
    if begun and html.count(begun) < 2:
        return None
    for number, opened in enumerate(ELEMENT.finditer(html)):
        if number == MAX_ELEMENTS:
            break
        element = _element(html, opened, begun) if opened.start() >= end else None
        end = element.end if element else end
        if element and (best is None or len(element.text) > len(best.text)):
            best = element
    return best


def _element(html: str, opened: re.Match[str], begun: str) -> _Element | None:
    """The element that ``opened`` begins, if it holds paragraphs ready to be read."""
    tag = opened["tag"] or opened["script"]
    if tag is None:
        inner, end = unescape(opened["frame"] or opened["quoted"] or ""), opened.end()
    else:
        closed = html.find(f"</{tag}", opened.end())
        end = html.find(">", closed) + 1 if closed >= 0 else 0
        if end <= 0:
            return None
        inner = html[opened.end() : closed]
        inner = unescape(inner) if tag.lower() == "textarea" else inner
    is_note = len(inner) < ENOUGH and ASKS_FOR_SCRIPT.search(inner) is not None
    is_text = MARKUP.search(inner) is not None and TO_FILL.search(inner) is None
    if is_note or not is_text or begun not in inner:
        return None
    text = _text(inner)
    return _Element(opened.start(), end, inner, text) if len(text) >= FEW else None


def _text(html: str) -> str:
    """Prose of a piece of HTML, without white space; empty if it must not be parsed."""
    if not is_parsable(html):
        return ""
    runs = parse_flat_dom(bounded(html)).runs
    return "".join(_dense(run.text) for run in runs if run.link_chars * 2 < len(run.text))


def _stands_under(html: str, element: _Element, titles: list[str | None], shown: list[str]) -> bool:
    """Whether the headline stands above, and no shown paragraph between."""
    heading = max((html.rfind(title, 0, element.start) for title in titles if title), default=-1)
    between = html[heading : element.start]
    return heading >= 0 and not any(text[:PROBE_CHARS] in between for text in shown)


def _with_state(html: str, state: StateArticle, heading: str | None) -> str:
    """The page without its scripts, with the article of its state.

    Below the headline that the page shows, and the lines that stand there; else first of all, with
    the headline that the state has.
    """
    opened = BODY.search(html)
    at = opened.end() if opened else 0
    shown = html.find(heading, at) if heading else -1
    if shown >= 0 and (mount := MOUNT.search(html, shown)) is not None:
        at, title = mount.start(), ""
    else:
        title = f"<h1>{escape(state.title)}</h1>"
    written = f'{title}<div class="main_content">{state.html}</div>'
    whole = SCRIPT.sub(_kept_script, f"{html[:at]}{written}{html[at:]}")
    return whole.encode("utf-8", "replace").decode()


def _kept_script(script: re.Match[str]) -> str:
    """JSON-LD states the page's own article; what other scripts state, the state has said."""
    return script[0] if LINKED_DATA in script[0][:200].lower() else ""
