"""Channels, crawls and their faults, for what gates are to hold and what they must not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from newsroom.grammar import generate
from newsroom.items import item, write_channels
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from pathlib import Path

CHANNELS = ("sample_people", "sample_trs", "sample_enorth")
FIRST = date(2019, 1, 7)
PER_CHANNEL = 24


class World:
    """Raw items of three channels: a first crawl each, then one a day, each with its fault."""

    def __init__(self, data: Path, seed: int) -> None:
        self.data = data
        self.stock: dict[str, list[dict[str, Any]]] = {channel: [] for channel in CHANNELS}
        for article in generate(seed, 1500, FIRST, FIRST + timedelta(days=40)):
            if article.channel in self.stock:
                self.stock[article.channel].append(item(article, ""))
        self.crawled: dict[str, list[dict[str, Any]]] = {channel: [] for channel in CHANNELS}
        self.day = FIRST + timedelta(days=41)
        write_channels(data)

    def crawl(self, channel: str, count: int, fault: str | None = None) -> str:
        """One crawl's raw file, of articles not crawled before; its name below the data folder."""
        fetched = datetime(self.day.year, self.day.month, self.day.day, 15, tzinfo=UTC)
        rows = [self.stock[channel].pop() for _ in range(count)]
        for row in rows:
            row["fetched_at"] = fetched.isoformat()
            row["published"] = dated(self.day)
            row["list_date"] = None
        FAULTS[fault](rows, self.day)
        if fault == "dated anew":
            again = [dict(row) for row in self.crawled[channel][:3]]
            rows += [
                row | {"fetched_at": fetched.isoformat(), "published": dated(self.day)}
                for row in again
            ]
        self.crawled[channel] += rows[:count]
        name = f"{fetched:%Y%m%dT%H%M%SZ}-{len(self.stock[channel]):06x}"
        path = self.data / "raw" / "items" / f"channel={channel}" / f"{name}.jsonl"
        write(path, rows)
        if fault == "cut line":
            with path.open("a") as file:
                file.write('{"channel": "' + channel)
        return str(path.relative_to(self.data))

    def published(self) -> dict[str, set[str]]:
        """Addresses by channel."""
        found: dict[str, set[str]] = {channel: set() for channel in CHANNELS}
        for row in table(self.data, "articles"):
            found[row["channel"]].add(row["url"])
        return found


def dated(day: date) -> list[dict[str, str]]:
    return [{"raw": f"{day} 08:00", "where": "visible:head:.info"}]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def no_fault(rows: list[dict[str, Any]], day: date) -> None:
    """Nothing is wrong."""


def one_far_ahead(rows: list[dict[str, Any]], day: date) -> None:
    rows[0]["published"] = dated(day + timedelta(days=2000))


def slow_clock(rows: list[dict[str, Any]], day: date) -> None:
    for row in rows:
        row["fetched_at"] = datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat()
        row["published"] = dated(day + timedelta(days=3))


def drift(rows: list[dict[str, Any]], _day: date) -> None:
    for row in rows:
        row["credits"] = []
        row["blocks"] = [{**row["blocks"][0], "text": "本报讯 全市主攻工业推进会昨日召开了。"}]


def year_1992(rows: list[dict[str, Any]], _day: date) -> None:
    rows[0]["published"] = [{"raw": "1992年6月1日 08:00", "where": "visible:head:.info"}]


FAULTS = {
    None: no_fault,
    "one far ahead": one_far_ahead,
    "slow clock": slow_clock,
    "dated anew": no_fault,
    "drift": drift,
    "year 1992": year_1992,
    "cut line": no_fault,
}


def table(data: Path, name: str) -> list[dict[str, Any]]:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    rows: list[dict[str, Any]] = lake.read_table(snapshot, name).to_pylist()
    return rows
