"""Which files does nobody need any more? Old snapshots, and what no kept snapshot names.

Runs under the build lease, so no other build has files on the way: what neither a kept snapshot nor
the pieces of this build name is left from older versions, seeds and days, or from a killed build.
Age is what the manifests state (``created_at``); no file is asked for its time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.clock import utc_now
from transforms.lake.snapshot import SNAPSHOTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.lake.snapshot import Lake, Snapshot

KEPT_SNAPSHOTS = 5
"""A reader of an old catalogue still finds its files (deleting at once made views fail)."""
KEPT_FOR = timedelta(days=1)


def collect_garbage(lake: Lake, pieces: Iterable[str], sets: Iterable[str]) -> int:
    """Delete what neither this build nor a kept snapshot reads.

    This build reads ``pieces`` (folders) and, of the sets kept below them, ``sets`` (names). A
    piece holds nothing that cannot be made again from raw items. Returns how many objects and
    folders of pieces were deleted, the manifests of old snapshots among them.
    """
    kept, old = split_snapshots(lake)
    for snapshot in old:
        lake.store.delete(f"{SNAPSHOTS}/{snapshot.snapshot_id}.json")
    named = {file.path for snapshot in kept for files in snapshot.tables.values() for file in files}
    pieces, sets = set(pieces), set(sets)
    return len(old) + _collect_tables(lake, named) + _collect_pieces(lake, named, pieces, sets)


def split_snapshots(lake: Lake) -> tuple[list[Snapshot], list[Snapshot]]:
    """Kept and old: the newest five stay, those of the last day, and the published one."""
    current = lake.current()
    found = [lake.read_snapshot(name) for name in lake.snapshot_ids()]
    found.sort(key=lambda snapshot: (_created(snapshot), snapshot.snapshot_id))
    horizon = utc_now() - KEPT_FOR
    old = [
        snapshot
        for snapshot in found[:-KEPT_SNAPSHOTS]
        if _created(snapshot) < horizon
        and (current is None or snapshot.snapshot_id != current.snapshot_id)
    ]
    return [snapshot for snapshot in found if snapshot not in old], old


def _created(snapshot: Snapshot) -> datetime:
    """A snapshot that does not say when it was made is older than all that do."""
    try:
        moment = datetime.fromisoformat(snapshot.created_at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _collect_tables(lake: Lake, named: set[str]) -> int:
    orphans = [entry.key for entry in lake.store.entries("tables") if entry.key not in named]
    for key in orphans:
        lake.store.delete(key)
    return len(orphans)


def _collect_pieces(lake: Lake, named: set[str], pieces: set[str], sets: set[str]) -> int:
    """Whole pieces nobody names, then sets of this build's pieces under other versions or seeds."""
    store = lake.store
    used = pieces | {key.rpartition("/")[0] for key in named if key.startswith("pieces/")}
    groups = store.folders("pieces")
    orphans = [folder for group in groups for folder in store.folders(group) if folder not in used]
    orphans += [
        folder
        for piece in pieces
        for folder in store.folders(piece)
        if folder.rpartition("/")[2] not in sets
    ]
    for folder in orphans:
        store.delete_folder(folder)
    return len(orphans)
