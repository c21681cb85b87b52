"""What a page states of one field, where, by which rule, and what a judge made of it.

Readers of lines, texts and zones only state; nothing is decided while reading. One judge a field
(``judges``, ``published_at``) weighs the statements, and keeps those that lost beside its answer.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Field = Literal[
    "headline", "published", "origin", "reporter", "correspondent", "photographer", "editor"
]


class Said(NamedTuple):
    """What one line or text says, wherever it may stand."""

    field: Field
    value: str
    rule: str
    """Which convention it was read by: ``labelled``, ``slashed``, ``byline_bracket`` …"""


class Claim(NamedTuple):
    """One statement of one field at one place of one page."""

    field: Field
    value: str
    raw: str
    """The line it was read from, as printed. Claims of one line and place are one statement."""
    place: str
    """``where`` of the raw item, or ``text``, ``block``, ``headline`` of the cleaned one."""
    rule: str
    strength: int
    """By place and rule (``strengths.STRENGTHS``); 0 is heard and never believed."""


class Verdict(NamedTuple):
    """What a judge believes, and why."""

    values: tuple[str, ...]
    """In printed order; empty where nothing is believed."""
    rule: str
    """``<rule>@<place>`` of the first claim believed, or ``none:<why>``."""
    raw: str | None
    chosen: tuple[Claim, ...]
    rivals: tuple[Claim, ...]
    """Every other claim of the field, strongest first."""

    def first(self) -> str | None:
        return self.values[0] if self.values else None


def believed(chosen: list[Claim], claims: list[Claim], values: list[str]) -> Verdict:
    """``chosen`` of ``claims`` gave ``values``; the others of the field are rivals."""
    first = chosen[0]
    rivals: list[Claim] = []
    if len(chosen) < len(claims):
        rivals = [claim for claim in claims if claim not in chosen]
        rivals.sort(key=_weakness)
    return Verdict(
        tuple(dict.fromkeys(values)),
        f"{first.rule}@{first.place}",
        first.raw,
        tuple(chosen),
        tuple(rivals),
    )


def nothing(claims: list[Claim], why: str = "not_stated") -> Verdict:
    """No claim is believed. ``why`` tells those that were heard from silence."""
    return Verdict((), f"none:{why}", None, (), tuple(sorted(claims, key=_weakness)))


def _weakness(claim: Claim) -> int:
    return -claim.strength
