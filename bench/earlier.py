"""The code of an earlier commit, for benches that compare before with after on one machine."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def code_at(commit: str) -> Iterator[Path]:
    """A folder with the tree of ``commit``, gone afterwards. An unknown commit ends the bench."""
    with tempfile.TemporaryDirectory(prefix="bench-earlier-") as folder:
        archive = subprocess.run(
            ["git", "-C", str(REPOSITORY), "archive", commit], capture_output=True, check=False
        )
        if archive.returncode:
            sys.exit(f"bench: no commit {commit} in this clone 没有此提交: git log names them")
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        yield Path(folder)
