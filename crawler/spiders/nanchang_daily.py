from datetime import date

from crawler.platforms.entries import CRAWLER, Entry
from crawler.platforms.founder import FounderSpider


class NanchangDailySpider(FounderSpider):
    """南昌日报 — Nanchang's party daily, as an e-paper."""

    name = "nanchang_daily"
    title = "南昌日报"
    region_code = "360100"
    edition = Entry(
        "http://www.ncrbw.cn/html/%Y-%m/%d/node_1.htm", seen="2019-05", evidence=CRAWLER
    )
    first_edition = date(2015, 1, 1)  # an inference
