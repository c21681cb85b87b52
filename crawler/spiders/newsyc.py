from crawler.platforms.static_list import StaticListSpider


class NewsycSpider(StaticListSpider):
    """宜春新闻网 — the news portal of Yichun."""

    name = "newsyc"
    title = "宜春新闻网"
    region_code = "360900"
    # The host is known; that its front page is a usable list is an inference.
    start_urls = ["http://www.newsyc.com/"]
    lists_are_whole = False
    hosts = ("www.newsyc.com", "news.newsyc.com")
