"""Stage 3: what two texts are to one another, measured exactly in both directions.

The verdict on each pair is that of ``judge``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedupe import overlap
from transforms.dedupe.judge import KINDS, RELATED, SAME_STORY_KINDS, Flags, Judge
from transforms.lake.schema import STORY_EDGES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transforms.dedupe.corpus import Corpus


@dataclass(frozen=True, kw_only=True)
class Verified:
    """One row per pair that is at least related; rows are numbers in the corpus."""

    later: NDArray[np.int64]
    earlier: NDArray[np.int64]
    shared: NDArray[np.int32]
    later_count: NDArray[np.int32]
    earlier_count: NDArray[np.int32]
    kind: NDArray[np.int8]
    """Index into KINDS."""

    @property
    def is_same_story(self) -> Flags:
        same: Flags = self.kind < len(SAME_STORY_KINDS)
        return same

    def edges(self, article_ids: pa.Array) -> pa.Table:
        """STORY_EDGES, sorted by ``a`` and ``b``."""
        ids_later, ids_earlier = article_ids.take(self.later), article_ids.take(self.earlier)
        inside_later = self.shared / np.maximum(1, self.later_count)
        inside_earlier = self.shared / np.maximum(1, self.earlier_count)
        is_later_lower = np.asarray(pc.less(ids_later, ids_earlier))
        union = self.later_count + self.earlier_count - self.shared
        columns = {
            "a": _choose(is_later_lower, ids_later, ids_earlier),
            "b": _choose(is_later_lower, ids_earlier, ids_later),
            "containment_a": np.where(is_later_lower, inside_later, inside_earlier),
            "containment_b": np.where(is_later_lower, inside_earlier, inside_later),
            "containment": np.maximum(inside_later, inside_earlier),
            "jaccard": self.shared / np.maximum(1, union),
            "kind": pa.array(KINDS).take(self.kind),
        }
        table = pa.table(columns, schema=STORY_EDGES)
        return table.sort_by([("a", "ascending"), ("b", "ascending")])


def verify(corpus: Corpus, pairs: NDArray[np.uint64], published: NDArray[np.int64]) -> Verified:
    """``pairs`` as found by candidates; ``published`` in seconds per row, -1 = unknown."""
    later = (pairs >> np.uint64(32)).astype(np.int64)
    earlier = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    shared, distinct = overlap.shared_shingles(corpus.units, later, earlier)
    smaller = np.minimum(distinct[later], distinct[earlier])
    is_worth = (smaller > 0) & (shared >= RELATED * smaller)
    later, earlier, shared = later[is_worth], earlier[is_worth], shared[is_worth]
    judged = Judge(corpus, later, earlier, shared, distinct, published)
    return Verified(
        later=later,
        earlier=earlier,
        shared=shared,
        later_count=distinct[later],
        earlier_count=distinct[earlier],
        kind=judged.kinds(),
    )


def _choose(is_first: Flags, first: Any, second: Any) -> pa.Array:
    both = pa.concat_arrays([first, second])
    places = np.arange(len(first)) + np.where(is_first, 0, len(first))
    return both.take(pa.array(places))
