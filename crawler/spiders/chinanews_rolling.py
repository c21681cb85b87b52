from crawler.platforms.entries import Entry
from crawler.platforms.feed import FeedSpider


class ChinanewsRollingSpider(FeedSpider):
    """中国新闻网滚动 — rolling news of China News Service, which regional channels reprint."""

    name = "chinanews_rolling"
    title = "中国新闻网"
    region_code = "100000"  # the whole country
    start_urls = [
        Entry(
            "http://www.chinanews.com/rss/scroll-news.xml",
            seen="2026-10",
            evidence="a public list of feeds",
        ),
    ]
    hosts = ("chinanews.com", "chinanews.com.cn")
    article_pattern = r"/\d{4}/\d\d-\d\d/\d+\.shtml$"
    lists_are_whole = False  # 30 items: a daily crawl misses most of a day
