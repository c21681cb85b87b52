"""Lists with an address a day: Founder e-papers with an index of the month, rolling news."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from newsroom.simulated.articles import LAST_DAY
from newsroom.simulated.shape import Asked, Layout, Listing, Shape, page
from storage.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsroom.simulated.articles import SimulatedArticle


class FounderNavi(Shape):
    """Classic Founder: articles as ``<area>`` of the page's picture, editions in ``navi.xml``.

    A list page is one sheet of a day's paper; the first sheet names the others.
    """

    name = "founder_navi"
    folder = "/html/"
    index: ClassVar[str] = "/html/{:%Y-%m}/navi.xml"
    sheet: ClassVar[str] = "/html/{:%Y-%m/%d}/node_{}.htm"
    content: ClassVar[str] = "content_5411_{}.htm"

    @property
    def pattern(self) -> str:
        """Address of a month's index, for ``strftime``."""
        return f"http://{self.host}" + self.index.replace("{:", "").replace("}", "")

    @property
    def entry(self) -> str:
        return LAST_DAY.strftime(self.pattern)

    def article_path(self, published: datetime, serial: int) -> str:
        folder = self.sheet.format(published, 1).rpartition("/")[0].replace("layout", "content")
        return f"{folder}/{self.content.format(7_712_000 + serial)}"

    def cut(self, articles: Sequence[SimulatedArticle], size: int) -> list[list[SimulatedArticle]]:  # noqa: ARG002
        """Each day's articles on sheets of two."""
        days = [list(same) for _, same in groupby(articles, key=lambda one: one.day)]
        return [same[at : at + 2] for same in days for at in range(0, len(same), 2)] or [[]]

    def locate(self, asked: Asked, site: Layout) -> int | None:
        return {path: number for number, path in enumerate(self.paths(site), 1)}.get(asked.path)

    def paths(self, site: Layout) -> list[str]:
        """Path of every list page."""
        paths: list[str] = []
        sheet, before = 0, None
        for rows in site.pages:
            day = rows[0].day if rows else None
            sheet, before = sheet + 1 if day == before else 1, day
            paths.append(self.sheet.format(day, self.number(sheet)) if day else "")
        return paths

    def number(self, sheet: int) -> str:
        return str(sheet)

    def other(self, asked: Asked, site: Layout) -> str | None:
        """The index of a month, whether it has editions or none."""
        pattern = re.escape(self.index.replace("{:%Y-%m}", "@").replace("{:%Y%m}", "@"))
        match = re.fullmatch(pattern.replace("@", r"(\d{4})-?(\d\d)"), asked.path)
        if match is None:
            return None
        year, month = int(match[1]), int(match[2])
        days = {rows[0].day for rows in site.pages if rows}
        return self.month(sorted(day for day in days if (day.year, day.month) == (year, month)))

    def month(self, days: Sequence[date]) -> str:
        items = "".join(
            f'<item day="{day:%d}" href="{day:%d}/node_{self.number(1)}.htm"/>' for day in days
        )
        return f'<?xml version="1.0" encoding="utf-8"?><navi>{items}</navi>'

    def list_page(self, listing: Listing, site: Layout) -> str:
        own = self.paths(site)[listing.number - 1]
        folder = own.rpartition("/")[0]
        sheets = "".join(
            f'<a id="pageLink" href="{path.rpartition("/")[2]}">第{number:02}版</a>'
            for number, path in enumerate(
                (path for path in self.paths(site) if path.rpartition("/")[0] == folder), 1
            )
        )
        areas = "".join(
            f'<area shape="polygon" coords="1,1,9,1,9,9" href="{escape(self.href(one))}">'
            for one in listing.rows
        )
        return page(
            f'<div class="sheets">{sheets}</div><img src="page.jpg" usemap="#pagePicMap">'
            f'<map name="pagePicMap" id="pagePicMap">{areas}</map>'
        )

    def href(self, article: SimulatedArticle) -> str:
        return article.path.rpartition("/")[2]

    def body(self, text: str) -> str:
        return f'<div id="ozoom">\n{text}\n</div>'


class FounderPeriod(FounderNavi):
    """The same with ``period.xml``, which states date and first page of each edition."""

    name = "founder_period"
    index = "/html/{:%Y-%m}/period.xml"

    def month(self, days: Sequence[date]) -> str:
        items = "".join(
            f'<period id="{number}"><period_name>{day}</period_name><period_date>{day}'
            f"</period_date><rmp_display>0</rmp_display><front_page>{self.front_page(day)}"
            "</front_page></period>"
            for number, day in enumerate(days, 1)
        )
        return f'<?xml version="1.0" encoding="utf-8"?><period_list>{items}</period_list>'

    def front_page(self, day: date) -> str:
        return f"{day:%d}/node_{self.number(1)}.htm"


class FounderLayout(FounderPeriod):
    """Pages in ``pc/layout/202606/20/node_01.html``, articles in ``pc/content/202606/20/``."""

    name = "founder_layout"
    folder = "/pc/layout/"
    index = "/pc/layout/{:%Y%m}/period.xml"
    sheet = "/pc/layout/{:%Y%m/%d}/node_{}.html"
    content = "content_{}.html"

    def number(self, sheet: int) -> str:
        return f"{sheet:02}"

    def front_page(self, day: date) -> str:  # noqa: ARG002
        return f"node_{self.number(1)}.html"

    def href(self, article: SimulatedArticle) -> str:
        return f"../../..{article.path.removeprefix('/pc')}"


class ChinanewsDays(Shape):
    """中国新闻网: everything of a day on ``/scroll-news/2026/0620/news.shtml``."""

    name = "chinanews_days"
    folder = "/scroll-news/"
    day_count: ClassVar[int] = 9
    """Days that the archive holds; if there are enough articles, none is without one."""

    @property
    def pattern(self) -> str:
        """Address of a day's list, for ``strftime``."""
        return f"http://{self.host}{self.folder}%Y/%m%d/news.shtml"

    @property
    def entry(self) -> str:
        return LAST_DAY.strftime(self.pattern)

    def dated(self, articles: Sequence[SimulatedArticle]) -> Sequence[SimulatedArticle]:
        newest = datetime.combine(articles[0].day, time(20), tzinfo=BEIJING)
        days = [timedelta(days=at * self.day_count // len(articles)) for at in range(len(articles))]
        return [
            replace(one, published=newest - day - timedelta(minutes=at))
            for at, (one, day) in enumerate(zip(articles, days, strict=True))
        ]

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/gn/{published:%Y}/{published:%m-%d}/{10_707_000 + serial}.shtml"

    def cut(self, articles: Sequence[SimulatedArticle], size: int) -> list[list[SimulatedArticle]]:  # noqa: ARG002
        return [list(same) for _, same in groupby(articles, key=lambda one: one.day)] or [[]]

    def locate(self, asked: Asked, site: Layout) -> int | None:
        days = [rows[0].day for rows in site.pages if rows]
        paths = {f"{self.folder}{day:%Y/%m%d}/news.shtml": at for at, day in enumerate(days, 1)}
        return paths.get(asked.path)

    def row(self, article: SimulatedArticle) -> str:
        return (
            f'<li><div class="dd_lm">[<a href="/gn/">国内</a>]</div> <div class="dd_bt"><a href='
            f'"{self.href(article)}">{escape(article.headline)}</a></div>'
            f'<div class="dd_time">{article.published:%-m-%-d %H:%M}</div></li>'
        )

    def body(self, text: str) -> str:
        return f'<div class="left_zw">\n{text}\n</div>'
