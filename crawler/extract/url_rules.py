"""How content management systems and single outlets spell one article in several ways.

``CMS_RULES`` go by the shape of a path (a dated id that only one CMS writes), so they hold on
every host. What other sites may mean otherwise (``12_345.html``, ``?ch=``) stands with the outlet:
``OUTLET_RULES`` go by registrable domain, and mobile hosts and mirrors are never folded unless the
outlet is known to serve the same id there. A platform or a channel may add rewrites of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from re import Pattern

Rewrite = tuple[str, str]
"""A pattern of ``host/path`` and its replacement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedPath:
    """How one CMS writes the paths of an article whose later pages are numbered."""

    stem: str
    before: str = ""
    """What must stand before the stem for a number to be that of a page."""
    mark: str = "_"
    """Between stem and number."""
    suffix: str = r"\.s?html?"
    first: str = ""
    """What stands in place of mark and number on the first page."""

    @property
    def first_page(self) -> str:
        return rf"{self.stem}{self.first}{self.suffix}$"

    @property
    def any_page(self) -> str:
        return rf"{self.stem}(?:{self.mark}\d{{1,2}})?{self.suffix}$"

    @property
    def to_first_page(self) -> Rewrite:
        """No article has a hundred pages: three digits are an id."""
        numbered = rf"({self.before}{self.stem}){self.mark}\d{{1,2}}({self.suffix})$"
        return numbered, rf"\1{self.first}\2"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRule:
    """Rewrites of ``host/path`` in order, and query parameters that never name an article."""

    rewrites: tuple[Rewrite, ...] = ()
    drop_parameters: frozenset[str] = field(default_factory=frozenset)


# c186330-29332963-2.html is page 2 of c186330-29332963.html
PEOPLE_PATH = PagedPath(stem=r"/\d{4}/\d{4}/c\d+-\d+", mark="-", suffix=r"\.html?")
# t20190224_910617_1.htm is page 2 of t20190224_910617.htm
TRS_PATH = PagedPath(stem=r"/t\d{8}_\d+")
# /system/2019/02/24/015387323_01.shtml is page 2 of 015387323.shtml
ENORTH_PATH = PagedPath(stem=r"/system/\d{4}/\d\d/\d\d/\d{6,}")
# c_1124155123_2.htm is page 2 of c_1124155123.htm
XINHUA_PATH = PagedPath(stem=r"/\d{4}-\d\d/\d\d/c_\d+", suffix=r"\.html?")
XINHUA_NEW_PATH = PagedPath(stem=r"/\d{8}/[0-9a-f]{32}/c", suffix=r"\.html?")
# old ifeng: page n of an article is _n.shtml, the first one _0.shtml
IFENG_PATH = PagedPath(stem=r"/a/\d{8}/\d+", first="_0")
IFENG_DETAIL_PATH = PagedPath(stem=r"/detail_\d{4}_\d\d/\d\d/\d+", first="_0")
# /news/2019/0224/1296_2.html is page 2 of 1296.html
CHINANEWS_PATH = PagedPath(before="/[a-z]+", stem=r"/\d{4}/\d{4}/\d+")
# /gn/2026/10-03/10707443.shtml
CHINANEWS_DASHED_PATH = PagedPath(stem=r"/\d{4}/\d\d-\d\d/\d+")
# /art/2024/7/25/art_5057_4963506.html
HANWEB_PATH = PagedPath(stem=r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+")
# /html/2023-05/19/content_5411_7712601.htm, /pc/content/202405/10/content_7712601.html, and of
# UCAP until 2020 /c100082/2018-06/01/content_<32 hex>.shtml
FOUNDER_PATH = PagedPath(stem=r"/(?:\d{4}-\d\d|\d{6})/\d\d/content_(?:\d+(?:_\d+)?|[0-9a-f]{32})")
# /gzszf/c100022/202606/<32 hex>.shtml: a month, no day
UCAP_PATH = PagedPath(stem=r"/\d{6}/[0-9a-f]{32}")
# /c100022/c123456/content.shtml: an id of its own folder
UCAP_CONTENT_PATH = PagedPath(stem=r"/c\d+/c\d+/content")
# /news-show-1234.html
XUNRUI_PATH = PagedPath(stem=r"/\w+-show-\d+", suffix=r"\.html")
GKML_PATH = PagedPath(stem=r"/post_\d+")
TRS_UNDATED_PATH = PagedPath(stem=r"/t_\d+")
IFENG_ID_PATH = r"(?:^|[./])ifeng\.com/c/(?:s/)?\w{8,40}$"
WECHAT_HOST = "mp.weixin.qq.com"
WECHAT_PATH = r"^mp\.weixin\.qq\.com/s(?:/[\w-]{16,40})?$"
CMS_RULES: tuple[tuple[Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        path.to_first_page
        for path in (PEOPLE_PATH, TRS_PATH, ENORTH_PATH, XINHUA_PATH, XINHUA_NEW_PATH)
    )
)
CHINANEWS_PARTS: tuple[Rewrite, ...] = (CHINANEWS_PATH.to_first_page,)
IFENG_PARTS: tuple[Rewrite, ...] = (IFENG_PATH.to_first_page, IFENG_DETAIL_PATH.to_first_page)
"""Other sites number their articles so: 2019/0224/12_345.html, 2019/0224/12_346.html."""

PEOPLE_MIRROR: Rewrite = (r"(?i)^([^/]+)/BIG5/", r"\1/")
"""The Traditional mirror serves the same ids."""
PEOPLE = OutletRule(rewrites=(PEOPLE_MIRROR,))
XINHUA = OutletRule(
    rewrites=(
        # m.xinhuanet.com/jx/2019-02/24/c_1.htm is jx.xinhuanet.com/2019-02/24/c_1.htm
        (r"^m\.(xinhuanet\.com)/([a-z]{2,3})/(?=\d{4}-)", r"\2.\1/"),
        (r"^www\.([a-z]{2,3}\.xinhuanet\.com)/", r"\1/"),
        # one id under several sections of a channel
        (rf"^([^/]+)/.+({XINHUA_PATH.any_page})", r"\1\2"),
        (rf"^([^/]+)/.+({XINHUA_NEW_PATH.any_page})", r"\1\2"),
    )
)
CHINANEWS = OutletRule(
    rewrites=((r"^(?:www|m)\.([a-z]{2}\.chinanews\.com)/", r"\1/"), *CHINANEWS_PARTS)
)
JXNEWS = OutletRule(
    # gz.jxcn.cn is gz.jxnews.com.cn: one system numbers the articles of both
    rewrites=((rf"^(.+\.)?jxcn\.cn(?=.*{ENORTH_PATH.any_page})", r"\1jxnews.com.cn"),)
)
IFENG = OutletRule(
    rewrites=(
        # shared from the app or shown by a region: the id is the article, whatever the host
        (r"^[\w-]+\.(ifeng\.com)/c/(?:s/)?(\w{8,40})$", r"news.\1/c/\2"),
        *IFENG_PARTS,
    ),
    drop_parameters=frozenset({"aman", "ch", "gud", "spm", "ucms"}),
)
WEIXIN = OutletRule(
    drop_parameters=frozenset(
        "chksm scene ascene subscene mpshare pass_ticket wx_header exportkey rd2werd".split()
    )
)
SINA = OutletRule(drop_parameters=frozenset({"cre", "mod", "loc", "r", "doct", "rfunc", "tj"}))
OUTLET_RULES: dict[str, OutletRule] = {
    "people.com.cn": PEOPLE,
    "xinhuanet.com": XINHUA,
    "chinanews.com": CHINANEWS,
    "ifeng.com": IFENG,
    "jxcn.cn": JXNEWS,
    "qq.com": WEIXIN,
    "sina.com.cn": SINA,
}
SITE_ALIASES = {
    "news.cn": "xinhuanet.com",
    "chinanews.com.cn": "chinanews.com",
}
"""Registrable domains under which an outlet serves the same hosts and paths."""
