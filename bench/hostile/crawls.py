"""Run ``scrapy crawl`` as people do, in its own process, against a server of the test."""

from __future__ import annotations

import atexit
import functools
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.settings import DOWNLOADER_MIDDLEWARES

if TYPE_CHECKING:
    from datetime import datetime

REPOSITORY = Path(__file__).parents[2]
TIMEOUT = 120.0
# Scope would refuse most of these first: here the guard must hold alone.
WITHOUT_SCOPE = json.dumps(DOWNLOADER_MIDDLEWARES | {"crawler.network.scope.ScopeMiddleware": None})


@dataclass
class Crawl:
    """A finished crawl: exit code, what it printed, and the data folder it wrote."""

    exit_code: int
    output: str
    data: Path
    channel: str = "tiny"
    peak_mebibytes: int = 0

    @property
    def last_line(self) -> str:
        return self.output.strip().splitlines()[-1]

    def items(self) -> list[dict[str, Any]]:
        return read_lines(self.data, "items", self.channel, "*.jsonl")

    def rows(self) -> list[dict[str, Any]]:
        """In their order, whatever time their clocks told."""
        rows = read_lines(self.data, "crawls", self.channel, "*.json")
        return sorted(rows, key=lambda row: row.get("sequence") or 0)

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
        "SPIDER_MODULES": "bench.hostile.channels",
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
    clock: datetime | None = None,
    kill_after: float | None = None,
    **settings: Any,
) -> Crawl:
    """One whole crawl. ``allow``: the private host:port it may reach; default: that of ``site``.

    ``clock``: the time the crawl believes it is. ``kill_after``: seconds until SIGKILL.
    """
    pairs = allow if allow is not None else site.split("/")[2]
    argv = command(verb, channel, *arguments, settings={"FETCH_ALLOW_PRIVATE": pairs} | settings)
    given = environment(data, site, **(env or {}))
    return run(argv[3:], given, data, channel, clock=clock, kill_after=kill_after)


def wild(data: Path, urls: list[str], allow: str, **settings: Any) -> Crawl:
    """One request for each address, with nothing but the resolver between it and the network."""
    listed = data / "urls"
    listed.write_text("\0".join(urls), encoding="utf-8")
    return crawl(
        data,
        "http://unused/",
        allow=allow,
        channel="wild",
        env={"WILD_URLS": str(listed)},
        ROBOTSTXT_OBEY=0,
        DOWNLOADER_MIDDLEWARES=WITHOUT_SCOPE,
        DOWNLOAD_TIMEOUT=5,
        HOST_ERROR_LIMIT=10_000,
        CONCURRENT_REQUESTS_PER_DOMAIN=16,
        **settings,
    )


def run(
    argv: list[str],
    env: dict[str, str],
    data: Path,
    channel: str,
    *,
    clock: datetime | None = None,
    kill_after: float | None = None,
) -> Crawl:
    """Run ``scrapy ARGV`` in a fork of a process that has everything imported."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as output:
        order: dict[str, Any] = {"argv": argv, "env": env, "output": output.name}
        order["kill_after"] = kill_after
        order["clock"] = clock.isoformat() if clock else None
        server = _fork_server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        if not select.select([server.stdout], [], [], TIMEOUT)[0]:
            kill_with_children(server)
            _fork_server.cache_clear()
            raise TimeoutError(f"scrapy {argv[:2]} took too long: {output.read()[-2000:]}")
        exit_code, peak = server.stdout.readline().split()
        return Crawl(int(exit_code), output.read(), data, channel, int(peak))


@functools.cache
def _fork_server() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.hostile.fork_server"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    atexit.register(kill_with_children, process)
    return process


def kill_with_children(server: subprocess.Popen[str]) -> None:
    """A crawl that hangs must not go on, with its channel's lease, when its server is dead."""
    if server.returncode is None:  # not waited for: its number is still its own, even if it died
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
