"""Links and hosts: which link goes on to the next list page, whose an address is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml.etree import XPath

from crawler.extract.urls import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsel import Selector

NEXT_WORDS = frozenset(("下一页", "下页", "后一页", "下一頁"))
TEXT = XPath("string()")
AROUND = " \u3000\xa0[]【】<>»›>"


def next_link(page: Selector) -> str | None:
    """The href of the link to the next page: ``rel=next``, or a link that says 下一页."""
    for anchor in page.root.iter("a", "link"):
        href = anchor.get("href", "").strip()
        if not href or href.startswith(("#", "javascript:")):
            continue
        if "next" in anchor.get("rel", "").split():
            return str(href)
        if anchor.tag == "a" and TEXT(anchor).strip(AROUND) in NEXT_WORDS:
            return str(href)
    return None


def hosts_of(urls: Iterable[str]) -> list[str]:
    """Hosts of the addresses, each once, in order."""
    return list(dict.fromkeys(host for url in urls if (host := urlsplit(url).hostname)))


def is_on(url: str, hosts: Iterable[str]) -> bool:
    """Whether the address is on one of the hosts or below it; ``www.`` makes no difference."""
    if not is_web(url):
        return False
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    bare = (own.removeprefix("www.") for own in hosts)
    return any(host == own or host.endswith(f".{own}") for own in bare)


def beside(url: str, name: str) -> str:
    """``name`` in the folder of ``url``."""
    return name if is_web(name) else url.partition("?")[0].rpartition("/")[0] + "/" + name
