"""Challenges in place of lists and articles: owed, told, red, and the host is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bench.history_site import LivingSite
from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Site, answer
from crawler.session.ledger import Ledger
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths
from tests.crawler.extract.walls import WALLS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class Walled:
    """A living site some of whose addresses answer with a wall."""

    def __init__(self, site: Site, data: Path) -> None:
        self.site, self.data = site, data
        self.living = LivingSite(now=START)
        self.living.serve(site)

    def wall(self, name: str, *paths: str) -> None:
        status, headers, kind, body = WALLS[name]
        for path in paths:
            own = body.replace(b"/news/1.html", path.encode())
            self.site.routes[path] = lambda exchange, own=own: exchange.reply(
                own, status, headers, kind or "text/html"
            )

    def crawl(self, *arguments: str, **settings: Any) -> Crawl:
        self.living.wait(timedelta(minutes=1))
        home = self.site.url("/list/0.html")
        return crawl(
            self.data, home, *arguments, channel="listed", clock=self.living.now, **settings
        )

    def had(self) -> list[str]:
        items = Crawl(0, "", self.data, "listed").items()
        return sorted({item["canonical_url"] for item in items if not item["drop_reason"]})

    def owed(self) -> int:
        ledger = Ledger(ChannelPaths(self.data, "listed").ledger)
        try:
            return sum(1 for _ in ledger.open_articles())
        finally:
            ledger.close()


@pytest.fixture
def walled(own_data_folder: Path) -> Iterator[Walled]:
    with Site() as site:
        yield Walled(site, own_data_folder)


def test_every_wall_in_place_of_an_article_leaves_it_owed(walled: Walled) -> None:
    walled.living.publish(len(WALLS) + 1)
    for number, name in enumerate(WALLS):
        walled.wall(name, f"/a/{number}.html")
    walled.living.wait(DAY)
    struck = walled.crawl(HOST_CHALLENGE_LIMIT=1000, HOST_ERROR_LIMIT=1000)
    row = struck.row()
    assert walled.had() == [walled.site.url(f"/a/{len(WALLS)}.html")]
    assert (row["challenged"], walled.owed()) == (len(WALLS), len(WALLS))
    assert struck.exit_code == CrawlExit.CHALLENGED
    assert row["finish_reason"] == "challenged"
    assert row["challenged_dates"] == row["failed_dates"] == [str(START.date())]
    assert row["errors"] == {"challenged": len(WALLS)}


def test_a_host_that_challenges_is_soon_left_alone_and_loses_nothing(walled: Walled) -> None:
    walled.living.publish(30)
    walled.wall("ruishu_412", *(f"/a/{number}.html" for number in range(30)))
    struck = walled.crawl()
    row = struck.row()
    asked = [path for path in walled.site.paths() if path.startswith("/a/")]
    assert len(asked) == row["challenged"] <= 4, "one may be under way already"
    assert row["errors"]["host_challenged"] > 0
    assert row["challenge_sign"] == f"412 challenge_script ×{len(asked)}"
    assert "status 412, challenge_script" in struck.output, "the log line names both"
    assert row["challenge_sign"] in struck.last_line
    assert row["finish_reason"] == "challenged"
    assert walled.owed() >= 6, "what the first list named"
    for _ in range(8):  # however often, only 404 and 410 end what is owed
        walled.living.wait(DAY)
        assert walled.crawl().row()["given_up"] == 0
    walled.living.serve(walled.site)
    walled.living.wait(DAY)
    assert walled.crawl().exit_code == CrawlExit.OK
    assert len(walled.had()) == 30


@pytest.mark.parametrize(
    "name", ["jiasule_521", "ruishu_202", "login_in_chrome", "maintenance", "spa", "too_often"]
)
def test_a_challenged_list_is_neither_empty_nor_dead(walled: Walled, name: str) -> None:
    walled.living.publish(3)
    walled.crawl()
    walled.living.wait(DAY)
    walled.wall(name, "/list/0.html")
    struck = walled.crawl()
    row = struck.row()
    assert struck.exit_code == CrawlExit.CHALLENGED, struck.last_line
    assert (row["complete_from_date"], row["complete_until_date"]) == (None, None)
    assert row["challenged_dates"] == ["2026-03-02", "2026-03-03"], "since the last whole reading"
    assert "names no article" not in struck.output


def test_a_challenge_in_the_midst_of_pages_stops_nothing(walled: Walled) -> None:
    walled.living.publish(6)
    walled.wall("captcha_slider", "/a/1.html", "/a/4.html")
    struck = walled.crawl()
    assert struck.exit_code == CrawlExit.CHALLENGED
    assert len(walled.had()) == 4
    assert struck.row()["errors"] == {"challenged": 2}


def test_a_login_on_another_host_is_counted_against_the_one_that_leads_there(
    walled: Walled,
) -> None:
    walled.living.publish(12)
    for number in range(12):
        walled.site.routes[f"/a/{number}.html"] = answer(302, Location="/passport/login.html")
    walled.wall("login", "/passport/login.html")
    struck = walled.crawl()
    asked = [path for path in walled.site.paths() if path.startswith("/a/")]
    assert struck.row()["challenged"] <= 4
    assert len(asked) < 9, "some are on their way while the first come back"
    assert walled.owed() == 12


def test_robots_that_are_a_challenge_make_the_crawl_challenged(walled: Walled) -> None:
    walled.living.publish(2)
    walled.wall("jiasule_521", "/robots.txt")
    struck = walled.crawl()
    assert struck.exit_code == CrawlExit.CHALLENGED
    assert struck.row()["challenge_sign"] == "521 script_without_text ×1"
    assert walled.site.paths() == ["/robots.txt"], "what cannot be read forbids everything"


def test_an_outage_is_no_challenge(walled: Walled) -> None:
    walled.living.publish(4)
    for number in range(4):
        walled.site.routes[f"/a/{number}.html"] = answer(503, "<h1>系统繁忙</h1>请稍后再试")
    struck = walled.crawl()
    assert struck.row()["errors"] == {"http_503": 4}
    assert struck.row()["challenged"] == 0
    assert struck.exit_code == CrawlExit.ALL_FAILED
