"""Which days a run is about: its partition, or the dates of its form."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE_DAYS = (date(2019, 1, 1), date(2019, 3, 11))
"""First and last day of the sample newsroom."""
DAY = r"^\d{4}-\d{2}-\d{2}$"


class Window(NamedTuple):
    """Beijing days, both included; None on a side: open."""

    since: date | None
    until: date | None

    @property
    def key(self) -> str:
        """The partition key: a day, ``first..last``, or ``..`` for everything new."""
        first, last = (str(day) if day else "" for day in self)
        return first if first and first == last else f"{first}..{last}"


def window_of(params: Mapping[str, Any], partition_key: str | None) -> Window:
    """Dates of the form win over the partition of the run. ValueError if they make no sense."""
    since, until = _day(params.get("since"), "since"), _day(params.get("until"), "until")
    if since is None and until is None and partition_key:
        return from_key(partition_key)
    if since and until and since > until:
        raise ValueError(f"since {since} is after until {until}")
    return Window(since, until)


def from_key(key: str) -> Window:
    """The window a partition key names. ValueError if it names none."""
    first, dots, last = key.partition("..")
    since = _day(first, "partition")
    return Window(since, _day(last, "partition") if dots else since)


def _day(text: object, name: str) -> date | None:
    if text is None or text == "":
        return None
    try:
        if isinstance(text, str) and re.match(DAY, text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # a date that no calendar has
    raise ValueError(f"{name} is no day like 2019-02-24: {str(text)[:40]!r}")
