"""Articles spread over several pages: where the further pages are, and how they become one item."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from archive.charset import decode
from crawler.extract.drop_reasons import bounded, drop_reason_of_bytes, drop_reason_of_text
from crawler.extract.flat_dom import FlatDom
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.urls import as_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.items import Article

MAX_PARTS = 50
PAGE_MARK = re.compile(r"^(?P<stem>.*?)(?:[_-](?P<page>\d{1,3}))?(?P<suffix>\.[a-zA-Z]{3,5})$")
PAGER = re.compile(
    r"createPageHTML\(\s*(\d{1,4})\s*,\s*\d{1,4}\s*,\s*[\"']([\w-]{1,80})[\"']\s*,\s*[\"'](\w{2,5})[\"']"
)
PAGE_LABEL = re.compile(
    r"^[\[【(（]?\s*(?:第\s*)?\d{1,3}\s*(?:页)?\s*[\]】)）]?$|^(?:下一页|上一页|下页|尾页|末页|余下全文|阅读全文|全文阅读|后一页)\s*[>»]*$"
)


PAGE_NUMBER = re.compile(rb"(\d{1,3})(?!\d)")
LABEL_NUMBER = re.compile(r"\d{1,3}")
NEXT = ("下", "后", "余", "阅", "全")
ANYWHERE = ("尾", "末", "余", "阅", "全")
"""Labels that lead to some later page, not the next one."""


class _Address(NamedTuple):
    stem: str
    page: int | None
    suffix: str


def part_links(body: bytes | FlatDom, url: str) -> list[str]:
    """Absolute addresses of the other pages of the article at ``url``, in page order.

    A link counts only if its address is the article's own with another page number: 下一页 may
    lead to another article. TRS pagers (``createPageHTML``) name the pages in a script.
    """
    own = _read_address(url)
    if own is None or (isinstance(body, bytes) and not _may_be_parted(body, own)):
        return []
    page, encoding = (body, "utf-8") if isinstance(body, FlatDom) else _flat_dom(body)
    if page is None:
        return []
    found: dict[int, str] = {}
    for number, tag in enumerate(page.tags):
        href = page.attributes[number].get("href") if tag == "a" else None
        label = page.text_within(number)
        if not href or not PAGE_LABEL.match(label):
            continue
        address = _join(url, href, encoding)
        other = _read_address(address)
        if other and other != own and _same_article(own, other) and _fits(label, own, other):
            found.setdefault(_order(other), address)
    if not found:
        found = _scripted(page, url, own, encoding)
    first = _order(own)
    return [found[order] for order in sorted(found) if order != first][:MAX_PARTS]


def join_parts(parts: list[Article]) -> Article:
    """One item of all parts, in order: the first gives the fields, all give blocks and images.

    Raises ValueError for an empty list. Credits and pointers of later parts are kept: the editor
    often stands on the last page only.
    """
    if not parts:
        raise ValueError("no parts to join")
    first = parts[0]
    blocks = list(first.blocks)
    images = list(first.images)
    credits = list(first.credits)
    for part in parts[1:]:
        shift = len(blocks)
        blocks += part.blocks
        images += [
            replace(image, position=None if image.position is None else image.position + shift)
            for image in part.images
        ]
        credits += [stated for stated in part.credits if stated not in credits]
    return replace(
        first,
        blocks=blocks,
        images=images,
        credits=credits,
        part_urls=[address for part in parts for address in (part.part_urls or [part.url])],
        warc=[pointer for part in parts for pointer in part.warc],
    )


def _may_be_parted(body: bytes, own: _Address) -> bool:
    """False if the bytes alone tell that no other page is named: most need no second parse."""
    if b"\0" in body or b"createPageHTML" in body:
        return True
    name, suffix = own.stem.rpartition("/")[2].encode(), own.suffix.encode()
    if own.page is not None and name + suffix in body:
        return True
    return any(
        page and int(page[1]) != own.page and body.startswith(suffix, page.end())
        for mark in (b"_", b"-")
        for page in (PAGE_NUMBER.match(body, end) for end in _ends(body, name + mark))
    )


def _ends(body: bytes, part: bytes) -> Iterator[int]:
    position = body.find(part)
    while position >= 0:
        yield (position := position + len(part))
        position = body.find(part, position)


def _flat_dom(body: bytes) -> tuple[FlatDom | None, str]:
    """The page, and in which charset browsers put the hanzi of its links."""
    if drop_reason_of_bytes(body, 200, None):
        return None, "utf-8"
    decoded = decode(body)
    encoding = "utf-8" if decoded.encoding.startswith("utf-16") else decoded.encoding
    if drop_reason_of_text(decoded, body):
        return None, encoding
    return parse_flat_dom(bounded(decoded.text), is_whole=True), encoding


def _join(base: str, href: str, encoding: str) -> str:
    try:
        return as_asked(urljoin(base, href.strip()), encoding)
    except ValueError:
        return ""


def _read_address(url: str) -> _Address | None:
    """Name and page number; a number larger than any article has pages belongs to the name."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    found = PAGE_MARK.match(parts.path)
    if found is None or not found["stem"].rpartition("/")[2]:
        return None
    stem, suffix = found["stem"], found["suffix"]
    if found["page"] and int(found["page"]) <= MAX_PARTS:
        return _Address(f"{parts.netloc}{stem}", int(found["page"]), suffix)
    return _Address(f"{parts.netloc}{parts.path.removesuffix(suffix)}", None, suffix)


def _same_article(own: _Address, other: _Address) -> bool:
    if own.suffix != other.suffix:
        return False
    if own.stem == other.stem:
        return True
    # Without a page mark the whole name is the stem: c1013-31153719.html and …-2.html.
    bare = own.stem if own.page is None else f"{own.stem}-{own.page}"
    return (
        other.page is not None and other.page < 100 and other.stem in (bare, bare.replace("-", "_"))
    )


def _fits(label: str, own: _Address, other: _Address) -> bool:
    """Does the page number of the address agree with the link's label?"""
    number = LABEL_NUMBER.search(label)
    if number is None:
        step = 1 if label.startswith(NEXT) else -1
        return label.startswith(ANYWHERE) or _order(other) - max(_order(own), 0) in (step, 2 * step)
    return other.page is None or other.page in (int(number.group()), int(number.group()) - 1)


def _order(address: _Address) -> int:
    """Page number for sorting; the unnumbered address is the first page."""
    return -1 if address.page is None else address.page


def _scripted(page: FlatDom, url: str, own: _Address, encoding: str) -> dict[int, str]:
    for _, text in page.scripts:
        if called := PAGER.search(text):
            count, name, suffix = int(called[1]), called[2], called[3]
            bare = own.stem if own.page is None else f"{own.stem}_{own.page}"
            if count > 1 and any(stem.endswith(f"/{name}") for stem in (own.stem, bare)):
                return {
                    i: _join(url, f"{name}_{i}.{suffix}", encoding)
                    for i in range(1, min(count, MAX_PARTS + 1))
                }
    return {}
