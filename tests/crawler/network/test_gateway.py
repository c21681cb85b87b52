"""Sample channels find or start the newsroom, and leave nothing behind, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest
import scrapy
from scrapy import Request
from scrapy.utils.test import get_crawler

from bench.hostile.crawls import REPOSITORY, crawl, environment, run
from crawler.network.gateway import GatewayError, GatewayMiddleware, check_loopback, is_served
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    from pathlib import Path

CHANNEL = "sample_static"


def newsrooms(data: Path) -> list[int]:
    """Processes that serve a newsroom for this data folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "pid"]):
        try:
            is_newsroom = "newsroom" in (process.info["cmdline"] or ())
            if is_newsroom and process.environ().get("COVERAGE_DATA") == str(data):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def test_a_sample_crawl_needs_nothing_but_itself(own_data_folder: Path) -> None:
    first = run(["crawl", CHANNEL], environment(own_data_folder, ""), own_data_folder, CHANNEL)
    assert first.exit_code == CrawlExit.OK, first.output
    assert len(first.items()) > 10
    assert newsrooms(own_data_folder) == []
    assert (own_data_folder / "raw/channels.jsonl").exists()

    second = run(["crawl", CHANNEL], environment(own_data_folder, ""), own_data_folder, CHANNEL)
    assert second.row()["items"] == 0
    assert second.row()["links_found"] > 0

    before = {path: path.read_bytes() for path in (own_data_folder / "raw/items").rglob("*.jsonl")}
    again = run(["replay", CHANNEL], environment(own_data_folder, ""), own_data_folder, CHANNEL)
    assert again.exit_code == CrawlExit.OK, again.output
    assert all(path.read_bytes() == body for path, body in before.items())


def test_a_killed_sample_crawl_leaves_no_newsroom(own_data_folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", CHANNEL],
        cwd=REPOSITORY,
        env=environment(own_data_folder, ""),
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not newsrooms(own_data_folder) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while newsrooms(own_data_folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert newsrooms(own_data_folder) == []


def test_a_gateway_that_does_not_answer_is_one_line(own_data_folder: Path) -> None:
    env = {"NEWSROOM_GATEWAY": "http://127.0.0.1:9"}
    refused = crawl(
        own_data_folder,
        "http://unused/",
        channel=CHANNEL,
        env=env,
        SPIDER_MODULES="crawler.spiders",
    )
    assert refused.exit_code == CrawlExit.NO_NEWSROOM
    assert "http://127.0.0.1:9 does not answer" in refused.last_line


@pytest.mark.parametrize(
    "address",
    [
        *("http://10.0.0.1:80", "https://127.0.0.1:80", "http://example.com:80", "127.0.0.1:80"),
        *("http://127.0.0.1", "http://localhost:80", "", "http://127.0.0.1:x"),
    ],
)
def test_a_gateway_is_loopback_only(address: str) -> None:
    with pytest.raises(GatewayError):
        check_loopback(address)


@pytest.mark.parametrize(
    ("host", "is_gateways"),
    [
        ("jx.ifeng.newsroom.test", True),
        ("newsroom.test", True),
        ("newsroom.test.evil.example", False),
        ("evilnewsroom.test", False),
        (None, False),
    ],
)
def test_hosts_of_a_gateway(host: str | None, is_gateways: bool) -> None:
    assert is_served(host, ["newsroom.test"]) is is_gateways


def test_a_redirect_away_does_not_keep_the_gateway() -> None:
    middleware = GatewayMiddleware("http://127.0.0.1:80", ["newsroom.test"])
    inside = Request("http://map.newsroom.test/")
    middleware.process_request(inside)
    assert inside.meta["proxy"] == "http://127.0.0.1:80"
    away = inside.replace(url="http://example.com/")
    middleware.process_request(away)
    assert "proxy" not in away.meta
    assert "download_slot" not in away.meta


@pytest.mark.parametrize("is_sample", [True, False])
def test_only_a_sample_channel_goes_through_the_gateway(is_sample: bool) -> None:
    """Which hosts are the gateway's is a setting; that the desk names one changes no live crawl."""
    spider = type("Spider", (scrapy.Spider,), {"name": "x", "is_sample": is_sample})
    settings = {"GATEWAY_ADDRESS": "http://127.0.0.1:80", "GATEWAY_DOMAINS": ["b.example"]}
    middleware = GatewayMiddleware.from_crawler(get_crawler(spider, settings))
    for url, is_served_here in (("http://a.b.example/", is_sample), ("http://a.test/", False)):
        request = Request(url)
        middleware.process_request(request)
        assert ("proxy" in request.meta) == is_served_here


def test_no_rule_of_the_product_names_the_sample() -> None:
    folder = REPOSITORY / "crawler"
    naming = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if "newsroom" in path.read_text(encoding="utf-8").lower()
    }
    assert {name for name in naming if not name.startswith("spiders/sample_")} == {
        "commands/canary.py",
        "commands/crawl.py",  # tells that none could be had
        "settings.py",
    }
