"""Crawl one sample channel over real HTTP in its own process, against a newsroom of the test."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bench.hostile.crawls import REPOSITORY, Crawl
from newsroom.server import serving

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom.newsroom import Newsroom


def scrapy(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``scrapy …`` as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=REPOSITORY,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=800,
    )


def crawl(channel: str, newsroom: Newsroom, data: Path, **arguments: str) -> Crawl:
    """One whole crawl; ``arguments`` are given with ``-a``."""
    given = [flag for name, value in arguments.items() for flag in ("-a", f"{name}={value}")]
    with serving(newsroom) as gateway:
        run = scrapy(
            "crawl", channel, *given, COVERAGE_DATA=str(data), NEWSROOM_GATEWAY=gateway.address
        )
    return Crawl(run.returncode, run.stdout + run.stderr, data, channel)


def found(done: Crawl) -> list[str]:
    """Canonical addresses of the articles a crawl kept, sorted, repeats and all."""
    return sorted(item["canonical_url"] for item in done.items() if item["drop_reason"] is None)


def shown(newsroom: Newsroom, channel: str) -> list[str]:
    """Addresses of the articles the channel shows, sorted."""
    return sorted(article.url for article in newsroom.view(channel).articles)
