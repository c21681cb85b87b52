"""Pinned rows, rows in no order, rows of other sites, days without a year: what a list then proves.

Every page here is a plain one of our own making; articles are newest first, two a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bench.channels.driving import Driven, drive
from bench.claims import remembered
from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.feed import FeedSpider
from crawler.platforms.list_reading import day_reached
from crawler.platforms.sitemap import SitemapSpider
from crawler.platforms.static_list import StaticListSpider
from crawler.platforms.trs import TrsSpider
from newsroom.simulated.site import Answer
from storage.clock import beijing_today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.platforms.base import ChannelSpider

TODAY = beijing_today()
ENTRY = "http://list.test/yw/index.html"
SIZE = 15


@dataclass(frozen=True)
class Row:
    number: int
    day: date | None
    host: str = "list.test"
    printed: str | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}/yw/{self.number}.html"

    @property
    def html(self) -> str:
        title = f"章水县项目建设取得新进展第{self.number}号通报"
        said = self.printed or self.day or ""
        return f'<li><a href="{self.url}">{title}</a><span>{said}</span></li>'


@dataclass
class Pages:
    """What a site answers, by address."""

    bodies: dict[str, str]
    content_type: str = "text/html; charset=utf-8"

    def respond(self, method: str, url: str, body: bytes = b"") -> Answer:  # noqa: ARG002
        if url not in self.bodies:
            return Answer(404, {"Content-Type": "text/html"}, b"<html></html>")
        return Answer(200, {"Content-Type": self.content_type}, self.bodies[url].encode())


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def rows(count: int, *, per_day: int = 2, first: int = 99_000) -> list[Row]:
    return [Row(first - at, ago(at // per_day)) for at in range(count)]


PINNED = [Row(80_000 + at, ago(700 + at)) for at in range(3)]


def cut(listed: Sequence[Row], size: int = SIZE) -> list[list[Row]]:
    return [list(listed[at : at + size]) for at in range(0, len(listed), size)]


def site(pages: list[list[Row]], *, step: int = 1, foot: str = "", below: str = "") -> Pages:
    """Pages ``index.html``, ``index_1.html`` …, each with a link to the one ``step`` behind."""
    bodies = {}
    for at, page in enumerate(pages):
        link = f'<a href="index_{at + step}.html">下一页</a>' if at + step < len(pages) else ""
        listed = "".join(row.html for row in page)
        said = below.format(pages=len(pages), at=at)
        bodies[f"http://list.test/yw/index{f'_{at}' if at else ''}.html"] = (
            f"<html><body><div class=list><ul>{listed}</ul></div>"
            f"<div class=page>{link}{said}</div><div>{foot}版权所有</div></body></html>"
        )
    return Pages(bodies)


def channel(platform: type[ChannelSpider], entry: str = ENTRY) -> type[ChannelSpider]:
    about = {"name": "listed", "title": "某某网", "region_code": "360700", "start_urls": [entry]}
    return type("ListedSpider", (platform,), about | {"__module__": __name__})


LISTED = channel(StaticListSpider)


def read(pages: Pages, **arguments: str) -> Driven:
    return drive(LISTED, pages, **arguments)  # type: ignore[arg-type]


def test_pinned_rows_of_a_single_page_are_no_floor() -> None:
    driven = read(site([[*PINNED, *rows(SIZE)]]))

    assert driven.complete_from == ago(6)


def test_a_single_page_in_no_order_proves_nothing() -> None:
    listed = [rows(60)[at] for at in (8, 41, 2, 33, 17, 50, 5, 29, 11, 44, 20, 3)]

    driven = read(site([listed]))

    assert driven.complete_from is None
    assert "order" in (driven.spider.incomplete_reason or "")


def test_an_old_entry_above_a_feed_is_no_floor() -> None:
    items = "".join(
        f"<item><title>第{row.number}号</title><link>{row.url}</link>"
        f"<pubDate>{row.day:%a, %d %b %Y} 10:00:00 +0800</pubDate></item>"
        for row in [PINNED[0], *rows(20)]
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    pages = Pages({"http://list.test/rss.xml": feed}, "application/rss+xml")

    driven = drive(channel(FeedSpider, "http://list.test/rss.xml"), pages)  # type: ignore[arg-type]

    assert driven.complete_from == ago(8)


@pytest.mark.parametrize("since", [{}, {"since": f"{ago(60)}"}])
def test_pinned_rows_are_no_floor_where_the_next_page_fails(since: dict[str, str]) -> None:
    listed = rows(150)
    first = read(site(cut([*PINNED, *listed[10:]])))
    pages = site(cut([*PINNED, *listed]))
    del pages.bodies["http://list.test/yw/index_1.html"]

    second = drive(LISTED, pages, earlier=remembered(first), **since)  # type: ignore[arg-type]

    assert second.complete_from is None or second.complete_from > ago(5)


def test_a_footer_link_is_not_where_a_counted_list_begins() -> None:
    listed = rows(60)
    below = 'createPageHTML({pages}, {at}, "index", "html", 60);'.replace("{pages}", "4")
    foot = '<a href="/gy/201501/t20150101_1234.html">网站声明</a>'
    bodies = site(
        [
            [Row(row.number, row.day, f"list.test/{row.day:%Y%m}/t{row.day:%Y%m%d}_") for row in p]
            for p in cut(listed)
        ],
        foot=foot,
        below=f"<script>{below}</script>",
    ).bodies
    pages = Pages({u: b.replace("_/yw/", "_").replace("下一页", "") for u, b in bodies.items()})

    driven = drive(channel(TrsSpider), pages)  # type: ignore[arg-type]

    assert len(driven.articles) == 61
    assert driven.complete_from == ago(29)


def test_a_list_whose_pages_carry_no_day_claims_none_by_what_is_known() -> None:
    listed = [Row(row.number, None) for row in rows(90)]
    listed[50] = Row(listed[50].number, ago(300))
    first = read(site(cut(listed)))

    second = drive(LISTED, site(cut(listed)), earlier=remembered(first))  # type: ignore[arg-type]

    assert first.complete_from is second.complete_from is None


def test_a_first_page_of_rows_of_other_sites_does_not_end_a_list() -> None:
    others = [Row(70_000 + at, ago(at), "elsewhere.test") for at in range(SIZE)]

    driven = read(site([others, *cut(rows(60))]))

    assert len(driven.articles) == 60


def test_a_list_of_other_sites_only_is_no_list_of_the_channel() -> None:
    others = [Row(70_000 + at, ago(at), "elsewhere.test") for at in range(3 * SIZE)]

    driven = read(site(cut(others)))

    assert driven.complete_from is None
    assert driven.spider.crawler.stats.get_value("empty_lists") == 1


def test_a_day_without_its_year_may_be_of_the_range() -> None:
    days = [(row, row.day) for row in rows(400, per_day=1) if row.day]
    listed = [Row(row.number, None, printed=f"{day:%m-%d}") for row, day in days]

    driven = read(site(cut(listed)), since=f"{ago(390)}", until=f"{ago(350)}")

    wanted = {row.url for row, day in days if ago(390) <= day <= ago(350)}
    assert wanted <= {*driven.articles}


def test_a_pager_that_leaves_out_each_second_page_proves_nothing() -> None:
    assert read(site(cut(rows(60), 6), step=2)).complete_from is None


def test_pinned_rows_leave_a_growing_list_short_to_read_and_its_days_proven() -> None:
    listed = rows(450)
    pages = [site([[*PINNED, *page] if not at else page for at, page in enumerate(cut(one))])
             for one in (listed[10:], listed)]  # fmt: skip
    first = read(pages[0])

    second = drive(LISTED, pages[1], earlier=remembered(first))  # type: ignore[arg-type]

    assert len(second.lists) <= 5
    assert second.complete_from is not None
    assert {row.url for row in listed} <= {*first.articles, *second.articles}


def test_days_off_between_two_known_pages_leave_a_list_short_to_read() -> None:
    """The weekend falls on a page's end: both pages stood so when the list was read whole."""
    above, below = rows(26), [Row(90_000 - at, ago(20 + at // 2)) for at in range(420)]
    listed = [*above, *below]
    first = read(site(cut(listed[2:], size=24)))

    second = drive(LISTED, site(cut(listed, size=26)), earlier=remembered(first))  # type: ignore[arg-type]

    assert {row.url for row in listed} <= {*first.articles, *second.articles}
    assert len(second.lists) <= 4
    assert second.complete_from is not None


def test_an_old_entry_does_not_widen_the_window_of_a_news_sitemap() -> None:
    listed = [*rows(4), Row(70_000, ago(200))]
    news = "".join(
        f"<url><loc>{row.url}</loc><n:news><n:publication_date>{row.day}</n:publication_date>"
        "</n:news></url>"
        for row in listed
    )
    xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    body = (
        f'<urlset {xmlns} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{news}</urlset>'
    )
    entry = "http://list.test/n.xml"

    driven = drive(channel(SitemapSpider, entry), Pages({entry: body}, "application/xml"))  # type: ignore[arg-type]

    assert len(driven.articles) == 5
    assert driven.complete_from == ago(1)


def test_what_was_newly_pinned_is_no_boundary() -> None:
    listed = rows(400)
    first = read(site(cut(listed[40:])))
    pinned = listed[200 : 200 + 3 * SIZE]
    pages = site(cut([*pinned, *(row for row in listed if row not in pinned)]))

    second = drive(LISTED, pages, earlier=remembered(first), since=f"{ago(20)}")  # type: ignore[arg-type]

    assert {row.url for row in listed[:40]} <= {*second.articles}


def test_a_list_that_ends_at_the_boundary_is_proven() -> None:
    assert read(site(cut(rows(145))), since=f"{ago(20)}").complete_from == ago(20)


def test_a_sitemap_left_alone_does_not_fill_up_what_a_news_sitemap_shows() -> None:
    old, new = rows(40, first=50_000), rows(6)
    urls = "".join(
        f"<url><loc>http://list.test/2021/03/{1 + at % 28:02}/{row.number}.html</loc></url>"
        for at, row in enumerate(old)
    )
    news = "".join(
        f"<url><loc>{row.url}</loc><n:news><n:publication_date>{row.day}</n:publication_date>"
        "</n:news></url>"
        for row in new
    )
    xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    pages = Pages(
        {
            "http://list.test/robots.txt": (
                "Sitemap: http://list.test/a.xml\nSitemap: http://list.test/n.xml\n"
            ),
            "http://list.test/a.xml": f"<urlset {xmlns}>{urls}</urlset>",
            "http://list.test/n.xml": (
                f'<urlset {xmlns} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
                f"{news}</urlset>"
            ),
        },
        "application/xml",
    )

    driven = drive(channel(SitemapSpider, "http://list.test/robots.txt"), pages)  # type: ignore[arg-type]

    assert len(driven.articles) == 46
    assert driven.complete_from == ago(1)


@pytest.mark.parametrize("count", [93, 100])
def test_an_index_that_shows_more_than_the_newest_page_does_not_end_its_list(count: int) -> None:
    listed = rows(count)
    short = count % 10 or 10
    pages = [listed[:short], *cut(listed[short:], 10)]
    folder = "http://list.test/system/count//0002056/003000000000/000/000/"
    pattern = folder + "c0002056003000000000_{:09}.shtml"
    bodies = {
        pattern.format(len(pages) - at): site([page]).bodies[ENTRY] for at, page in enumerate(pages)
    }
    index = site([listed[:15]], foot=f'<a href="{pattern.format(len(pages))}">更多</a>').bodies
    served = {
        url: body.replace("/yw/", "/system/2026/06/01/0000")
        for url, body in (bodies | {ENTRY: index[ENTRY]}).items()
    }

    driven = drive(channel(EnorthSpider), Pages(served))  # type: ignore[arg-type]

    assert len(driven.articles) == count
    assert driven.complete_from is not None
    assert driven.complete_from < ago(count // 2 - 11)


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        ([], None),
        ([9, 8, 8, 5], 5),
        ([1, 2, 9, 8, 7, 7, 5], 5),
        ([9, 8, 4, 7, 6, 5, 4, 3], 7),
        ([3, 4, 5, 6, 7], None),
        ([3, 9, 1, 8, 2, 7], None),
    ],
)
def test_down_to_which_day_rows_name_everything(days: list[int], reached: int | None) -> None:
    given = [date(2026, 6, day) for day in days]

    assert day_reached(given) == (date(2026, 6, reached) if reached else None)
