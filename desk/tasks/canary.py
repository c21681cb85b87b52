"""The canary's verdict: which channel changed, in which template and field, and who fell silent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from desk.published import NotPublishedError, opened, rows
from desk.tasks.gates import GateError, read_crawls
from storage.paths import data_folder

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)
LINES_IN_ERROR = 5


def judge_channels(channels: list[str], data: Path | None = None) -> dict[str, Any]:
    """Raise GateError with a line per finding; the counts if all is well."""
    data = data or data_folder()
    findings = [*failed(data, channels), *drifted(data, channels), *silent(data, channels)]
    for finding in findings:
        log.error("%s", finding)
    if findings:
        more = len(findings) - LINES_IN_ERROR
        shown = "; ".join(findings[:LINES_IN_ERROR])
        raise GateError(f"{shown}{f' (and {more} more)' if more > 0 else ''}")
    return {"channels": len(channels), "findings": 0}


def failed(data: Path, channels: list[str]) -> list[str]:
    """Channels whose newest crawl ended badly, with its own reason."""
    newest: dict[str, dict[str, Any]] = {}
    for row in read_crawls(data)[0]:
        newest[row["channel"]] = row
    return [
        f"{channel}: {newest[channel].get('reason') or newest[channel].get('finish_reason')}"
        for channel in channels
        if newest.get(channel, {}).get("exit_code")
    ]


def silent(data: Path, channels: list[str]) -> list[str]:
    """Channels that published nothing for far longer than they use to, though crawled whole."""
    found = _published(
        data, "select channel, newest_date, silent_days from channel_freshness where is_stale"
    )
    return [
        f"{channel}: silent for {days} days, newest article of {newest} 停更"
        for channel, newest, days in found
        if channel in channels
    ]


def drifted(data: Path, channels: list[str]) -> list[str]:
    """Channel, template and field whose newest day of crawling left the channel's own history."""
    from transforms.build.drift import check

    try:
        with opened(data) as connection:
            now, dropped, history = (
                connection.sql(f"{NEWEST} select t.* from {rows_of_a_side}").to_arrow_table()
                for rows_of_a_side in (
                    "articles t join newest using (channel) where first_seen_at >= day",
                    "dropped t join newest using (channel) where fetched_at >= day",
                    "articles t join newest using (channel) where first_seen_at < day",
                )
            )
    except NotPublishedError:
        return []
    return [
        f"{finding.channel} · {finding.template} · {finding.field}: {finding.message}"
        for finding in check(now, dropped, history)
        if finding.channel in channels
    ]


NEWEST = """
with newest as (
    select channel, max(first_seen_at) - interval 1 day as day from articles group by channel
)
"""


def _published(data: Path, sql: str) -> list[tuple[Any, ...]]:
    try:
        return rows(data, sql)
    except NotPublishedError:
        log.warning("nothing is published yet: no history to compare with")
        return []
