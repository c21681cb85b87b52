"""Raw items to clean articles: pure functions, text in, rows out."""

from __future__ import annotations

from transforms.clean.lines import Cleaned, clean_lines

__all__ = ["Cleaned", "clean_lines"]
