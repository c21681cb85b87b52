"""What did crawls tell beside their items? Channels, crawls, removals."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from transforms.build.inputs import channel_of, keys_by_channel
from transforms.clean.article import article_id, parse_time
from transforms.clean.raw_json import read_json
from transforms.errors import LakeError
from transforms.lake.schema import CHANNELS, CRAWLS, REVISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.store import Store

log = logging.getLogger(__name__)

ANNOUNCED = "raw/channels.jsonl"
KINDS = [(field.name, field.type) for field in CRAWLS]


def read_channels(data: Store) -> pa.Table:
    """Identity of every channel that was crawled, by id, as the crawler announced it.

    A channel nobody has tried to crawl is no hole in the coverage: it is not watched. One that was
    crawled and is not announced has no title but its id. Raises LakeError for a line that is none.
    """
    found = (folder for kind in data.folders("raw") for folder in data.folders(kind))
    watched = {channel_of(folder) for folder in found if "/channel=" in folder}
    wanted = [
        {
            "channel": row["channel"],
            "title": _text(row.get("title")) or row["channel"],
            "region_code": _text(row.get("region_code")),
            "platform": _text(row.get("platform")),
            "is_sample": bool(row.get("is_sample")),
        }
        for row in _announced(data)
        if row["channel"] in watched
    ]
    wanted += [
        {"channel": channel, "title": channel, "is_sample": False}
        for channel in watched - {row["channel"] for row in wanted}
    ]
    return pa.Table.from_pylist(sorted(wanted, key=lambda row: row["channel"]), schema=CHANNELS)


def _announced(data: Store) -> Iterator[dict[str, Any]]:
    if not data.exists(ANNOUNCED):
        return
    for number, line in enumerate(data.read(ANNOUNCED).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = read_json(line)
            if not isinstance(row, dict) or not isinstance(row.get("channel"), str):
                raise ValueError("no object that names a channel")
        except ValueError as error:
            where = f"{data.address(ANNOUNCED)}:{number}"
            raise LakeError(f"{where} is not JSON ({_told(error)}): mend or delete it") from error
        yield row


def read_crawls(data: Store) -> tuple[pa.Table, list[str]]:
    """(one row per crawl, oldest first: the ground for silence or broken; what cannot be read).

    A crawl without its row vouches for nothing, so its days are at most seen in part.
    """
    rows, problems = [], []
    found = keys_by_channel(data, "raw/crawls", ".json")
    for key in sorted(found, key=lambda key: key.rpartition("/")[2]):
        try:
            stored = read_json(data.read(key))
            rows.append({name: _typed(stored.get(name), kind) for name, kind in KINDS})
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            problems.append(
                f"{key} is no crawl row 无法读取 ({_told(error)}): mend it or move it away"
            )
    return pa.Table.from_pylist(rows, schema=CRAWLS), problems


def read_gone(data: Store) -> list[dict[str, Any]]:
    """REVISIONS rows of removals that the crawler saw on revisits.

    A line that is none is told in the log.
    """
    rows = []
    for key in keys_by_channel(data, "raw/revisions", ".jsonl"):
        for number, line in enumerate(data.read(key).split(b"\n"), 1):
            try:
                rows += [_removal(read_json(line))] if line.strip() else []
            except (ValueError, TypeError, KeyError, OverflowError) as error:
                log.warning("%s:%d is no revision (%s): left out", key, number, _told(error))
    return rows


def _removal(stored: Any) -> dict[str, Any]:
    channel, address, seen_at = (stored[name] for name in ("channel", "canonical_url", "seen_at"))
    moment = parse_time(seen_at)
    if moment is None or not isinstance(channel, str) or not isinstance(address, str):
        raise ValueError("channel, address or time is none")
    return {
        "article_id": article_id(channel, address),
        "seen_at": moment,
        "change": "gone",
        "status": _typed(stored.get("status"), REVISIONS.field("status").type),
        "before_hash": None,
        "after_hash": None,
        "detail": str(stored.get("detail") or "")[:200] or None,
    }


def _typed(value: Any, kind: pa.DataType) -> Any:
    if value is None:
        return None
    if pa.types.is_timestamp(kind):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if pa.types.is_date(kind):
        return date.fromisoformat(value)
    if pa.types.is_map(kind):
        return sorted((str(key), _typed(count, kind.item_type)) for key, count in value.items())
    if pa.types.is_list(kind):
        return [date.fromisoformat(day) for day in value]
    return pa.scalar(value, kind).as_py()


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
