"""Entries of lists that come as bare rows: nothing around them tells a list from a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsel import Selector

from crawler.extract.entry_dates import stated_date
from crawler.extract.listing import ListItem

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = "//li[.//a[@href]] | //tr[.//a[@href]] | //dl[.//a[@href]]"
"""Of rows in rows only the innermost are entries."""


def entries_of(html: str) -> list[ListItem]:
    """What the rows of a piece of HTML list, in order; a piece without any is one row itself."""
    piece = Selector(html or " ", type="html")
    rows = [row for row in piece.xpath(ROW) if not row.xpath(".//li[.//a] | .//tr[.//a]")]
    return [entry for row in rows or [piece] if (entry := entry_of(row))]


def entry_of(row: Selector) -> ListItem | None:
    """The link of a row with the longest title, and the date beside it; None without a link."""
    href, title = max(links_of(row), key=lambda link: len(link[1]), default=("", ""))
    if not href:
        return None
    texts = (text.strip() for text in row.xpath(".//text()").getall())
    dates = (stated_date(text) for text in texts if text not in title)
    return ListItem(href=href, title=title, date=next(filter(None, dates), None))


def links_of(row: Selector) -> Iterator[tuple[str, str]]:
    for link in row.css("a[href]"):
        href = link.attrib["href"].strip()
        if href and not href.startswith(("javascript:", "#")):
            yield href, (link.attrib.get("title") or link.xpath("string()").get("")).strip()
