"""Write ``warehouse/lake_columns.csv`` from the schemas of the lake: run it as a module."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow as pa

from transforms.lake.schema import TABLES

CSV = Path(__file__).parents[2] / "warehouse" / "lake_columns.csv"


def dictionary_csv() -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["table", "column", "type", "comment"])
    for table, schema in TABLES.items():
        for field in schema:
            comment = (field.metadata or {}).get(b"comment", b"").decode()
            out.writerow([table, field.name, sql_type(field.type), comment])
    return text.getvalue()


def sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_map(kind):
        return f"map({sql_type(kind.key_type)}, {sql_type(kind.item_type)})"
    if pa.types.is_timestamp(kind):
        return "timestamptz" if kind.tz else "timestamp"
    plain = {
        pa.string(): "varchar",
        pa.int32(): "integer",
        pa.int64(): "bigint",
        pa.float64(): "double",
        pa.bool_(): "boolean",
        pa.date32(): "date",
    }
    return plain[kind]


if __name__ == "__main__":
    CSV.write_text(dictionary_csv(), encoding="utf-8")
