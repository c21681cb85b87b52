"""Is this page the article it was requested as? A 200 does not say so.

A refused page (login, error page in disguise, nothing at all) has a ``drop_reason`` from
extraction. More kinds are known only from outside the page: one whose headline has nothing of the
list's, a text that many addresses share (challenges, notices), and the front page that an
article's address led to. All of them stay owed. What is too large, binary or unreadable was had:
it is no article, and is owed no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from crawler.fingerprints import AddressSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.items import Article

SETTLED = frozenset(("binary", "hostile_markup", "too_large", "too_many_tags", "undecodable"))
"""Drop reasons that stay, however often such a page is fetched."""
WITHOUT_TEXT = "no_article_text"
"""Settled for a page of pictures or a video, refused for one with another headline."""
OTHER_HEADLINE = "suspect_headline"
SHARED_TEXT = "suspect_shared_text"
FRONT_PAGE = "suspect_front_page"
SAYS_REMOVED = frozenset(("not_found_in_disguise", FRONT_PAGE))
"""How a site that answers 200 to everything says that an article is no longer there."""
STEP = "suspect"

SHARED_BY = 5
"""Addresses of one crawl, named differently by their lists, that make a text suspect."""
SHORT_TEXT = 12
"""Characters below which a text is too little to be held against others."""
FEW_PAIRS = 3
"""Pairs of characters below which a list's headline is too short to be held against a page's."""
TOLD_BY_TEXT = 1 / 3
"""Share of the headline's pairs in the text that tells: reworded, but the same article."""
MOST_TEXTS = 2000
FRONT = re.compile(r"/?(?:(?:index|default|home)\.\w{3,5})?", re.ASCII | re.IGNORECASE)


class Suspicion:
    """What one crawl has seen so far, in bounded memory. ``known``: texts suspect before."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._shared = set(known)
        self._texts: OrderedDict[str, dict[str, list[str]]] = OrderedDict()
        self._headlines = AddressSet()
        self._common = AddressSet()

    def list_names(self, headline: str | None) -> None:
        """Note what a list calls an article: what it calls two is no headline (详细, 更多)."""
        if headline and not self._headlines.add(headline):
            self._common.add(headline)

    def reason(self, item: Article) -> str | None:
        """Why the page is refused or suspect, None if it is taken for what it says it is."""
        named = item.list_headline
        is_other = bool(named and named not in self._common) and has_other_headline(item)
        if item.drop_reason:
            is_settled = item.drop_reason in SETTLED
            if item.drop_reason == WITHOUT_TEXT:
                is_settled = not is_other and bool(item.headline_raw or item.title_raw)
            return None if is_settled else item.drop_reason
        if is_other:
            return OTHER_HEADLINE
        text = text_hash(block.text for block in item.blocks)
        return SHARED_TEXT if self.is_shared(text) else None

    def is_shared(self, text: str | None) -> bool:
        return text in self._shared

    def shared_by(self, text: str | None, named: str | None, address: str) -> list[str]:
        """Addresses that share a text (see ``text_hash``), the first time they are so many.

        ``named``: what the list calls the article. One article that is listed at many addresses
        under one name is no challenge.
        """
        if text is None or text in self._shared:
            return []
        by_name = self._texts.pop(text, {})
        by_name.setdefault(named or address, []).append(address)
        self._texts[text] = by_name
        if len(self._texts) > MOST_TEXTS:
            self._texts.popitem(last=False)
        if len(by_name) < SHARED_BY:
            return []
        self._shared.add(text)
        del self._texts[text]
        return [address for addresses in by_name.values() for address in addresses]


def is_front_page(asked: str, answered: str) -> bool:
    """Whether an article's address led to the front page of its own host."""
    try:
        before, after = urlsplit(asked), urlsplit(answered)
    except ValueError:
        return False
    return before.hostname == after.hostname and _is_front(after) and not _is_front(before)


def _is_front(address: SplitResult) -> bool:
    return not address.query and FRONT.fullmatch(address.path) is not None


def has_other_headline(item: Article) -> bool:
    """True if headline, title and text of the page have nothing of the list's headline."""
    wanted = pairs(item.list_headline)
    if len(wanted) < FEW_PAIRS:
        return False
    own = pairs(item.headline_raw) | pairs(item.title_raw)
    if wanted & own or not (own or item.drop_reason):
        return False
    text = pairs("".join(block.text for block in item.blocks))
    return len(wanted & text) < TOLD_BY_TEXT * len(wanted)


def pairs(text: str | None) -> set[str]:
    """Neighbouring letters, digits and hanzi of a text, whatever stands between them."""
    plain = unicodedata.normalize("NFKC", text or "").lower()
    marks = [mark for mark in plain if mark.isalnum()]
    return {first + second for first, second in pairwise(marks)}


def text_hash(blocks: Iterable[str]) -> str | None:
    """Of the main text; None if it is too short to be held against others."""
    text = "".join("".join(block.split()) for block in blocks)
    if len(text) < SHORT_TEXT:
        return None
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def is_refused(line: dict[str, Any]) -> bool:
    """Whether a stored raw item is of a page that came in an article's place."""
    reason = line.get("drop_reason")
    return line.get("drop_step") == STEP or bool(
        reason and reason not in SETTLED and reason != WITHOUT_TEXT
    )
