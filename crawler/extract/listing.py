"""List pages: the repeated links to articles, each with its full title and its date.

Without rules the list is found by repetition: links whose place in the page is laid out alike form
a group; the group with the most title text, dates counting double, is the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.extract.hints import hint
from crawler.extract.outline import Outline, read_outline
from crawler.extract.refusals import bounded, refuse_bytes, refuse_text
from crawler.fetch.charset import decode

if TYPE_CHECKING:
    from crawler.extract.rules import ListRules

DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:[ T]*\d{1,2}:\d\d(?::\d\d)?)?"
    r"|(?<!\d)\d{1,2}月\d{1,2}日(?: *\d{1,2}:\d\d)?|(?<![\d-])\d\d[-/]\d\d(?: +\d\d:\d\d)?(?![\d-])"
    r"|(?:昨|今|前)天(?: *\d\d:\d\d)?|\d+(?:分钟|小时|天)前"
)
NOT_ARTICLE = ("#", "javascript:", "mailto:", "tel:")
PAGER = re.compile(
    r"^(?:上一?页|下一?页|首页|尾页|末页|更多|more|\d{1,4}|[<>«»]+|查看详情|详细|\[?详情\]?)$",
    re.IGNORECASE,
)
MIN_TITLE = 5
VARYING = re.compile(
    r"\d+|\b(?:odd|even|first|last|cur|current|active|on|top|line|noline|bor\w*)\b"
)
MAX_ITEMS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One entry of a list page, as printed: ``href`` is not yet joined with the page's address."""

    href: str
    title: str
    date: str | None


def extract_list(
    body: bytes, *, url: str, content_type: str | None = None, rules: ListRules | None = None
) -> list[ListItem]:
    """The entries of one list page in page order, each address once. Never raises."""
    if refuse_bytes(body, 200, content_type):
        return []
    decoded = decode(body, content_type)
    if refuse_text(decoded, body):
        return []
    page = read_outline(bounded(decoded.text), is_whole=True)
    own = url.partition("#")[0]
    found = _by_rules(page, rules) if rules else []
    items: dict[str, ListItem] = {}
    for item in found or _by_repetition(page):
        if item.href.partition("#")[0] != own:
            items.setdefault(item.href, item)
    return list(items.values())[:MAX_ITEMS]


def _by_rules(page: Outline, rules: ListRules) -> list[ListItem]:
    links, titles, dates = (_within(page, css) for css in (rules.link, rules.title, rules.date))
    found = []
    for node in page.select(rules.items):
        inside = range(node, page.ends[node])
        link = next((n for n in links if n in inside and _href(page, n)), None)
        if link is None:
            continue
        title = next((n for n in titles if n in inside), None)
        date = next((n for n in dates if n in inside), None)
        text = page.text_within(title) if title is not None else _title(page, link)
        stated = page.text_within(date, " ") if date is not None else _date(page, inside, text)
        found.append(ListItem(href=_href(page, link), title=text, date=stated or None))
    return found


def _within(page: Outline, css: str | None) -> list[int]:
    return page.select(css) if css else []


def _by_repetition(page: Outline) -> list[ListItem]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, tag in enumerate(page.tags):
        if tag == "a" and _is_title(page, number):
            groups[_place(page, number)].append(number)
    best: list[int] = []
    best_score = 0.0
    for place, anchors in groups.items():
        score = _score(_items(page, anchors), place)
        if score > best_score:
            best, best_score = anchors, score
    return _items(page, _with_siblings(page, best)) if best else []


def _with_siblings(page: Outline, anchors: list[int]) -> list[int]:
    """The links of the group, and those of entries between them that are laid out otherwise."""
    known = set(anchors)
    parents: dict[int, list[int]] = defaultdict(list)
    for position, anchor in enumerate(anchors):
        before = anchors[position - 1] if position else -1
        after = anchors[position + 1] if position + 1 < len(anchors) else len(page.tags)
        entry = _entry(page, anchor, before, after)
        parents[page.parents[entry]].append(entry)
    found = list(anchors)
    for parent, entries in parents.items():
        if len(entries) < 3 or parent < 0:
            continue
        taken = set(entries)
        child = parent + 1
        while child < page.ends[parent]:
            if child not in taken and page.tags[child] == page.tags[entries[0]]:
                links = [i for i in range(child, page.ends[child]) if page.tags[i] == "a"]
                titled = [i for i in links if _is_title(page, i)]
                longest = max(titled, key=lambda i: len(_title(page, i)), default=-1)
                if known.isdisjoint(links) and longest >= 0 and len(_title(page, longest)) >= 9:
                    found.append(longest)
            child = page.ends[child]
    return sorted(found)


def _is_title(page: Outline, anchor: int) -> bool:
    href, title = _href(page, anchor), _title(page, anchor)
    return (
        bool(href)
        and len(title) >= MIN_TITLE
        and not PAGER.match(title)
        and not href.startswith(NOT_ARTICLE)
    )


def _entry(page: Outline, anchor: int, before: int, after: int) -> int:
    """The largest element around one link that holds none of its neighbours."""
    node = anchor
    while (up := page.parents[node]) > before and page.ends[up] <= after:
        node = up
    return node


def _score(items: list[ListItem], place: str) -> float:
    distinct = {item.href: item for item in items}.values()
    score = sum(min(len(item.title), 30) * (2.0 if item.date else 1.0) for item in distinct)
    long_titles = sum(1 for item in distinct if len(item.title) >= 9)
    score *= 0.3 + 0.7 * long_titles / max(1, len(distinct))
    if len(distinct) < 3:
        score *= 0.3
    asides = sum(1 for step in place.split("/") if hint(step) == "aside")
    return score * 0.5 ** min(asides, 2)


def _place(page: Outline, anchor: int) -> str:
    """Tag and class names from the link to the root; what varies inside a list is left out."""
    steps = []
    node = anchor
    while node >= 0:
        name = VARYING.sub("", (page.attributes[node].get("class") or "").lower())
        steps.append(f"{page.tags[node]} {' '.join(name.split())}")
        node = page.parents[node]
    return "/".join(steps)


def _items(page: Outline, anchors: list[int]) -> list[ListItem]:
    found = []
    for position, anchor in enumerate(anchors):
        before = anchors[position - 1] if position else -1
        after = anchors[position + 1] if position + 1 < len(anchors) else len(page.tags)
        node = _entry(page, anchor, before, after)
        title = _title(page, anchor)
        inside = range(node, page.ends[node])
        date = _date(page, inside, title)
        if date is None and page.ends[node] < after and after < len(page.tags):
            date = _date(page, range(page.ends[node], after), title)
        found.append(ListItem(href=_href(page, anchor), title=title, date=date))
    return found


def _href(page: Outline, node: int) -> str:
    href = page.attributes[node].get("href")
    if href is None:
        inner = next((i for i in range(node, page.ends[node]) if page.tags[i] == "a"), node)
        href = page.attributes[inner].get("href")
    return (href or "").strip()[:2000]


def _title(page: Outline, anchor: int) -> str:
    """The link's text, or its ``title`` where the text is cut short with an ellipsis."""
    text = page.text_within(anchor)
    full = (page.attributes[anchor].get("title") or "").strip()
    cut = text.rstrip(".… ")
    if full and len(full) > len(text) and (full.startswith(cut[:8]) or cut != text) and cut:
        return full
    return text or full


def _date(page: Outline, nodes: range, title: str) -> str | None:
    text = " ".join(text for i in nodes if (text := page.texts[i].strip()) and text not in title)
    found = DATE.search(text[:1000])
    return found.group() if found else None
