"""Real pages with truth written by hand lie outside the repository: ``COVERAGE_CORPUS`` says where.

The folder holds ``dev/``, ``text/``, ``labels/`` and the scorer ``evaluate.py``; the article that
started the project lies in ``../seed`` beside it. Tests and benches find both here and nowhere
else; without the setting they do without and say so.
"""

from __future__ import annotations

import os
from pathlib import Path

SETTING = "COVERAGE_CORPUS"
ABSENT = f"{SETTING} names no folder with dev/: real pages and their labels are not at hand"
SEED_ABSENT = f"{SETTING} is not set, or no seed/*.txt lies beside that folder"


def corpus() -> Path | None:
    """The folder of labelled real pages, absolute; None if the setting names none."""
    folder = Path(os.environ.get(SETTING) or os.devnull).resolve()
    return folder if (folder / "dev").is_dir() else None


def seed_article() -> Path | None:
    """The saved article that started the project; None if it is not beside the corpus."""
    folder = corpus()
    return next(iter(sorted((folder.parent / "seed").glob("*.txt"))), None) if folder else None
