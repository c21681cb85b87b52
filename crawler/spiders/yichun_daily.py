from datetime import date

from crawler.platforms.entries import CRAWLER, Entry
from crawler.platforms.founder import FounderSpider


class YichunDailySpider(FounderSpider):
    """宜春日报 — Yichun's party daily, as an e-paper."""

    name = "yichun_daily"
    title = "宜春日报"
    region_code = "360900"
    edition = Entry(
        "http://epaper.newsyc.com/ycrb/html/%Y-%m/%d/node_2.htm", seen="2018-09", evidence=CRAWLER
    )
    first_edition = date(2010, 7, 28)
