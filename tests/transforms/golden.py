"""Golden rows: what the cleaner, the tagger, deduping and the layout make of a fixed small input.

``python -m tests.transforms.golden`` writes their hashes into ``golden/rows.json`` and refuses to
overwrite those of a version that was not raised. With ``--new-input`` it first proves that the old
input still gives the recorded hashes, then makes a new one of the newsroom and the recorded
pages. Hashes are of values, not of bytes of files, so every machine finds the same.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsroom.items import write_items
from storage.store import Store
from transforms.build import tables
from transforms.build.inputs import cut
from transforms.build.make_pieces import make_piece
from transforms.build.piece_rows import KEYS, is_latest
from transforms.build.pieces import TAG_TABLES, Piece, tags_name
from transforms.dedupe import dedupe
from transforms.dedupe.signatures import SIGNATURES
from transforms.lake import versions
from transforms.lake.raw_inputs import Batch
from transforms.lake.schema import TABLES
from transforms.tag import seeds as seed_room

HERE = Path(__file__).parent / "golden"
INPUT, SEEDS = HERE / "items.jsonl.gz", HERE / "seeds.zip"
RECORDED = HERE / "rows.json"
PAGES = Path(__file__).parents[1] / "pages"
COMMAND = "python -m tests.transforms.golden"
RAW_FILE = "raw/items/channel=golden/20190320T000000Z-000000.jsonl"
MADE_BY: dict[str, tuple[str, ...]] = {
    "cleaner": ("CLEANER",),
    "tagger": ("TAGGER", "CLEANER"),
    "dedupe": ("DEDUPE", "CLEANER"),
    "layout": ("LAYOUT",),
}
"""Versions whose raise makes the rows again, that of the stage first."""


def golden_hashes(lines: bytes) -> dict[str, str]:
    """By stage: of the rows it makes of these raw items."""
    with tempfile.TemporaryDirectory() as folder:
        data = Store.local(Path(folder))
        data.write(RAW_FILE, lines)
        zipfile.ZipFile(SEEDS).extractall(Path(folder) / "seeds")
        seeds = seed_room.load(Path(folder) / "seeds")
        batch = Batch("golden", tuple(cut(data, RAW_FILE)))
        piece = make_piece(data, batch, "360700", seeds).piece
        return {
            "cleaner": hash_tables(cleaned(piece)),
            "tagger": hash_tables(
                {name: piece.tags(name, tags_name(seeds)) for name in TAG_TABLES}
            ),
            "dedupe": hash_tables(compared(piece, seeds.tables()["outlets"])),
            "layout": hash_json(layout(data)),
        }


def cleaned(piece: Piece) -> dict[str, pa.Table]:
    """Without the version itself: a raise alone changes no row."""
    return {
        "articles": piece.all_articles().drop_columns("cleaner_version"),
        "keys": piece.keys(),
        "blocks": piece.blocks(),
        "dropped": piece.dropped(),
    }


def compared(piece: Piece, outlets: pa.Table) -> dict[str, pa.Table]:
    articles = piece.all_articles()
    found = dedupe(articles.filter(is_latest(articles)), outlets=outlets)
    return {"signatures": piece.signatures(), **found._asdict()}


def layout(data: Store) -> dict[str, Any]:
    """Schemas without comments, and how the lake's writers lay out rows of their own."""
    schemas = {**TABLES, "keys": KEYS, "signatures": SIGNATURES}
    columns = {name: [f"{c.name} {c.type}" for c in schema] for name, schema in schemas.items()}
    return {"schemas": columns, "written": {name: written(data, name) for name in tables.ORDER}}


def written(data: Store, name: str) -> dict[str, Any]:
    """Order, row groups and compression of a table of made-up rows that need three row groups."""
    count = 2 * 131_072 + 5
    schema = TABLES[name]
    columns = {field.name: made_up(field, count) for field in schema}
    key = f"layout/{name}.parquet"
    tables.write_sorted(data, key, pa.table(columns, schema=schema), tables.ORDER[name])
    with data.open(key) as file:
        metadata = pq.read_metadata(file)
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        ordered = pq.read_table(file, columns=list(tables.ORDER[name])[:2]).slice(0, 1_000)
    return {
        "row_groups": [group.num_rows for group in groups],
        "compression": [groups[0].column(number).compression for number in range(len(schema))],
        "first_rows": hash_tables({"first": ordered}),
    }


def made_up(field: pa.Field, count: int) -> pa.Array:
    """Values in no order, the same everywhere; lists and floats are null."""
    scattered = [number * 7_919 % 1_009 for number in range(count)]
    if pa.types.is_string(field.type):
        return pa.array([f"{number:04}" for number in scattered])
    if pa.types.is_integer(field.type):
        return pa.array(scattered, field.type)
    return pa.nulls(count, field.type)


def hash_tables(found: dict[str, pa.Table]) -> str:
    return hash_json({name: table.to_pylist() for name, table in found.items()})


def hash_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def read_input() -> bytes:
    return gzip.decompress(INPUT.read_bytes())


def make_input() -> bytes:
    """Newsroom items with noise, some fetched twice; recorded pages; old dates; broken lines."""
    with tempfile.TemporaryDirectory() as folder:
        since, until = date(2019, 2, 11), date(2019, 2, 24)
        write_items(Path(folder), articles=60, since=since, until=until, noise=True)
        files = sorted((Path(folder) / "raw" / "items").rglob("*.jsonl"))
        rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    again = [row | {"fetched_at": "2019-03-19T00:00:00+00:00"} for row in rows[:3]]
    pages = [json.loads(path.read_text("utf-8")) for path in sorted(PAGES.rglob("*.json"))]
    old = [
        row | {"canonical_url": f"{row['url']}?old", "published": [{"raw": raw, "where": "meta"}]}
        for row, raw in zip(rows, ("1991-06-01 23:30", "1989-12-31", "昨天 07:42"), strict=False)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in (*rows, *again, *old, *pages)]
    return "\n".join([*lines, '{"channel": "cut by a full di', "[]", "{}"]).encode()


def write_seeds() -> None:
    """Of their own, for an analyst who edits a seed changes no code: tags are named by its hash."""
    with zipfile.ZipFile(SEEDS, "w") as archive:
        for name in seed_room.FILES:
            content = (seed_room.FOLDER / name).read_bytes()
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def state() -> dict[str, dict[str, str]]:
    return {
        stage: {name: getattr(versions, name) for name in names} for stage, names in MADE_BY.items()
    }


def complaints(recorded: dict[str, Any], found: dict[str, str]) -> list[str]:
    """One line for each stage whose rows changed under a version that was not raised."""
    return [
        f"{stage}: golden rows changed, but {MADE_BY[stage][0]} is still {held[MADE_BY[stage][0]]}:"
        f" raise it in transforms/lake/versions.py, then run {COMMAND}"
        for stage, held in state().items()
        if recorded[stage]["versions"] == held and recorded[stage]["rows"] != found[stage]
    ]


def stale(recorded: dict[str, Any]) -> list[str]:
    """One line for each stage that was raised since its hash was written."""
    return [
        f"{stage}: recorded for {recorded[stage]['versions']}, now {held}: run {COMMAND}"
        for stage, held in state().items()
        if recorded[stage]["versions"] != held
    ]


def record(found: dict[str, str]) -> None:
    rows = {stage: {"versions": held, "rows": found[stage]} for stage, held in state().items()}
    RECORDED.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    found: dict[str, str] = {}
    if RECORDED.exists():
        found = golden_hashes(read_input())
        if problems := complaints(json.loads(RECORDED.read_text("utf-8")), found):
            sys.stderr.write("\n".join(problems) + "\n")
            return 1
    if "--new-input" in arguments:
        INPUT.parent.mkdir(exist_ok=True)
        INPUT.write_bytes(gzip.compress(make_input(), mtime=0))
        write_seeds()
        found = golden_hashes(read_input())
    record(found)
    sys.stdout.write(f"{RECORDED.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
