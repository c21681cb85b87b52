from datetime import date

from crawler.platforms.entries import CRAWLER, Entry
from crawler.platforms.founder import FounderSpider


class ShangraoDailySpider(FounderSpider):
    """上饶日报 — Shangrao's party daily, as an e-paper."""

    name = "shangrao_daily"
    title = "上饶日报"
    region_code = "361100"
    edition = Entry(
        "http://paper.srxww.com/srrb/html/%Y-%m/%d/node_2.htm", seen="2019-05", evidence=CRAWLER
    )
    first_edition = date(2015, 1, 1)  # an inference
