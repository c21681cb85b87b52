"""What class and id names say: is an element the article, who laid the page out?

The names stand in ``class_names.toml``: names of kinds, never of pages. A hint tilts the balance
between candidates; text decides.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

Hint = Literal["article", "aside", ""]

NAMES_FILE = Path(__file__).with_name("class_names.toml")
PLACES = {
    "in": "(?:{})",
    "word": r"(?:^|(?<=[\s_-]))(?:{})(?=$|[\s_-])",
    "start": r"(?:^|(?<=[\s_-]))(?:{})",
    "end": r"(?:{})(?=$|[\s_-])",
    "token": r"(?:^|(?<=\s))(?:{})(?=$|\s)",
}
LISTS = ("article", "aside", "list_place", "showcase", "body", "dated", "crumbs")
FIELDS = ("source", "account", "author", "editor")
"""In this order: a name that says two is the first."""
REMEMBERED = 8192
"""Names a process keeps the answer for: a site has some hundred."""
IFENG_NEW, IFENG_NEW_REACH = "allData", 2000
"""The state script of Phoenix's pages since 2018, and how far into a script it is looked for."""


class ClassNames(NamedTuple):
    """Every list of the file as one pattern."""

    article: re.Pattern[str]
    aside: re.Pattern[str]
    sure_aside: re.Pattern[str]
    list_place: re.Pattern[str]
    showcase: re.Pattern[str]
    body: re.Pattern[str]
    dated: re.Pattern[str]
    crumbs: re.Pattern[str]
    fields: dict[str, re.Pattern[str]]
    templates: list[tuple[str, frozenset[str]]]


def read_class_names(path: Path = NAMES_FILE) -> ClassNames:
    """Raises ValueError that names file, entry and fault."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    patterns = {name: _joined(path, lists.get(name) or []) for name in LISTS}
    fields = {name: _joined(path, lists.get(name) or []) for name in FIELDS}
    sure = [entry for entry in lists["aside"] if entry.get("sure")]
    templates = []
    for entry in lists["template"]:
        if set(entry) != {"says", "marks", "of"}:
            raise ValueError(f"{path.name}: template {entry}: give says, marks and of")
        templates.append((entry["says"], frozenset(entry["marks"])))
    return ClassNames(
        **patterns, fields=fields, sure_aside=_joined(path, sure), templates=templates
    )


def _joined(path: Path, entries: list[dict[str, Any]]) -> re.Pattern[str]:
    parts = []
    for entry in entries:
        shown = f"{path.name}: {entry.get('name')!r}"
        if not entry.get("of") or set(entry) - {"name", "at", "of", "sure"}:
            raise ValueError(f"{shown}: give name, of, and at or sure, nothing else")
        place = PLACES.get(entry.get("at", "word"))
        if place is None:
            raise ValueError(f"{shown}: at is one of {', '.join(PLACES)}")
        try:
            re.compile(entry["name"])
        except (KeyError, TypeError, re.error) as error:
            raise ValueError(f"{shown}: no pattern: {error}") from error
        parts.append(place.format(entry["name"]))
    if not parts:
        raise ValueError(f"{path.name}: a list without entries")
    return re.compile("|".join(parts))


NAMES = read_class_names()


@lru_cache(maxsize=REMEMBERED)
def hint(name: str) -> Hint:
    """What ``name`` (class and id, lower case) suggests; a name that says both says nothing."""
    if not name.strip():
        return ""
    is_aside = NAMES.aside.search(name) is not None
    is_article = NAMES.article.search(name) is not None
    if is_aside == is_article:
        return ""
    return "aside" if is_aside else "article"


@lru_cache(maxsize=REMEMBERED)
def is_surely_aside(name: str) -> bool:
    """Of a name that hints at an aside: does it tell what stands there, not only where?"""
    return NAMES.sure_aside.search(name) is not None


@lru_cache(maxsize=REMEMBERED)
def list_hint(name: str) -> Hint:
    """``hint`` on a list page, which has its list where an article page has its asides."""
    return hint(NAMES.list_place.sub("", name))


@lru_cache(maxsize=REMEMBERED)
def is_showcase(name: str) -> bool:
    """Does it name a box that shows a few articles large?"""
    return NAMES.showcase.search(name) is not None


@lru_cache(maxsize=REMEMBERED)
def is_body(name: str) -> bool:
    """Does a system call the element so that holds the body of an article?"""
    return NAMES.body.search(name) is not None


@lru_cache(maxsize=REMEMBERED)
def field_of(name: str) -> tuple[str | None, bool]:
    """(role, is it a date) that a class or id names."""
    role = next((role for role, names in NAMES.fields.items() if names.search(name)), None)
    return role, NAMES.dated.search(name) is not None


@lru_cache(maxsize=REMEMBERED)
def is_crumbs(name: str) -> bool:
    return NAMES.crumbs.search(name) is not None


def name_template(page: FlatDom) -> str:
    """The content management system whose marks the page carries, ``generic`` if none.

    Drift is counted by it.
    """
    if "founder-content" in page.tags:
        return "founder"
    names = {token for name in set(page.names) if name for token in name.split()}
    for template, marks in NAMES.templates:
        if not marks.isdisjoint(names):
            return template
    if any(IFENG_NEW in text[:IFENG_NEW_REACH] for _, text in page.scripts):
        return "ifeng_new"
    return "generic"
