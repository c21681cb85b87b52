"""Which pieces does nobody need any more? Those of code, seeds and days that have moved on."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from transforms.lake.snapshot import KEPT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transforms.build.pieces import Piece
    from transforms.lake.snapshot import Lake


def sweep(lake: Lake, pieces: list[Piece], tags: str) -> int:
    """Delete what neither this build nor a kept snapshot reads, unless it is less than a day old.

    A piece holds nothing that cannot be made again from raw items. Returns what was deleted.
    """
    used = {piece.folder for piece in pieces} | set(_named_folders(lake))
    horizon = time.time() - KEPT_SECONDS
    stale = [folder for folder in (lake.root / "pieces").glob("*/*") if folder not in used]
    for piece in pieces:
        current = {piece.folder / tags, piece.signatures_file()}
        made = (*piece.folder.glob("tags-*"), *piece.folder.glob("signatures-*"))
        stale.extend(path for path in made if path not in current)
    old = [path for path in stale if path.stat().st_mtime < horizon]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return len(old)


def _named_folders(lake: Lake) -> Iterator[Path]:
    """Folders of pieces that a snapshot still on disk names files in."""
    for path in lake.snapshots.glob("*.json"):
        for files in lake.read_snapshot(path.stem).tables.values():
            for file in files:
                if file.path.startswith("pieces/"):
                    yield (lake.root / file.path).parent
