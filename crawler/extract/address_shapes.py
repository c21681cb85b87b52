"""What an address is by its shape alone: an article, a page of a list, neither; and its day.

The shapes that single content management systems write come first, for they say whether their
address carries a day at all: the id of ``post_20191212.html`` is none. Then what any site writes.
What cannot be told is ``other``: a folder may be a section or an article, a page without an id too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from crawler.extract.url_rules import (
    CHINANEWS_DASHED_PATH,
    CHINANEWS_PATH,
    ENORTH_PATH,
    FOUNDER_PATH,
    GKML_PATH,
    HANWEB_PATH,
    IFENG_DETAIL_PATH,
    IFENG_ID_PATH,
    IFENG_PATH,
    PEOPLE_PATH,
    TRS_PATH,
    TRS_UNDATED_PATH,
    UCAP_CONTENT_PATH,
    UCAP_PATH,
    WECHAT_PATH,
    XINHUA_NEW_PATH,
    XINHUA_PATH,
    XUNRUI_PATH,
)

Kind = Literal["article", "list", "other"]


@dataclass(frozen=True, slots=True)
class Address:
    """What the shape of an address tells: its kind, and the day it carries if it is no list's."""

    kind: Kind
    day: date | None = None


DATED = tuple(
    re.compile(path.any_page)
    for path in (
        TRS_PATH, ENORTH_PATH, HANWEB_PATH, PEOPLE_PATH, FOUNDER_PATH, XINHUA_PATH,
        XINHUA_NEW_PATH, IFENG_DETAIL_PATH, IFENG_PATH, CHINANEWS_DASHED_PATH, CHINANEWS_PATH,
    )
)  # fmt: skip
DATED_ID = re.compile(r"(?:^|\.)qq\.com/(?:rain/a|omn)/(?P<day>20\d{6})[0-9A-Z]{8}(?:\.html)?$")
"""Of 腾讯新闻, whose ids begin with the day."""
UNDATED = (
    *(
        re.compile(path.any_page)
        for path in (UCAP_PATH, UCAP_CONTENT_PATH, GKML_PATH, TRS_UNDATED_PATH, XUNRUI_PATH)
    ),
    re.compile(IFENG_ID_PATH),
    re.compile(WECHAT_PATH),
    re.compile(r"/newsDetail_forward_\d{4,}$"),  # 澎湃
    re.compile(r"(?:^|\.)163\.com/(?:.*/)?article/[0-9A-Z]{16}\.html$"),
)
LIST_PATH = re.compile(
    # enorth; Founder's pages of an edition; 滚动新闻 of chinanews; old ifeng; Xinhua's node lists
    r"/system/(?:count|more)/|/pc/layout/|/scroll-news/|/list_\d+/\d+\.s?html?$|/nodeart/list"
    r"|/lists?/\d{1,3}\.s?html?$|/nbs\.D\w+\.html?$"
    r"|/(?:channels?|columns?|category|tags?|topics?)/[\w%-]+(?:\.s?html?)?$"
    r"|/(?:page_?)?index/(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])\.s?html?$"  # of a month
)
MAX_LENGTH = 4096
"""Characters of an address that may mean anything; no article has a longer one."""
LIST_NAME = re.compile(
    r"(?:[a-z]+[_-])*(?:index|default|(?:xxgk|news|article|info|index|page)?lists?)(?![a-z])[\w-]*"
    r"|(?:node|more|col|column|channel|class|category|page|pages)(?:[_-]?\d{1,9}){0,3}",
    re.IGNORECASE | re.ASCII,
)
PAGE = re.compile(r"(?P<stem>[^/]*?)(?:\.(?:[sx]?html?|[jp]html|php|aspx?|jspx?|do))?", re.I)
SCRIPT = re.compile(r"\.(?:php|aspx?|jspx?|do)$", re.IGNORECASE)
ID_PARAMETER = re.compile(
    r"(?:[a-z]{0,3}(?:news|article|content|info|item|doc)|[nac])?_?id|articlekey|p", re.IGNORECASE
)
SHOWS_ONE = re.compile(r"(?:^|&)[acm]=(?:show|view|detail|read)(?:&|$)", re.IGNORECASE)
"""The action that a script of one address for everything is asked for, as PHPCMS has it."""
ID = re.compile(
    r"\d{5}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4}|^[a-z]{0,2}\d+[_-]\d+$|^[0-9a-f]{16,}$",
    re.ASCII,
)
"""Four digits that are no year, as in ``2023zt.html``; ``7_1234.html``; hexadecimal digits."""
SURE_ID = re.compile(r"(?:\d{5,}(?:_\d+)?|[0-9a-f]{16,})", re.ASCII)
ID_FOLDER = re.compile(
    r"(?:news|articles?|contents?|details?|show|view|posts?|story|item|info|archives|read|doc"
    r"|[acnp])/[^/]+$"
)

LONG_ID_FOLDER = re.compile(r"/(?:articles?|news|detail|a|i)/\d{9,}/$")
"""A folder of one article, as Toutiao has it: nine digits and more are no day."""

HEX_ID = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{16,}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})"
    r"(?![0-9A-Za-z])"
)
"""Ids in hexadecimal digits: ``/202511/068d63…`` is of November, of which day it does not say."""
YEAR = r"(?<![0-9A-Za-z])[A-Za-z]{0,10}(?P<y>(?:19|20)\d\d)"
DAYS = (
    re.compile(rf"{YEAR}[-_/](?P<m>\d{{1,2}})[-_/](?P<d>\d{{1,2}})(?![0-9A-Za-z])"),
    re.compile(rf"{YEAR}[-_/]?(?P<m>\d\d)[-_/]?(?P<d>\d\d)(?![0-9A-Za-z])"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/[A-Za-z]{1,20}_(?P<m>\d\d)(?P<d>\d\d)/"),
)
FIRST_YEAR = 1990
"""Of sites on the web; an earlier year in an unknown shape is a number of another kind."""


@lru_cache(maxsize=4096)
def judge_address(url: str) -> Address:
    """Kind and day of an address, absolute or a path alone. Never raises.

    >>> judge_address("http://a.cn/zwgk/201902/t20190224_910617.htm")
    Address(kind='article', day=datetime.date(2019, 2, 24))
    >>> judge_address("http://a.cn/html/2019-02/24/node_1.htm").kind
    'list'
    """
    if len(url) > MAX_LENGTH:
        return Address("other")
    try:
        parts = urlsplit(url)
    except ValueError:
        return Address("other")
    path = f"{parts.netloc.lower()}{parts.path}" if parts.netloc else parts.path
    name = path.rpartition("/")[2] if "/" in path else ""
    page = PAGE.fullmatch(name)
    if page and SCRIPT.search(name) and SHOWS_ONE.search(parts.query) and _ids(parts.query):
        return Address("article", _day(parts.path, FIRST_YEAR))
    if LIST_PATH.search(path) or (page and LIST_NAME.fullmatch(page["stem"])):
        return Address("list")
    for shape in DATED:
        if match := shape.search(path):
            return Address("article", _day(match[0]))
    if match := DATED_ID.search(path):
        return Address("article", _day(match["day"]))
    if any(shape.search(path) for shape in UNDATED):
        return Address("article" if name != "s" or "mid=" in parts.query else "other")
    day = _day(parts.path, FIRST_YEAR)
    if not page:
        return Address("other", day)
    return Address("article" if _names_one(path, page, parts.query, day) else "other", day)


def url_date(url: str) -> date | None:
    """The day an address carries (``/2019/02/24/``, ``/2019/0224/``, ``t20190224_``), or None."""
    return judge_address(url).day


def day_in(url: str) -> date | None:
    """A day written in the path of an address, a list's too: that of an edition."""
    try:
        return _day(urlsplit(url).path, FIRST_YEAR)
    except ValueError:
        return None


def is_list_address(url: str) -> bool:
    """Surely a page of a list, whatever else a site's addresses look like."""
    return judge_address(url).kind == "list"


def _names_one(path: str, page: re.Match[str], query: str, day: date | None) -> bool:
    """Whether a page of no known shape is one of many: named by an id or filed under a day."""
    stem = page["stem"]
    ids = _ids(query)
    if any(SURE_ID.fullmatch(value) for value in ids):
        return True
    if not stem:
        return bool(ids) or LONG_ID_FOLDER.search(path) is not None
    if SCRIPT.search(path) and ids:
        return True
    if stem == page[0]:  # no extension: a folder as likely
        return bool(SURE_ID.fullmatch(stem) and ID_FOLDER.search(path))
    return day is not None or bool(ID.search(stem))


def _ids(query: str) -> list[str]:
    pairs = parse_qsl(query, max_num_fields=500) if query.count("&") < 500 else []
    return [value for name, value in pairs if ID_PARAMETER.fullmatch(name) and value.isdecimal()]


def _day(path: str, first_year: int = 1900) -> date | None:
    path = HEX_ID.sub("", path)
    for pattern in DAYS:
        for match in pattern.finditer(path):
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if day.year >= first_year:
                return day
    return None
