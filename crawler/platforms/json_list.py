"""Sites whose lists load more as JSON or JSONP from an address that counts pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.extract.listing import ListItem
from crawler.platforms.base import ChannelSpider
from crawler.platforms.list_payloads import PayloadError, at_path, page_text, read_json
from crawler.platforms.list_reading import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.http import Request, Response


class JsonListSpider(ChannelSpider):
    """Where in the answer the list stands and how its fields are called, per channel."""

    platform = "json_list"
    items_path: ClassVar[str] = "data.list"
    more_path: ClassVar[str | None] = None
    """Where the answer says that there is more; without it an empty page is the end."""
    total_path: ClassVar[str | None] = None
    """Where the answer says how many entries the whole list has, if it does."""
    pages_path: ClassVar[str | None] = None
    url_field: ClassVar[str] = "url"
    title_field: ClassVar[str] = "title"
    date_field: ClassVar[str] = "time"
    page_parameter: ClassVar[str] = "page"

    def list_items(self, response: Response) -> Iterable[ListItem]:
        items = at_path(read_json(page_text(response)), self.items_path)
        if items is None:
            raise PayloadError(f"no list at {self.items_path!r}: has the answer changed?")
        return list(self.read_items(items))

    def read_items(self, items: Any) -> Iterator[ListItem]:
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(href := item.get(self.url_field), str):
                yield ListItem(
                    href=href,
                    title=_text(item.get(self.title_field)) or "",
                    date=_text(item.get(self.date_field)),
                )

    def stated(self, response: Response) -> Stated | None:
        data = read_json(page_text(response))
        records, pages = (
            int(said) if path and (said := str(at_path(data, path))).isdecimal() else None
            for path in (self.total_path, self.pages_path)
        )
        return None if records is pages is None else Stated(records=records, pages=pages)

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        if self.more_path and not at_path(read_json(page_text(response)), self.more_path):
            return None
        if self.next_pages:
            return super().next_list(response)
        return next_page_address(response.url, self.page_parameter), True


def next_page_address(url: str, parameter: str) -> str:
    """The same address with its page parameter one higher (2 if it has none)."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    number = next((int(v) for k, v in pairs if k == parameter and v.isdigit()), 1)
    rest = [(k, v) for k, v in pairs if k != parameter]
    return urlunsplit(parts._replace(query=urlencode([*rest, (parameter, number + 1)])))


def _text(value: Any) -> str | None:
    return str(value)[:500] if isinstance(value, str | int) and value != "" else None
