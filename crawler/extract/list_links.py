"""The links of a page that may be entries of a list, each with the title printed for it.

An entry often links to its article more than once, by picture, headline, summary and 阅读全文:
those are one link here. A link may also wrap a whole card: its title is then a part of its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.extract.date_patterns import YEAR
from crawler.extract.entry_dates import is_date
from crawler.extract.flat_dom import squeeze_spaces
from crawler.extract.link_titles import CUT, CUT_START, HEADINGS, MIN_TITLE, title_of

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

NOT_ARTICLE = ("#", "javascript:", "mailto:", "tel:")
PAGER = re.compile(
    r"^(?:第?[上下]一?[页頁版]|首[页頁]|第一[页頁]|[尾末][页頁]|最后一页|更多|more|next|\d{1,4}|[<>«»]+"
    r"|(?:加载|載入|查看)更多|第?[A-Z]?\d{1,3}版.{0,12})\W*$",
    re.IGNORECASE,
)
READ_MORE = re.compile(
    r"^\W*(?:点击|立即|在线|继续)?(?:阅读|查看|展开|下载|浏览|预览|read more)?"
    r"(?:全文|详情|详细|原文|更多内容|公告|附件|文件|pdf)*\W*$",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\W\d_]{2}")
MAX_TITLE = 60
"""A longer link text with commas, or one with a full stop, is a summary beside another link."""
NEAR = 4
"""Links to one address with no more than so many others between them are of one entry."""
ITEMS = frozenset(("li", "article", "dl"))
MAX_ENTRY_NODES, ENTRY_STEPS, MAX_HREF = 200, 4, 2000
"""Nodes of one entry, elements around its link that may be all of it, characters of an address."""
DAY = YEAR + r"([-/.])\d\d?\{}\d\d?(?: \d\d:\d\d(?::\d\d)?)?"
DATED_TITLE = re.compile(
    rf"(?:[\[(（【]?(?P<before>{DAY.format(2)})[\])）】\s]\s*)?(?P<title>.*?)"
    rf"(?:[\[(（【\s]\s*(?P<after>{DAY.format(5)})[\])）】]?)?"
)
ARTICLE_PATH = re.compile(
    r"\d[^/]*$|\d{4}[^/]*/$|(?<!/index)(?<!/default)(?<!/list)\.(?:s?html?|jhtml|aspx?|php|jsp|pdf|docx?)$"
    r"|/[a-z0-9%]+(?:-[a-z0-9%]+){2,}/?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PageLink:
    """One article named at one place of the page."""

    node: int
    """The link element whose text is the title."""
    href: str
    title: str
    title_nodes: frozenset[int]
    """Text nodes the title was read from."""
    rank: int = 0
    """How surely the text is the title: 0 headline, 1 text, 2 summary, 3 picture, 4 阅读全文."""
    date: str | None = None
    """A date printed in one text with the title, as old systems do: taken off it."""
    mates: list[int] = field(default_factory=list)
    """Other link elements of the same entry to the same article."""


def read_links(page: FlatDom) -> list[PageLink]:
    """Every link to some page, in page order, links of one entry to one article being one."""
    found: list[PageLink] = []
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
        if (
            known is not None
            and count - known[1] <= NEAR + 1
            and _is_one_entry(page, found[known[0]].node, node)
        ):
            found[known[0]] = _merged(found[known[0]], link)
            recent[key] = known[0], count
        else:
            recent[key] = len(found), count
            found.append(link)
    found.sort(key=lambda link: link.node)
    return [_completed(page, link) for link in found]


def href_of(page: FlatDom, node: int) -> str:
    """Address of a link, or of the first one inside another element."""
    href = page.attributes[node].get("href")
    if href is None:
        inner = next((i for i in range(node, page.ends[node]) if page.tags[i] == "a"), node)
        href = page.attributes[inner].get("href")
    return (href or "").strip()[:MAX_HREF]


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


def _read_link(page: FlatDom, node: int, href: str) -> PageLink:
    title, nodes = title_of(page, node)
    if READ_MORE.match(title):
        rank = 4
    elif not nodes:
        rank = 3
        title = title or _picture_text(page, node)
    elif (len(title) > MAX_TITLE and "，" in title) or "。" in title or "://" in title:
        rank = 2
    else:
        rank = 0 if _is_heading(page, node) else 1
    if rank < 2 and (len(title) < MIN_TITLE or is_date(title) or not WORDS.search(title)):
        rank = 3
    dated = DATED_TITLE.fullmatch(title)
    if dated is None or len(dated["title"]) < MIN_TITLE:
        return PageLink(node, href, title, nodes, rank)
    date = dated["after"] or dated["before"]
    return PageLink(node, href, dated["title"].strip(), nodes, rank, date)


def _is_one_entry(page: FlatDom, one: int, other: int) -> bool:
    """Whether no item of a list ends or begins between two links."""
    for node, mate in ((one, other), (other, one)):
        while node >= 0 and page.tags[node] not in ITEMS:
            node = page.parents[node]
        if node >= 0 and not node < mate < page.ends[node]:
            return False
    return True


def _merged(one: PageLink, other: PageLink) -> PageLink:
    best, rest = (other, one) if other.rank < one.rank else (one, other)
    if CUT.search(best.title) and rest.title.startswith(CUT.sub("", best.title)[:CUT_START]):
        best.title = rest.title
    best.mates += [rest.node, *rest.mates]
    if "#" in best.href:
        best.href = min(best.href, rest.href, key=len)
    return best


def _completed(page: FlatDom, link: PageLink) -> PageLink:
    """A link by picture or 阅读全文 only takes its title from the text of its entry."""
    if link.rank != 4 and link.title:
        return link
    own = {link.node, *link.mates}
    node = link.node
    for _ in range(ENTRY_STEPS):
        node = page.parents[node]
        if node < 0 or page.ends[node] - node > MAX_ENTRY_NODES:
            break
        inside = range(node, page.ends[node])
        if any(
            page.tags[i] == "a" and page.attributes[i].get("href") and i not in own for i in inside
        ):
            break
        headings = [i for i in inside if page.tags[i] in HEADINGS]
        texts = [i for i in inside if page.texts[i].strip()]
        for start in headings or texts:
            text = page.text_within(start)
            if is_entry_title(text) and not is_date(text):
                link.title, link.rank = text, 1
                link.title_nodes = frozenset(range(start, page.ends[start]))
                return link
    return link


def _is_heading(page: FlatDom, node: int) -> bool:
    above = page.parents[node]
    return page.tags[above] in HEADINGS or any(
        page.tags[i] in HEADINGS for i in range(node, page.ends[node])
    )


def _picture_text(page: FlatDom, node: int) -> str:
    for i in range(node, page.ends[node]):
        if page.tags[i] == "img" and (text := page.attributes[i].get("alt")):
            return squeeze_spaces(text)
    return ""
