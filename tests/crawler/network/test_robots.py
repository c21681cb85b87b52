"""robots.txt by RFC 9309, seen from the server: which page was fetched after which answer."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from bench.hostile.crawls import crawl
from bench.hostile.robots_answers import RULES, TABLE
from bench.hostile.site import Site, answer
from crawler.network.robots import RobotsAnswer, RobotsPolicy, rules_of_status, text_of
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    from pathlib import Path

AGENT = "regional-news-coverage"


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Paths of pages that were fetched, by case: one crawl over one server per case."""
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site()) for name in TABLE}
        for name, (route, *_) in TABLE.items():
            if "redirects" in name:
                route(sites[name])  # type: ignore[arg-type]
            else:
                sites[name].routes["/robots.txt"] = route  # type: ignore[assignment]
            sites[name].routes["/"] = answer(200, "<a href=/private/a/1.html>x</a>")
        crawl(
            tmp_path_factory.mktemp("data"),
            " ".join(site.url() for site in sites.values()),
            allow=",".join(site.pair for site in sites.values()),
            DOWNLOAD_TIMEOUT=2,
            HOST_ERROR_LIMIT=1000,
            CONCURRENT_REQUESTS_PER_DOMAIN=20,
            CONCURRENT_REQUESTS=40,
        )
        return {
            name: [path for path in site.paths() if path == "/" or "/a/" in path]
            for name, site in sites.items()
        }


@pytest.mark.parametrize("case", TABLE)
def test_the_answer_decides(case: str, fetched: dict[str, list[str]]) -> None:
    _, is_open, is_private_open = TABLE[case]
    assert fetched[case] == ["/"] * is_open + ["/private/a/1.html"] * is_private_open


def test_rules_are_kept_for_a_day_across_crawls_and_failures_for_minutes(
    own_data_folder: Path,
) -> None:
    with Site() as site:
        site.routes["/robots.txt"] = answer(200, RULES)
        site.routes["/"] = answer(200, "<a href=/list>x</a>")
        for _ in range(2):
            crawl(own_data_folder, site.url())
        assert site.paths().count("/robots.txt") == 1
        [kept] = (own_data_folder / "state/robots").iterdir()
        note = json.loads(kept.read_bytes())
        kept.write_text(json.dumps(note | {"fetched_at": note["fetched_at"] - 24 * 3600 - 1}))
        crawl(own_data_folder, site.url())
        assert site.paths().count("/robots.txt") == 2
    assert not RobotsAnswer(time.time() - 700, None).is_fresh(24 * 3600)
    assert RobotsAnswer(time.time() - 500, None).is_fresh(24 * 3600)
    assert not RobotsAnswer(time.time() + 3600, "").is_fresh(24 * 3600), "a clock that jumped back"


def test_the_exit_code_tells_unreachable_from_forbidden_from_dead(own_data_folder: Path) -> None:
    with Site() as site:
        site.routes["/robots.txt"] = answer(503)
        broken = crawl(own_data_folder / "a", site.url())
        site.routes["/robots.txt"] = answer(200, "User-agent: *\nDisallow: /")
        forbidden = crawl(own_data_folder / "b", site.url())
        assert site.paths().count("/") == 0
    dead = crawl(own_data_folder / "c", site.url())
    assert (broken.exit_code, forbidden.exit_code, dead.exit_code) == (
        CrawlExit.ROBOTS_UNREACHABLE,
        CrawlExit.FORBIDDEN_BY_ROBOTS,
        CrawlExit.HOST_DEAD,
    ), broken.output + forbidden.output + dead.output
    assert "robots.txt answered 503" in broken.last_line


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        (f"User-agent: {AGENT}\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 1", 7),
        ("User-agent: *\nRequest-rate: 1/10", 10),
        ("User-agent: other\nCrawl-delay: 9", 0),
        ("User-agent: *\nCrawl-delay: soon", 0),
    ],
)
def test_the_delay_a_site_asks_for(rules: str, delay: float) -> None:
    assert RobotsPolicy(RobotsAnswer(0, rules), AGENT).delay() == delay


def test_long_rules_are_cut_at_a_line() -> None:
    text = text_of(RULES.encode() + b"Disallow: /x\n" * 60_000)
    assert len(text) <= 500 * 1024
    assert text.endswith("Disallow: /x")


@pytest.mark.parametrize(("status", "is_forbidden"), [(200, False), (404, False), (599, True)])
def test_status_alone_decides_without_a_body(status: int, is_forbidden: bool) -> None:
    assert (rules_of_status(status, b"")[0] is None) is is_forbidden


def test_no_such_host_is_remembered_for_no_other_crawl(own_data_folder: Path) -> None:
    """It may be our own name server that failed: the next channel of the host asks again."""
    done = crawl(own_data_folder, "http://nobody.invalid/", allow="127.0.0.1:9")
    assert done.row()["finish_reason"] == "host_dead"
    assert "http://nobody.invalid/robots.txt: no such host" in done.row()["reason"]
    assert "check the address in the channel's file" in done.row()["reason"]
    assert not list((own_data_folder / "state" / "robots").glob("*"))
