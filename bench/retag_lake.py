"""A published lake of a million articles in a minute, to be tagged again.

The newsroom's articles are built once, as many as asked for; copies of them, with other ids,
addresses and dates, are written straight as pieces and month files. Nothing is tagged, every
article is a story of its own, and the raw files are holes of the right size: a retag of an
unchanged lake reads none of them. Copies read a little faster than other texts would, for Parquet
finds the same words again; tagging them costs the same.
"""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from newsroom.items import write_items
from transforms.build import chosen_rows, crawl_records, inputs, tables
from transforms.build.article_versions import choose_versions
from transforms.build.make_pieces import write_rows, write_signatures
from transforms.build.pieces import committed, piece_key, piece_of, set_manifests, sizes_of
from transforms.build.pipeline import build
from transforms.build.story_stage import TABLES as STORY_TABLES
from transforms.build.story_stage import Stories, mark_of, record_stories
from transforms.lake.commit import write_commits
from transforms.lake.raw_inputs import Batch, Chunk, RawInput
from transforms.lake.schema import DROPPED, TABLES
from transforms.lake.snapshot import Lake, Snapshot
from transforms.tag.seeds import load

if TYPE_CHECKING:
    from storage.store import Store

COPIES_APART = 71
"""Days between one copy and the next: the newsroom's period and a day."""
PERIODS = 10
"""Then the dates begin again: two years in all."""
BYTES_PER_LINE = 5_000


def write_lake(data: Path, base_count: int, copies: int, workers: int) -> int:
    """Write ``copies`` of ``base_count`` articles below ``data``; how many there are."""
    with tempfile.TemporaryDirectory(prefix="bench-base-") as name:
        base = Path(name)
        write_items(base, articles=base_count, noise=True)
        build(base, workers=workers)
        (data / "raw").mkdir(parents=True)
        shutil.copy(base / "raw" / "channels.jsonl", data / "raw" / "channels.jsonl")
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            inputs = [
                item
                for found in pool.map(write_copy, repeat(base), repeat(data), range(copies))
                for item in found
            ]
    return publish_untagged(data, dict(sorted(inputs)))


def write_copy(base: Path, data: Path, copy: int) -> list[tuple[str, RawInput]]:
    """One copy: a piece and a raw file for each channel. A month of crawls is a piece."""
    lake = Lake(base)
    snapshot = lake.current()
    assert snapshot is not None
    articles = lake.read_table(snapshot, "articles")
    blocks = lake.read_table(snapshot, "blocks")
    channels = crawl_records.read_channels(lake.data)
    crawled = datetime(2010 + copy // 12, copy % 12 + 1, 1, tzinfo=UTC)
    found = []
    for channel, region in zip(
        channels["channel"].to_pylist(), channels["region_code"].to_pylist(), strict=True
    ):
        rows = articles.filter(pc.equal(articles["channel"], channel))
        of_rows = pc.is_in(blocks["article_id"], value_set=rows["article_id"].combine_chunks())
        raw_file = f"raw/items/channel={channel}/{crawled:%Y%m%dT%H%M%SZ}-{copy:06x}.jsonl"
        path = data / raw_file
        path.parent.mkdir(parents=True, exist_ok=True)
        size = BYTES_PER_LINE * rows.num_rows
        with path.open("wb") as file:
            file.truncate(size)
        chunk = Chunk(raw_file, 1, 0, size, f"{copy:032x}", rows.num_rows)
        (data / "raw" / "crawls" / f"channel={channel}").mkdir(parents=True, exist_ok=True)
        key = piece_key(Batch(channel, (chunk,)), region)
        of_copy = renamed(rows, copy, raw_file), renamed(blocks.filter(of_rows), copy)
        write_piece(Lake(data).store, key, *of_copy)
        found.append((raw_file, RawInput(size, path.stat().st_mtime_ns, [chunk])))
    return found


def renamed(table: pa.Table, copy: int, raw_file: str | None = None) -> pa.Table:
    """The rows of a copy: other ids and, of articles, other addresses, hashes and dates."""

    def change(name: str, values: pa.ChunkedArray) -> None:
        nonlocal table
        place = table.schema.get_field_index(name)
        table = table.set_column(place, table.schema.field(name), values)

    change("article_id", marked(pc.utf8_slice_codeunits(table["article_id"], 6), copy))
    if raw_file is None:
        return table
    for name in ("url", "canonical_url"):
        change(name, pc.binary_join_element_wise(table[name], f"copy={copy}", "?"))
    change("content_hash", marked(table["content_hash"], copy))
    later = pa.scalar(timedelta(days=COPIES_APART * (copy % PERIODS)), pa.duration("us"))
    change("published_at", pc.add(table["published_at"], later))
    days = pc.add(table["published_date"].cast(pa.timestamp("us")), later).cast(pa.date32())
    change("published_date", days)
    change("raw_file", pa.chunked_array([pa.repeat(raw_file, table.num_rows)]))
    change("raw_line", pa.chunked_array([pa.array(range(1, table.num_rows + 1), pa.int32())]))
    return table


def marked(values: pa.ChunkedArray, copy: int) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(f"{copy:06x}", values, "")


def write_piece(lake: Store, key: str, articles: pa.Table, blocks: pa.Table) -> None:
    rows = write_rows(lake, key, articles, blocks, DROPPED.empty_table())
    signatures, _ = set_manifests(key, "")
    piece = piece_of(lake, key, rows.manifest)
    write_commits(lake, [rows, write_signatures(piece, signatures)])


def publish_untagged(data: Path, read: dict[str, RawInput]) -> int:
    """A snapshot of the pieces as a build would publish it, but without tags."""
    lake = Lake(data)
    channels = crawl_records.read_channels(lake.data)
    regions = dict(
        zip(channels["channel"].to_pylist(), channels["region_code"].to_pylist(), strict=True)
    )
    raw_files = sorted(read, key=lambda raw: (raw.rsplit("/", 1)[-1], raw))
    batches = inputs.batches([chunk for raw in raw_files for chunk in read[raw].chunks])
    keys = [piece_key(batch, regions[batch.channel]) for batch in batches]
    found = (committed(lake.store, key, sizes_of(lake.store, key)) for key in keys)
    pieces = [piece for piece in found if piece is not None]
    assert len(pieces) == len(keys)
    kept = choose_versions(chosen_rows.all_keys(pieces), []).kept
    members = pa.table({"article_id": kept["article_id"], "story_id": kept["article_id"]})
    files: dict[str, list[tables.TableFile]] = {"articles": []}
    for month, parts in sorted(chosen_rows.parts_by_month(pieces, kept, members).items()):
        rows = tables.fingerprint_rows(parts)
        files["articles"].append(tables.write_articles(lake.store, month, parts, rows))
    for name in STORY_TABLES:
        files[name] = [tables.write_table(lake.store, name, TABLES[name].empty_table())]
    snapshot = Snapshot("untagged", "untagged", "", "", files, read)
    lake.publish(snapshot)
    mark = mark_of(kept, load().tables()["outlets"])
    record_stories(lake, Stories(mark, members), snapshot.snapshot_id)
    return kept.num_rows
