from datetime import date

from crawler.platforms.founder import FounderSpider


class JiangxiDailySpider(FounderSpider):
    """江西日报 — the provincial party daily, as an e-paper."""

    name = "jiangxi_daily"
    title = "江西日报"
    region_code = "360000"
    edition = "http://epaper.jxnews.com.cn/jxrb/html/%Y-%m/%d/node_187.htm"
    first_edition = date(2010, 1, 1)  # an inference: the earliest seen is of 2013
