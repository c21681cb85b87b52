"""What a site did not give stays owed (O1–O14): outages, refusals, half pages, clocks, ledgers."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import histories
from bench.faults import Row
from bench.histories import claimed_days
from bench.history_site import LivingSite
from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Exchange, Site, answer
from storage.exit_codes import CrawlExit
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)
CHANNEL = "listed"
BODY = "<p>系统正在维护，请您稍后再来访问本站，给您带来不便敬请谅解。</p>" * 3


class World:
    """A site with a life of its own, a data folder, and crawls at the site's time."""

    def __init__(self, site: Site, data: Path, articles: int = 8) -> None:
        self.site, self.data = site, data
        self.living = LivingSite(now=START)
        self.living.serve(site)
        self.living.publish(articles)
        self.living.wait(DAY)

    def run(self, *arguments: str, verb: str = "crawl", **settings: Any) -> Crawl:
        self.living.wait(timedelta(minutes=1))
        chosen = {"HOST_ERROR_LIMIT": 1000, "CONCURRENT_REQUESTS_PER_DOMAIN": 4} | settings
        clock = chosen.pop("clock", self.living.now)
        home = self.site.url("/list/0.html")
        return crawl(self.data, home, *arguments, channel=CHANNEL, verb=verb, clock=clock, **chosen)

    @property
    def ledger(self) -> Path:
        return ChannelPaths(self.data, CHANNEL).ledger

    def states(self) -> dict[str, int]:
        with closing(sqlite3.connect(self.ledger)) as db:
            return dict(db.execute("select state, count(*) from articles group by state"))

    def had(self) -> int:
        items = Crawl(0, "", self.data, CHANNEL).items()
        return len({item["canonical_url"] for item in items if not item["drop_reason"]})


@contextmanager
def world(articles: int = 8) -> Iterator[World]:
    with Site() as site, tempfile.TemporaryDirectory() as folder:
        yield World(site, Path(folder), articles)


def _after(trouble: str, case: str, scenario: str, *, before: str | None = None) -> Row:
    """Three crawls in trouble, then one that is not: everything must be there, nothing claimed."""
    with world() as here:
        if before:
            here.living.trouble = before
            here.run()
            here.living.wait(2 * DAY)  # robots.txt is asked for again
        here.living.trouble = trouble
        struck = [here.run() for _ in range(3)]
        claims = sum(START.date() in claimed_days(one.row()) for one in struck)
        lacking = here.had()
        here.living.trouble = None
        here.living.wait(DAY)
        well = here.run()
        had, given_up = here.had(), here.states().get("given_up", 0)
    return Row(
        case=case,
        scenario=scenario,
        demand="8 of 8 articles afterwards, none given up, no day claimed meanwhile",
        measured=f"{lacking} had meanwhile, {had} of 8 afterwards, {given_up} given up,"
        f" {claims} false claims",
        is_met=(lacking, had, given_up, claims, well.exit_code) == (0, 8, 0, 0, 0),
        line=struck[-1].last_line,
    )


def o1_robots_of_an_outage() -> Row:
    scenario = "robots.txt answers 503 for three crawls"
    return _after("robots", "O1", scenario, before="status 500")


def o2_articles_of_an_outage() -> Row:
    return _after("status 503", "O2", "every article answers 503 for three crawls")


def o3_refusals() -> Row:
    return _after("status 412", "O3", "every article answers 412 (a firewall) for three crawls")


def o4_logins() -> Row:
    return _after("login", "O4", "every article answers 200 with a login page")


def o5_challenges() -> Row:
    return _after("challenge", "O5", "every article answers 200 with a challenge page")


def o6_half_pages() -> Row:
    return _after("cut", "O6", "no Content-Length, the connection closes half-way")


def o7_partial_content() -> Row:
    return _after("partial", "O7", "every article answers 206 with a part of it")


def o8_missing_for_a_week() -> Row:
    with world(3) as here:
        here.living.articles[1].exists = False
        counts = []
        for _ in range(8):
            last = here.run()
            counts.append(last.row()["given_up"])
            here.living.wait(DAY)
        here.living.articles[1].exists = True
        here.run()
        had = here.had()
    return Row(
        case="O8",
        scenario="one article answers 404 on eight days, then 200; it is listed all the time",
        demand="given up on the eighth day, told, then asked again",
        measured=f"given up by day: {counts}, then {had} of 3 had",
        is_met=counts == [0] * 7 + [1] and had == 3 and "1 given up" in last.last_line,
        line=last.last_line,
    )


def o9_one_text_for_all() -> Row:
    with world(7) as here:
        for article in here.living.articles:
            page = f"<html><h1>{article.headline}</h1><div class=article>{BODY}</div></html>"
            here.site.routes[article.path] = lambda exchange, page=page: exchange.reply(page)
        struck = here.run()
        lacking = here.had()
        here.living.serve(here.site)
        here.run()
        had = here.had()
    return Row(
        case="O9",
        scenario="seven addresses answer one text, each under its own headline",
        demand="no article of it, all owed",
        measured=f"{lacking} taken for articles, then {had} of 7 had",
        is_met=(lacking, had) == (0, 7) and struck.exit_code == CrawlExit.ALL_FAILED,
        line=struck.last_line,
    )


def o10_a_clock_ahead() -> Row:
    with world() as here:
        ahead = here.run(clock=here.living.now + 400 * DAY)
        future = sum(day >= here.living.now.date() for day in claimed_days(ahead.row()))
        here.living.publish(16)
        killed = here.run("-a", "max_pages=1")
        here.living.wait(DAY)
        here.run()
        had = here.had()
    return Row(
        case="O10",
        scenario="a clock 400 days ahead, then a short crawl at the right time, then a whole one",
        demand="24 of 24 articles, no day of the future claimed, told in one line",
        measured=f"{had} of 24, {future} days of the future claimed",
        is_met=(had, future) == (24, 0) and "the clock jumped back" in killed.output,
        line=next((x for x in killed.output.splitlines() if "clock jumped" in x), ""),
    )


def _damaged(case: str, scenario: str, content: bytes) -> Row:
    """A ledger with other ``content`` while articles are owed that no list names any more."""
    with world() as here:
        here.living.trouble, here.living.share = "status 503", 0.5
        here.run()
        owed = here.states().get("failed", 0)
        here.ledger.with_name(here.ledger.name + "-wal").unlink(missing_ok=True)
        here.ledger.write_bytes(content)
        refused = here.run()
        made = here.run("--rebuild", verb="ledger")
        for article in here.living.articles:
            article.is_listed = article.number == 7
        here.living.trouble = None
        here.run()
        had = here.had()
    return Row(
        case=case,
        scenario=f"{scenario} while articles are owed that no list names any more",
        demand="named as damaged, rebuilt by one command, 8 of 8",
        measured=f"code {refused.exit_code}, {owed} owed before, {had} of 8 had",
        is_met=(refused.exit_code, made.exit_code, had) == (CrawlExit.LEDGER_DAMAGED, 0, 8)
        and "--rebuild" in refused.last_line
        and "delete" not in refused.output,
        line=refused.last_line,
    )


def o11_a_damaged_ledger() -> Row:
    return _damaged("O11", "a ledger overwritten", b"\xff" * 40_960)


def o11_an_empty_ledger() -> Row:
    return _damaged("O11", "a ledger cut to no byte", b"")


def o12_session_parameters() -> Row:
    with world() as here:
        counter = iter(range(10**6))

        def listed(exchange: Exchange) -> None:
            entries = "".join(
                f"<li><a href='{a.path}?v={next(counter)}'>{a.headline}</a><span>{a.day}</span>"
                for a in here.living.articles
            )
            exchange.reply(f"<html><ul class=list>{entries}</ul></html>")

        here.site.routes["/list/0.html"] = listed
        fetched = [here.run().row()["fetched"] for _ in range(4)]
        told = here.run(verb="ledger")
    return Row(
        case="O12",
        scenario="an unlisted parameter changes at every crawl: ?v=1, ?v=2 …",
        demand="learned from the second crawl, then only the list is fetched; told",
        measured=f"pages fetched by crawl: {fetched}",
        is_met=fetched == [9, 9, 1, 1] and "no article: v" in told.last_line,
        line=told.last_line,
    )


def o13_removed_and_back() -> Row:
    with world(2) as here:
        here.run()
        article = here.living.articles[0]
        seen = []
        for exists in (False, True, False, False, True):
            article.exists = exists
            article.version += 1
            here.living.wait(DAY)
            last = here.run()
            seen.append((last.row()["items"], len(last.revisions())))
    return Row(
        case="O13",
        scenario="an article removed for one day, then for two, then back, edited each time",
        demand="read again both times, gone once",
        measured=f"(items, removals told) by day: {seen}",
        is_met=seen == [(0, 0), (1, 0), (0, 0), (0, 1), (1, 1)],
        line=last.last_line,
    )


def o13_removed_with_a_200() -> Row:
    """By its text, and by leading to the front page, which names the article."""
    with world(4) as here:
        here.run()
        gone, away = here.living.articles[:2]
        text = f"<title>页面不存在</title><h1>页面不存在</h1><div class=article>{BODY}</div>"
        front = f"<title>首页</title><h1>首页</h1><div class=article>{BODY}{away.headline}</div>"
        here.site.routes[gone.path] = lambda exchange: exchange.reply(text)
        here.site.routes[away.path] = answer(302, Location="/")
        here.site.routes["/"] = lambda exchange: exchange.reply(front)
        told = []
        for _ in range(2):
            here.living.wait(DAY)
            told.append(len(here.run().revisions()))
        last, had = here.run(), here.had()
    return Row(
        case="O13",
        scenario="two articles removed: one answers 200 and says so, one leads to the front page",
        demand="told as removed after two looks, no text replaced, no article made of it",
        measured=f"removals told by day: {told}, {had} of 4 had",
        is_met=(told, had) == ([0, 2], 4),
        line=next((x for x in last.output.splitlines() if "in the place" in x), last.last_line),
    )


def o14_random_histories() -> Row:
    tally = histories.run([*range(1001, 1021)])
    wrong = [*tally.lost, *tally.given_up, *tally.claimed, *tally.failed]
    return Row(
        case="O14",
        scenario="20 random histories: outages × refusals × kills × clock jumps × edits",
        demand="0 lost, 0 given up wrongly, 0 false claims",
        measured=f"{tally.crawls} crawls, {tally.kills} kills, {tally.jumps} clock jumps:"
        f" {len(tally.lost)} lost, {len(tally.given_up)} given up, {len(tally.claimed)} claimed",
        is_met=not wrong,
        line=wrong[0] if wrong else f"{tally.articles} listed articles, all had",
    )


SCENARIOS: list[Callable[[], Row]] = [
    value for name, value in list(globals().items()) if name[:1] == "o" and name[1:2].isdigit()
]
