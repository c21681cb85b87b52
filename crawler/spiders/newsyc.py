from crawler.platforms.entries import Entry
from crawler.platforms.static_list import StaticListSpider


class NewsycSpider(StaticListSpider):
    """宜春新闻网 — the news portal of Yichun."""

    name = "newsyc"
    title = "宜春新闻网"
    region_code = "360900"
    start_urls = [
        Entry("http://www.newsyc.com/", evidence="only its e-paper and its search were met"),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("www.newsyc.com", "news.newsyc.com")
