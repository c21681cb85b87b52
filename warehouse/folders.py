"""Where the warehouse finds the lake and puts its catalogue."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
CATALOGUE = "coverage.duckdb"


def data_folder() -> Path:
    """``COVERAGE_DATA``, else ``data/`` beside the packages; absolute either way."""
    return Path(os.environ.get("COVERAGE_DATA") or HERE.parent / "data").resolve()


@contextlib.contextmanager
def published_file(path: Path) -> Iterator[Path]:
    """Give a hidden name beside ``path``; what was written there appears whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield hidden
        settle(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def settle(hidden: Path, path: Path) -> None:
    """Flush to disk, rename, flush the folder: the order that survives a kill at any point."""
    flush(hidden)
    hidden.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
