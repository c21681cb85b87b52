"""``python -m transforms stories IN OUT``: near-duplicates of any texts, without a lake."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from storage.clock import BEIJING, ZONE
from storage.files import whole_file

COLUMNS = ("article_id", "channel", "headline", "body", "published_at")
BAD_INPUT = 2


class StoriesInputError(Exception):
    """The input cannot be used; the message is one line: what, where, what to do."""


def stories(in_path: str | Path, out_path: str | Path) -> None:
    """IN (Parquet or JSON lines) → OUT and OUT's ``.edges.parquet``; exit code 2 on bad input."""
    from transforms.dedupe import dedupe

    source, out = Path(in_path), Path(out_path)
    try:
        articles = read_texts(source)
    except StoriesInputError as error:
        print(f"stories: {error}", file=sys.stderr)  # noqa: T201
        raise SystemExit(BAD_INPUT) from None
    deduped = dedupe(articles)
    edges = deduped.edges.select(["a", "b", "containment", "jaccard", "kind"])
    _write(edges, out.with_name(f"{out.stem}.edges.parquet"))
    _write(deduped.members, out)
    print(  # noqa: T201
        f"{articles.num_rows} texts 文本, {deduped.stories.num_rows} stories 报道组,"
        f" {edges.num_rows} edges 关联 → {out}",
        file=sys.stderr,
    )


def read_texts(source: Path) -> pa.Table:
    """The five columns of COLUMNS, checked; times without a zone are read as Beijing time."""
    if not source.is_file():
        raise StoriesInputError(f"{source}: no such file; give Parquet or JSON lines")
    with source.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    table = _read_parquet(source) if is_parquet else _read_lines(source)
    ids = table["article_id"].to_pylist()
    seen: dict[str, int] = {}
    for row, article_id in enumerate(ids, 1):
        if article_id is None:
            raise StoriesInputError(f"{source}, row {row}: article_id is null; every row needs one")
        if article_id in seen:
            raise StoriesInputError(
                f"{source}, row {row}: article_id {article_id[:80]!r} stands in row"
                f" {seen[article_id]} too; ids must be unique"
            )
        seen[article_id] = row
    return table


def _read_parquet(source: Path) -> pa.Table:
    try:
        file = pq.ParquetFile(source)
        names = file.schema_arrow.names
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise StoriesInputError(_missing(f"{source}", missing, names))
        table = file.read(columns=list(COLUMNS))
    except (pa.ArrowException, OSError) as error:
        line = str(error).splitlines()[0][:200]
        raise StoriesInputError(f"{source}: not readable as Parquet: {line}") from error
    columns = {name: table[name].cast(pa.string()) for name in COLUMNS[:-1]}
    return pa.table({**columns, "published_at": _times(table["published_at"], source)})


def _read_lines(source: Path) -> pa.Table:
    columns: dict[str, list[str | None]] = {name: [] for name in COLUMNS}
    with source.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            row = _read_line(line, f"{source}, line {number}")
            for name, values in columns.items():
                value = row[name]
                values.append(value if value is None or isinstance(value, str) else str(value))
    arrays = {name: pa.array(columns[name], pa.string()) for name in COLUMNS[:-1]}
    times = _times(pa.chunked_array([pa.array(columns["published_at"], pa.string())]), source)
    return pa.table({**arrays, "published_at": times})


def _read_line(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise StoriesInputError(f"{place}: not UTF-8 (byte {error.start})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise StoriesInputError(f"{place}: not JSON: {reason}") from error
    if not isinstance(row, dict):
        raise StoriesInputError(f"{place}: not an object but {type(row).__name__}")
    missing = [name for name in COLUMNS if name not in row]
    if missing:
        raise StoriesInputError(_missing(place, missing, list(row)))
    for name, value in row.items():
        if isinstance(value, str):  # half a surrogate pair is no character and cannot be stored
            row[name] = value.encode("utf-8", "replace").decode("utf-8")
    return row


def _missing(place: str, missing: list[str], found: list[str]) -> str:
    return f"{place}: no column {', '.join(missing)} (found: {', '.join(map(str, found[:12]))})"


def _times(column: pa.ChunkedArray, source: Path) -> pa.Array:
    if pa.types.is_timestamp(column.type):
        zone = column.type.tz
        if zone is None:
            column = pc.assume_timezone(column, ZONE, ambiguous="earliest", nonexistent="earliest")
        return column.cast(pa.timestamp("us", "UTC")).combine_chunks()
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), pa.timestamp("us", "UTC"))
    values = column.cast(pa.string()).to_pylist()
    times = [_time(value) for value in values]
    unread = [row for row, time in enumerate(times) if time is None and values[row]]
    if unread:
        print(  # noqa: T201
            f"stories: {source}: {len(unread)} published_at not readable and taken as unknown,"
            f" first in row {unread[0] + 1}: {values[unread[0]][:40]!r}",
            file=sys.stderr,
        )
    return pa.array(times, pa.timestamp("us", "UTC"))


def _time(value: str | None) -> datetime | None:
    """ISO, also with single digits or slashes; without a zone Beijing time; None if unreadable."""
    if value is None:
        return None
    padded = re.sub(r"(?<=[-/])(\d)(?!\d)", r"0\1", value.strip()).replace("/", "-")
    try:
        moment = datetime.fromisoformat(padded)
        return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _write(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as hidden:
        pq.write_table(table, hidden, compression="zstd")
