from datetime import date

from crawler.platforms.entries import CRAWLER, Entry
from crawler.platforms.founder import FounderSpider


class JiangxiDailySpider(FounderSpider):
    """江西日报 — the provincial party daily, as an e-paper."""

    name = "jiangxi_daily"
    title = "江西日报"
    region_code = "360000"
    month_index = Entry(
        "https://epaper.jxxw.com.cn/html/%Y-%m/navi.xml", seen="2023-05", evidence=CRAWLER
    )
    first_edition = date(2023, 1, 1)  # older ones stood on epaper.jxnews.com.cn/jxrb
