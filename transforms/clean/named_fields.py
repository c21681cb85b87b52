"""Claims of elements that a template names (``span.source``), and of metas, JSON-LD and scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.clean.claims import Said
from transforms.clean.credits import read_credit_line
from transforms.clean.names import is_person, split_names
from transforms.clean.outlets import bare_outlet, is_column, is_outlet, split_origins
from transforms.clean.roles import EMPTY, ROLE, UNKNOWN, WORDS
from transforms.clean.strengths import claims_of
from transforms.clean.word_lists import pattern_of

if TYPE_CHECKING:
    from transforms.clean.claims import Claim

OTHER_AUTHOR = re.compile(r"@|\.com|\.cn|^\d+$|name\b", re.IGNORECASE)
COUNTER = re.compile(r"[:：>»]|^[\d\s|/()（）,.\-+]*$|\d+\s*[次人条篇]|^https?:|^www\.")
PLACE = tuple("省市县縣区區州镇鎮乡鄉村")
ACCOUNT_KEY = "mediaid"
BUTTON = re.compile(pattern_of(WORDS.lists["interface"]))
OF_ARTICLE = ":state."
"""Of a script's value: it stands in the same object as the article's text."""
MAX_NAME = 20


def is_place(text: str) -> bool:
    """丰台区 has a surname before it and is a place; 李镇 may be a man."""
    return len(text) > 2 and text.endswith(PLACE)


def read_element(
    raw: str,
    where: str,
    role: str,
    page_names: frozenset[str],
    accounts: frozenset[str] | None,
) -> list[Claim]:
    """``role`` is what the element's class or id says; the value has no label of its own.

    On a platform of accounts (``accounts`` is not None) an unlabelled author is an account.
    """
    text = raw.strip(" \t：:|").partition("\t")[0]
    if COUNTER.search(text) or UNKNOWN.match(text) or EMPTY.match(text) or is_column(text):
        return []
    if BUTTON.search(text):
        return []
    people = [name for name in split_names(text) if is_person(name) and not is_place(name)]
    if role == "source":
        said = _outlets(text, page_names)
        kind = "named_outlet" if any(one.rule != "named_element" for one in said) else "field"
        return claims_of(said, raw, where, kind)
    if role == "editor":
        return claims_of(
            [Said("editor", name, "named_element") for name in people], raw, where, "field"
        )
    if role == "author" and people:
        kind = "field" if accounts is None else "unbelieved"
        said = [Said("reporter", name, "named_element") for name in people]
        return claims_of(said, raw, where, kind)
    said = [one._replace(rule="account") for one in _outlets(text, page_names)]
    if role == "author":  # a pen name, a place or a post: no outlet
        said = [one for one in said if is_outlet(one.value) or one.value in page_names]
    return claims_of(said, raw, where, "account" if not people else "unbelieved")


def _outlets(text: str, page_names: frozenset[str]) -> list[Said]:
    if len(text) > MAX_NAME:
        return []
    found = [(name, bare_outlet(name, page_names)) for name in split_origins(text)]
    return [Said("origin", *(bare or (name, "named_element"))) for name, bare in found]


def read_machine(raw: str, where: str, shown: str) -> list[Claim]:
    """Metas, JSON-LD, script values; ``shown`` is what the visible page says near the article.

    An author there is often who uploaded the page, and a script may tell of another article: what
    is no plain statement of this page's source counts only if the page shows it.
    """
    kind, _, rest = where.partition(":")
    role = rest.partition(":")[0]
    if ("：" in raw or ":" in raw) and ROLE.search(raw):
        return claims_of(read_credit_line(raw), raw, where, "meta")
    people = [name for name in split_names(raw) if is_person(name) and not is_place(name)]
    if role == "source":
        is_own = kind != "script" or OF_ARTICLE in where
        is_plain = is_own and not where.endswith(ACCOUNT_KEY)
        return _machine_origins(raw, where, "machine" if is_plain else "account", shown)
    if role == "editor":
        return claims_of([Said("editor", name, "machine") for name in people], raw, where, "meta")
    if role != "author" or OTHER_AUTHOR.search(raw):
        return []
    if not people:
        return _machine_origins(raw, where, "account", shown) if is_outlet(raw) else []
    return claims_of([Said("reporter", name, "machine") for name in people], raw, where, "meta")


def _machine_origins(raw: str, where: str, rule: str, shown: str) -> list[Claim]:
    said = [Said("origin", name, rule) for name in split_origins(raw)]
    if rule == "machine":
        return claims_of(said, raw, where, "meta")
    are_shown = all(one.value in shown for one in said)
    return claims_of(said, raw, where, "account" if are_shown else "unbelieved")
