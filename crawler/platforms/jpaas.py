"""Government sites on Hanweb's newer system (jpaas): a list is a unit that a script fills.

A column's page names its units, each with address and parameters; the answer is HTML inside JSON,
with the count of records in its pager, or all rows at once and no pager.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from parsel import Selector

from crawler.platforms.hanweb import HanwebSpider
from crawler.platforms.list_payloads import PayloadError, at_path, html_of, page_text, read_json
from crawler.platforms.list_reading import ListPage, Stated
from crawler.platforms.row_lists import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.http import Request, Response

    from crawler.extract.listing import ListItem

UNIT = "/page/build/unit"
PAIR = re.compile(r"['\"](\w{1,40})['\"]\s*:\s*['\"]([^'\"]{0,300})['\"]")


class JpaasSpider(HanwebSpider):
    """Articles and columns are addressed as in ``hanweb``; columns without units are read so."""

    platform = "jpaas"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units: dict[str, set[str]] = {}
        """By column: addresses of its units, less those that are a menu or a footer."""

    def read_list(self, response: Response, page: ListPage) -> Iterator[Any]:
        units = [] if is_unit(response.url) else unit_addresses(response)
        if units:
            self.units[response.url] = set(units)
            for url in units:
                yield from self.first_page(url)
        elif is_unit(response.url) and page.number == 1 and not self.links(response):
            self.drop_unit(page.entry)
        else:
            yield from super().read_list(response, page)

    def drop_unit(self, url: str) -> None:
        """A unit names no article: what is wrong if it was the last one of its column."""
        for column, units in self.units.items():
            if url in units:
                units.remove(url)
                if not units:
                    self.give_up_list(column, "no unit names an article: has its template changed?")

    def stated(self, response: Response) -> Stated | None:
        if not is_unit(response.url):
            return super().stated(response)
        records, rows, _ = pager_of(response)
        return (
            Stated(records=records, pages=-(-records // rows) if rows else None)
            if records
            else None
        )

    def list_items(self, response: Response) -> Iterable[ListItem]:
        if not is_unit(response.url):
            return super().list_items(response)
        return entries_of(unit_html(response))

    def next_list(self, response: Response) -> tuple[str | Request, bool] | None:
        if not is_unit(response.url):
            return super().next_list(response)
        records, rows, number = pager_of(response)
        if not rows:
            return None
        parts = urlsplit(response.url)
        query = dict(parse_qsl(parts.query))
        wanted = {"pageNo": number + 1, "pageSize": rows}
        query["paramJson"] = json.dumps(wanted, separators=(",", ":"))
        following = parts._replace(query=urlencode(query)).geturl()
        return following, number * rows >= records  # counts may be stale: only asking tells


def is_unit(url: str) -> bool:
    return urlsplit(url).path.endswith(UNIT)


def unit_addresses(response: Response) -> list[str]:
    """Addresses of the units that the page has filled by script, parameters included."""
    return [
        response.urljoin(f"{script.attrib.get('url', '')}?{urlencode(query)}")
        for script in html_of(response).css(f"script[querydata][url*='{UNIT}']")
        if (query := dict(PAIR.findall(script.attrib["querydata"])))
    ]


def unit_html(response: Response) -> str:
    """The rows of a unit. Raises PayloadError if the answer holds none."""
    html = at_path(read_json(page_text(response)), "data.html")
    if not isinstance(html, str):
        raise PayloadError("no HTML at 'data.html': has the answer changed?")
    return html


def pager_of(response: Response) -> tuple[int, int, int]:
    """Records of the list, rows of a page, number of this page; zeros where it has no pager."""
    pagers = Selector(unit_html(response) or " ", type="html").css("[count][rows]")
    given = pagers[0].attrib if pagers else {}
    records, rows, number = (given.get(name, "") for name in ("count", "rows", "pageno"))
    return tuple(int(x) if x.isdigit() else 0 for x in (records, rows, number or "1"))  # type: ignore[return-value]
