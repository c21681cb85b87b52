"""中国新闻网: everything it published on a day stands on one page, however long ago that was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crawler.extract.address_shapes import day_in, url_date
from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import CHINANEWS_DASHED_PATH
from crawler.platforms.calendar_lists import CalendarSpider
from crawler.platforms.list_reading import ListPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Request, Response

    from crawler.platforms.list_reading import ArticleLink


class ChinanewsDaysSpider(CalendarSpider):
    """Articles are ``/gn/2026/10-03/10707443.shtml``, days ``/scroll-news/2026/1003/news.shtml``.

    There is news every day: a day's page that is not there, or names none, is a failure.
    """

    platform = "chinanews_days"
    takes_every_link = True
    first_edition: ClassVar[date] = date(2009, 1, 1)
    usual_days = 3
    article_pattern = CHINANEWS_DASHED_PATH.first_page
    article_rules = ArticleRules(
        template="chinanews", published=".content_left_time", body=".left_zw"
    )

    def entry_requests(self) -> Iterator[Request]:
        days = self.days
        if days:
            self.discovery.end_list(days[-1])
        for day in days:
            url = day.strftime(self.edition)
            yield from self.list_request(url, ListPage(entry=url))

    def links(self, response: Response) -> list[ArticleLink]:
        """Those of the day: what stands beside the list is of other days, and in their lists."""
        page: ListPage = response.cb_kwargs["page"]
        found = [*super().links(response), *super().stray_links(response)]
        self.note_day_shown(day_in(page.entry), found)
        return [link for link in found if url_date(link.url) == day_in(page.entry)]

    def stray_links(self, response: Response) -> list[ArticleLink]:  # noqa: ARG002
        return []

    def next_list(self, response: Response) -> None:  # noqa: ARG002
        return None
