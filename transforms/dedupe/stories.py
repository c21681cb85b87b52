"""Stage 4: stories with ids that stay.

A story is a connected component of same-story edges. Its **founder** is the member that arrived
first (``first_seen_at``, else ``published_at``; then ``article_id``). The id of a story is the
``article_id`` of its founder. An article that joins later has arrived later, so the id stays; and
a rebuild from nothing finds the same founder, so it gives the same ids. When an article that
arrived before the founder joins after all (a late backfill), the id known from the previous build
is kept. A merged story keeps the id of the earlier one; of a split story the part with the
founder keeps it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.lake.schema import STORY_CHANGES

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Named(NamedTuple):
    story_ids: list[str]
    """Per story number."""
    changes: pa.Table
    """STORY_CHANGES."""


def arrival_order(articles: pa.Table) -> pa.Array:
    """Row numbers in order of arrival; rows without any time come last."""
    names = articles.column_names
    nothing = pa.nulls(articles.num_rows, pa.timestamp("us", "UTC"))
    times = [articles[name] for name in ("first_seen_at", "published_at") if name in names]
    arrived = pc.coalesce(*times, nothing) if times else nothing
    keys = pa.table({"arrived": arrived, "article_id": articles["article_id"]})
    return pc.sort_indices(
        keys,
        sort_keys=[("arrived", "ascending", "at_end"), ("article_id", "ascending", "at_end")],
    )


def number_stories(
    row_count: int, later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Per row the number of its story; stories are numbered by their first row."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    weights = np.ones(len(later), np.int8)
    graph = coo_array((weights, (later, earlier)), shape=(row_count, row_count))
    _, labels = connected_components(graph, directed=False)
    _, first, places = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbers: NDArray[np.int64] = rank[places]
    return numbers


def name_stories(
    article_ids: pa.Array, numbers: NDArray[np.int64], previous: pa.Table | None, build_id: str
) -> Named:
    """Ids per story, and what became of the stories of the previous build.

    ``article_ids`` and ``numbers`` are in order of arrival; ``previous`` is (article_id, story_id).
    """
    _, founders = np.unique(numbers, return_index=True)
    founder_ids = article_ids.take(pa.array(founders)).to_pylist()
    if previous is None or previous.num_rows == 0:
        return Named(founder_ids, STORY_CHANGES.empty_table())
    old_ids = _old_ids_of_stories(article_ids, numbers, previous)
    holder: dict[str, int] = {}
    for story in sorted(old_ids):
        holder.setdefault(old_ids[story][0], story)
    story_ids: list[str] = []
    taken = set(holder)
    for story, founder in enumerate(founder_ids):
        claimed = old_ids.get(story, [""])[0]
        if holder.get(claimed) == story:
            story_ids.append(claimed)
        else:
            story_ids.append(_free_id(founder, claimed, taken))
            taken.add(story_ids[-1])
    changes = {
        (old, story_ids[story], "split") if old in holder else (story_ids[story], old, "merged")
        for story, olds in old_ids.items()
        for old in olds
        if old != story_ids[story]
    }
    names = [field.name for field in STORY_CHANGES]
    rows = [dict(zip(names, (*change, build_id), strict=True)) for change in sorted(changes)]
    return Named(story_ids, pa.Table.from_pylist(rows, schema=STORY_CHANGES))


def _old_ids_of_stories(
    article_ids: pa.Array, numbers: NDArray[np.int64], previous: pa.Table
) -> dict[int, list[str]]:
    """Per story that has known members: their old ids, that of the earliest member first."""
    known = pc.index_in(article_ids, value_set=previous["article_id"].combine_chunks())
    rows = np.flatnonzero(np.asarray(pc.is_valid(known)))
    olds = previous["story_id"].combine_chunks().take(known.take(pa.array(rows))).to_pylist()
    found: dict[int, list[str]] = {}
    for story, old in zip(numbers[rows].tolist(), olds, strict=True):
        ids = found.setdefault(story, [])
        if old is not None and old not in ids:
            ids.append(old)
    return {story: ids for story, ids in found.items() if ids}


def _free_id(founder: str, claimed: str, taken: set[str]) -> str:
    """The founder's id; where another story still bears it, one derived from both."""
    name = founder
    while name in taken:
        name = blake2b(f"{name}\n{claimed}".encode(), digest_size=8).hexdigest()
    return name


def representatives(lengths: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Per story the row that stands for it: the longest text, then the earliest arrival.

    Rows are in order of arrival; ``lengths`` count folded characters. The longest text is the least
    cut one; among equals the earliest is nearest to the source.
    """
    order = np.lexsort((np.arange(len(numbers)), -lengths, numbers))
    _, first = np.unique(numbers[order], return_index=True)
    rows: NDArray[np.int64] = order[first]
    return rows
