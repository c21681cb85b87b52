"""Rows as text: aligned for double-width characters, free of control characters; or JSON lines."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from storage.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

CELL_WIDTH = 60


def table_lines(rows: pa.Table, limit: int = 1000) -> Iterator[str]:
    """Columns padded by display width; a last line says how many rows there are."""
    shown = rows if limit <= 0 else rows.slice(0, limit)
    cells = [list(rows.column_names)]
    cells += [[cell(value) for value in row.values()] for row in shown.to_pylist()]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    numeric = [is_number(rows.schema.field(i).type) for i in range(rows.num_columns)]
    for number, line in enumerate(cells):
        padded = [
            (" " * (w - width(text)) + text) if right else (text + " " * (w - width(text)))
            for text, w, right in zip(line, widths, numeric, strict=True)
        ]
        yield "  ".join(padded).rstrip()
        if number == 0:
            yield "  ".join("-" * w for w in widths)
    more = f", {shown.num_rows} shown 显示" if shown.num_rows < rows.num_rows else ""
    yield f"({rows.num_rows} rows 行{more})"


def json_lines(rows: pa.Table) -> Iterator[str]:
    for row in rows.to_pylist():
        yield json.dumps(row, ensure_ascii=False, default=plain)


def cell(value: Any) -> str:
    """One cell on one line: what could drive the terminal is replaced."""
    if value is None:
        return "null"
    if isinstance(value, datetime):
        value = plain(value)
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return text if width(text) <= CELL_WIDTH else cut(text, CELL_WIDTH - 1) + "…"


def plain(value: Any) -> str | int | float:
    """What JSON has no word for: times on the Beijing clock, sums of whole numbers as such."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(BEIJING).isoformat(sep=" ")
    return str(value)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, limit: int) -> str:
    used = 0
    for index, c in enumerate(text):
        used += width(c)
        if used > limit:
            return text[:index]
    return text


def is_number(kind: pa.DataType) -> bool:
    return str(kind).startswith(("int", "uint", "float", "double", "decimal"))
