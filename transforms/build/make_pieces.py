"""What does one batch of raw items become? It is cleaned, signed and tagged; made work is found."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from transforms.build.inputs import read_lines
from transforms.build.piece_rows import KEYS, is_latest, keys_of, latest_blocks, month_of
from transforms.build.pieces import (
    ARTICLES_PREFIX,
    PARQUET,
    SIGNATURES_FILE,
    TAG_TABLES,
    Piece,
    committed,
    find_piece,
    folder_of,
    piece_key,
    piece_manifest,
    piece_of,
    set_manifests,
    sizes_of,
    tags_name,
)
from transforms.clean import clean_lines
from transforms.engine.local import map_jobs, workers_for
from transforms.lake.commit import Commit, FileSet, read_manifest, write_commits
from transforms.lake.schema import BLOCKS, DROPPED
from transforms.lake.versions import CLEANER, DEDUPE, LAYOUT, TAGGER
from transforms.tag import tag
from transforms.tag.seeds import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.store import Store
    from transforms.clean import Cleaned
    from transforms.lake.raw_inputs import Batch
    from transforms.tag.seeds import Seeds

COMMIT_SECONDS = 10.0
"""Pieces are many small files: they are flushed together. A kill loses no more than this much."""


class Made(NamedTuple):
    """A piece whose files are written, and the manifests that make them count."""

    piece: Piece
    commits: list[Commit]


def make_pieces(
    data: Store,
    batches: list[Batch],
    regions: Mapping[str, str | None],
    seeds_folder: Path | None,
    workers: int,
) -> list[Piece]:
    """The pieces of all batches, in order; those made before are found, not made again."""
    lake, seeds = data.below("lake"), load(seeds_folder)
    tags = tags_name(seeds)
    sizes = {entry.key: entry.size for entry in lake.entries("pieces")}
    found = [find_piece(lake, batch, regions.get(batch.channel), tags, sizes) for batch in batches]
    to_do = [batch for batch, piece in zip(batches, found, strict=True) if piece is None]
    count = workers_for(workers, sum(batch.line_count for batch in to_do))
    loaded = seeds if count == 1 else seeds_folder
    jobs = [(data, batch, regions.get(batch.channel), loaded) for batch in to_do]
    made: list[Piece] = []
    waiting: list[Commit] = []
    last = perf_counter()
    for piece, commits in map_jobs(make_piece, jobs, count):
        made.append(piece)
        waiting += commits
        if perf_counter() - last > COMMIT_SECONDS:
            write_commits(lake, waiting)
            waiting, last = [], perf_counter()
    write_commits(lake, waiting)
    new = iter(made)
    return [piece or next(new) for piece in found]


def make_piece(
    data: Store, batch: Batch, region_code: str | None, seeds: Seeds | Path | None
) -> Made:
    """Clean, sign and tag one batch, as far as it is not done. ``seeds``, or the folder of them."""
    loaded = load(seeds) if seeds is None or isinstance(seeds, Path) else seeds
    lake, key, tags = data.below("lake"), piece_key(batch, region_code), tags_name(loaded)
    sizes = sizes_of(lake, key)
    commits: list[Commit] = []
    piece = committed(lake, key, sizes)
    if piece is None:
        lines = chain.from_iterable(read_lines(data, chunk) for chunk in batch.chunks)
        commits.append(
            write_clean(lake, key, clean_lines(lines, regions={batch.channel: region_code}))
        )
        piece = piece_of(lake, key, commits[0].manifest)
    signatures, mentions = set_manifests(key, tags)
    if read_manifest(lake, signatures, sizes) is None:
        commits.append(write_signatures(piece, signatures))
    if read_manifest(lake, mentions, sizes) is None:
        commits.append(write_tags(piece, loaded, mentions))
    return Made(piece, commits)


def write_clean(lake: Store, key: str, cleaned: Cleaned) -> Commit:
    blocks = latest_blocks(cleaned.blocks, cleaned.articles)
    return write_rows(lake, key, cleaned.articles, blocks, cleaned.dropped)


def write_rows(
    lake: Store, key: str, articles: pa.Table, blocks: pa.Table, dropped: pa.Table
) -> Commit:
    """The clean rows of a piece: articles by month, with their keys, blocks, dropped lines."""
    files = FileSet(lake, folder_of(key))
    months = month_of(articles["published_date"])
    keys = [KEYS.empty_table()]
    for month in sorted(set(months.to_pylist())):
        rows = articles.filter(pc.equal(months, month))
        files.write_table(f"{ARTICLES_PREFIX}{month}{PARQUET}", rows)
        keys.append(keys_of(rows, month))
    files.write_table("blocks.parquet", blocks.cast(BLOCKS))
    files.write_table("dropped.parquet", dropped.cast(DROPPED))
    files.write_table("keys.parquet", pa.concat_tables(keys))
    return files.commit(_name(piece_manifest(key)), cleaner=CLEANER, layout=LAYOUT)


def write_signatures(piece: Piece, manifest: str) -> Commit:
    """What comparing needs of each text, so that no build but the first reads the texts for it."""
    from transforms.dedupe.signatures import SIGNATURES, sign

    rows = piece.all_articles(["article_id", "headline", "match_text"]).combine_chunks()
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=pa.Codec("zstd", 1))
    with pa.ipc.new_file(sink, SIGNATURES, options=options) as writer:
        for batch in rows.to_batches():
            writer.write_batch(sign(batch))
    files = FileSet(piece.store, manifest.rpartition("/")[0])
    files.write(SIGNATURES_FILE, sink.getvalue(), rows.num_rows)
    return files.commit(_name(manifest), dedupe=DEDUPE)


def write_tags(piece: Piece, seeds: Seeds, manifest: str) -> Commit:
    articles = piece.all_articles()
    articles = articles.filter(is_latest(articles))
    tables = tag(articles, seeds, blocks=piece.blocks())
    files = FileSet(piece.store, manifest.rpartition("/")[0])
    for name in TAG_TABLES:
        files.write_table(f"{name}{PARQUET}", tables[name])
    return files.commit(_name(manifest), tagger=TAGGER, seeds=seeds.seed_hash)


def _name(key: str) -> str:
    return key.rpartition("/")[2]
