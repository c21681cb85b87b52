"""Which files does nobody need any more? Old snapshots, and what no kept snapshot names.

Kept are the newest, those of the last day, and what a reader has pinned (``storage/pins.py``).

Runs under the build lease, so no other build has files on the way: what neither a kept snapshot nor
the pieces of this build name is left from older versions, seeds and days, or from a killed build.
Age is what the manifests state (``created_at``); no file is asked for its time.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.clock import utc_now
from storage.pins import PinError, read_pins
from transforms.errors import LakeError
from transforms.lake.snapshot import SNAPSHOTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from transforms.lake.snapshot import Lake, Snapshot

log = logging.getLogger(__name__)

KEPT_SNAPSHOTS = 5
"""For readers without a pin: a notebook, a shell on an old copy of the catalogue."""
KEPT_FOR = timedelta(days=1)


def collect_garbage(lake: Lake, pieces: Iterable[str], sets: Iterable[str]) -> int:
    """Delete what neither this build nor a kept snapshot reads.

    This build reads ``pieces`` (folders) and, of the sets kept below them, ``sets`` (names). A
    piece holds nothing that cannot be made again from raw items. Returns how many objects and
    folders of pieces were deleted, the manifests of old snapshots among them. While it cannot be
    known what a reader holds, nothing is deleted and the log says why.
    """
    try:
        held = {pin.snapshot_id for pin in read_pins(lake.data).values()}
        kept, old = split_snapshots(lake, held)
    except (PinError, LakeError) as error:
        log.warning("%s", error)
        return 0
    for name in old:
        lake.store.delete(f"{SNAPSHOTS}/{name}.json")
    named = {file.path for snapshot in kept for files in snapshot.tables.values() for file in files}
    pieces, sets = set(pieces), set(sets)
    return len(old) + _collect_tables(lake, named) + _collect_pieces(lake, named, pieces, sets)


def split_snapshots(lake: Lake, held: Collection[str]) -> tuple[list[Snapshot], list[str]]:
    """Kept, and the ids of the old ones.

    The newest five stay, those of the last day, the published one, and those ``held``, by id. A
    manifest that cannot be read is old: it names nothing any more. Raises LakeError if it is held.
    """
    found, old = [], []
    for name in lake.snapshot_ids():
        try:
            found.append(lake.read_snapshot(name))
        except LakeError:
            if name in held:
                raise
            old.append(name)
    found.sort(key=lambda snapshot: (_created(snapshot), snapshot.snapshot_id))
    current = lake.current()
    staying = {*held, *([current.snapshot_id] if current else [])}
    horizon = utc_now() - KEPT_FOR
    old += [
        snapshot.snapshot_id
        for snapshot in found[:-KEPT_SNAPSHOTS]
        if _created(snapshot) < horizon and snapshot.snapshot_id not in staying
    ]
    return [snapshot for snapshot in found if snapshot.snapshot_id not in old], old


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
