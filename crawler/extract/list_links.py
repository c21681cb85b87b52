"""The links of a page that may be entries of a list, each with the title printed for it.

An entry often links to its article more than once, by picture, headline, summary and 阅读全文:
those are one link here. A link may also wrap a whole card: its title is then a part of its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.extract.entry_dates import is_date
from crawler.extract.outline import INLINE, squeeze_spaces

if TYPE_CHECKING:
    from crawler.extract.outline import Outline

NOT_ARTICLE = ("#", "javascript:", "mailto:", "tel:")
LABELLED = re.compile(r"\s*(?:文章|新闻|信息)?标\s*题\s*[:：]\s*([^\r\n]+)")
"""Some systems tell headline, author and time in one ``title`` attribute, a line each."""
PAGER = re.compile(
    r"^(?:第?[上下]一?[页頁版]|首[页頁]|第一[页頁]|[尾末][页頁]|最后一页|更多|more|next|\d{1,4}|[<>«»]+"
    r"|(?:加载|載入|查看)更多|第?[A-Z]?\d{1,3}版.{0,12})\W*$",
    re.IGNORECASE,
)
READ_MORE = re.compile(
    r"^\W*(?:阅读|查看|展开|点击)?(?:全文|详情|详细|原文|更多内容|继续阅读|read more)\W*$",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\W\d_]{2}")
MIN_TITLE = 5
MAX_TITLE = 60
"""A longer link text, or one with a full stop, is a summary if the article has another link."""
NEAR = 4
"""Links to one address with no more than so many others between them are of one entry."""
MAX_ENTRY_NODES = 200
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?\d?|bt|biaoti|headline|subject)(?:$|[\s_-])")
BADGE = re.compile(
    r"\W*(?:\d{1,3}[.、]?|置顶|推荐|热门?|最?新|new|hot|top|[图组]图?|视频|专题|原创|\d\d:\d\d)?\W*",
    re.IGNORECASE,
)
"""Marks set in an element of their own beside a title: rank, 置顶, NEW, length of a video."""
CUT = re.compile(r"(?:\.{2,}|…+)\s*$")
ARTICLE_PATH = re.compile(
    r"\d[^/]*$|\d{4}[^/]*/$|(?<!/index)(?<!/default)(?<!/list)\.(?:s?html?|jhtml|aspx?|php|jsp|pdf|docx?)$"
    r"|/[a-z0-9%]+(?:-[a-z0-9%]+){2,}/?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Link:
    """One article named at one place of the page."""

    node: int
    """The link element whose text is the title."""
    href: str
    title: str
    title_nodes: frozenset[int]
    """Text nodes the title was read from."""
    rank: int = 0
    """How surely the text is the title: 0 headline, 1 text, 2 summary, 3 picture, 4 阅读全文."""
    mates: list[int] = field(default_factory=list)
    """Other link elements of the same entry to the same article."""


def read_links(page: Outline) -> list[Link]:
    """Every link to some page, in page order, links of one entry to one article being one."""
    found: list[Link] = []
    recent: dict[str, tuple[int, int]] = {}
    """Address → position in ``found`` and number of the link element seen last."""
    count = 0
    for node, tag in enumerate(page.tags):
        if tag != "a":
            continue
        href = href_of(page, node)
        if not href or href.lower().startswith(NOT_ARTICLE):
            continue
        link = _read_link(page, node, href)
        count += 1
        key = href.partition("#")[0]
        known = recent.get(key)
        if known is not None and count - known[1] <= NEAR + 1:
            found[known[0]] = _merged(found[known[0]], link)
            recent[key] = known[0], count
        else:
            recent[key] = len(found), count
            found.append(link)
    found.sort(key=lambda link: link.node)
    return [_completed(page, link) for link in found]


def href_of(page: Outline, node: int) -> str:
    """Address of a link, or of the first one inside another element."""
    href = page.attributes[node].get("href")
    if href is None:
        inner = next((i for i in range(node, page.ends[node]) if page.tags[i] == "a"), node)
        href = page.attributes[inner].get("href")
    return (href or "").strip()[:2000]


def title_of(page: Outline, node: int) -> tuple[str, frozenset[int]]:
    """The title a link prints and the text nodes it stands in.

    The ``title`` attribute takes its place where the text is cut short, or where there is none.
    """
    nodes = _title_nodes(page, node)
    text = squeeze_spaces("".join(page.texts[i] for i in nodes))
    attribute = page.attributes[node].get("title") or ""
    labelled = LABELLED.match(attribute)
    full = squeeze_spaces(labelled[1] if labelled else attribute)
    cut = CUT.sub("", text)
    is_cut = cut != text and full.startswith(cut[:8]) and not CUT.search(full)
    if full and (not text or is_cut or (len(full) > len(text) and full.startswith(cut[:8]))):
        text = full
    return text, frozenset(nodes)


def is_entry_title(title: str) -> bool:
    """No pager, no label of a section: long enough to be a headline."""
    is_label = PAGER.match(title) or READ_MORE.match(title) or not WORDS.search(title)
    return len(title) >= MIN_TITLE and not is_label


def is_article_address(href: str) -> bool:
    """Whether an address looks like that of one page: a number or a file in it, no folder."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if re.search(r"(?:^|[&?])(?:\w*id|aid|n|p)=\w*\d", parts.query, re.IGNORECASE):
        return True
    return ARTICLE_PATH.search(parts.path) is not None


def _read_link(page: Outline, node: int, href: str) -> Link:
    title, nodes = title_of(page, node)
    if READ_MORE.match(title):
        rank = 4
    elif not nodes:
        rank = 3
        title = title or _picture_text(page, node)
    elif len(title) > MAX_TITLE or "。" in title or "://" in title:
        rank = 2
    else:
        rank = 0 if _is_heading(page, node) else 1
    if len(title) < MIN_TITLE and rank < 2:
        rank = 3
    return Link(node, href, title, nodes, rank)


def _merged(one: Link, other: Link) -> Link:
    best, rest = (other, one) if other.rank < one.rank else (one, other)
    if CUT.search(best.title) and rest.title.startswith(CUT.sub("", best.title)[:8]):
        best.title = rest.title
    best.mates += [rest.node, *rest.mates]
    if "#" in best.href:
        best.href = min(best.href, rest.href, key=len)
    return best


def _completed(page: Outline, link: Link) -> Link:
    """A link by picture or 阅读全文 only takes its title from the text of its entry."""
    if link.rank != 4 and link.title:
        return link
    own = {link.node, *link.mates}
    node = link.node
    for _ in range(4):
        node = page.parents[node]
        if node < 0 or page.ends[node] - node > MAX_ENTRY_NODES:
            break
        inside = range(node, page.ends[node])
        if any(
            page.tags[i] == "a" and page.attributes[i].get("href") and i not in own for i in inside
        ):
            break
        headings = [i for i in inside if page.tags[i] in HEADINGS]
        texts = [i for i in inside if len(page.texts[i].strip()) >= MIN_TITLE]
        start = next(iter(headings or texts), None)
        text = page.text_within(start) if start is not None else ""
        if start is not None and is_entry_title(text) and len(text) <= MAX_TITLE:
            link.title, link.rank = text, 1
            link.title_nodes = frozenset(range(start, page.ends[start]))
            break
    return link


def _is_heading(page: Outline, node: int) -> bool:
    above = page.parents[node]
    return page.tags[above] in HEADINGS or any(
        page.tags[i] in HEADINGS for i in range(node, page.ends[node])
    )


def _picture_text(page: Outline, node: int) -> str:
    for i in range(node, page.ends[node]):
        if page.tags[i] == "img" and (text := page.attributes[i].get("alt")):
            return squeeze_spaces(text)
    return ""


def _title_nodes(page: Outline, node: int) -> list[int]:
    """Text nodes of a link that are its title: its heading, else its first block of text."""
    inside = range(node, page.ends[node])
    texts = [i for i in inside if page.texts[i].strip()]
    if len(texts) < 2:
        has_picture = any(page.tags[i] == "img" for i in inside)
        return [] if has_picture and _without_badges(page, texts) == [] else texts
    for is_title in (
        lambda i: page.tags[i] in HEADINGS,
        lambda i: i > node and TITLE_NAME.search(page.names[i]) is not None,
    ):
        for i in filter(is_title, inside):
            own = [n for n in texts if i <= n < page.ends[i]]
            if sum(len(page.texts[n].strip()) for n in own) >= 2:
                return _without_badges(page, own) or own
    kept = _without_badges(page, texts) or texts
    blocks: dict[int, list[int]] = {}
    for i in kept:
        blocks.setdefault(_block(page, i, node), []).append(i)
    for own in blocks.values():
        if sum(len(page.texts[n].strip()) for n in own) >= MIN_TITLE:
            return own
    return kept


def _without_badges(page: Outline, texts: list[int]) -> list[int]:
    return [i for i in texts if not is_date(page.texts[i]) and not BADGE.fullmatch(page.texts[i])]


def _block(page: Outline, text: int, link: int) -> int:
    """The block inside the link that a text stands in; the link itself if there is none."""
    node = page.parents[text]
    while node > link and page.tags[node] in INLINE:
        node = page.parents[node]
    return max(node, link)
