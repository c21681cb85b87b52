"""Where does the work on one batch of raw items lie? In a piece: clean rows and their mentions.

A piece is named by the hash of the raw bytes and of everything else that decides its content
(cleaner, layout, home region), so a build run again finds it made, and a raised version makes a new
one. It is the clean layer of the lake: publishing only chooses rows from pieces.

Three file sets, each with a manifest of its own, for they are made at different times and a
manifest is never written twice: ``piece.json`` commits the clean rows, ``tags-…/tags.json`` the
mentions under one state of the seeds, ``signatures-…/signatures.json`` what comparing needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import xxhash

from transforms.lake.commit import read_manifest
from transforms.lake.schema import ARTICLES
from transforms.lake.versions import CLEANER, DEDUPE, LAYOUT, TAGGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.store import Store
    from transforms.lake.commit import KeptFile, Manifest
    from transforms.lake.raw_inputs import Batch
    from transforms.tag.seeds import Seeds

TAG_TABLES = (
    "theme_mentions",
    "place_mentions",
    "person_mentions",
    "organisation_mentions",
    "targets",
)
ARTICLES_PREFIX, PARQUET = "articles-", ".parquet"
SIGNATURES_FILE = "signatures.arrow"
"""Arrow IPC, for it is read whole in every build."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece whose clean rows are committed."""

    store: Store = field(compare=False, repr=False)
    """Of the lake."""
    key: str
    row_count: int
    """Articles, as in ``keys``."""
    kept_blocks: KeptFile
    months: tuple[str, ...]

    @property
    def folder(self) -> str:
        return folder_of(self.key)

    @property
    def blocks_file(self) -> str:
        return f"{self.folder}/blocks.parquet"

    def articles(self, month: str, columns: list[str] | None = None) -> pa.Table:
        key = f"{self.folder}/{ARTICLES_PREFIX}{month}{PARQUET}"
        return self.store.read_table(key, columns)

    def all_articles(self, columns: list[str] | None = None) -> pa.Table:
        """Month by month, as in ``keys``."""
        schema = ARTICLES if columns is None else pa.schema([ARTICLES.field(c) for c in columns])
        tables = (self.articles(month, columns) for month in self.months)
        return pa.concat_tables([schema.empty_table(), *tables])

    def keys(self) -> pa.Table:
        return self.store.read_table(f"{self.folder}/keys.parquet")

    def blocks(self) -> pa.Table:
        return self.store.read_table(self.blocks_file)

    def dropped(self) -> pa.Table:
        return self.store.read_table(f"{self.folder}/dropped.parquet")

    def tags(self, table: str, tags: str) -> pa.Table:
        return self.store.read_table(f"{self.folder}/{tags}/{table}{PARQUET}")

    def signatures(self) -> pa.Table:
        """SIGNATURES; rows as in ``keys``."""
        with self.store.open(f"{self.folder}/{signatures_name()}/{SIGNATURES_FILE}") as file:
            return pa.ipc.open_file(file).read_all()


def piece_key(batch: Batch, region_code: str | None) -> str:
    chunks = [(chunk.digest, chunk.raw_file, chunk.first_line) for chunk in batch.chunks]
    return xxhash.xxh3_128_hexdigest(f"{chunks}{region_code}|{CLEANER}|{LAYOUT}".encode())


def folder_of(key: str) -> str:
    return f"pieces/{key[:2]}/{key}"


def piece_manifest(key: str) -> str:
    return f"{folder_of(key)}/piece.json"


def tags_name(seeds: Seeds) -> str:
    """Folder of the mentions below their piece."""
    return f"tags-{seeds.seed_hash[:16]}-{TAGGER}"


def signatures_name() -> str:
    return f"signatures-{DEDUPE}"


def manifests_of(key: str, sets: Iterable[str]) -> list[str]:
    """Keys of the manifest of a piece and of those of its ``sets``, by the name of their folder."""
    folder = folder_of(key)
    return [piece_manifest(key), *(f"{folder}/{name}/{name.split('-')[0]}.json" for name in sets)]


def set_manifests(key: str, tags: str) -> tuple[str, str]:
    """Of the signatures and of the mentions kept with a piece."""
    _, signatures, mentions = manifests_of(key, (signatures_name(), tags))
    return signatures, mentions


def sizes_of(store: Store, key: str) -> dict[str, int]:
    """Bytes of every object of the piece, by key."""
    return {entry.key: entry.size for entry in store.entries(folder_of(key))}


def committed(store: Store, key: str, sizes: Mapping[str, int]) -> Piece | None:
    """The piece if its clean rows are there whole."""
    manifest = read_manifest(store, piece_manifest(key), sizes)
    return None if manifest is None else piece_of(store, key, manifest)


def piece_of(store: Store, key: str, manifest: Manifest) -> Piece:
    files = manifest.files
    months = (
        name.removeprefix(ARTICLES_PREFIX).removesuffix(PARQUET)
        for name in files
        if name.startswith(ARTICLES_PREFIX)
    )
    rows = files["keys.parquet"].rows
    return Piece(store, key, rows, files["blocks.parquet"], tuple(sorted(months)))


def find_piece(
    store: Store, batch: Batch, region_code: str | None, tags: str, sizes: Mapping[str, int]
) -> Piece | None:
    """The piece of a batch if all its sets are committed: clean rows, signatures and mentions.

    ``sizes`` are those of the objects of all pieces, by key.
    """
    key = piece_key(batch, region_code)
    piece = committed(store, key, sizes)
    if piece is None:
        return None
    is_whole = all(read_manifest(store, name, sizes) for name in set_manifests(key, tags))
    return piece if is_whole else None
