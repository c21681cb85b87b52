"""Word lists: kept as data (surnames, words of credit lines), or as text beside their rule."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from transforms.clean.normalize import simplified

SURNAMES_FILE = Path(__file__).with_name("surnames.csv")
CREDIT_WORDS_FILE = Path(__file__).with_name("credit_words.toml")
ROLE_TABLES = ("before", "words", "marked", "alone")
LISTS = (
    "nobody",
    "interface",
    "interface_parted",
    "no_name",
    "not_a_name",
    "address",
    "workplace",
    "after_name",
    "not_a_byline",
    "this_outlet",
    "dateline_outlet",
    "latin_outlet",
    "glued_place",
    "outlet",
    "outlet_name",
    "not_outlet",
    "desk",
    "column",
    "button",
)
HANZI_RANGE = range(0x3400, 0xA000)


class Surnames(NamedTuple):
    """Chinese surnames, of one character and of two."""

    every: frozenset[str]
    """For values that are known to be names; simplified and traditional."""
    in_text: frozenset[str]
    """Those that may be trusted in running text, after a post: 付 and 公 begin too many words."""
    in_text_every: frozenset[str]
    """The same, simplified and traditional."""
    common: frozenset[str]
    """The most common ones, of one character: they tell a person from a place of the same name."""


class RoleWords(NamedTuple):
    """The labels of one role, each with what it stands for; see ``credit_words.toml``."""

    before: tuple[str, ...]
    words: tuple[str, ...]
    marked: tuple[str, ...]
    alone: tuple[str, ...]


class CreditWords(NamedTuple):
    """``roles`` in order of precedence; ``lists`` by the names of ``LISTS``."""

    roles: dict[str, RoleWords]
    lists: dict[str, tuple[str, ...]]


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, divided by white space, each once."""
    return tuple(dict.fromkeys(text.split()))


@cache
def surnames() -> Surnames:
    """From ``surnames.csv``: rows change what is cleaned and tagged, so raise both versions.

    The rows are the 504 surnames of the 百家姓 (Song dynasty), less a few that only begin words
    today, and those beyond it that more than 30 in a million people bore in the registers of 2008
    (隋, 涂, 谌, 帅, 漆, 牟 …). Traditional forms are whatever simplifies to a row.
    """
    with SURNAMES_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Surnames(
        every=frozenset(form for row in rows for form in every_form(row["surname"])),
        in_text=frozenset(row["surname"] for row in rows if row["in_text"]),
        in_text_every=frozenset(
            form for row in rows if row["in_text"] for form in every_form(row["surname"])
        ),
        common=frozenset(row["surname"] for row in rows if row["is_common"]),
    )


@cache
def credit_words() -> CreditWords:
    """The words of ``credit_words.toml``: they change what is cleaned, so raise the version."""
    return read_credit_words()


def read_credit_words(path: Path = CREDIT_WORDS_FILE) -> CreditWords:
    """Raises ValueError that names file, table, word and fault."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    roles = tables.pop("role", {})
    if missing := [name for name in ("role", *LISTS) if name not in tables and name != "role"]:
        raise ValueError(f"{path.name}: [{missing[0]}] is missing")
    if unread := [name for name in tables if name not in LISTS]:
        raise ValueError(f"{path.name}: [{unread[0]}]: nobody reads this table")
    for role, parts in roles.items():
        if unread := [part for part in parts if part not in ROLE_TABLES]:
            raise ValueError(f"{path.name}: [role.{role}.{unread[0]}]: nobody reads this table")
    return CreditWords(
        {
            role: RoleWords(
                *(_listed(path, f"role.{role}.{part}", parts.get(part, {})) for part in ROLE_TABLES)
            )
            for role, parts in roles.items()
        },
        {name: _listed(path, name, tables[name]) for name in LISTS},
    )


def _listed(path: Path, table: str, entries: Any) -> tuple[str, ...]:
    """The words of one table, longest first: of two that fit, the longer one is meant."""
    for word, convention in entries.items():
        if not isinstance(convention, str) or not convention.strip():
            raise ValueError(f"{path.name}: [{table}] {word!r}: say what it stands for")
        if word != word.strip() or not word or simplified(word) != word:
            raise ValueError(f"{path.name}: [{table}] {word!r}: must be trimmed and simplified")
    return tuple(sorted(entries, key=lambda word: (-len(word.replace(" ", "")), word)))


def pattern_of(listed: tuple[str, ...]) -> str:
    """The words as one pattern; the longest that fits matches.

    Spaces are optional, every form of a character counts. Words with a common beginning share it:
    twice as fast as alternatives one after another.
    """
    tree: dict[str, Any] = {}
    for word in listed:
        branch = tree
        for character in word:
            branch = branch.setdefault(_in_pattern(character), {})
        branch[""] = {}
    # Most characters of a text begin none of the words: they are passed over at once.
    return f"(?=[{first_characters(listed)}]){_joined(tree)}" if listed else "(?!)"


def _joined(tree: dict[str, Any]) -> str:
    branches = [step + _joined(rest) for step, rest in tree.items() if step]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in tree else joined


def first_characters(listed: tuple[str, ...]) -> str:
    return "".join(dict.fromkeys(form for word in listed for form in every_form(word[0])))


def _in_pattern(character: str) -> str:
    if character == " ":
        return r"\s*"
    if character == "/":
        return "[/／、+]"
    forms = every_form(character)
    return re.escape(character) if len(forms) == 1 else f"[{''.join(forms)}]"


def every_form(text: str) -> list[str]:
    """``text`` as it stands, and with any of its characters traditional."""
    found = [""]
    for character in text:
        forms = (character, *_traditional_forms().get(character, ()))
        found = [begun + form for begun in found for form in forms]
    return found


@cache
def _traditional_forms() -> dict[str, tuple[str, ...]]:
    """Of every simplified character, the characters that simplify to it."""
    every = [chr(code) for code in HANZI_RANGE]
    forms: dict[str, tuple[str, ...]] = {}
    for printed, plain in zip(every, simplified("\n".join(every)).split("\n"), strict=True):
        if printed != plain:
            forms[plain] = (*forms.get(plain, ()), printed)
    return forms
