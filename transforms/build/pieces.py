"""What does one batch of raw items become? A piece: its clean rows and their tags, kept on disk.

A piece is named by the hash of the raw bytes and of everything else that decides its content
(cleaner, schema, home region), so a build run again finds it made, and a change of the cleaner
makes a new one. It is the clean layer of the lake: publishing only chooses rows from pieces.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xxhash

from transforms.build.inputs import read_lines
from transforms.build.piece_keys import KEYS, keys_of, month_of
from transforms.build.refetched import is_latest, latest_blocks
from transforms.clean import clean_lines
from transforms.lake.schema import ARTICLES, BLOCKS, DROPPED
from transforms.lake.snapshot import hidden_name
from transforms.tag import tag
from transforms.tag.seeds import load

if TYPE_CHECKING:
    from transforms.lake.raw_inputs import Batch
    from transforms.tag.seeds import Seeds

TAG_TABLES = (
    "theme_mentions",
    "place_mentions",
    "person_mentions",
    "organisation_mentions",
    "targets",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One finished piece on disk."""

    key: str
    folder: Path
    line_count: int

    def articles(self, month: str, columns: list[str] | None = None) -> pa.Table:
        return read_exactly(self.folder / f"articles-{month}.parquet", columns)

    def all_articles(self, columns: list[str] | None = None) -> pa.Table:
        """Month by month, as in ``keys``."""
        months = sorted(path.stem[9:] for path in self.folder.glob("articles-*.parquet"))
        schema = ARTICLES if columns is None else pa.schema([ARTICLES.field(c) for c in columns])
        tables = (self.articles(month, columns) for month in months)
        return pa.concat_tables([schema.empty_table(), *tables])

    def keys(self) -> pa.Table:
        return read_exactly(self.folder / "keys.parquet")

    def blocks_file(self) -> Path:
        return self.folder / "blocks.parquet"

    def dropped(self) -> pa.Table:
        return read_exactly(self.folder / "dropped.parquet")

    def tags(self, table: str, tags: str) -> pa.Table:
        return read_exactly(self.folder / tags / f"{table}.parquet")

    def signatures_file(self) -> Path:
        """Rows as in ``keys``; Arrow IPC, for it is read whole in every build."""
        return self.folder / f"signatures-{room_hash('dedupe')}.arrow"


def read_exactly(path: Path, columns: list[str] | None = None) -> pa.Table:
    return pq.read_table(path, columns=columns, partitioning=None)


def piece_key(batch: Batch, region_code: str | None) -> str:
    chunks = [(chunk.digest, chunk.raw_file, chunk.first_line) for chunk in batch.chunks]
    parts = (chunks, region_code, room_hash("clean"))
    return xxhash.xxh3_128_hexdigest(f"{parts}{ARTICLES.names}".encode())


@cache
def room_hash(room: str) -> str:
    """Of the sources of one room: work kept from other code is never taken for this code's."""
    digest = xxhash.xxh3_64()
    for path in sorted((Path(__file__).parents[1] / room).iterdir()):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def place_of(data: Path, batch: Batch, regions: dict[str, str | None]) -> tuple[str, Path]:
    key = piece_key(batch, regions.get(batch.channel))
    return key, data / "lake" / "pieces" / key[:2] / key


def is_made(data: Path, batch: Batch, regions: dict[str, str | None], seeds: Seeds) -> bool:
    key, folder = place_of(data, batch, regions)
    is_tagged = (folder / tags_name(seeds) / f"{TAG_TABLES[-1]}.parquet").exists()
    return is_tagged and Piece(key, folder, 0).signatures_file().exists()


def is_whole(folder: Path) -> bool:
    """Whether every file can be opened: a power cut may have torn what was not yet on disk."""
    try:
        for path in folder.rglob("*.parquet"):
            pq.read_metadata(path)
        for path in folder.glob("*.arrow"):
            with pa.OSFile(str(path)) as file:
                pa.ipc.open_file(file)
    except (pa.ArrowInvalid, OSError):
        return False
    return True


def tags_name(seeds: Seeds) -> str:
    return f"tags-{seeds.seed_hash[:16]}-{room_hash('tag')}"


def make_piece(
    data: Path, batch: Batch, regions: dict[str, str | None], seeds: Seeds | Path | None
) -> Piece:
    """Clean and tag one batch, or find it done. ``seeds`` may be the folder to load them from."""
    key, folder = place_of(data, batch, regions)
    if folder.exists() and not is_whole(folder):
        shutil.rmtree(folder)
    if not (folder / "keys.parquet").exists():
        hidden = hidden_name(folder)
        shutil.rmtree(hidden, ignore_errors=True)
        write_clean(hidden, data, batch, regions)
        if folder.exists():  # another process was faster, and made the same
            shutil.rmtree(hidden)
        else:
            hidden.replace(folder)
    piece = Piece(key, folder, pq.read_metadata(folder / "keys.parquet").num_rows)
    write_signatures(piece)
    loaded = load(seeds) if seeds is None or isinstance(seeds, Path) else seeds
    write_tags(piece, loaded)
    return piece


def write_clean(folder: Path, data: Path, batch: Batch, regions: dict[str, str | None]) -> None:
    lines = chain.from_iterable(read_lines(data, chunk) for chunk in batch.chunks)
    cleaned = clean_lines(lines, regions=regions)
    articles = cleaned.articles.cast(ARTICLES)
    months = month_of(articles["published_date"])
    keys = [KEYS.empty_table()]
    for month in sorted(set(months.to_pylist())):
        rows = articles.filter(pc.equal(months, month))
        write_plain(folder / f"articles-{month}.parquet", rows)
        keys.append(keys_of(rows, month))
    blocks = latest_blocks(cleaned.blocks, cleaned.articles)
    write_plain(folder / "blocks.parquet", blocks.cast(BLOCKS))
    write_plain(folder / "dropped.parquet", cleaned.dropped.cast(DROPPED))
    write_plain(folder / "keys.parquet", pa.concat_tables(keys))


def write_signatures(piece: Piece) -> None:
    """What comparing needs of each text, so that no build but the first reads the texts for it."""
    from transforms.dedupe.signatures import SIGNATURES, sign

    path = piece.signatures_file()
    if path.exists():
        return
    rows = piece.all_articles(["article_id", "headline", "match_text"]).combine_chunks()
    hidden = hidden_name(path)
    options = pa.ipc.IpcWriteOptions(compression=pa.Codec("zstd", 1))
    with pa.ipc.new_file(hidden, SIGNATURES, options=options) as writer:
        for batch in rows.to_batches():
            writer.write_batch(sign(batch))
    hidden.replace(path)


def write_tags(piece: Piece, seeds: Seeds) -> None:
    folder, hidden = piece.folder / tags_name(seeds), hidden_name(piece.folder / tags_name(seeds))
    if (folder / f"{TAG_TABLES[-1]}.parquet").exists():
        return
    articles = piece.all_articles()
    articles = articles.filter(is_latest(articles))
    tables = tag(articles, seeds, blocks=read_exactly(piece.blocks_file()))
    for name in TAG_TABLES:
        write_plain(hidden / f"{name}.parquet", tables[name])
    if folder.exists():
        shutil.rmtree(hidden)
    else:
        hidden.replace(folder)


def write_plain(path: Path, table: pa.Table) -> None:
    """A file of a folder that gets its name when all are written; the build syncs them together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", compression_level=3)
