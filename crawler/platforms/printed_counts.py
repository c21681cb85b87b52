"""How many pages and entries a list has, as printed for readers beside its 下一页."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.platforms.list_reading import Stated

if TYPE_CHECKING:
    from parsel import Selector

PAGER_WORDS = re.compile(r"^[\s\W]*(?:下一?页|后一页|尾页|末页|下一頁)[\s\W]*$")
PAGES = re.compile(r"共\s*(?:有\s*)?(\d{1,6})\s*页|(?<![\d/])\d{1,6}\s*页?\s*/\s*(\d{1,6})\s*页")
RECORDS = re.compile(r"共\s*(?:有\s*)?(\d{1,8})\s*(?:条|篇)")
PAGER_LENGTH = 400
"""Characters of the text of a pager; what is longer holds more than the pager."""
PAGER_DEPTH = 3
"""Elements around the link that may still be the pager: ``<div><ul><li><a>``."""


def printed_counts(page: Selector) -> Stated | None:
    """Counts in the smallest element around the link to the next or last page that has any."""
    for word in page.xpath("//body//a | //body//span | //body//em"):
        if not PAGER_WORDS.match("".join(word.root.itertext())[:20]):
            continue
        for element in [word.root, *word.root.iterancestors()][: PAGER_DEPTH + 1]:
            text = "".join(element.itertext())
            if element.tag == "body" or len(text) > PAGER_LENGTH:
                break
            pages, records = PAGES.search(text), RECORDS.search(text)
            if pages or records:
                return Stated(
                    pages=int(pages[1] or pages[2]) if pages else None,
                    records=int(records[1]) if records else None,
                )
    return None
