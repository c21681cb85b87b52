from crawler.platforms.chinanews import ChinanewsSpider
from crawler.platforms.entries import UNDATED, Entry


class ChinanewsJiangxiSpider(ChinanewsSpider):
    """中新网江西 — the Jiangxi site of China News Service."""

    name = "chinanews_jiangxi"
    title = "中新网江西"
    region_code = "360000"
    start_urls = [
        Entry(
            "http://www.jx.chinanews.com.cn/localnews/index.html",
            seen="2021",
            evidence="a public feed generator",
        ),
        Entry("http://www.jx.chinanews.com.cn/finance/", seen="2024", evidence=UNDATED),
        Entry("http://www.jx.chinanews.com.cn/society/", seen="2024", evidence=UNDATED),
    ]
    hosts = ("jx.chinanews.com.cn", "jx.chinanews.com")
