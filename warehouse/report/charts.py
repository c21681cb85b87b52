"""The pictures of the report: altair specifications, drawn to SVG and PNG without a browser.

On the page they stand as images, so that nothing in them can run, whatever a page was called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from warehouse.report.attention import attention, coverage
from warehouse.report.comparisons import lead_times, reprints, share
from warehouse.report.fonts import FAMILY
from warehouse.report.palette import INK, LINE, MUTED, Chart
from warehouse.report.tiles import counties

if TYPE_CHECKING:
    from warehouse.report.findings import Findings


def charts(findings: Findings) -> dict[str, Chart]:
    """Every picture for which there is something to show, by file name."""
    drawn = {
        "attention": attention(findings["attention"]),
        "coverage": coverage(findings["states"]),
        "share": share(findings["shares"]),
        "counties": counties(findings["counties"], findings["places"]),
        "reprints": reprints(findings["flows"]),
        "lead_times": lead_times(findings["leads"]),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}


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
