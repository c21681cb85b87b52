"""What is carried out opens harmlessly, and says when something was changed."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warehouse.errors import WarehouseError
from warehouse.export import export, harmless

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "＝1+1",
    '=HYPERLINK("http://evil.test","点我")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_become_text(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("value", ["主攻工业", "1-2", "a=b", "", None, 5, -3.5, True])
def test_other_cells_stay_the_same_object(value: object) -> None:
    assert harmless(value) is value


def rows() -> pa.Table:
    return pa.table(
        {
            "headline": pa.array([*FORMULAS, "主攻工业"]),
            "n": pa.array([*[-1] * len(FORMULAS), None]),
            "at": pa.array([datetime(2019, 2, 23, 23, 42, tzinfo=UTC)] * (len(FORMULAS) + 1)),
            "terms": pa.array([["=1"]] * (len(FORMULAS) + 1)),
        }
    )


def test_csv_is_safe_and_read_by_excel(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    changed = export(rows(), path, "csv")

    assert changed == len(FORMULAS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert [row["headline"] for row in read] == ["'" + text for text in FORMULAS] + ["主攻工业"]
    assert read[0]["at"] == "2019-02-24 07:42:00"
    assert (read[0]["n"], read[-1]["n"]) == ("-1", "")


def test_raw_csv_is_byte_for_byte_the_data(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    assert export(rows(), path, "csv", raw=True) == 0

    with path.open(encoding="utf-8", newline="") as file:
        assert [row["headline"] for row in csv.DictReader(file)] == [*FORMULAS, "主攻工业"]


def test_xlsx_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"

    assert export(rows(), path, "xlsx") == len(FORMULAS)

    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert not any("externalLink" in name for name in book.namelist())
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "主攻工业" in sheet


def test_xlsx_refuses_what_a_sheet_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"

    with pytest.raises(WarehouseError, match="do not fit a sheet"):
        export(pa.table({"n": pa.nulls(1_048_576)}), path, "xlsx")

    assert list(tmp_path.iterdir()) == []


def test_json_and_parquet_keep_the_data(tmp_path: Path) -> None:
    export(rows(), tmp_path / "out.json", "json")
    export(rows(), tmp_path / "out.parquet", "parquet")

    lines = (tmp_path / "out.json").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["headline"] == FORMULAS[0]
    assert pq.read_table(tmp_path / "out.parquet").equals(rows())


def test_an_export_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.parquet"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        export(rows(), path, "parquet")

    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.parquet"]
