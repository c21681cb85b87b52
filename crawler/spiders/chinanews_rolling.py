from crawler.platforms.feed import FeedSpider


class ChinanewsRollingSpider(FeedSpider):
    """中国新闻网滚动 — rolling news of China News Service, which regional channels reprint."""

    name = "chinanews_rolling"
    title = "中国新闻网"
    region_code = "100000"  # the whole country
    start_urls = ["http://www.chinanews.com/rss/scroll-news.xml"]  # an inference
    hosts = ("chinanews.com", "chinanews.com.cn")
    article_pattern = r"/\d{4}/\d\d-\d\d/\d+\.shtml$"
