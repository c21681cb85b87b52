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
from transforms.dedupe.stories import (
    arrival_order,
    name_stories,
    number_stories,
    representatives,
)
from transforms.dedupe.summary import summarise
from transforms.dedupe.times import published_intervals
from transforms.dedupe.verify_pairs import Verified, verify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from transforms.dedupe.text_source import TextSource
    from transforms.dedupe.times import Intervals

LONG_TEXTS = {"body", "match_text", "search_text"}


def run_stages(
    articles: pa.Table,
    *,
    texts: TextSource,
    outlets: pa.Table | None,
    previous: pa.Table | None,
    build_id: str,
) -> Deduped:
    order = np.asarray(arrival_order(articles)).astype(np.int64)
    short = [name for name in articles.column_names if name not in LONG_TEXTS]
    ordered = articles.select(short).take(pa.array(order)).combine_chunks()
    published = published_intervals(ordered)
    verified, lengths = find_edges(texts.signatures(order), published)
    ids = ordered["article_id"].combine_chunks()
    linked = verified.is_same_story
    numbers = number_stories(len(ids), verified.later[linked], verified.earlier[linked])
    named = name_stories(ids, numbers, previous, build_id)
    standing = representatives(lengths, numbers)
    neighbours = Neighbours(verified, numbers, ordered["channel"].to_pylist())
    reprints = find_reprints(ordered, outlets, neighbours, published)
    return Deduped(
        members=_members(ids, numbers, named.story_ids, standing),
        stories=summarise(ordered, numbers, named.story_ids, standing, published),
        edges=verified.edges(ids),
        changes=named.changes,
        reprints=reprints.table,
        reprint_changes=find_changes(
            ordered, reprints.pairs, lambda rows: texts.bodies(order[rows])
        ),
    )


def find_edges(
    signatures: Iterable[pa.RecordBatch], published: Intervals
) -> tuple[Verified, NDArray[np.int64]]:
    """Signatures in order of arrival → pairs at least related; and how long each text is."""
    corpus = collect(signatures)
    verified = verify(corpus, find_candidates(corpus), published.start)
    return verified, np.diff(corpus.units.offsets)


def _members(
    ids: pa.Array, numbers: NDArray[np.int64], story_ids: list[str], standing: NDArray[np.int64]
) -> pa.Table:
    stands = np.zeros(len(ids), np.bool_)
    stands[standing] = True
    columns = [ids, pa.array(story_ids, pa.string()).take(pa.array(numbers)), pa.array(stands)]
    return pa.table(columns, schema=MEMBERS).sort_by("article_id")
