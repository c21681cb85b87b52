"""What is tagged."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    theme = "theme"
    place = "place"
    person = "person"
    organisation = "organisation"
    target = "target"
