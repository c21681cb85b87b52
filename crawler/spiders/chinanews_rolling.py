from crawler.platforms.chinanews_days import ChinanewsDaysSpider
from crawler.platforms.entries import CRAWLER, Entry


class ChinanewsRollingSpider(ChinanewsDaysSpider):
    """中国新闻网滚动 — rolling news of China News Service, which regional channels reprint."""

    name = "chinanews_rolling"
    title = "中国新闻网"
    region_code = "100000"  # the whole country
    # Its feed holds 30 items and its news1.html … news10.html two days: only these lists are whole.
    edition = Entry(
        "https://www.chinanews.com.cn/scroll-news/%Y/%m%d/news.shtml",
        seen="2026-10",
        evidence=CRAWLER,
    )
    hosts = ("chinanews.com", "chinanews.com.cn")
