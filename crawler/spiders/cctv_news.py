from crawler.platforms.json_list import JsonListSpider


class CctvNewsSpider(JsonListSpider):
    """央视网新闻 — national news as load-more JSONP, which regional channels reprint."""

    name = "cctv_news"
    title = "央视网"
    region_code = "100000"  # the whole country
    # An inference from public readers of this list; its pages are files news_1, news_2 …
    start_urls = ["https://news.cctv.com/2019/07/gaiban/cmsdatainterface/page/news_1.jsonp"]
    next_pages = "news_{page}.jsonp"
    hosts = ("cctv.com",)
    article_pattern = r"/\d{4}/\d\d/\d\d/ARTI\w+\.shtml$"
    date_field = "focus_date"
