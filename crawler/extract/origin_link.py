"""The link behind 来源： where a page names the outlet it took the article from by a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.visible import Zones

LABEL = re.compile(r"(?:来\s*源|來\s*源|稿\s*源|转\s*自|转载自)(?:于|自)?\s*[:：]?\s*$")
FRONT_PAGE = re.compile(r"/?|(?:/[^/]*){0,4}/\w*index\.\w{2,6}")
MAX_ADDRESS = 2000


def find_origin_link(page: FlatDom, zones: Zones, url: str) -> str | None:
    """Absolute address of the article that 来源： links to; None for a link to a front page."""
    for zone in zones:
        for number in zone:
            if number >= len(page.runs):
                break
            run = page.runs[number]
            if run.links and (href := _labelled(page, run.node, run.last, run.element)):
                return _article_address(url, href)
    return None


def _labelled(page: FlatDom, first: int, last: int, element: int) -> str | None:
    """``href`` of the link whose text follows the label at once."""
    is_next = False
    for node in range(first, last + 1):
        text = page.texts[node].strip()
        if not text:
            continue
        if is_next and (href := _link_around(page, node, element)):
            return href
        is_next = LABEL.search(text) is not None
    return None


def _link_around(page: FlatDom, node: int, element: int) -> str | None:
    while node > element:
        if page.tags[node] == "a":
            return page.attributes[node].get("href")
        node = page.parents[node]
    return None


def _article_address(url: str, href: str) -> str | None:
    try:
        address = urljoin(url, href.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or len(address) > MAX_ADDRESS:
        return None
    is_front_page = FRONT_PAGE.fullmatch(parts.path) is not None and not parts.query
    return None if is_front_page or not parts.netloc else address
