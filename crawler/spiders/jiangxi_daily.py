from datetime import date

from crawler.platforms.entries import Entry
from crawler.platforms.founder import FounderSpider


class JiangxiDailySpider(FounderSpider):
    """江西日报 — the provincial party daily, as an e-paper."""

    name = "jiangxi_daily"
    title = "江西日报"
    region_code = "360000"
    edition = Entry(
        "https://epaper.jxxw.com.cn/html/%Y-%m/%d/node_5411.htm",
        seen="2023-05",
        evidence="the first number of its content_5411_… addresses; the node is inferred",
    )
    first_edition = date(2023, 1, 1)  # older ones stood on epaper.jxnews.com.cn/jxrb
