"""Mentions of a batch: by position, to ask what is named near a span; grouped by key, for rows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.characters import Flags, Ints


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


@dataclass(frozen=True, slots=True)
class Groups:
    """``order`` sorts the matches by key, then position; each group is a run in that order."""

    order: Ints
    first: Ints
    counts: Ints

    def any(self, flags: Flags) -> Flags:
        if not len(self.first):
            return np.zeros(0, bool)
        return np.logical_or.reduceat(flags[self.order], self.first)

    def leading(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The value of each group's first match."""
        return values[self.order[self.first]]

    def lists(self, values: pa.Array) -> pa.Array:
        """All values of each group, in order of position."""
        offsets = np.append(self.first, len(self.order)).astype(np.int32)
        return pa.ListArray.from_arrays(pa.array(offsets), values.take(pa.array(self.order)))


def group(keys: Ints, positions: Ints) -> Groups:
    order = np.lexsort((positions, keys))
    ordered = keys[order]
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    first = np.flatnonzero(is_first)
    return Groups(order, first, np.diff(np.append(first, len(ordered))))
