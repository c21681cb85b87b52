"""A tile a county of Jiangxi, cities as blocks roughly where they lie."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt

from warehouse.report.chart_style import INK, SHADES, WIDTH, Chart, inline

if TYPE_CHECKING:
    from warehouse.report.findings import Row


def counties(divisions: list[Row], places: list[Row]) -> Chart | None:
    """A tile a county of Jiangxi, cities as blocks roughly where they lie."""
    tiles, titles = place_tiles(divisions, {row["region_code"]: row for row in places})
    if not tiles:
        return None
    base = alt.Chart(inline(tiles)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 17], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[17, 0], nice=False)),
    )
    named = alt.datum.n > 0
    peak = max(tile["n"] for tile in tiles) or 1
    cells = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=4).encode(
        x2="x2:Q",
        y2="y2:Q",
        color=alt.condition(
            named,
            alt.Color("n:Q", scale=SHADES, legend=None),
            alt.value("#f1f2f5"),
        ),
    )
    words = base.transform_calculate(cx="datum.x + 0.5", top="datum.y + 0.42").mark_text(
        fontSize=12
    )
    label = words.encode(
        x="cx:Q",
        y="top:Q",
        text="name:N",
        color=alt.condition(alt.datum.n > peak * 0.7, alt.value("white"), alt.value(INK)),
    )
    number = (
        base.transform_filter(named)
        .transform_calculate(cx="datum.x + 0.5", low="datum.y + 0.74")
        .mark_text(fontSize=11)
        .encode(
            x="cx:Q",
            y="low:Q",
            text="n:Q",
            color=alt.condition(alt.datum.n > peak * 0.7, alt.value("white"), alt.value(INK)),
        )
    )
    heads = (
        alt.Chart(inline(titles))
        .mark_text(align="left", baseline="bottom", fontSize=13, fontWeight="bold", color=INK)
        .encode(x="x:Q", y="y:Q", text="name:N")
    )
    return alt.layer(cells, label, number, heads).properties(width=WIDTH, height=WIDTH * 17 // 20)


def place_tiles(
    divisions: list[Row], places: dict[str, Row]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Positions from ``county_map.csv``; others fill their city's block in order."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        grid = {row["region_code"]: row for row in csv.DictReader(file)}
    tiles, titles = [], []
    for city in divisions:
        block = grid.get(city["region_code"])
        if city["level"] != "city" or block is None:
            continue
        left, top = int(block["column"]), int(block["row"]) + 0.6
        count = places.get(city["region_code"], {}).get("document_count")
        name = city["region"] + (f" {count}" if count else "")
        titles.append({"x": left + 0.05, "y": top - 0.08, "name": name})
        members = [row for row in divisions if row["parent_code"] == city["region_code"]]
        for index, county in enumerate(members):
            code = county["region_code"]
            own = grid.get(code)
            column, row = (
                (int(own["column"]), int(own["row"]))
                if own
                else (index % int(block["columns"]), index // int(block["columns"]))
            )
            x, y = left + column, top + row
            tiles.append(
                {
                    "x": x, "x2": x + 1, "y": y, "y2": y + 1,
                    "name": short_name(county["region"]),
                    "n": places.get(code, {}).get("document_count", 0),
                }
            )  # fmt: skip
    return tiles, titles


def short_name(region: str) -> str:
    return region[:-1] if len(region) > 2 and region[-1] in "县市区" else region[:4]
