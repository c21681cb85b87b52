"""Date ranges, page bounds and canaries: what is asked for is fetched, and no more is claimed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.crawler.platforms.crawling import scrapy
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import serving

if TYPE_CHECKING:
    from pathlib import Path

SINCE, UNTIL = date(2019, 1, 20), date(2019, 2, 3)


def between(newsroom: Newsroom, channel: str, since: date, until: date) -> list[str]:
    return sorted(
        one.url for one in newsroom.view(channel).articles if since <= one.published.date() <= until
    )


@pytest.mark.parametrize("channel", ["sample_ifeng", "sample_json"])
def test_a_range_gives_its_days_and_stops_reading_lists(channel: str, tmp_path: Path) -> None:
    newsroom = Newsroom()
    with serving(newsroom) as gateway:
        run = scrapy(
            "crawl", channel, "-a", f"since={SINCE}", "-a", f"until={UNTIL}",
            COVERAGE_DATA=str(tmp_path), NEWSROOM_GATEWAY=gateway.address,
        )  # fmt: skip
        asked = gateway.mischief.counts[channel]
    assert run.returncode == 0, run.stderr
