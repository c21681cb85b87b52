"""What a page states outside its visible text: metas, links, microdata, JSON-LD, in-page JSON.

Everything here is a claim with its place, never a truth: cleaning weighs the claims.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crawler.extract.script_values import script_values
from crawler.items import Stated

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

PUBLISHED_METAS = (
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "og:time",
    "publishdate",
    "pubdate",
    "_pubtime",
    "pubtime",
    "apub:time",
    "weibo: article:create_at",
    "weibo:article:create_at",
    "article:create_at",
    "publication_date",
    "publish_time",
    "publishtime",
    "published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "sailthru.date",
    "createdate",
    "publishid",
    "maketime",
    "dateupdate",
    "datemodified",
    "article:modified_time",
    "lastmod",
)
CREDIT_METAS = {
    "contentsource": "source",
    "source": "source",
    "mediaid": "source",
    "og:article:source": "source",
    "article:source": "source",
    "author": "author",
    "article:author": "author",
    "og:article:author": "author",
    "byline": "author",
    "dc.creator": "author",
    "editor": "editor",
    "article:editor": "editor",
    "og:site_name": "site",
    "sitename": "site",
    "application-name": "site",
}
LINKED_DATA = "application/ld+json"
ARTICLE_KINDS = ("Article", "Posting")
LINKED_ROLES = (
    ("author", "author"),
    ("source", "sourceOrganization"),
    ("editor", "editor"),
    ("site", "publisher"),
)
MAX_SCRIPT = 2_000_000
MAX_VALUE = 300


@dataclass(slots=True)
class Claims:
    """Everything the page claims of itself outside its text."""

    headline: str | None = None
    section: str | None = None
    published: list[Stated] = field(default_factory=list)
    credits: list[Stated] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)
    origin_url: str | None = None
    refresh: str | None = None
    """Target of a <meta http-equiv=refresh>."""


def read_claims(page: FlatDom) -> Claims:
    claims = Claims()
    metas: dict[str, str] = {}
    for number in [i for i, tag in enumerate(page.tags) if tag in ("meta", "link")]:
        if page.tags[number] == "meta":
            _read_meta(page.attributes[number], metas, claims)
        else:
            _read_link(page.attributes[number], claims)
    _use_metas(metas, claims)
    for kind, text in page.scripts:
        if len(text) > MAX_SCRIPT:
            continue
        if kind.strip().lower() == LINKED_DATA:
            _read_linked_data(text, claims)
        elif not kind or "javascript" in kind or "json" in kind:
            _read_script(text, claims)
    _read_microdata(page, claims)
    return claims


def _read_meta(attributes: dict[str, str | None], metas: dict[str, str], claims: Claims) -> None:
    content = (attributes.get("content") or "").strip()
    if not content:
        return
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        claims.refresh = content[:2000]
        return
    name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
    metas.setdefault(name.strip().lower(), content)


def _read_link(attributes: dict[str, str | None], claims: Claims) -> None:
    href = (attributes.get("href") or "").strip()
    relation = (attributes.get("rel") or "").lower()
    if href and relation == "canonical":
        claims.hints.setdefault("rel", href[:2000])
    elif href and relation == "alternate" and "handheld" in (attributes.get("media") or ""):
        claims.hints.setdefault("mobile", href[:2000])


def _use_metas(metas: dict[str, str], claims: Claims) -> None:
    for name in PUBLISHED_METAS:
        if name in metas:
            claims.published.append(Stated(raw=metas[name][:MAX_VALUE], where=f"meta:{name}"))
    for name, role in CREDIT_METAS.items():
        if name in metas:
            where = f"meta:{role}" if role == name else f"meta:{role}:{name}"
            claims.credits.append(Stated(raw=metas[name][:MAX_VALUE], where=where))
    claims.headline = metas.get("og:title") or metas.get("twitter:title")
    claims.section = metas.get("article:section") or metas.get("columnname") or metas.get("section")
    if address := metas.get("og:url"):
        claims.hints.setdefault("og", address[:2000])


def _read_linked_data(text: str, claims: Claims) -> None:
    try:
        data = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    for thing in _things(data):
        kinds = thing.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(ARTICLE_KINDS) for kind in kinds):
            _read_article_data(thing, claims)
        elif value := _text(thing, "pubDate"):  # a search engine's time mark
            claims.published.append(Stated(raw=value[:MAX_VALUE], where="jsonld:pubDate"))


def _read_article_data(thing: dict[str, Any], claims: Claims) -> None:
    if value := _text(thing, "datePublished"):
        claims.published.append(Stated(raw=value[:MAX_VALUE], where="jsonld:datePublished"))
    claims.headline = claims.headline or _text(thing, "headline")
    claims.section = claims.section or _text(thing, "articleSection")
    claims.origin_url = claims.origin_url or (_text(thing, "isBasedOn") or "")[:2000] or None
    for role, key in LINKED_ROLES:
        for name in _names(thing.get(key)):
            claims.credits.append(Stated(raw=name[:MAX_VALUE], where=f"jsonld:{role}"))
    if value := _text(thing, "mainEntityOfPage") or _text(thing, "url"):
        claims.hints.setdefault("jsonld", value[:2000])


def _text(thing: dict[str, Any], key: str) -> str | None:
    value = thing.get(key)
    return value if isinstance(value, str) and value else None


def _things(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 4:
        return []
    if isinstance(data, list):
        return [thing for entry in data[:50] for thing in _things(entry, depth + 1)]
    if isinstance(data, dict):
        return [data, *_things(data.get("@graph", []), depth + 1)]
    return []


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for entry in value[:10] for name in _names(entry)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return []


def _read_script(text: str, claims: Claims) -> None:
    for role, name, value in script_values(text):
        if role == "published":
            claims.published.append(Stated(raw=value, where=f"script:{name}"))
        elif role == "origin_url":
            claims.origin_url = claims.origin_url or value
        else:
            claims.credits.append(Stated(raw=value, where=f"script:{role}:{name}"))


def _read_microdata(page: FlatDom, claims: Claims) -> None:
    for number in [i for i, own in enumerate(page.attributes) if "itemprop" in own]:
        attributes = page.attributes[number]
        name = attributes["itemprop"]
        if page.tags[number] == "meta":
            continue
        if name == "datePublished":
            value = (
                attributes.get("datetime") or attributes.get("content") or page.text_within(number)
            )
            if value and len(value) <= MAX_VALUE:
                claims.published.append(Stated(raw=value.strip(), where="microdata:datePublished"))
        elif name == "isBasedOnUrl":
            claims.origin_url = claims.origin_url or (attributes.get("href") or None)
