"""How content management systems and single outlets spell one article in several ways.

``CMS_RULES`` go by the shape of a path (a dated id that only one CMS writes), so they hold on
every host. ``OUTLET_RULES`` go by registrable domain: mobile hosts and mirrors are never folded
unless the outlet is known to serve the same id there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from re import Pattern

Rewrite = tuple[Pattern[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRule:
    """Rewrites of ``host/path`` in order, and query parameters that never name an article."""

    rewrites: tuple[Rewrite, ...] = ()
    drop_parameters: frozenset[str] = field(default_factory=frozenset)


CMS_RULES: tuple[Rewrite, ...] = (
    # people: c186330-29332963-2.html is page 2 of c186330-29332963.html
    (re.compile(r"(/\d{4}/\d{4}/c\d+-\d+)-\d{1,3}(\.html?)$"), r"\1\2"),
    # TRS: t20190224_910617_1.htm is page 2 of t20190224_910617.htm
    (re.compile(r"(/t\d{8}_\d+)_\d{1,3}(\.s?html?)$"), r"\1\2"),
    # enorth: /system/2019/02/24/015387323_01.shtml is page 2 of 015387323.shtml
    (re.compile(r"(/system/\d{4}/\d\d/\d\d/\d{6,})_\d{1,3}(\.s?html?)$"), r"\1\2"),
    # xinhua: c_1124155123_2.htm is page 2 of c_1124155123.htm
    (re.compile(r"(/\d{4}-\d\d/\d\d/c_\d+)_\d{1,3}(\.html?)$"), r"\1\2"),
    (re.compile(r"(/\d{8}/[0-9a-f]{32}/c)_\d{1,3}(\.html?)$"), r"\1\2"),
    # old ifeng: page n of an article is _n.shtml, the first one _0.shtml
    (re.compile(r"(/a/\d{8}/\d+)_\d{1,3}(\.s?html?)$"), r"\1_0\2"),
    (re.compile(r"(/detail_\d{4}_\d\d/\d\d/\d+)_\d{1,3}(\.s?html?)$"), r"\1_0\2"),
    # chinanews: /news/2019/0224/1296_2.html is page 2 of 1296.html
    (re.compile(r"(/[a-z]+/\d{4}/\d{4}/\d+)_\d{1,3}(\.s?html?)$"), r"\1\2"),
)

PEOPLE = OutletRule(
    rewrites=(
        # the Traditional mirror serves the same ids
        (re.compile(r"^([^/]+)/BIG5/"), r"\1/"),
    )
)
XINHUA = OutletRule(
    rewrites=(
        # m.xinhuanet.com/jx/2019-02/24/c_1.htm is jx.xinhuanet.com/2019-02/24/c_1.htm
        (re.compile(r"^m\.(xinhuanet\.com)/([a-z]{2})/(?=\d{4}-)"), r"\2.\1/"),
        (re.compile(r"^www\.([a-z]{2}\.xinhuanet\.com)/"), r"\1/"),
    )
)
CHINANEWS = OutletRule(rewrites=((re.compile(r"^(?:www|m)\.([a-z]{2}\.chinanews\.com)/"), r"\1/"),))
IFENG = OutletRule(
    rewrites=(
        # shared from the app: ishare.ifeng.com/c/s/<id>, i.ifeng.com/c/<id>: the id is the article
        (re.compile(r"^(?:ishare|i|m)\.(ifeng\.com)/c/(?:s/)?(\w+)$"), r"news.\1/c/\2"),
    ),
    drop_parameters=frozenset({"aman", "gud", "ucms"}),
)
SINA = OutletRule(drop_parameters=frozenset({"cre", "mod", "loc", "r", "doct", "rfunc", "tj"}))
NEWSROOM = OutletRule(
    rewrites=(
        (re.compile(r"^(jx\.people\.newsroom\.test)/BIG5/"), r"\1/"),
        (re.compile(r"^m\.(\w+\.(?:people|ifeng|enorth)\.newsroom\.test)/"), r"\1/"),
    )
)

OUTLET_RULES: dict[str, OutletRule] = {
    "people.com.cn": PEOPLE,
    "xinhuanet.com": XINHUA,
    "chinanews.com": CHINANEWS,
    "ifeng.com": IFENG,
    "sina.com.cn": SINA,
    "newsroom.test": NEWSROOM,
}
SITE_ALIASES = {
    "news.cn": "xinhuanet.com",
    "chinanews.com.cn": "chinanews.com",
}
"""Registrable domains under which an outlet serves the same hosts and paths."""
