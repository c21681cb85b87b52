"""Read themes.toml: what counts as a mention of which theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import re2

from transforms.clean.normalize import search_text
from transforms.tag.seed_files import Entry, SeedError, read_toml, shown

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

KEYS = {
    "id", "label_en", "parent", "valid_from", "valid_to",
    "terms", "exclude", "unless", "together", "weak", "company", "closed", "fields", "pattern",
}  # fmt: skip
FIELDS = ("headline", "lead", "body")
THEME_ID = re.compile(r"[\w·“”、+-]{1,40}")
MAX_TERM, MAX_REGEX, MAX_REPEAT = 60, 300, 100
REGEX_MEMORY = 1 << 20
QUOTED = re.compile(r"“([^”]*)”")


class Pattern(NamedTuple):
    """A RE2 expression tried only in sentences that hold ``anchor``."""

    anchor: str
    regex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme. All texts are normalised as ``search_text`` is.

    ``exclude``: longer phrases that hold a term and mean something else. ``unless``: words that
    undo a mention in the same sentence. ``together``: words one of which the sentence must hold.
    ``weak``: terms that need company: another term of the family, or one of ``company``.
    ``closed``: terms that end their phrase, so that a noun right behind makes another thing.
    """

    theme: str
    label_en: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    terms: tuple[str, ...]
    exclude: tuple[str, ...]
    unless: tuple[str, ...]
    together: tuple[str, ...]
    weak: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    fields: tuple[str, ...]
    patterns: tuple[Pattern, ...]


def read_themes(path: Path) -> tuple[Theme, ...]:
    entries = read_toml(path, "theme", KEYS)
    if not entries:
        raise SeedError(path, 1, "holds no [[theme]]; a lexicon without themes tags nothing")
    themes = [read_theme(entry) for entry in entries]
    check_ids_and_parents(entries, themes)
    check_terms(entries, themes)
    return tuple(themes)


def read_theme(entry: Entry) -> Theme:
    theme = entry.text("id")
    if not THEME_ID.fullmatch(theme):
        raise entry.error(f"id {shown(theme)} may hold letters, digits and ·“”、+- only")
    valid_from, valid_to = entry.day("valid_from"), entry.day("valid_to", is_last=True)
    if valid_from and valid_to and valid_from > valid_to:
        raise entry.error(f"theme {shown(theme)}: valid_from is later than valid_to; swap them")
    fields = entry.texts("fields") or FIELDS
    if unknown := set(fields) - set(FIELDS):
        raise entry.error(f"fields: {shown(min(unknown))} is none of {', '.join(FIELDS)}")
    patterns = tuple(read_pattern(entry, given) for given in given_patterns(entry))
    terms = forms(entry, "terms")
    if not terms and not patterns:
        raise entry.error(f"theme {shown(theme)} has neither terms nor a pattern; add one")
    return Theme(
        theme=theme,
        label_en=entry.text("label_en"),
        parent=entry.text("parent", needed=False) or None,
        valid_from=valid_from,
        valid_to=valid_to,
        terms=terms,
        exclude=forms(entry, "exclude"),
        unless=forms(entry, "unless", least=1),
        together=forms(entry, "together", least=1),
        weak=terms_among(entry, "weak", terms),
        company=forms(entry, "company", least=1),
        closed=terms_among(entry, "closed", terms),
        fields=fields,
        patterns=patterns,
    )


def forms(entry: Entry, key: str, *, least: int = 2) -> tuple[str, ...]:
    """The texts of ``key`` normalised, each quoted form also in the other quotation marks."""
    found: list[str] = []
    for text in entry.texts(key):
        term = search_text(text)
        if not least <= len(term) <= MAX_TERM or "\n" in term:
            raise entry.error(
                f"{key}: {shown(text)} must have {least} to {MAX_TERM} characters on one line"
            )
        found.append(term)
        if QUOTED.search(term):
            found += [QUOTED.sub(mark, term) for mark in (r"\1", r'"\1"', r"「\1」", r"‘\1’")]
    return tuple(dict.fromkeys(found))


def terms_among(entry: Entry, key: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms named again under ``key``."""
    found = forms(entry, key)
    if strange := [term for term in found if term not in terms]:
        raise entry.error(f"{key}: {shown(strange[0])} is none of terms; add it there too")
    return found


def given_patterns(entry: Entry) -> list[Any]:
    given = entry.values.get("pattern", [])
    if not isinstance(given, list):
        raise entry.error('pattern must be a list: [{ anchor = "…", regex = "…" }]')
    return given


def read_pattern(entry: Entry, given: Any) -> Pattern:
    if not isinstance(given, dict) or set(given) != {"anchor", "regex"}:
        raise entry.error('a pattern is written { anchor = "…", regex = "…" }')
    anchor, regex = given["anchor"], given["regex"]
    if not isinstance(anchor, str) or not isinstance(regex, str):
        raise entry.error("anchor and regex must be texts")
    anchor = search_text(anchor)
    if not 2 <= len(anchor) <= MAX_TERM:
        raise entry.error(f"anchor {shown(anchor)} must have 2 to {MAX_TERM} characters")
    check_regex(entry, regex)
    return Pattern(anchor, regex)


def check_regex(entry: Entry, regex: str) -> None:
    """Refuse what RE2 cannot run in linear time and little memory."""
    if len(regex) > MAX_REGEX:
        raise entry.error(f"regex of {len(regex)} characters; at most {MAX_REGEX}")
    try:
        compiled = compile_regex(regex)
    except re2.error as error:
        detail = error.args[0] if error.args else "invalid"
        detail = detail.decode(errors="replace") if isinstance(detail, bytes) else str(detail)
        raise entry.error(f"regex {shown(regex)} is not RE2: {' '.join(detail.split())}") from None
    if compiled.search("") is not None:
        raise entry.error(f"regex {shown(regex)} matches the empty text; make it say something")


def compile_regex(regex: str) -> Any:
    """RE2 with bounded memory; errors are raised, never printed."""
    options = re2.Options()
    options.max_mem = REGEX_MEMORY
    options.log_errors = False
    return re2.compile(regex, options)


def check_ids_and_parents(entries: list[Entry], themes: list[Theme]) -> None:
    parents: dict[str, str | None] = {}
    for entry, theme in zip(entries, themes, strict=True):
        if theme.theme in parents:
            raise entry.error(f"theme {shown(theme.theme)} stands twice; merge the two")
        parents[theme.theme] = theme.parent
    for entry, theme in zip(entries, themes, strict=True):
        seen = {theme.theme}
        above = theme.parent
        while above is not None:
            if above not in parents:
                raise entry.error(f"parent {shown(above)} is no theme; add it or correct the name")
            if above in seen:
                raise entry.error(f"theme {shown(theme.theme)} is its own ancestor; break the ring")
            seen.add(above)
            above = parents[above]


def check_terms(entries: list[Entry], themes: list[Theme]) -> None:
    owner: dict[str, str] = {}
    for entry, theme in zip(entries, themes, strict=True):
        for term in theme.terms:
            other = owner.setdefault(term, theme.theme)
            if other != theme.theme:
                raise entry.error(
                    f"term {shown(term)} of {shown(theme.theme)} belongs to {shown(other)} too;"
                    " keep it in one"
                )
        for phrase in theme.exclude:
            if not any(term in phrase and term != phrase for term in theme.terms):
                raise entry.error(
                    f"exclude {shown(phrase)} holds no term of {shown(theme.theme)};"
                    " it does nothing"
                )
