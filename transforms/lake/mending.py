"""What does a build find of the last one? What is whole is used; what is broken is made again.

Raw items are the truth: whatever else is missing, cut or zeroed costs a build time, never data. A
file counts by the size that its manifest states and by how it ends; ``is_deep`` reads it too.
"""

from __future__ import annotations

import dataclasses
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from transforms.errors import LakeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.store import Store
    from transforms.lake.snapshot import Lake, Snapshot, TableFile

log = logging.getLogger(__name__)

PARQUET_END = b"PAR1"
GROWING = ("dropped", "story_changes")
"""Tables that a build goes on from: an older state of them is better than none."""


@dataclass(slots=True)
class LastBuild:
    """The last published snapshot, as far as it can be used."""

    snapshot: Snapshot
    """Lists whole files only."""
    listed: dict[str, list[TableFile]]
    """All files that it listed, by table."""
    broken: dict[str, list[TableFile]]
    """Those of them that are not whole, by table."""
    judged: frozenset[str]
    """Raw files whose rows the gates have judged, and it is known with what verdict."""
    is_published: bool
    """``CURRENT`` names it, and its manifest can be read."""

    def lists(self, files: dict[str, list[TableFile]]) -> bool:
        """Whether it is published, and consists of these files."""
        return self.is_published and self.listed == files

    def broken_files(self) -> list[str]:
        """Their keys."""
        return sorted(file.path for files in self.broken.values() for file in files)

    def as_listed(self) -> Snapshot:
        return dataclasses.replace(self.snapshot, tables=self.listed)

    @property
    def files(self) -> dict[str, TableFile]:
        """Files by key that need not be made again: they are whole, and it is known how large."""
        listed = (file for files in self.snapshot.tables.values() for file in files)
        return {file.path: file for file in listed if file.size is not None}


def last_build(lake: Lake) -> LastBuild | None:
    """What a build goes on from; None if there is nothing.

    If the pointer or the manifest it names cannot be read, it is the newest snapshot that can.
    """
    try:
        snapshot, is_published = lake.current(), True
    except LakeError as error:
        log.warning("%s", error)
        snapshot, is_published = _newest(lake), False
    if snapshot is None:
        return None
    whole, broken = split_files(lake.store, snapshot)
    judged = frozenset(snapshot.inputs)
    for name in GROWING:
        if name in broken and (older := _older(lake, snapshot, name)):
            whole.tables[name] = older.tables[name]
            judged &= older.inputs.keys()
    return LastBuild(whole, snapshot.tables, broken, judged, is_published)


def drop_broken_pieces(lake: Lake, last: LastBuild) -> None:
    """A table's file that is a piece's own is made again with the piece, once it is not there."""
    for key in last.broken_files():
        if key.startswith("pieces/"):
            lake.store.delete(key)


def split_files(
    store: Store, snapshot: Snapshot, *, is_deep: bool = False
) -> tuple[Snapshot, dict[str, list[TableFile]]]:
    """The snapshot without its broken files, and these by table."""
    sizes = sizes_of(store, snapshot)
    tables: dict[str, list[TableFile]] = {}
    broken: dict[str, list[TableFile]] = {}
    for name, files in snapshot.tables.items():
        tables[name] = []
        for file in files:
            is_good = is_whole(store, file, sizes, is_deep=is_deep)
            (tables[name] if is_good else broken.setdefault(name, [])).append(file)
    return dataclasses.replace(snapshot, tables=tables), broken


def sizes_of(store: Store, snapshot: Snapshot) -> dict[str, int]:
    """Bytes of every object that may be a table's file, by key: one listing, or one a folder."""
    names = (file.path for files in snapshot.tables.values() for file in files)
    folders = {name.partition("/")[0] for name in names}
    return {entry.key: entry.size for folder in folders for entry in store.entries(folder)}


def is_whole(
    store: Store, file: TableFile, sizes: Mapping[str, int], *, is_deep: bool = False
) -> bool:
    """Whether the file lies there as its manifest says; manifests of 0.1 tell no size."""
    size = sizes.get(file.path)
    if size is None or size != (size if file.size is None else file.size):
        return False
    try:
        if is_deep and file.digest is not None:
            return store.digest(file.path) == file.digest
        with store.open(file.path) as opened:
            opened.seek(max(0, size - len(PARQUET_END)))
            return bool(opened.read() == PARQUET_END)
    except OSError:
        return False


def described(store: Store, file: TableFile) -> str:
    """The file and what is wrong with it, for a person."""
    size = store.size(file.path)
    if size is None:
        return f"{file.path} is missing 缺失"
    if file.size is not None and size != file.size:
        return f"{file.path} has {size} of {file.size} bytes 残缺"
    return f"{file.path} holds other bytes than were written 内容损坏"


def known_stories(lake: Lake, last: LastBuild) -> pa.Table:
    """(article_id, story_id) of the last build.

    Of a month whose file is broken, what ``stories`` tells: one article of each of its stories,
    which is enough for the story to keep its id.
    """
    columns = ["article_id", "story_id"]
    known = lake.read_table(last.snapshot, "articles", columns)
    if "articles" not in last.broken:
        return known
    told = lake.read_table(last.snapshot, "stories", ["representative_id", "story_id"])
    told = told.rename_columns(columns)
    is_known = pc.is_in(told["article_id"], value_set=known["article_id"].combine_chunks())
    return pa.concat_tables([known, told.filter(pc.invert(is_known)).cast(known.schema)])


def _newest(lake: Lake) -> Snapshot | None:
    readable = _readable(lake)
    return readable[-1] if readable else None


def _older(lake: Lake, snapshot: Snapshot, table: str) -> Snapshot | None:
    """The newest other snapshot that holds this table whole."""
    for other in reversed(_readable(lake)):
        if other.snapshot_id != snapshot.snapshot_id:
            sizes = sizes_of(lake.store, other)
            if all(is_whole(lake.store, file, sizes) for file in other.tables.get(table, [])):
                return other
    return None


def _readable(lake: Lake) -> list[Snapshot]:
    """Oldest first."""
    found = []
    for name in lake.snapshot_ids():
        try:
            found.append(lake.read_snapshot(name))
        except LakeError as error:
            log.warning("%s", error)
    return sorted(found, key=lambda snapshot: (snapshot.created_at, snapshot.snapshot_id))
