"""A channel for every shape of simulated site: the platform that is to read it, and its settings.

``scrapy crawl shape_<name>`` with these as ``SPIDER_MODULES`` crawls one over sockets; tests drive
the same classes in process.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from crawler.platforms.chinanews import ChinanewsSpider
from crawler.platforms.chinanews_days import ChinanewsDaysSpider
from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.feed import FeedSpider
from crawler.platforms.founder import FounderSpider
from crawler.platforms.hanweb import HanwebSpider
from crawler.platforms.ifeng import IfengSpider
from crawler.platforms.jpaas import JpaasSpider
from crawler.platforms.json_list import JsonListSpider
from crawler.platforms.people import PeopleSpider
from crawler.platforms.sitemap import SitemapSpider
from crawler.platforms.static_list import StaticListSpider
from crawler.platforms.trs import TrsSpider
from crawler.platforms.ucap import UcapSpider
from crawler.platforms.xinhua import XinhuaSpider
from crawler.platforms.xunrui import XunruiSpider
from newsroom.simulated.articles import LAST_DAY
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.shapes import epaper

if TYPE_CHECKING:
    from crawler.platforms.base import ChannelSpider

PREFIX = "shape_"
EPAPER: dict[str, Any] = {"last_edition": LAST_DAY, "usual_days": 120}
WIRE_BEGINS = LAST_DAY - timedelta(days=epaper.ChinanewsDays.day_count - 1)
READERS: dict[str, tuple[type[ChannelSpider], dict[str, Any]]] = {
    "next_link": (StaticListSpider, {}),
    "next_counted": (StaticListSpider, {}),
    "no_link": (StaticListSpider, {"next_pages": "index_{page}.html"}),
    "gkml": (StaticListSpider, {}),
    "chinanews_sections": (ChinanewsSpider, {}),
    "people_numbered": (PeopleSpider, {}),
    "people_rolling": (PeopleSpider, {}),
    "json_pages": (
        JsonListSpider,
        {"more_path": "data.hasMore", "total_path": "data.total", "pages_path": "data.pageCount"},
    ),
    "feed_archive": (FeedSpider, {}),
    "feed_window": (FeedSpider, {}),
    "sitemap_index": (SitemapSpider, {}),
    "ifeng_stream": (IfengSpider, {}),
    "ifeng_old": (IfengSpider, {}),
    "xinhua_nodes": (XinhuaSpider, {}),
    "xinhua_source": (XinhuaSpider, {}),
    "enorth_count": (EnorthSpider, {}),
    "enorth_more": (EnorthSpider, {}),
    "founder_navi": (FounderSpider, EPAPER | {"month_index": epaper.FounderNavi().pattern}),
    "founder_period": (FounderSpider, EPAPER | {"month_index": epaper.FounderPeriod().pattern}),
    "founder_layout": (FounderSpider, EPAPER | {"month_index": epaper.FounderLayout().pattern}),
    "chinanews_days": (
        ChinanewsDaysSpider,
        EPAPER | {"edition": epaper.ChinanewsDays().pattern, "first_edition": WIRE_BEGINS},
    ),
    "trs_counted": (TrsSpider, {}),
    "trs_uncounted": (TrsSpider, {}),
    "trs_element": (TrsSpider, {}),
    "ucap": (UcapSpider, {}),
    "ucap_departments": (UcapSpider, {}),
    "hanweb_post": (HanwebSpider, {}),
    "hanweb_get": (HanwebSpider, {}),
    "hanweb_script": (HanwebSpider, {}),
    "jpaas": (JpaasSpider, {}),
    "jpaas_whole": (JpaasSpider, {}),
    "xunrui": (XunruiSpider, {}),
}
"""Platform by name of shape, with what a channel's file would say."""


def channel_of(name: str) -> type[ChannelSpider]:
    """The channel that reads simulated sites of one shape."""
    shape = SHAPES[name]
    platform, attributes = READERS[name]
    about = {
        "name": PREFIX + name,
        "title": f"示例 {name}",
        "region_code": "360700",
        "is_sample": True,
        "start_urls": [shape.entry],
        "__module__": __name__,
    }
    return type(f"Shape{name.title().replace('_', '')}Spider", (platform,), about | attributes)


CHANNELS = {name: channel_of(name) for name in READERS}
globals().update({channel.__name__: channel for channel in CHANNELS.values()})
