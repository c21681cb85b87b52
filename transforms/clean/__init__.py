"""Raw items to clean articles: pure functions, text in, rows out."""

from __future__ import annotations

from transforms.clean.lines import Cleaned, clean_lines
from transforms.clean.version import CLEANER_VERSION

__all__ = ["CLEANER_VERSION", "Cleaned", "clean_lines"]
