"""Half of usual: never on a quiet day, however soon reading stops; always when a list breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Site
from crawler.platforms.list_proof import BOUNDARY_PAGES
from storage.exit_codes import CrawlExit

if TYPE_CHECKING:
    from pathlib import Path

PER_PAGE, PAGES = 20, 5
DAY = PER_PAGE * PAGES
TEXT = "<p>" + "全市主攻工业大会召开，会议总结了工作成果，并作出部署。" * 4


def publish(site: Site, newest: int, per_page: int = PER_PAGE) -> None:
    """Lists of the articles up to number ``newest``, ``per_page`` of them named on each page."""
    for page in range(PAGES):
        first = newest - page * PER_PAGE
        links = "".join(
            f"<li><a href=/a/{n}.html>全市主攻工业大会召开之{n}</a><span>2019-02-24</span></li>"
            for n in range(first, first - per_page, -1)
        )
        more = f"<a href=/{page + 1}.html>下一页</a>" if page + 1 < PAGES else ""
        path = f"/{page}.html" if page else "/"
        site.routes[path] = lambda exchange, html=f"<ul>{links}</ul>{more}": exchange.reply(html)


def test_a_quiet_day_is_no_alarm_and_a_broken_list_is(own_data_folder: Path) -> None:
    def day(newest: int, per_page: int = PER_PAGE) -> Crawl:
        publish(site, newest, per_page)
        return crawl(
            own_data_folder, site.url(), channel="listed", CONCURRENT_REQUESTS_PER_DOMAIN=8
        )

    with Site() as site:
        site.fallback = lambda exchange: exchange.reply(
            f"<h1>全市主攻工业大会</h1>{TEXT}{exchange.path}"
        )
        site.routes["/robots.txt"] = lambda exchange: exchange.reply("", 404)
        busy = [day(number * DAY) for number in (1, 2, 3)]
        quiet = day(3 * DAY)
        nearly_quiet = day(3 * DAY + 1)
        broken = day(3 * DAY + 2, per_page=6)

    assert [done.exit_code for done in busy] == [CrawlExit.OK] * 3, busy[-1].output
    assert [row["links_found"] for row in busy[-1].rows()][:4] == [DAY] * 3 + [
        BOUNDARY_PAGES * PER_PAGE
    ]
    assert quiet.exit_code == CrawlExit.OK, quiet.last_line
    assert nearly_quiet.exit_code == CrawlExit.OK, nearly_quiet.last_line
    assert broken.exit_code == CrawlExit.HALF_OF_USUAL, broken.last_line
    assert "about 20 are usual" in broken.last_line
