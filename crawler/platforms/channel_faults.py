"""Is what a channel's file says of itself usable? Looked at once, when the file is loaded."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.channel_kinds import entries_of

if TYPE_CHECKING:
    from crawler.platforms.base import ChannelSpider

GAZETTEER = Path(__file__).parents[2] / "transforms" / "seeds" / "regions.csv"
COUNTRY = "100000"
"""Of channels that serve no single region; the gazetteer begins below it."""


def channel_fault(channel: type[ChannelSpider]) -> str | None:
    """What a person must mend in the channel's file, in one line; None if nothing.

    No entry at all is no fault: a channel may be told them when it starts.
    """
    title = getattr(channel, "title", None)
    if not isinstance(title, str) or not title.strip():
        return 'title is missing: write title = "…", the name of the outlet'
    region = getattr(channel, "region_code", None)
    known = region_codes()
    if region is None or (known and region not in known):
        return (
            f"region_code = {region!r} is no code of {GAZETTEER.name}: write the six digits of its"
            f' division as text, "{COUNTRY}" for the whole country'
        )
    starts = getattr(channel, "start_urls", None)
    if isinstance(starts, str):
        return f'start_urls is text and no list: write start_urls = ["{starts[:100]}"]'
    for entry in entries_of(channel):
        if not _is_address(entry):
            return f"{str(entry)[:100]!r} is no address: one begins with http:// or https://"
    return None


@cache
def region_codes() -> frozenset[str]:
    """Codes that are or were a division's; empty where the gazetteer is not installed."""
    try:
        with GAZETTEER.open(encoding="utf-8", newline="") as file:
            return frozenset({row["region_code"] for row in csv.DictReader(file)} | {COUNTRY})
    except OSError:
        return frozenset()


def _is_address(entry: object) -> bool:
    try:
        parts = urlsplit(str(entry))
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
