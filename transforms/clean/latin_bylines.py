"""Credit lines of English pages of the same portals: By Wang Xiaochuan, Editor: Li Wenjing."""

from __future__ import annotations

import re

from transforms.clean.claims import Field, Said
from transforms.clean.names import LATIN_NAME, LATIN_PARTING, LISTS, unique

NAME = LATIN_NAME.pattern
LABELS: tuple[tuple[Field, str], ...] = (
    ("editor", r"(?:Web |Executive |Chief )?Editors?(?: in charge)?|Edited by"),
    ("photographer", r"Photos?(?: by)?|Photographers?|Photographed by"),
    ("correspondent", r"Correspondents?"),
    ("reporter", r"By|Written by|Reporters?|Authors?|Writers?|Staff reporters?"),
)
"""Longer labels first: Photo by is no By."""
LABEL = re.compile(
    r"(?<![A-Za-z])(?:"
    + "|".join(f"(?P<{field}>(?i:{words}))" for field, words in LABELS)
    + rf")\s*(?P<mark>[:：|/]?)\s*(?P<names>{NAME}(?:\s*(?:[,，、;&]|\band\b)\s*{NAME})*)"
)
MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b\.?|\b(?:Updated|Published|Source|Posted|Editor|Photo|in)\b.*"
)
"""What follows a name in the same capital letters."""
NO_PERSON = re.compile(rf"\b(?:{'|'.join(map(re.escape, LISTS['latin_outlet']))})\b", re.IGNORECASE)
MARKED_ONLY = re.compile(r"(?i)photos?|editors?|reporters?|authors?|writers?|correspondents?")
"""Nouns too: without a colon the next word is part of the sentence."""


def read_latin(line: str) -> list[Said]:
    """People of a line without Chinese characters; one-word names and outlets are none.

    >>> [said.value for said in read_latin("By Wang Xiaochuan and Li Qing | Qingshi Daily")]
    ['Wang Xiaochuan', 'Li Qing']
    """
    said: list[Said] = []
    for found in LABEL.finditer(line):
        field = next(name for name, _ in LABELS if found[name])
        if not found["mark"] and MARKED_ONLY.fullmatch(found[field]):
            continue
        if found[field].lower() == "by" and line[: found.start()].strip(" (|-—"):
            continue  # … was opened by Wang Xiaochuan
        said += [Said(field, name, "latin") for name in _names(found["names"])]
    return said


def _names(text: str) -> list[str]:
    names = [MONTH.sub("", name).strip() for name in LATIN_PARTING.split(text)]
    return unique(
        [name for name in names if LATIN_NAME.fullmatch(name) and not NO_PERSON.search(name)]
    )
