"""Word lists: written as text beside the rule that reads them, or kept as data (surnames)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

SURNAMES_FILE = Path(__file__).with_name("surnames.csv")


class Surnames(NamedTuple):
    """Chinese surnames, of one character and of two; simplified and traditional."""

    every: frozenset[str]
    """For values that are known to be names."""
    in_text: frozenset[str]
    """Those that may be trusted in running text, after a post: 付 and 公 begin too many words."""
    common: frozenset[str]
    """The most common ones, of one character: they tell a person from a place of the same name."""


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, divided by white space, each once."""
    return tuple(dict.fromkeys(text.split()))


@cache
def surnames() -> Surnames:
    """From ``surnames.csv``: rows change what is cleaned and tagged, so raise both versions."""
    with SURNAMES_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Surnames(
        every=frozenset(row["surname"] for row in rows),
        in_text=frozenset(row["surname"] for row in rows if row["in_text"]),
        common=frozenset(row["surname"] for row in rows if row["is_common"]),
    )
