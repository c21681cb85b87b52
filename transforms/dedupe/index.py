"""The history on disk: a day's articles join years of earlier ones without reading their texts.

An index is a folder of runs and a ``manifest.json`` that lists them in order of arrival. ``join``
finds the edges between new articles and everything before, then adds the articles as a run of
their own; ``compact`` merges the daily runs of a month that is over. Edges depend on what arrived
before, never on how arrivals were cut into runs, so day by day gives what everything at once gives.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from transforms.dedupe.corpus import collect
from transforms.dedupe.history import join_history
from transforms.dedupe.judge import SAME_STORY_KINDS
from transforms.dedupe.result import MEMBERS
from transforms.dedupe.runs import ID_KEYS, Run, merge_runs, release, write_run
from transforms.dedupe.sample_join import ROW_MASK
from transforms.dedupe.signatures import sign
from transforms.dedupe.stories import Named, arrival_order, name_stories, number_stories
from transforms.dedupe.times import published_intervals
from transforms.dedupe.uncleaned import with_match_text
from transforms.engine.local import batches_of, map_batches
from transforms.lake.schema import STORY_EDGES

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SIGNED = ["article_id", "headline", "match_text"]
MANIFEST = "manifest.json"
NUMBERED_EDGES = pa.schema([*STORY_EDGES, ("later", pa.int64()), ("earlier", pa.int64())])
"""STORY_EDGES with the rows of both articles in the index."""


class Stories(NamedTuple):
    members: pa.Table
    """(article_id, story_id), in order of arrival."""
    changes: pa.Table
    """STORY_CHANGES."""


class Index:
    """One writer at a time; readers see the runs the manifest lists."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        manifest = folder / MANIFEST
        self.names: list[str] = json.loads(manifest.read_text()) if manifest.exists() else []

    @property
    def runs(self) -> list[Run]:
        runs: list[Run] = []
        for name in self.names:
            base = runs[-1].base + runs[-1].rows if runs else 0
            runs.append(Run(self.folder / name, base))
        return runs

    def __len__(self) -> int:
        return sum(run.rows for run in self.runs)

    def join(self, articles: pa.Table, day: str) -> pa.Table:
        """Edges of the articles not known yet (NUMBERED_EDGES); they are known afterwards.

        ``day`` (2019-02-24) names the run, for ``compact``. An article_id joins once: what it says
        in a later version does not move its edges.
        """
        ordered = articles.take(arrival_order(articles))
        id_keys = hashed_ids(ordered["article_id"])
        is_new = ~self._known(id_keys)
        ordered = with_match_text(ordered.filter(pa.array(is_new))).combine_chunks()
        corpus = collect(map_batches(sign, batches_of(ordered.select(SIGNED))))
        published = published_intervals(ordered).start
        edges = join_history(corpus, published, self.runs)
        if len(corpus):
            after = int(self.names[-1].rpartition(".")[2]) + 1 if self.names else 0
            name = f"{day}.{after:06d}"
            write_run(self.folder / name, corpus, id_keys[is_new], published, edges)
            self._publish([*self.names, name])
        return edges

    def edges(self) -> pa.Table:
        """All edges so far, NUMBERED_EDGES."""
        return pa.concat_tables([NUMBERED_EDGES.empty_table(), *(run.edges() for run in self.runs)])

    def stories(self, previous: pa.Table | None = None, build_id: str = "") -> Stories:
        """Story of every article so far."""
        ids = pa.concat_arrays([pa.array([], pa.string()), *(r.article_ids() for r in self.runs)])
        edges = self.edges()
        linked = edges.filter(pc.is_in(edges["kind"], value_set=pa.array(SAME_STORY_KINDS)))
        numbers = number_stories(len(ids), linked["later"].to_numpy(), linked["earlier"].to_numpy())
        named: Named = name_stories(ids, numbers, previous, build_id)
        story_ids = pa.array(named.story_ids, pa.string()).take(pa.array(numbers))
        schema = pa.schema([MEMBERS.field("article_id"), MEMBERS.field("story_id")])
        return Stories(pa.table([ids, story_ids], schema=schema), named.changes)

    def compact(self, day: str) -> None:
        """Merge neighbouring runs of one month that is over on ``day``."""
        names: list[str] = []
        for group in _by_month(self.names):
            month = group[0][:7]
            if len(group) == 1 or month >= day[:7]:
                names += group
                continue
            by_name = {run.folder.name: run for run in self.runs}
            merged = f"{month}.{group[0].rsplit('.', 1)[-1]}"
            merge_runs(self.folder / merged, [by_name[name] for name in group])
            names.append(merged)
        gone = set(self.names) - set(names)
        self._publish(names)
        for name in gone:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def _known(self, id_keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """40 bits of the id's hash: among 10 million a stranger is taken as known once in 10⁵."""
        wanted = id_keys & ~ROW_MASK
        known = np.zeros(len(wanted), np.bool_)
        for run in self.runs:
            keys = run.keys(ID_KEYS)
            place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            known |= (keys[place] & ~ROW_MASK) == wanted
            release(keys)
        return known

    def _publish(self, names: list[str]) -> None:
        part = self.folder / f".{MANIFEST}.{os.getpid()}"
        with part.open("w") as file:
            json.dump(names, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / MANIFEST)
        self.names = names


def hashed_ids(ids: pa.ChunkedArray) -> NDArray[np.uint64]:
    hashes = [xxhash.xxh3_64_intdigest(article_id.encode()) | 1 for article_id in ids.to_pylist()]
    return np.array(hashes, np.uint64)


def _by_month(names: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name in names:
        if groups and groups[-1][0][:7] == name[:7]:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups
