"""Group sorted matches by key without a Python loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

if TYPE_CHECKING:
    from transforms.tag.characters import Flags, Ints


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
