"""Outages, refusals, challenges, half pages, clocks: what was not had stays owed, and is told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bench import histories
from bench.histories import claimed_days
from bench.history_site import CHALLENGE, LivingSite
from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Site, answer
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class World:
    """A living site, a data folder, and crawls of one by the other at the site's time."""

    def __init__(self, site: Site, data: Path) -> None:
        self.site, self.data = site, data
        self.living = LivingSite(now=START)
        self.living.serve(site)

    def crawl(self, *arguments: str, clock: datetime | None = None, **settings: Any) -> Crawl:
        self.living.wait(timedelta(minutes=1))
        return crawl(
            self.data,
            self.site.url("/list/0.html"),
            *arguments,
            channel="listed",
            clock=clock or self.living.now,
            **{
                "HOST_ERROR_LIMIT": 1000,
                "HOST_CHALLENGE_LIMIT": 1000,
                "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
                **settings,
            },
        )

    def ledger(self, *arguments: str) -> Crawl:
        return crawl(
            self.data,
            self.site.url("/list/0.html"),
            *arguments,
            channel="listed",
            verb="ledger",
            clock=self.living.now,
        )

    def replay(self) -> Crawl:
        home = self.site.url("/list/0.html")
        return crawl(self.data, home, channel="listed", verb="replay", clock=self.living.now)

    def had(self) -> list[str]:
        items = Crawl(0, "", self.data, "listed").items()
        return sorted({item["canonical_url"] for item in items if not item["drop_reason"]})

    def states(self) -> dict[str, int]:
        with closing(sqlite3.connect(ChannelPaths(self.data, "listed").ledger)) as db:
            return dict(db.execute("select state, count(*) from articles group by state"))

    def addresses(self, *numbers: int) -> list[str]:
        return sorted(self.site.url(f"/a/{number}.html") for number in numbers)


@pytest.fixture
def world(own_data_folder: Path) -> Iterator[World]:
    with Site() as site:
        yield World(site, own_data_folder)


@pytest.mark.parametrize("trouble", ["robots", "status 503", "status 403", "status 521", "reset"])
def test_an_outage_of_three_crawls_gives_nothing_up(world: World, trouble: str) -> None:
    world.living.publish(6)
    if trouble == "robots":  # the lists must be known before
        world.living.trouble = "status 500"
        world.crawl()
        world.living.wait(2 * DAY)  # robots.txt is asked for again
    world.living.trouble = trouble
    for _ in range(3):
        struck = world.crawl().row()
        assert struck["complete_until_date"] is None or str(START.date()) in struck["failed_dates"]
        world.living.wait(timedelta(minutes=11))
    world.living.trouble = None
    world.living.wait(DAY)
    well = world.crawl()
    assert well.exit_code == CrawlExit.OK, well.last_line
    assert world.had() == world.addresses(*range(6))
    assert well.row()["given_up"] == 0


def test_a_404_of_a_week_is_given_up_told_and_asked_again(world: World) -> None:
    world.living.publish(3)
    world.living.articles[1].exists = False
    for day in range(7):
        assert world.crawl().row()["given_up"] == 0, day
        world.living.wait(DAY)
    eighth = world.crawl()
    assert eighth.row()["given_up"] == 1
    assert "1 given up" in eighth.last_line
    assert world.states() == {"done": 2, "given_up": 1}

    world.living.articles[1].exists = True  # it is still listed, so it is asked for
    world.living.wait(DAY)
    assert world.crawl().row()["given_up"] == 0
    assert world.had() == world.addresses(0, 1, 2)


def test_what_was_given_up_is_owed_again_by_a_command(world: World) -> None:
    world.living.publish(3)
    world.living.articles[1].exists = False
    for day in (0, 3, 5):
        world.living.now = START + day * DAY
        world.crawl()
    world.living.now = START + 8 * DAY
    world.crawl()
    assert world.states()["given_up"] == 1
    world.living.articles[1].is_listed = False
    world.living.articles[1].exists = True
    told = world.ledger("--reopen")
    assert (told.exit_code, "1 article(s) owed again" in told.last_line) == (0, True), told.output
    world.crawl()
    assert world.had() == world.addresses(0, 1, 2)

    unknown = world.ledger("--reopen", "http://a.test/unknown")
    assert unknown.exit_code == CrawlExit.BAD_ARGUMENT
    assert "2 done" not in world.ledger().last_line
    assert "3 done, 0 owed" in world.ledger().last_line


@pytest.mark.parametrize("trouble", ["login", "challenge", "cut", "partial"])
def test_a_200_without_the_article_leaves_it_owed(world: World, trouble: str) -> None:
    world.living.publish(8)
    world.living.trouble, world.living.share = trouble, 0.5
    world.living.wait(DAY)
    struck = world.crawl()
    missing = [a.number for a in world.living.articles if world.living.is_struck(a)]
    assert 2 < len(missing) < 8
    assert world.had() == world.addresses(*set(range(8)) - set(missing))
    assert struck.row()["failed"] == len(missing)
    assert "0 changed, 0 added" in world.replay().last_line
    assert world.had() == world.addresses(*set(range(8)) - set(missing))
    assert str(START.date()) not in map(str, claimed_days(struck.row()))
    world.living.trouble = None
    world.living.wait(DAY)
    assert str(START.date()) in map(str, claimed_days(world.crawl().row()))
    assert world.had() == world.addresses(*range(8))


def test_a_text_that_five_addresses_share_is_no_article_of_any(world: World) -> None:
    """Their headlines are those of the list: only the text tells."""
    world.living.publish(7)
    body = "<p>系统正在维护，请您稍后再来访问本站，给您带来不便敬请谅解。</p>" * 3
    for article in world.living.articles:
        page = f"<html><h1>{article.headline}</h1><div class=article>{body}</div></html>"
        world.site.routes[article.path] = lambda exchange, page=page: exchange.reply(page)
    struck = world.crawl()
    assert world.had() == []
    assert struck.exit_code == CrawlExit.ALL_FAILED
    reasons = {item["drop_reason"] for item in struck.items()}
    assert reasons == {"suspect_shared_text"}
    replayed = crawl(world.data, world.site.url("/list/0.html"), channel="listed", verb="replay")
    assert "0 changed, 0 added" in replayed.last_line
    assert world.had() == []
    world.living.serve(world.site)
    world.crawl()
    assert world.had() == world.addresses(*range(7))


def test_a_done_article_is_not_replaced_by_a_challenge(world: World) -> None:
    world.living.publish(2)
    world.crawl()
    world.site.routes["/a/0.html"] = answer(200, f"<html>{CHALLENGE}</html>")
    world.living.wait(DAY)
    world.crawl(REVISIT_AFTER=0)
    assert world.states() == {"done": 2}
    texts = [item for item in world.crawl().items() if not item["drop_reason"]]
    assert len(texts) == 2


def test_a_clock_a_year_ahead_hides_nothing_and_claims_nothing(world: World) -> None:
    world.living.publish(5)
    world.living.wait(DAY)
    ahead = world.crawl(clock=world.living.now + 400 * DAY)
    assert all(day < world.living.now.date() for day in claimed_days(ahead.row()))
    assert "clock is 400.0 days ahead" in ahead.output
    world.living.publish(14)
    killed = world.crawl("-a", "max_pages=1", CLOSESPIDER_ITEMCOUNT=1)
    assert "the clock jumped back" in killed.output
    world.living.wait(DAY)
    last = world.crawl()
    assert last.exit_code == CrawlExit.OK
    assert world.had() == world.addresses(*range(19))
    world.living.articles[0].version += 1  # an edit is looked at, though checked "in a year"
    world.living.wait(DAY)
    assert world.crawl().row()["items"] == 1


def test_an_article_that_comes_back_is_read_again(world: World) -> None:
    world.living.publish(2)
    article = world.living.articles[0]
    world.crawl()
    for exists in (False, True):
        article.exists = exists
        article.version += 1
        world.living.wait(DAY)
        row = world.crawl().row()
        assert (row["items"], world.crawl().revisions()) == (int(exists), [])
    article.exists = False
    for _ in range(2):
        world.living.wait(DAY)
        gone = world.crawl().revisions()
    assert [revision["change"] for revision in gone] == ["gone"]
    article.exists, article.version = True, 9
    world.living.wait(DAY)
    assert world.crawl().row()["items"] == 1
    assert world.states() == {"done": 2}


def front_page(world: World) -> str:
    """With a headline and a text, as for an article, and with the headlines it lists."""
    text = "全市各级各部门要认真贯彻落实会议精神，扎实推进各项工作，为高质量发展作出新的贡献。" * 3
    links = "".join(f"<a href={a.path}>{a.headline}</a>" for a in world.living.articles)
    return (
        "<!doctype html><html><head><title>测试新闻网</title></head><body><h1>测试新闻网首页</h1>"
        f"<div class=article><p>　　{text}</p><p>{links}</p></div></body></html>"
    )


@pytest.mark.parametrize("how", ["text", "front page", "a front page by its file"])
def test_a_removal_that_answers_200_is_told_and_replaces_nothing(world: World, how: str) -> None:
    """Two looks on different days, as for a 404; what comes back is read again."""
    world.living.publish(4)
    world.crawl()
    article, before = world.living.articles[0], world.had()
    says = "您访问的页面不存在或者已经被删除，请返回首页继续浏览其他内容，谢谢您的支持。"
    soft = f"<title>页面不存在</title><h1>页面不存在</h1><div class=article><p>{says}</p></div>"
    front = "/index.shtml" if how == "a front page by its file" else "/"
    world.site.routes[front] = answer(200, front_page(world))
    world.site.routes[article.path] = (
        answer(200, soft) if how == "text" else answer(302, Location=front)
    )

    told = []
    for _ in range(3):
        world.living.wait(DAY)
        told.append([(r["change"], r["status"]) for r in world.crawl().revisions()])

    assert told == [[], [("gone", 200)], [("gone", 200)]]
    assert world.had() == before
    assert world.states() == {"done": 3, "gone": 1}
    del world.site.routes[article.path]
    article.version += 1
    world.living.wait(DAY)
    assert world.crawl().row()["items"] == 1
    assert world.states() == {"done": 4}


def test_an_article_never_had_is_owed_though_its_site_says_it_is_not_there(world: World) -> None:
    """A site in trouble says so of everything: only a 404 or 410 gives up."""
    world.living.publish(3)
    front = world.site.routes["/"] = answer(200, front_page(world))
    for article in world.living.articles:
        world.site.routes[article.path] = answer(302, Location="/")
    for _ in range(4):
        world.living.wait(3 * DAY)
        world.crawl()
    assert (world.had(), world.states()) == ([], {"failed": 3})
    world.living.serve(world.site)
    world.site.routes["/"] = front
    world.living.wait(DAY)
    world.crawl()
    assert world.had() == world.addresses(0, 1, 2)


def test_a_damaged_ledger_is_made_again_with_what_was_owed(world: World) -> None:
    world.living.publish(9)
    world.living.trouble, world.living.share = "status 503", 0.5
    world.crawl()
    before = world.states()
    assert before["failed"] > 1
    path = ChannelPaths(world.data, "listed").ledger
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.write_bytes(b"\xff" * path.stat().st_size)
    refused = world.crawl()
    assert refused.exit_code == CrawlExit.LEDGER_DAMAGED
    assert "--rebuild" in refused.last_line
    assert "delete" not in refused.output

    made = world.ledger("--rebuild")
    assert made.exit_code == CrawlExit.OK, made.output
    assert len([*path.parent.glob("*.damaged-*")]) == 1
    for article in world.living.articles:
        article.is_listed = article.number > 7  # no list names the others any more
    world.living.trouble = None
    world.site.visits.clear()
    world.crawl()
    assert world.had() == world.addresses(*range(9))
    asked = [path for path in world.site.paths() if path.startswith("/a/")]
    assert len(asked) == before["failed"], "what was done is not asked again"


def test_session_parameters_are_learned_and_told(world: World) -> None:
    world.living.publish(8)
    chance = iter(range(10**6))

    def listed(exchange: Any) -> None:
        entries = "".join(
            f"<li><a href='/a/{a.number}.html?id={a.number}&ticket=x{next(chance)}'>{a.headline}"
            f"</a><span>{a.day}</span></li>"
            for a in world.living.articles
        )
        exchange.reply(f"<html><ul class=list>{entries}</ul></html>")

    world.site.routes["/list/0.html"] = listed
    counts = [world.crawl().row()["fetched"] for _ in range(2)]
    told = world.crawl()
    assert counts == [9, 9]
    assert told.row()["fetched"] == 1, "the list alone"
    assert "0 changed, 0 added" in world.replay().last_line
    assert "parameters that name no article: ticket" in world.ledger().last_line
    world.living.publish(2)
    assert world.crawl().row()["items"] == 2, "id names articles"


def test_a_parameter_that_names_articles_is_never_folded(world: World) -> None:
    page = (
        "<html><h1>{0}</h1><div class=article><p>第{0}号报道：全市主攻工业，项目开工。{1}</p></div>"
    )
    text = "本次会议总结了工作成果并部署下一阶段任务。" * 3
    world.site.fallback = lambda exchange: exchange.reply(
        page.format(exchange.path.rpartition("=")[2], text)
    )
    entries = "".join(f"<li><a href=/a/1.html?n={n}>第{n}号报道</a> 2026-03-01" for n in range(9))
    world.site.routes["/list/0.html"] = answer(200, f"<html><ul>{entries}</ul></html>")
    world.site.routes["/robots.txt"] = answer(404)
    for _ in range(3):
        world.crawl()
    assert len(world.had()) == 9


def test_a_lone_surrogate_in_a_list_costs_nothing(world: World) -> None:
    from crawler.session.ledger import Ledger

    ledger = Ledger(world.data / "ledger.sqlite")
    meta = {"list_headline": "江西\ud83d新闻"}
    ledger.add_link("http://a.test/1", {"url": "http://a.test/1", "meta": meta}, None, "c")
    ledger.commit()
    assert next(ledger.open_articles()).request["meta"] == meta


UNUSABLE = {
    "text_city": (
        "title = '城'; region_code = '360700'; start_urls = 'http://a.test/'",
        r'start_urls is text and no list: write start_urls = \["http://a\.test/"\]',
    ),
    "untitled_city": (
        "region_code = '360700'; start_urls = ['http://a.test/']",
        "title is missing",
    ),
    "nowhere_city": ("title = '城'; region_code = '999999'", "region_code = '999999' is no code"),
    "unplaced_city": ("title = '城'", "region_code = None is no code"),
    "bare_city": (
        "title = '城'; region_code = '360700'; start_urls = ['a.test/list']",
        "'a.test/list' is no address",
    ),
}
"""Files that can be read but make no channel: what they say, and what is said of them."""


def test_a_broken_channel_file_stops_no_other_channel(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "spoilt"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "broken_city.py").write_text("class Broken(\n")
    (package / "raising_city.py").write_text("1 / 0\n")
    for name, (told, _) in UNUSABLE.items():
        (package / f"{name}.py").write_text(
            "from crawler.platforms.static_list import StaticListSpider\n"
            f"class Unusable(StaticListSpider):\n    name = {name!r}\n    {told}\n"
        )
    world.living.publish(2)
    monkeypatch.syspath_prepend(tmp_path)
    from scrapy.settings import Settings

    from crawler.spider_loader import BrokenSpiderError, ForgivingSpiderLoader

    modules = ["bench.hostile.channels", "spoilt"]
    loader = ForgivingSpiderLoader.from_settings(Settings({"SPIDER_MODULES": modules}))
    assert {"listed", "tiny", "wild"} <= set(loader.list())
    with pytest.raises(BrokenSpiderError, match=r"spoilt/broken_city\.py: line 1: SyntaxError"):
        loader.load("broken_city")
    with pytest.raises(BrokenSpiderError, match=r"raising_city\.py: line 1: ZeroDivisionError"):
        loader.load("raising_city")
    for name, (_, fault) in UNUSABLE.items():
        assert name not in loader.list()
        with pytest.raises(BrokenSpiderError, match=rf"^spoilt/{name}\.py: {fault}"):
            loader.load(name)


@pytest.mark.timeout(900)  # a minute on an idle machine
def test_forty_random_histories() -> None:
    tally = histories.run_all(range(1, 41))
    assert tally.histories == 40
    wrong = [*tally.lost, *tally.given_up, *tally.claimed, *tally.failed]
    assert wrong == []
    assert json.dumps(tally.crawls)
