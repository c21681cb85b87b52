"""Nothing assumes one province: the report of a newsroom elsewhere, and maps never laid by hand."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.warehouse import lake
from tests.warehouse.conftest import INDUSTRY, small_rows
from warehouse.build import build
from warehouse.reader import open_catalogue
from warehouse.report.county_map import place_tiles
from warehouse.report.findings import gather
from warehouse.report.page import write_report

if TYPE_CHECKING:
    from collections.abc import Iterator

REGIONS = Path(__file__).parents[2] / "transforms" / "seeds" / "regions.csv"
MOVED = {
    "360000": ("330000", "浙江省"),
    "360700": ("330700", "金华市"),
    "360783": ("330782", "义乌市"),
    "360727": ("330782", "义乌市"),
}


def moved(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The small lake as a newsroom of Zhejiang would have it."""
    for table in ("articles", "channels", "outlets", "place_mentions", "regions"):
        for row in rows[table]:
            for column in ("region_code", "parent_code"):
                if row.get(column) in MOVED:
                    row[column] = MOVED[row[column]][0]
            if table in ("regions", "place_mentions"):
                names = dict(MOVED.values())
                row["region"] = names.get(row["region_code"], row["region"])
    return rows


def test_the_report_of_another_province_shows_its_counties(tmp_path: Path) -> None:
    lake.write_lake(tmp_path, moved(small_rows()))
    build(tmp_path)

    found = gather(tmp_path, INDUSTRY, None, None)
    page = write_report(tmp_path, INDUSTRY, tmp_path / "out").read_text(encoding="utf-8")

    assert {row["region_code"] for row in found["counties"]} == {"330000", "330700", "330782"}
    assert {row["province"] for row in found["counties"]} == {"浙江省"}
    assert "浙江省各县市区" in page
    assert "江西" not in page
    assert (tmp_path / "out" / "charts" / "counties.svg").exists()


def test_what_is_no_more_says_what_it_went_into(tmp_path: Path) -> None:
    rows = small_rows()
    rows["regions"] += [
        lake.region("360703", "南康区", "360700", "county", valid_from=lake.date(2013, 10, 18)),
        lake.region(
            "360782",
            "南康市",
            "360700",
            "county",
            valid_to=lake.date(2013, 10, 17),
            successor_code="360703",
        ),
    ]
    lake.write_lake(tmp_path, rows)
    build(tmp_path)
    with open_catalogue(tmp_path) as connection:
        found = connection.sql(
            "select region, is_current, successor from region_names where region like '南康%'"
        ).fetchall()
    assert sorted(found) == [("南康区", True, None), ("南康市", False, "南康区")]


def provinces() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    with REGIONS.open(encoding="utf-8", newline="") as file:
        current = [row for row in csv.DictReader(file) if not row["valid_to"]]
    for code in sorted({row["region_code"][:2] for row in current}):
        yield code, [row for row in current if row["region_code"].startswith(code)]


@pytest.mark.parametrize(("code", "divisions"), provinces())
def test_every_county_of_a_province_has_a_tile_of_its_own(
    code: str, divisions: list[dict[str, Any]]
) -> None:
    tiles, titles = place_tiles(divisions, {})
    counties = [row for row in divisions if row["level"] == "county"]
    assert len(tiles) == len(counties)
    assert bool(titles) == bool(counties), code
    assert all(tile["x"] >= 0 and tile["x2"] <= 17 for tile in tiles)
    for one, other in combinations(sorted(tiles, key=lambda tile: (tile["y"], tile["x"])), 2):
        assert (
            one["x2"] <= other["x"]
            or other["x2"] <= one["x"]
            or one["y2"] <= other["y"]
            or other["y2"] <= one["y"]
        )
