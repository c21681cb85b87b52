"""Lists that have an address a day: whole by calendar, however far back they are read."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from crawler.extract.address_shapes import day_in, url_date
from crawler.platforms.base import ChannelSpider
from storage.clock import beijing_today

if TYPE_CHECKING:
    from crawler.platforms.list_reading import ArticleLink, ListPage


class CalendarSpider(ChannelSpider):
    """Without ``since`` the lists of the last days; with it those of every day from then on."""

    edition: ClassVar[str]
    """Address of a day's list as a strftime pattern."""
    first_edition: ClassVar[date] = date(2000, 1, 1)
    """Earliest day the archive holds."""
    last_edition: ClassVar[date | None] = None
    """Latest day, for a list that is no longer kept."""
    usual_days: ClassVar[int] = 7
    """Days read back when no ``since`` is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.failed_days: set[date] = set()
        """Days of whose list something could not be read."""

    @classmethod
    def entries(cls) -> list[str]:
        return [cls.edition]

    @property
    def list_length(self) -> float | None:
        """Articles of a day, on average: at the New Year there are fewer days with a list."""
        count = self.discovery.front_count
        return self.discovery.front_links / count if count else None

    @property
    def days(self) -> list[date]:
        """Days whose lists this crawl reads, latest first."""
        today = beijing_today()
        last = min(self.args.until or today, self.last_edition or today)
        first = self.args.since or last - timedelta(days=self.usual_days - 1)
        first = max(first, self.first_edition)
        count = int(min((last - first).days + 1, self.max_pages))
        return [last - timedelta(days=n) for n in range(count)]

    def end_reading(self, page: ListPage) -> None:
        """A day's list ends with the day."""

    @property
    def open_days(self) -> set[date]:
        return self.failed_days

    def note_day_shown(self, day: date | None, links: list[ArticleLink]) -> None:
        """A day's page that names more articles of another day than of its own is that one's."""
        shown = Counter(link_day for link in links if (link_day := url_date(link.url)))
        if day and shown and shown.most_common(1)[0][1] > shown[day]:
            self.failed_days.add(day)
            self.discovery.end_list(reason=f"{day}: its page shows another day")

    def give_up_list(
        self, url: str, why: str, page: ListPage | None = None, stat: str = "empty_lists"
    ) -> None:
        """A page of one day costs that day; anything else, the claim to all."""
        day = day_in(page.entry) if page else None
        if day is None:
            super().give_up_list(url, why, page, stat)
            return
        self.tell_failure(url, why, stat)
        self.failed_days.add(day)
        self.discovery.end_list(reason=f"{url[:200]}: {why}")
