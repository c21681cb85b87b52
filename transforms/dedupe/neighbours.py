"""Who shares text with whom, article by article, and who sits in the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.dedupe.judge import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transforms.dedupe.verify_pairs import Verified

RELATED = KINDS.index("related")


class Neighbour(NamedTuple):
    row: int
    inside: float
    """Share of the text asked about that stands in the neighbour."""
    containment: float
    """The larger of both directions."""
    is_text_shared: bool
    """False if the two are merely related."""


class Neighbours:
    """Rows are numbers in order of arrival."""

    def __init__(
        self, verified: Verified, numbers: NDArray[np.int64], channels: list[str | None]
    ) -> None:
        both = np.concatenate([verified.later, verified.earlier])
        order = np.argsort(both, kind="stable")
        self._others = np.concatenate([verified.earlier, verified.later])[order]
        counts = np.maximum(1, np.concatenate([verified.later_count, verified.earlier_count]))
        inside = np.tile(verified.shared, 2) / counts
        self._inside = inside[order]
        self._containment = np.tile(np.maximum(*np.split(inside, 2)), 2)[order]
        self._kind = np.tile(verified.kind, 2)[order]
        self._starts = np.searchsorted(both[order], np.arange(len(numbers) + 1))
        self._numbers = numbers
        self._members: dict[int, list[int]] = {}
        story_sizes = np.bincount(numbers)
        for row in np.flatnonzero(story_sizes[numbers] > 1).tolist():
            self._members.setdefault(int(numbers[row]), []).append(row)
        self._by_channel: dict[tuple[int, str | None], list[int]] = {}
        for story, rows in self._members.items():
            for row in rows:
                self._by_channel.setdefault((story, channels[row]), []).append(row)

    def of(self, row: int) -> list[Neighbour]:
        """Every article compared with this one and at least related."""
        span = slice(self._starts[row], self._starts[row + 1])
        return [
            Neighbour(other, inside, containment, kind != RELATED)
            for other, inside, containment, kind in zip(
                self._others[span].tolist(),
                self._inside[span].tolist(),
                self._containment[span].tolist(),
                self._kind[span].tolist(),
                strict=True,
            )
        ]

    def story_mates(self, row: int, channel: str) -> list[int]:
        """Articles of a channel in the same story, in order of arrival."""
        story = int(self._numbers[row])
        return [mate for mate in self._by_channel.get((story, channel), ()) if mate != row]
