"""Is what a build made, and what it was made from, still there whole? Raw items, pieces, tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.build import inputs
from transforms.build.pieces import manifests_of
from transforms.errors import LakeError
from transforms.lake.commit import read_manifest
from transforms.lake.mending import described, last_build, split_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.store import Store
    from transforms.lake.snapshot import Lake, Snapshot

BUILD = "run python -m transforms build: it makes them again from the raw items 请重新构建"
RESTORE = (
    "bring them back from a copy 请从备份恢复; python -m transforms build --accept-loss lets their"
    " rows go"
)


@dataclass(slots=True)
class State:
    """Of one layer: how many things were looked at, and a line for each that is not whole."""

    layer: str
    count: int
    broken: list[str] = field(default_factory=list)
    remedy: str = BUILD

    def told(self) -> str:
        missing = sum(" is missing" in line for line in self.broken)
        return (
            f"{self.layer}: {self.count} = {self.count - len(self.broken)} whole 完好"
            f" + {len(self.broken) - missing} broken 损坏 + {missing} missing 缺失"
        )


def verify(lake: Lake, *, is_deep: bool = False) -> list[State]:
    """The state of each layer as the published snapshot states it. Raises LakeError before any.

    Sizes are compared; ``is_deep`` reads everything and compares the digests.
    """
    if not lake.is_published():
        raise LakeError("nothing is built yet 尚未构建: run python -m transforms build")
    pointer = State("published snapshot 发布指针", 1)
    try:
        lake.current()
    except LakeError as error:
        pointer.broken.append(str(error))
    last = last_build(lake)
    if last is None:
        return [pointer]
    snapshot = last.as_listed()
    return [
        pointer,
        _raw(lake, snapshot, is_deep=is_deep),
        _pieces(lake, snapshot, is_deep=is_deep),
        _tables(lake, snapshot, is_deep=is_deep),
    ]


def discard_damaged(lake: Lake) -> int:
    """Remove every file of tables and every commit of a piece that is not what was written.

    Returns how many; the next build makes them again.
    """
    last = last_build(lake)
    damaged = []
    if last is not None:
        _, broken = split_files(lake.store, last.snapshot, is_deep=True)
        damaged = [file.path for files in broken.values() for file in files]
    manifests = [entry.key for entry in lake.store.entries("pieces") if entry.key.endswith(".json")]
    damaged += _not_whole(lake.store, manifests, is_deep=True)
    for key in damaged:
        lake.store.delete(key)
    return len(damaged)


def _raw(lake: Lake, snapshot: Snapshot, *, is_deep: bool) -> State:
    present = set(inputs.raw_files(lake.data))
    known = {} if is_deep else snapshot.inputs
    found = {
        name: inputs.chunks(lake.data, name, known.get(name))
        for name in snapshot.inputs
        if name in present
    }
    lost = inputs.losses(snapshot.inputs, found)
    return State("raw 原始数据", len(snapshot.inputs), lost, RESTORE)


def _pieces(lake: Lake, snapshot: Snapshot, *, is_deep: bool) -> State:
    """Each of the sets of files that a piece consists of counts for itself."""
    names = [name for key in snapshot.pieces for name in manifests_of(key, snapshot.piece_sets)]
    there = {entry.key for entry in lake.store.entries("pieces")}
    lines = [
        f"lake/{name} {'does not fit its files 损坏' if name in there else 'is missing 缺失'}"
        for name in _not_whole(lake.store, names, is_deep=is_deep)
    ]
    return State("pieces 分片", len(names), lines)


def _tables(lake: Lake, snapshot: Snapshot, *, is_deep: bool) -> State:
    _, broken = split_files(lake.store, snapshot, is_deep=is_deep)
    lines = [f"lake/{described(lake.store, file)}" for files in broken.values() for file in files]
    return State("tables 表", sum(len(files) for files in snapshot.tables.values()), lines)


def _not_whole(store: Store, manifests: Iterable[str], *, is_deep: bool) -> list[str]:
    sizes = {entry.key: entry.size for entry in store.entries("pieces")}
    return [key for key in manifests if not _is_whole(store, key, sizes, is_deep=is_deep)]


def _is_whole(store: Store, key: str, sizes: dict[str, int], *, is_deep: bool) -> bool:
    manifest = read_manifest(store, key, sizes)
    if manifest is None:
        return False
    folder = key.rpartition("/")[0]
    return not is_deep or all(
        store.digest(f"{folder}/{name}") == file.digest for name, file in manifest.files.items()
    )
