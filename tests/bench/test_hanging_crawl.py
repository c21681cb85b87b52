"""A crawl that hangs is given up whole: no process of it goes on behind the next one."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import psutil
import pytest

from bench.hostile import crawls
from bench.hostile.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from bench.hostile.site import Exchange


def test_a_crawl_that_hangs_ends_with_its_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, released = threading.Event(), threading.Event()

    def never(exchange: Exchange) -> None:
        begun.set()
        released.wait(60)
        exchange.reset()

    def patience_ends_once_it_hangs(*_: object) -> tuple[list[object], list[object], list[object]]:
        assert begun.wait(90), "the crawl never asked for anything"
        return [], [], []

    monkeypatch.setattr(crawls, "select", SimpleNamespace(select=patience_ends_once_it_hangs))
    with Site(fallback=never) as site:
        with pytest.raises(TimeoutError, match="took too long"):
            crawls.crawl(tmp_path, site.url(), DOWNLOAD_TIMEOUT=60)
        deadline = time.monotonic() + 10
        while (left := _crawling(tmp_path)) and time.monotonic() < deadline:
            time.sleep(0.1)
        released.set()

    assert left == []


def _crawling(data: Path) -> list[str]:
    """Processes that hold a file of this data folder open."""
    found = []
    for process in psutil.process_iter():
        try:
            files = [file.path for file in process.open_files()]
        except psutil.Error:
            continue
        if process.pid != psutil.Process().pid and any(str(data) in path for path in files):
            found.append(" ".join(process.cmdline()))
    return found
