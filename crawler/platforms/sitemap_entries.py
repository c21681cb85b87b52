"""What one sitemap lists, whatever it is: XML in any charset, a feed, a plain list of addresses.

A forgiving parser drops what it cannot read without a word. Here a sitemap that breaks off, or
breaks the rules of XML otherwise than sites commonly do, says so in ``flaw``; what was read of it
stands all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from typing import Any

import lxml.etree

from archive.charset import decode
from crawler.extract.urls import is_web
from crawler.platforms.list_payloads import PayloadError

MAX_ENTRIES = 50_000
"""The bound the sitemap protocol itself sets for one file."""
CHUNK = 1 << 16
ROOTS = ("urlset", "sitemapindex")
FEEDS = ("rss", "feed", "RDF")
ENTRIES = ("url", "sitemap", "item", "entry")
PARENTS = (*ROOTS, "channel", "feed", "RDF")
DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
LOOSE = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|[\x00-\x08\x0b\x0c\x0e-\x1f]|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(?:[A-Za-z]\w{1,20};)?",
    re.DOTALL,
)
"""Control characters, and an ``&`` that is none of XML's: both are common and harmless."""
FATAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One <url> or <sitemap> of a sitemap, one <item> or <entry> of a feed."""

    is_sitemap: bool
    address: str
    modified: str | None = None
    published: str | None = None
    headline: str | None = None


@dataclass(slots=True)
class Sitemap:
    """Entries in the order they stand, one too many if there are too many."""

    entries: list[SitemapEntry] = field(default_factory=list)
    is_window: bool = False
    """A feed, or a news sitemap: it names the newest articles only."""
    flaw: str | None = None
    """Why entries may be missing."""


def read_sitemap(body: bytes, declared: str | None = None) -> Sitemap:
    """What a sitemap lists; ``declared`` is its Content-Type. Raises PayloadError if it is none.

    What was read is let go: a large one never stands in memory as elements.
    """
    decoded = decode(body, declared)
    if not decoded.text.lstrip().startswith("<"):
        return _read_lines(decoded.text)
    plain = body if decoded.is_as_sent else decoded.text.encode("utf-8", "replace")
    del decoded
    plain = LOOSE.sub(_tight, DECLARATION.sub(b"", plain, count=1))
    parser = lxml.etree.XMLPullParser(
        ("start", "end"), encoding="utf-8", resolve_entities=False, no_network=True, recover=True,
        huge_tree=False, load_dtd=False,
    )  # fmt: skip
    found, root, is_closed = Sitemap(), "", False
    try:
        for start in range(0, len(plain), CHUNK):
            parser.feed(plain[start : start + CHUNK])
            for event, element in parser.read_events():
                root = root or local_name(element)
                if event == "end":
                    _note(element, found)
                    is_closed |= element.getparent() is None
            if len(found.entries) > MAX_ENTRIES:
                del found.entries[MAX_ENTRIES + 1 :]
                return found
        parser.close()
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        found.flaw = str(error)
    if root not in ROOTS + FEEDS:
        raise PayloadError("no sitemap: neither <urlset> nor <sitemapindex>")
    found.is_window = found.is_window or root in FEEDS
    found.flaw = found.flaw or _flaw(parser) or (None if is_closed else "cut off")
    return found


def _note(element: Any, found: Sitemap) -> None:
    """Take an element that is an entry of the sitemap, not part of one, and let it go."""
    above = element.getparent()
    if local_name(element) in ENTRIES and above is not None and local_name(above) in PARENTS:
        found.is_window |= any(local_name(child) == "news" for child in element)
        entry = read_entry(element)
        if is_web(entry.address) or entry.address.startswith("/"):
            found.entries.append(entry)
        elif entry.address and found.entries:
            found.flaw = f"an entry without an address: {entry.address[:40]!r}"
        forget(element)


def _tight(loose: re.Match[bytes]) -> bytes:
    """XML for what is none: HTML's entities as characters, any other ``&`` as itself."""
    if loose[0][:1] == b"<":
        return loose[0]
    if loose[0][:1] != b"&":
        return b""
    text = loose[0].decode("ascii", "replace")
    return escape(html5.get(text[1:], text)).encode()


def _flaw(parser: Any) -> str | None:
    error = next((error for error in parser.error_log if error.level == FATAL), None)
    return f"cut off or broken: {error.message[:80]} on line {error.line}" if error else None


def _read_lines(text: str) -> Sitemap:
    """A text sitemap: one address a line, and nothing else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    addresses = [line for line in lines if is_web(line)]
    if not addresses:
        raise PayloadError("no sitemap: neither XML nor a list of addresses")
    flaw = None
    if len(addresses) < len(lines):
        flaw = f"{len(lines) - len(addresses)} of {len(lines)} lines are no address"
    kept = addresses[: MAX_ENTRIES + 1]
    return Sitemap([SitemapEntry(is_sitemap=False, address=line) for line in kept], flaw=flaw)


def forget(element: Any) -> None:
    """Free an entry that was read, and what stands before it."""
    element.clear()
    while (before := element.getprevious()) is not None:
        element.getparent().remove(before)


def read_entry(element: Any) -> SitemapEntry:
    """Of alternates and images inside an entry nothing is read."""
    texts: dict[str, str] = {}
    for child in element:
        inner = child if local_name(child) == "news" else [child]
        for leaf in inner:
            name, text = local_name(leaf), (leaf.text or "").strip()
            if name == "link" and leaf.get("rel", "alternate") == "alternate":
                text = text or leaf.get("href", "")  # in Atom the address is an attribute
            if text:
                texts.setdefault(name, text)
    return SitemapEntry(
        is_sitemap=local_name(element) == "sitemap",
        address=texts.get("loc") or texts.get("link") or "",
        modified=texts.get("lastmod") or texts.get("updated") or None,
        published=next(
            (texts[n] for n in ("publication_date", "pubDate", "published", "date") if n in texts),
            None,
        ),
        headline=texts.get("title", "")[:500] or None,
    )


def local_name(element: Any) -> str:
    """Tag without namespace; empty for comments and instructions."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return str(tag.rpartition("}")[2].rpartition(":")[2])  # news:title, its prefix never declared
