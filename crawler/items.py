"""The raw contract: what one crawled page said, as it said it. Nothing here is cleaned.

Raw items are JSON lines under ``data/raw/items/channel=<channel>/<crawl_id>.jsonl``. Keys are
stable: transforms read them by name, from files, without importing this package.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from archive.pointer import WarcPointer

EXTRACTOR_VERSION = "3"
"""Raised whenever extraction may give other items for the same bytes."""


@dataclass(slots=True, kw_only=True)
class Stated:
    """One value the page states, as printed, with the place it was found.

    ``where`` is ``kind`` or ``kind:name``: ``meta:og:time``, ``jsonld:datePublished``,
    ``microdata:datePublished``, ``script:allData.newsTime``, ``visible``,
    ``visible:#pubtime_baidu``, ``url``, ``list`` (the list page that led here), ``feed``,
    ``front_matter``.
    """

    raw: str
    where: str


@dataclass(slots=True, kw_only=True)
class Claim:
    """One value the page states for a field, and how far it looks like the field's.

    ``where`` as in ``Stated``: the tag of a heading with its name (``h1``, ``div.tit``), ``title``,
    ``meta`` (og:title or JSON-LD), ``visible:rule`` (of the channel).
    """

    raw: str
    where: str
    rule: str
    """Why: ``in_title``, ``shares_title``, ``title_cut`` (how it agrees with <title>), ``in_meta``,
    ``h1_alone``, ``above_dateline``, ``channel_rule``, ``stated`` (in the head only)."""
    strength: float
    """0 to 1, comparable within one field of one page."""


@dataclass(slots=True, kw_only=True)
class Block:
    """One run of text in reading order: a paragraph, heading, list entry, table row, caption.

    ``text`` joins inline nodes without a space (``<b>主攻</b>工业`` stays one word).
    ``tag`` is the block element (p, h2, li, tr, figcaption, div …), ``path`` a short class and
    id trail.
    """

    text: str
    tag: str = "p"
    path: str = ""
    links: list[str] = field(default_factory=list)
    in_link_chars: int = 0


@dataclass(slots=True, kw_only=True)
class Image:
    url: str
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    position: int | None = None
    """Index of the block the image precedes."""


@dataclass(slots=True, kw_only=True)
class Article:
    """One article page of one channel, or (``drop_reason`` set) why it is none."""

    channel: str
    url: str
    """Final address after redirects."""
    requested_url: str | None = None
    canonical_url: str
    """Normalised for comparison: same article under m., /BIG5/, _1, tracking parameters is one."""
    canonical_hints: dict[str, str] = field(default_factory=dict)
    """What the page says of its own address: ``rel``, ``og``, ``jsonld``, ``mirror_of``."""
    fetched_at: str
    """UTC, ISO 8601 with ``+00:00``."""
    status: int = 200
    encoding: str | None = None
    title_raw: str | None = None
    """The <title> element, suffix chain and all."""
    headline_raw: str | None = None
    """The first of ``headlines``."""
    headlines: list[Claim] = field(default_factory=list)
    """What the page may mean as its headline, best first; nothing else is decided here."""
    section_raw: str | None = None
    published: list[Stated] = field(default_factory=list)
    """Every statement of a publication time, best evidence first."""
    credits: list[Stated] = field(default_factory=list)
    """Source, author and editor lines; ``where`` may name the role, as ``meta:author``."""
    origin_url: str | None = None
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    part_urls: list[str] = field(default_factory=list)
    """Addresses of the pages joined into this article, in order (more than one: multi-page)."""
    list_url: str | None = None
    list_headline: str | None = None
    list_date: str | None = None
    template: str | None = None
    """Which template the page was read with: the ground for drift per channel and template."""
    extractor_version: str = EXTRACTOR_VERSION
    warc: list[WarcPointer] = field(default_factory=list)
    """One pointer per part, in order. Empty only for items read from files."""
    drop_step: str | None = None
    drop_reason: str | None = None


def to_line(item: Article) -> dict[str, Any]:
    """The item as the plain JSON object that is stored."""
    line = {name: getattr(item, name) for name in NAMES[Article]}
    for name in ("headlines", "published", "credits", "blocks", "images", "warc"):
        line[name] = [_plain(part) for part in line[name]]
    return line


def _plain(part: Stated | Claim | Block | Image | WarcPointer) -> dict[str, Any]:
    # dataclasses.asdict copies every value: seven per cent of reading a page.
    return {name: getattr(part, name) for name in NAMES[type(part)]}


NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Article, Stated, Claim, Block, Image, WarcPointer)
}
