"""How the pictures of the report look, and how they are drawn: SVG and PNG without a browser.

On the page they stand as images, so that nothing in them can run, whatever a page was called.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from warehouse.report.fonts import FAMILY

INK, MUTED, LINE, BLUE, DEEP, AMBER = (
    "#1d2129", "#6b7280", "#d9dce3", "#2f6db3", "#153e75", "#c2701c",
)  # fmt: skip
SHADES = alt.Scale(range=["#e3eefa", "#a8c9ea", "#4a86c5", "#153e75"], domainMin=0)
WIDTH = 820
Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart


def inline(rows: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def draw_svg(chart: Chart) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(specification(chart)))


def draw_png(chart: Chart) -> bytes:
    """The picture at twice its size."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(specification(chart), scale=2))


def specification(chart: Chart) -> dict[str, Any]:
    """The chart in the report's look."""
    spec: dict[str, Any] = chart.configure(
        font=FAMILY,
        background="white",
        axis={
            "labelColor": MUTED,
            "titleColor": MUTED,
            "titleFontWeight": "normal",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "gridColor": "#eceef2",
            "domainColor": LINE,
            "tickColor": LINE,
            "labelLimit": 190,
        },
        legend={
            "labelColor": INK,
            "labelFontSize": 12,
            "labelLimit": 0,
            "orient": "top",
            "title": None,
        },
        view={"stroke": None},
        text={"font": FAMILY},
    ).to_dict()
    return spec
