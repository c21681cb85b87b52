"""Which channels are there? Told to whoever reads the data folder, so that no code is shared."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from crawler.channel_kinds import entries_of, is_sample, is_verified
from storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scrapy import Spider
    from scrapy.spiderloader import SpiderLoaderProtocol


def describe_channel(spider: type[Spider]) -> dict[str, Any]:
    """Identity of a channel as one JSON object: what ``scrapy channels`` prints."""
    return {
        "channel": spider.name,
        "title": getattr(spider, "title", spider.name),
        "region_code": getattr(spider, "region_code", None),
        "platform": getattr(spider, "platform", None),
        "is_sample": is_sample(spider),
        "is_verified": is_verified(spider),
        "entry_points": [str(entry) for entry in entries_of(spider)],
        "evidence": [getattr(entry, "told", None) for entry in entries_of(spider)],
    }


def no_such_channel(name: str, known: Iterable[str]) -> str:
    """``中文 | English``, one line, with the channels whose names are nearest."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    asked = f"; did you mean {' or '.join(near)}?" if near else ""
    meant = f"，是否指 {'、'.join(near)}？" if near else ""
    return f"没有这个频道{meant} | no such channel: {name[:64]}{asked} (scrapy list)"


def write_channel_list(loader: SpiderLoaderProtocol, data: Path) -> None:
    """Write ``raw/channels.jsonl`` if it would change. Channels that are gone stay."""
    path = data / "raw" / "channels.jsonl"
    before = path.read_bytes() if path.exists() else b""
    rows = {row["channel"]: row for row in map(json.loads, before.splitlines()) if row}
    for name in loader.list():
        rows[name] = describe_channel(loader.load(name))
    lines = [json.dumps(rows[name], ensure_ascii=False) + "\n" for name in sorted(rows)]
    after = "".join(lines).encode()
    if after != before:
        write_whole(path, after)
