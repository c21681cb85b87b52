"""Whole crawls against a server of our own: incremental, revisions, replay, lock, exit codes."""

from __future__ import annotations

import fcntl
import json
import subprocess
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive.verify import problems
from bench.hostile.crawls import command, crawl, environment, read_lines, run
from bench.hostile.site import Site, article, links
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = 12


@pytest.fixture
def site() -> Iterator[Site]:
    """One list, twelve articles with validators."""
    with Site() as server:
        server.routes["/"] = lambda exchange: exchange.reply(links(range(COUNT)))
        for number in range(COUNT):
            server.routes[f"/a/{number}.html"] = article(number)
        yield server


def test_a_second_crawl_fetches_lists_and_changed_pages_only(
    site: Site, own_data_folder: Path
) -> None:
    first = crawl(own_data_folder, site.url())
    assert first.exit_code == CrawlExit.OK, first.output
    assert len(first.items()) == COUNT
    assert [*problems(ChannelPaths(own_data_folder, "tiny"))] == []

    site.visits.clear()
    second = crawl(own_data_folder, site.url())
    assert site.paths() == ["/"]
    assert second.row()["links_found"] == COUNT
    assert second.row()["items"] == 0
    assert f"{COUNT} known" in second.last_line

    # Another look at what is recent: one edited, one removed, the rest answer 304.
    site.visits.clear()
    site.routes["/a/11.html"] = article(11, "突破千亿")
    site.routes["/a/10.html"] = lambda exchange: exchange.reply("removed", 410)
    third = crawl(own_data_folder, site.url(), REVISIT_AFTER=0)
    row = third.row()
    assert (row["items"], row["not_modified"], row["failed"]) == (1, 6, 0)
    # Seven days before the newest article, and nothing older.
    assert sorted(site.paths()) == sorted(["/", *(f"/a/{n}.html" for n in range(4, 12))])
    assert third.revisions() == [], "one look at a 410 decides nothing"
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    fourth = crawl(own_data_folder, site.url(), clock=tomorrow, REVISIT_AFTER=0)
    [gone] = fourth.revisions()
    assert (gone["status"], gone["change"]) == (410, "gone")
    assert gone["canonical_url"] == site.url("/a/10.html")
    edited = [item for item in third.items() if item["headline_raw"] == "标题11"]
    assert [item["blocks"][0]["text"] for item in edited] == ["主攻工业", "突破千亿"]
    assert [*problems(ChannelPaths(own_data_folder, "tiny"))] == []


def test_addresses_that_redirect_to_one_article_give_it_once(
    site: Site, own_data_folder: Path
) -> None:
    text = "　　全市主攻工业推进会召开。" * 9
    page = f"<h1>主攻工业推进会召开</h1><p>2019-02-24 08:00</p><p>{text}</p>"
    listed = "".join(
        f"<li><a href=/a/{n}.html>主攻工业推进会召开{n}</a> 2019-02-24" for n in range(9)
    )
    site.routes["/"] = lambda exchange: exchange.reply(f"<ul>{listed}</ul>")
    site.routes["/a/0.html"] = lambda exchange: exchange.reply(page)
    for number in range(1, 9):
        site.routes[f"/a/{number}.html"] = lambda exchange: exchange.reply(
            status=302, headers={"Location": "/a/0.html"}
        )
    for commit_items in (1, 256):  # whether the ledger has heard of the first one or not
        data = own_data_folder / str(commit_items)
        first = crawl(data, site.url(), channel="listed", COMMIT_ITEMS=commit_items)
        assert [item["canonical_url"] for item in first.items()] == [site.url("/a/0.html")]
        assert first.row()["links_found"] == 9

        site.visits.clear()
        second = crawl(data, site.url(), channel="listed")
        assert (site.paths(), second.row()["items"]) == (["/"], 0), "every address is done"


def test_replay_gives_the_same_bytes_without_the_network(site: Site, own_data_folder: Path) -> None:
    assert crawl(own_data_folder, site.url()).exit_code == CrawlExit.OK
    [path] = (own_data_folder / "raw/items/channel=tiny").iterdir()
    before = path.read_bytes()
    site.visits.clear()

    again = crawl(own_data_folder, site.url(), verb="replay")
    assert again.exit_code == CrawlExit.OK, again.output
    assert path.read_bytes() == before
    assert f"{COUNT} identical, 0 changed" in again.last_line

    lines = before.splitlines(keepends=True)
    path.write_bytes(lines[0].replace("标题".encode(), "旧题".encode()) + b"".join(lines[2:]))
    mended = crawl(own_data_folder, site.url(), verb="replay")
    assert "1 changed, 1 added" in mended.last_line
    assert sorted(path.read_bytes().splitlines()) == sorted(before.splitlines())
    assert site.visits == []


def test_a_channel_is_crawled_once_at_a_time(site: Site, own_data_folder: Path) -> None:
    lock = ChannelPaths(own_data_folder, "tiny").lease
    lock.parent.mkdir(parents=True)
    with lock.open("w+") as file:
        note = {"pid": 4711, "host": "desk", "since": "2019-02-24T00:00:00+00:00"}
        file.write(json.dumps(note))
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        refused = crawl(own_data_folder, site.url())
    assert refused.exit_code == CrawlExit.LOCK_HELD
    assert "process 4711 on desk since 2019-02-24" in refused.last_line
    assert site.visits == []


def test_sigterm_ends_a_crawl_soon_and_the_next_one_goes_on(
    site: Site, own_data_folder: Path
) -> None:
    for number in range(COUNT):
        inner = article(number)
        site.routes[f"/a/{number}.html"] = lambda exchange, inner=inner: (
            time.sleep(0.4),
            inner(exchange),
        )[1]
    process = subprocess.Popen(
        command("crawl", "tiny", settings={"FETCH_ALLOW_PRIVATE": site.pair}),
        env=environment(own_data_folder, site.url()),
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while len(site.visits) < 6 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.terminate()
    output = process.communicate(timeout=30)[1]
    assert process.returncode == CrawlExit.INTERRUPTED, output
    kept = read_lines(own_data_folder, "items", "tiny", "*.jsonl")
    assert 0 < len(kept) < COUNT

    rest = crawl(own_data_folder, site.url())
    assert rest.exit_code == CrawlExit.OK
    assert sorted(item["headline_raw"] for item in rest.items()) == sorted(
        f"标题{n}" for n in range(COUNT)
    )
    fetched = [path for path in site.paths() if path.startswith("/a/")]
    assert len(fetched) <= COUNT + 1  # the one that was under way


def test_a_live_channel_needs_a_contact(site: Site, own_data_folder: Path) -> None:
    refused = crawl(own_data_folder, site.url(), env={"CRAWL_CONTACT": ""})
    assert refused.exit_code == CrawlExit.NO_CONTACT
    assert "CRAWL_CONTACT" in refused.last_line
    assert site.visits == []


def test_an_empty_list_is_a_failure(site: Site, own_data_folder: Path) -> None:
    site.routes["/"] = lambda exchange: exchange.reply("<p>改版公告</p>")
    empty = crawl(own_data_folder, site.url())
    assert empty.exit_code == CrawlExit.NOTHING_FOUND
    assert empty.row()["finish_reason"] == "nothing_found"


def test_articles_that_all_fail_are_a_failure(site: Site, own_data_folder: Path) -> None:
    for number in range(COUNT):
        site.routes[f"/a/{number}.html"] = lambda exchange: exchange.reply("no", 400)
    failed = crawl(own_data_folder, site.url())
    row = failed.row()
    assert failed.exit_code == CrawlExit.ALL_FAILED
    assert (row["failed"], row["errors"]) == (COUNT, {"http_400": COUNT})
    assert row["failed_dates"] == [f"2019-02-{n + 1:02}" for n in range(COUNT)]


def test_a_crawl_that_takes_too_long_ends_though_it_waits_for_a_host(
    site: Site, own_data_folder: Path
) -> None:
    started = time.monotonic()
    result = crawl(own_data_folder, site.url(), DOWNLOAD_DELAY=1, CRAWL_TIMEOUT=5)
    assert result.exit_code == CrawlExit.BUDGET_HIT, result.output
    assert result.row()["finish_reason"] == "budget_hit"
    assert 0 < result.row()["items"] < COUNT
    assert time.monotonic() - started < 30
    assert crawl(own_data_folder, site.url()).exit_code == CrawlExit.OK
    assert len({item["canonical_url"] for item in read_lines(
        own_data_folder, "items", "tiny", "*.jsonl"
    )}) == COUNT  # fmt: skip


def test_every_exit_code_is_told_by_help(own_data_folder: Path) -> None:
    told = run(["crawl", "--help"], environment(own_data_folder, ""), own_data_folder, "tiny")
    text = " ".join(told.output.split())
    missing = [code for code in CrawlExit if f"{code.value} {code.meaning}" not in text]
    assert missing == []
