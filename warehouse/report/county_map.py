"""A tile a county of the province, a block a city: where it lies if that is known."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt

from warehouse.report.chart_style import INK, SHADES, WIDTH, Chart, inline

if TYPE_CHECKING:
    from warehouse.report.findings import Row


def counties(divisions: list[Row], places: list[Row]) -> Chart | None:
    """None if the province has no division below it."""
    tiles, titles = place_tiles(divisions, {row["region_code"]: row for row in places})
    if not tiles:
        return None
    depth = max(17, *(tile["y2"] for tile in tiles))
    base = alt.Chart(inline(tiles)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 17], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[depth, 0], nice=False)),
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
    return alt.layer(cells, label, number, heads).properties(
        width=WIDTH, height=int(WIDTH * depth / 20)
    )


def place_tiles(
    divisions: list[Row], places: dict[str, Row]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Tiles and titles; counties without a place of their own fill their city's block in order."""
    grid = read_grid()
    members = counties_by_city(divisions)
    if not all(city["region_code"] in grid for city, _ in members):
        grid = in_rows(members)
    tiles, titles = [], []
    for city, counties_of_it in members:
        block = grid[city["region_code"]]
        left, top = block["column"], block["row"] + 0.6
        count = places.get(city["region_code"], {}).get("document_count")
        name = city["region"] + (f" {count}" if count else "")
        titles.append({"x": left + 0.05, "y": top - 0.08, "name": name})
        for index, county in enumerate(counties_of_it):
            code = county["region_code"]
            own = grid.get(code)
            column, row = (
                (own["column"], own["row"])
                if own
                else (index % block["columns"], index // block["columns"])
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


def read_grid() -> dict[str, dict[str, int]]:
    """Columns and rows of cities and counties whose place on the map was laid down by hand."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {
            row.pop("region_code"): {key: int(value) for key, value in row.items() if value}
            for row in csv.DictReader(file)
        }


def counties_by_city(divisions: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Cities with counties, in order of their codes; a municipality has its own right below."""
    counties = [row for row in divisions if row["level"] == "county"]
    found = [
        (above, [county for county in counties if county["parent_code"] == above["region_code"]])
        for above in divisions
        if above["level"] != "county"
    ]
    return [(above, below) for above, below in found if below]


def in_rows(members: list[tuple[Row, list[Row]]]) -> dict[str, dict[str, int]]:
    """Blocks from left to right, then below."""
    grid = {}
    left = top = height = 0
    for city, counties in members:
        columns = min(len(counties), MAX_COLUMNS)
        if left + columns > COLUMNS:
            left, top, height = 0, top + height, 0
        grid[city["region_code"]] = {"column": left, "row": top, "columns": columns}
        left += columns
        height = max(height, -(-len(counties) // columns) + 1)
    return grid


COLUMNS, MAX_COLUMNS = 17, 6
"""Tiles side by side on the page, and in a block."""


def short_name(region: str) -> str:
    return region[:-1] if len(region) > 2 and region[-1] in "县市区" else region[:4]
