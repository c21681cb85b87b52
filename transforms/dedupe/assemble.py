"""The stages in their order, over one table of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.dedupe.candidates import find_candidates
from transforms.dedupe.corpus import collect
from transforms.dedupe.neighbours import Neighbours
from transforms.dedupe.reprint_changes import find_changes
from transforms.dedupe.reprints import find_reprints
from transforms.dedupe.result import MEMBERS, Deduped
from transforms.dedupe.signatures import sign
from transforms.dedupe.stories import (
    arrival_order,
    name_stories,
    number_stories,
    representatives,
)
from transforms.dedupe.summary import summarise
from transforms.dedupe.times import published_intervals
from transforms.dedupe.uncleaned import with_match_text
from transforms.dedupe.verify import Verified, verify
from transforms.engine.local import batches_of, map_batches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transforms.dedupe.times import Intervals

SIGNED = ["article_id", "headline", "match_text"]


def assemble(
    articles: pa.Table, *, outlets: pa.Table | None, previous: pa.Table | None, build_id: str
) -> Deduped:
    ordered = with_match_text(articles).take(arrival_order(articles)).combine_chunks()
    published = published_intervals(ordered)
    verified = find_edges(ordered, published)
    ids = ordered["article_id"].combine_chunks()
    linked = verified.is_same_story
    numbers = number_stories(len(ids), verified.later[linked], verified.earlier[linked])
    named = name_stories(ids, numbers, previous, build_id)
    standing = representatives(ordered, numbers)
    neighbours = Neighbours(verified, numbers, ordered["channel"].to_pylist())
    reprints = find_reprints(ordered, outlets, neighbours, published)
    return Deduped(
        members=_members(ids, numbers, named.story_ids, standing),
        stories=summarise(ordered, numbers, named.story_ids, standing, published),
        edges=verified.edges(ids),
        changes=named.changes,
        reprints=reprints.table,
        reprint_changes=find_changes(ordered, reprints.pairs),
    )


def find_edges(ordered: pa.Table, published: Intervals) -> Verified:
    """Texts in order of arrival → pairs that are at least related."""
    corpus = collect(map_batches(sign, batches_of(ordered.select(SIGNED))))
    return verify(corpus, find_candidates(corpus), published.start)


def _members(
    ids: pa.Array, numbers: NDArray[np.int64], story_ids: list[str], standing: NDArray[np.int64]
) -> pa.Table:
    stands = np.zeros(len(ids), np.bool_)
    stands[standing] = True
    columns = [ids, pa.array(story_ids, pa.string()).take(pa.array(numbers)), pa.array(stands)]
    return pa.table(columns, schema=MEMBERS).sort_by("article_id")
