"""What a Hanweb column's page says of its list: where further records are, and how many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapy.http import Request

from crawler.platforms.list_payloads import page_text

if TYPE_CHECKING:
    from scrapy.http import Response

PROXY = "/module/web/jpage/dataproxy.jsp"
TOTAL = re.compile(r"<totalrecord>\s*(?:<!\[CDATA\[)?\s*(\d{1,9})", re.IGNORECASE)
PAGES = re.compile(r"<totalpage>\s*(?:<!\[CDATA\[)?\s*(\d{1,9})", re.IGNORECASE)
SETTING = re.compile(r"\b(totalRecord|perPage|groupSize)[\"']?\s*:\s*[\"']?(\d{1,9})")
PARAMETERS = re.compile(r"\bajaxParam[\"']?\s*:\s*\{(?P<pairs>[^{}]{1,2000})\}")
PAIR = re.compile(
    r"[\"']?(\w{1,40})[\"']?\s*:\s*(?:\"([^\"]{0,300})\"|'([^']{0,300})'|([\w./%-]+))"
)
LINK = re.compile(r"[\w./:-]{0,200}dataproxy\.jsp(?:\?[^\"'<>\s]{0,1500})?")
PROXY_NAMES = frozenset(
    "col appid webid path columnid sourceContentType unitid webname permissiontype".split()
)
RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL)
PER_PAGE, GROUP = 15, 3
"""Records of a page, and pages loaded at once, where a site does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The proxy of one list, the parameters it wants, and how many records it gives at once."""

    proxy: str
    parameters: dict[str, str]
    per_page: int
    at_once: int

    @classmethod
    def on(cls, response: Response) -> Column | None:
        """None if the page names no proxy."""
        text = page_text(response)
        links = [match[0].replace("&amp;", "&") for match in LINK.finditer(text)]
        queries = (dict(parse_qsl(urlsplit(link).query)) for link in links)
        given = next((query for query in queries if "columnid" in query), {})
        if not given and (match := PARAMETERS.search(text)):
            given = {name: "".join(values) for name, *values in PAIR.findall(match["pairs"])}
        if "columnid" not in given:
            return None
        settings = {name: int(value) for name, value in SETTING.findall(text)}
        per_page = settings.get("perPage") or PER_PAGE
        return cls(
            proxy=response.urljoin(links[0].partition("?")[0] if links else PROXY),
            parameters={name: value for name, value in given.items() if name in PROXY_NAMES},
            per_page=per_page,
            at_once=per_page * (settings.get("groupSize") or GROUP),
        )

    def request(self, start: int, method: str) -> Request:
        """The request for the records from ``start`` (from 1) on."""
        end = start + self.at_once - 1
        span = urlencode({"startrecord": start, "endrecord": end, "perpage": self.per_page})
        form = urlencode(self.parameters)
        if method == "GET":
            return Request(f"{self.proxy}?{span}&{form}")
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return Request(f"{self.proxy}?{span}", method="POST", body=form, headers=kind)


def records_total(response: Response) -> int | None:
    """How many records the list has, as the page or the proxy's answer says."""
    text = page_text(response)
    if match := TOTAL.search(text):
        return int(match[1])
    settings = dict(SETTING.findall(text))
    return int(settings["totalRecord"]) if "totalRecord" in settings else None


def pages_total(response: Response) -> int | None:
    match = PAGES.search(page_text(response))
    return int(match[1]) if match else None


def start_of(url: str) -> int | None:
    """Number of the first record that was asked for; None for a column's own page."""
    start = dict(parse_qsl(urlsplit(url).query)).get("startrecord", "")
    return int(start) if start.isdigit() and "dataproxy" in url else None


def records_in(response: Response) -> list[str]:
    """The rows that stand in a page's data store or in the proxy's answer, as HTML."""
    return RECORD.findall(page_text(response))
