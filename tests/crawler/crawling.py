"""Run ``scrapy crawl`` as people do, in its own process, against a server of the test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]


@dataclass
class Crawl:
    """A finished crawl: exit code, what it printed, and the data folder it wrote."""

    exit_code: int
    output: str
    data: Path
    channel: str = "tiny"

    @property
    def last_line(self) -> str:
        return self.output.strip().splitlines()[-1]

    def items(self) -> list[dict[str, Any]]:
        return read_lines(self.data, "items", self.channel, "*.jsonl")

    def rows(self) -> list[dict[str, Any]]:
        return read_lines(self.data, "crawls", self.channel, "*.json")

    def row(self) -> dict[str, Any]:
        return self.rows()[-1]

    def revisions(self) -> list[dict[str, Any]]:
        return read_lines(self.data, "revisions", self.channel, "*.jsonl")

    def warcs(self) -> list[Path]:
        return sorted((self.data / "raw/warc" / f"channel={self.channel}").glob("*.warc.gz"))


def read_lines(data: Path, kind: str, channel: str, pattern: str) -> list[dict[str, Any]]:
    folder = data / "raw" / kind / f"channel={channel}"
    return [
        json.loads(line)
        for path in sorted(folder.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def command(*arguments: str, settings: dict[str, Any] | None = None) -> list[str]:
    """``scrapy …`` with the test channels, no delay, quick timeouts."""
    chosen = {
        "SPIDER_MODULES": "tests.crawler.channels",
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": 10,
        "RETRY_TIMES": 0,
    } | (settings or {})
    flags = [flag for name, value in chosen.items() for flag in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", *arguments, *flags]


def environment(data: Path, site: str, **extra: str) -> dict[str, str]:
    return os.environ | {
        "COVERAGE_DATA": str(data),
        "TINY_SITE": site,
        "CRAWL_CONTACT": "mailto:tests@example.org",
        **extra,
    }


def crawl(
    data: Path,
    site: str,
    *arguments: str,
    allow: str | None = None,
    channel: str = "tiny",
    verb: str = "crawl",
    env: dict[str, str] | None = None,
    **settings: Any,
) -> Crawl:
    """One whole crawl. ``allow``: the private host:port it may reach; default: that of ``site``."""
    pairs = allow if allow is not None else site.split("/")[2]
    run = subprocess.run(
        command(verb, channel, *arguments, settings={"FETCH_ALLOW_PRIVATE": pairs} | settings),
        cwd=REPOSITORY,
        env=environment(data, site, **(env or {})),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return Crawl(run.returncode, run.stdout + run.stderr, data, channel)
