"""What a crawl says of its progress: to a person at a terminal, and not to a log."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from typing import TYPE_CHECKING

from bench.hostile.crawls import REPOSITORY, command, environment
from bench.hostile.site import Site

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = re.compile(r"tiny  页 pages (\d+)  新 new (\d+)  错 errors (\d+)  [\d.]+/s")


def crawl_said(data: Path, *, is_terminal: bool) -> str:
    """Standard error of a crawl of three articles, one of which is not there."""
    with Site() as site:
        links = "".join(f"<a href=/a/{number}.html>x</a>" for number in range(3))
        site.routes["/"] = lambda exchange: exchange.reply(links)
        for number in range(2):
            site.routes[f"/a/{number}.html"] = lambda exchange: exchange.reply("<h1>标题</h1><p>文")
        reading, writing = pty.openpty() if is_terminal else os.pipe()
        with subprocess.Popen(
            command("crawl", "tiny", settings={"FETCH_ALLOW_PRIVATE": site.url().split("/")[2]}),
            cwd=REPOSITORY,
            env=environment(data, site.url(), TERM="xterm", COLUMNS="120"),
            stderr=writing,
        ):
            os.close(writing)
            return read_all(reading).decode()


def read_all(file: int) -> bytes:
    pieces = []
    try:
        while piece := os.read(file, 65536):
            pieces.append(piece)
    except OSError:  # how a terminal says that the other side is gone
        pass
    finally:
        os.close(file)
    return b"".join(pieces)


def test_a_terminal_shows_pages_articles_errors_and_rate(own_data_folder: Path) -> None:
    shown = SHOWN.findall(crawl_said(own_data_folder, is_terminal=True))
    assert shown[-1] == ("4", "2", "1"), "the last frame is the whole crawl"


def test_a_log_shows_none_of_it(own_data_folder: Path) -> None:
    said = crawl_said(own_data_folder, is_terminal=False)
    assert "页 pages" not in said
    assert "2 new article(s)" in said
