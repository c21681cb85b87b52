"""SIGKILL at random moments, and disks that take no more: nothing is lost, nothing comes twice."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from archive.verify import problems
from bench import durability
from bench.hostile.crawls import command, crawl, environment
from bench.hostile.site import Site, article, links
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from pathlib import Path

TRACE = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2"]
COUNT = 12


def test_nothing_is_lost_and_nothing_comes_twice_over_random_kills() -> None:
    tally = durability.run(8, articles=40, seed=7)
    assert tally.kills == 8
    assert (tally.lost, tally.twice, tally.wrong) == (0, 0, [])


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to mount a small file system")
def test_a_full_disk_fails_the_crawl_and_loses_nothing(own_data_folder: Path) -> None:
    with Site() as site:
        site.routes["/"] = lambda exchange: exchange.reply(links(range(COUNT)))
        for number in range(COUNT):
            # Random bytes do not compress: the archive outgrows the disk half-way.
            site.routes[f"/a/{number}.html"] = article(number, os.urandom(60_000).hex())
        mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(own_data_folder)],
            capture_output=True,
        )
        if mount.returncode:
            pytest.skip("cannot mount tmpfs here")
        try:
            full = crawl(own_data_folder, site.url())
            assert full.exit_code == CrawlExit.DISK_FULL, full.output
            assert "No space left" in full.last_line
            subprocess.run(["mount", "-o", "remount,size=20m", str(own_data_folder)], check=True)
            whole = crawl(own_data_folder, site.url())
            assert whole.exit_code == CrawlExit.OK, whole.output
            found = Counter(item["headline_raw"] for item in whole.items())
            assert found == {f"标题{n}": 1 for n in range(COUNT)}
            assert [*problems(ChannelPaths(own_data_folder, "tiny"))] == []
        finally:
            subprocess.run(["umount", str(own_data_folder)], check=True)


def test_a_read_only_data_folder_is_one_clear_line(own_data_folder: Path) -> None:
    (own_data_folder / "state").write_text("a file where a folder must be")
    with Site() as site:
        refused = crawl(own_data_folder, site.url())
    assert refused.exit_code == CrawlExit.DISK_FULL
    assert "Traceback" not in refused.output


def test_a_kill_at_every_rename_leaves_whole_files(own_data_folder: Path) -> None:
    """Crash points that chance seldom meets: the renames at the end of a crawl."""
    strace = subprocess.run(["which", "strace"], capture_output=True).returncode == 0
    if not strace:
        pytest.skip("strace is not installed")
    with Site() as site:
        site.routes["/"] = lambda exchange: exchange.reply(links(range(COUNT)))
        for number in range(COUNT):
            site.routes[f"/a/{number}.html"] = article(number)
        for nth in (1, 2, 3, 4):
            inject = f"inject=rename,renameat,renameat2:signal=KILL:when={nth}"
            scrapy = command("crawl", "tiny", settings={"FETCH_ALLOW_PRIVATE": site.pair})
            subprocess.run(
                [*TRACE, "-e", inject, *scrapy],
                env=environment(own_data_folder, site.url()),
                capture_output=True,
                timeout=120,
            )
        whole = crawl(own_data_folder, site.url())
    assert whole.exit_code == CrawlExit.OK, whole.output
    found = Counter(item["headline_raw"] for item in whole.items())
    assert found == {f"标题{n}": 1 for n in range(COUNT)}
    assert [*problems(ChannelPaths(own_data_folder, "tiny"))] == []
