from crawler.platforms.chinanews import ChinanewsSpider


class ChinanewsJiangxiSpider(ChinanewsSpider):
    """中新网江西 — the Jiangxi site of China News Service."""

    name = "chinanews_jiangxi"
    title = "中新网江西"
    region_code = "360000"
    start_urls = [
        "http://www.jx.chinanews.com.cn/localnews/index.html",
        "http://www.jx.chinanews.com.cn/finance/index.html",
        "http://www.jx.chinanews.com.cn/society/index.html",
    ]
    hosts = ("jx.chinanews.com.cn", "jx.chinanews.com")
