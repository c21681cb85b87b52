"""``python -m desk clean`` and ``erase``: of the data folder goes what is ours by name, only that.

The standard library is enough for it: both work before anything is installed.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from desk import DeskError
from desk.launcher.console import say
from desk.settings import SettingError
from storage.leases import FileLease
from storage.paths import CATALOGUE, data_folder, lease_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MADE_AGAIN = (
    *("lake/CURRENT", "lake/pieces", "lake/snapshots", "lake/tables"),
    *(CATALOGUE, "state/readable"),
)
"""What a build makes again from raw items."""
PRECIOUS = (
    *("raw/items", "raw/warc", "raw/crawls", "raw/revisions", "raw/channels.jsonl"),
    *("state/ledger", "state/robots", "state/pins", "state/releases", "state/locks"),
    *("airflow", "digests", "newsroom.json", "newsroom.state.json"),
)
FOLDERS = ("raw", "lake", "state")


def clean() -> int:
    """Delete what a build makes again; the archive stays. DeskError while a crawl or build runs."""
    _delete(MADE_AGAIN)
    return 0


def erase(*, yes: bool = False) -> int:
    """Delete all that is ours, the archive with it, if ``yes``; else only say what would go."""
    data, names = data_folder(), (*MADE_AGAIN, *PRECIOUS)
    found = [data / name for name in names if _is_there(data / name)]
    if not yes and found:
        for path in found:
            say(f"would erase 将删除 {path}")
        raise SettingError(
            f"{data / 'raw'} is the only copy of what was crawled 归档无法重建: nothing was erased;"
            " make erase CONFIRM=yes deletes what is listed above"
        )
    _delete(names)
    return 0


def _delete(names: Iterable[str]) -> None:
    data = data_folder()
    locks = lease_file(data, "any").parent.glob("*.lock")
    if held := [lock.stem for lock in locks if FileLease(lock).holder()]:
        raise DeskError(
            f"{', '.join(sorted(held)[:3])} runs in {data} 正在运行: nothing was deleted; wait for"
            " it or stop it"
        )
    for path in (data / name for name in names):
        if not _is_there(path):
            continue
        say(f"deleting 删除 {path}")
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()  # of a link: where it leads was laid out by a hand, and stays
    for folder in (data / name for name in FOLDERS):
        with suppress(OSError):
            folder.rmdir()
        if folder.is_dir() and (left := _foreign(folder)):
            say(f"keeping 保留 {', '.join(left[:5])} in {folder}: none of ours")


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _foreign(folder: Path) -> list[str]:
    ours = (*MADE_AGAIN, *PRECIOUS)
    return sorted(p.name for p in folder.iterdir() if f"{folder.name}/{p.name}" not in ours)
