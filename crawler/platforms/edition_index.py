"""Which editions of a Founder e-paper a month has: ``navi.xml`` or ``period.xml`` beside its days.

``period.xml`` names a ``period_date`` and a ``front_page`` per edition; of ``navi.xml`` it is known
that it names the first page of each. So a date beside an address counts, and without one the day
in the address itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.address_shapes import day_in
from crawler.extract.date_patterns import iso_day
from crawler.platforms.list_payloads import PayloadError

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = re.compile(r"\.s?html?$", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def editions_of(text: str, url: str) -> dict[date, str]:
    """Address of the first page of each edition by its day. Raises PayloadError, one line.

    An index that is cut off is no index: what it does not name may stand in the part that is lost.
    One without any element names no edition; one with elements that name none has changed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(DECLARATION.sub("", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise PayloadError(f"no index of editions: {str(error)[:120]}") from error
    found: dict[date, str] = {}
    for element in root.iter(etree.Element):
        for day, address in _stated(element, url):
            found.setdefault(day, address)
    is_empty = not len(root) and not _text(root) and root.tag.lower() != "html"
    if not found and not is_empty:
        raise PayloadError("names no edition: has the index changed?")
    return found


def _stated(element: Any, url: str) -> Iterator[tuple[date, str]]:
    """Day and first page that an element, its attributes and its children state together."""
    values = [_text(element), *element.attrib.values(), *(_text(child) for child in element)]
    pages = [value for value in values if PAGE.search(value)]
    if not pages:
        return
    stated = next(
        (iso_day(value) for value in values if not PAGE.search(value) and iso_day(value)), None
    )
    for page in pages:
        day = date.fromisoformat(stated) if stated and len(pages) == 1 else None
        if day and "/" not in page:
            page = f"{day:%d}/{page}"
        address = urljoin(url, page)
        if day := day or day_in(address):
            yield day, address


def _text(element: Any) -> str:
    return (element.text or "").strip()
