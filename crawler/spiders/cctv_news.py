from crawler.platforms.entries import Entry
from crawler.platforms.json_list import JsonListSpider


class CctvNewsSpider(JsonListSpider):
    """央视网新闻 — national news as load-more JSONP, which regional channels reprint."""

    name = "cctv_news"
    title = "央视网"
    region_code = "100000"  # the whole country
    start_urls = [
        Entry(
            "https://news.cctv.com/2019/07/gaiban/cmsdatainterface/page/news_1.jsonp",
            seen="2026-10",
            evidence="public readers of this list",
        ),
    ]
    next_pages = "news_{page}.jsonp"
    hosts = ("cctv.com",)
    article_pattern = r"/\d{4}/\d\d/\d\d/ARTI\w+\.shtml$"
    date_field = "focus_date"
