"""Bounds that several rooms must agree on: each stands here once."""

from __future__ import annotations

from datetime import date

FIRST_YEAR = 1990
"""No article of these channels is older: 人民日报 went online in 1997, and archives of papers
digitised later begin in the nineties. An earlier date is unreadable, not early."""
FIRST_DAY = date(FIRST_YEAR, 1, 1)
