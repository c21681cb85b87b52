"""Mentions by position, to ask what is named in or near a span of text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.characters import Ints


class Mentions(NamedTuple):
    """Start, end, number (of the theme, of the place) and article of each mention, by start."""

    start: Ints
    end: Ints
    what: Ints
    article: Ints


class MentionIndex:
    """Starts of mentions in order, each with a label."""

    def __init__(self, starts: Ints, labels: Sequence[str]) -> None:
        self.starts: list[int] = starts.tolist()
        self.labels = labels

    def within(self, low: int, high: int) -> list[str]:
        """Different labels of the mentions that start in the span, in order."""
        left, right = bisect_left(self.starts, low), bisect_left(self.starts, high)
        return list(dict.fromkeys(self.labels[left:right]))

    def nearest(self, low: int, high: int, position: int) -> str | None:
        """The last mention before ``position`` in the span, else the first after it."""
        left, right = bisect_left(self.starts, low), bisect_left(self.starts, high)
        if left == right:
            return None
        before = bisect_left(self.starts, position, left, right)
        return self.labels[before - 1] if before > left else self.labels[before]
