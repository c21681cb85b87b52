"""Colours, sizes and the one way in which pictures take their rows."""

from __future__ import annotations

from typing import Any

import altair as alt

INK, MUTED, LINE, BLUE, DEEP, AMBER = (
    "#1d2129", "#6b7280", "#d9dce3", "#2f6db3", "#153e75", "#c2701c",
)  # fmt: skip
SHADES = alt.Scale(range=["#e3eefa", "#a8c9ea", "#4a86c5", "#153e75"], domainMin=0)
WIDTH = 820
Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart


def inline(rows: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]
