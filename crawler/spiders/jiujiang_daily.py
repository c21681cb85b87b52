from datetime import date

from crawler.platforms.entries import CRAWLER, Entry
from crawler.platforms.founder import FounderSpider


class JiujiangDailySpider(FounderSpider):
    """九江日报 — Jiujiang's party daily, as an e-paper."""

    name = "jiujiang_daily"
    title = "九江日报"
    region_code = "360400"
    edition = Entry(
        "http://jjrb.jjxw.cn/html/%Y-%m/%d/node_1.htm", seen="2019-03", evidence=CRAWLER
    )
    first_edition = date(2015, 1, 1)  # an inference
