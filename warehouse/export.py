"""Carry rows out: CSV and XLSX that no spreadsheet executes, Parquet, JSON lines."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from storage.clock import BEIJING
from storage.files import whole_file
from warehouse.errors import WarehouseError
from warehouse.formatting import plain

if TYPE_CHECKING:
    from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What Excel, LibreOffice or WPS take for a formula (OWASP), full-width forms too."""
XLSX_ROWS, XLSX_CELL = 1_048_576, 32_767


def export(rows: pa.Table, path: Path, kind: str, *, raw: bool = False) -> int:
    """Write ``rows`` to ``path`` whole or not at all; return how many cells were changed.

    ``kind`` is csv, parquet, json or xlsx. Unless ``raw``, text that a spreadsheet would execute
    gets an apostrophe before it, and CSV starts with a byte order mark, so that Excel reads UTF-8.
    """
    path.parent.mkdir(parents=True, exist_ok=True)  # the reader's own place, by his own umask
    with whole_file(path) as hidden:
        if kind == "csv":
            return write_csv(rows, hidden, raw=raw)
        if kind == "xlsx":
            return write_xlsx(rows, hidden, raw=raw)
        if kind == "json":
            with hidden.open("w", encoding="utf-8") as file:
                for batch in rows.to_batches():
                    for row in batch.to_pylist():
                        file.write(json.dumps(row, ensure_ascii=False, default=plain) + "\n")
        else:
            pq.write_table(rows, hidden, compression="zstd")
    return 0


def write_csv(rows: pa.Table, path: Path, *, raw: bool) -> int:
    changed = 0
    with path.open("w", encoding="utf-8" if raw else "utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([name if raw else harmless(name) for name in rows.column_names])
        for batch in rows.to_batches():
            for row in batch.to_pylist():
                cells = [as_cell(value) for value in row.values()]
                safe = cells if raw else [harmless(value) for value in cells]
                changed += sum(a is not b for a, b in zip(cells, safe, strict=True))
                out.writerow(safe)
    return changed


def write_xlsx(rows: pa.Table, path: Path, *, raw: bool) -> int:
    """One sheet. Nothing is a formula or a link here; an apostrophe keeps a saved-as CSV safe."""
    if rows.num_rows + 1 > XLSX_ROWS:
        raise WarehouseError(
            f"{rows.num_rows} rows do not fit a sheet (max {XLSX_ROWS}) 超出行数: use parquet"
        )
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    changed = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("coverage")
        formats = {
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "head": book.add_format({"bold": True}),
        }
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(rows.column_names):
            sheet.write_string(0, column, name, formats["head"])
        number = 0
        for batch in rows.to_batches():
            for row in batch.to_pylist():
                number += 1
                for column, value in enumerate(row.values()):
                    changed += write_cell(sheet, number, column, value, formats, raw=raw)
    return changed


def write_cell(
    sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any], *, raw: bool
) -> int:
    """Write one value; return 1 if it had to be changed."""
    cell = as_cell(value)
    if cell is None:
        return 0
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, beijing(value), formats["time"])
    elif isinstance(cell, str):
        safe = cell if raw else harmless(cell)
        if len(safe) > XLSX_CELL:
            safe = safe[: XLSX_CELL - 1] + "…"
        sheet.write_string(row, column, safe)
        return int(safe is not cell)
    else:
        sheet.write_datetime(row, column, cell, formats["date"])
    return 0


def as_cell(value: Any) -> Any:
    """Lists and maps as JSON text, times on the Beijing clock; the rest as it is."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=plain)
    if isinstance(value, datetime):
        return beijing(value).isoformat(sep=" ")
    return plain(value) if isinstance(value, Decimal) else value


def beijing(moment: datetime) -> datetime:
    return moment.astimezone(BEIJING).replace(tzinfo=None) if moment.tzinfo else moment


def harmless(value: Any) -> Any:
    """The value, with an apostrophe before text that would be executed; the same object if safe."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u3000\ufeff\u200b").startswith(
        FORMULA_STARTS
    ):
        return "'" + value
    return value
