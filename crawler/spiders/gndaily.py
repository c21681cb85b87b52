from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class GndailySpider(EnorthSpider):
    """客家新闻网 — the news site of 赣南日报."""

    name = "gndaily"
    title = "客家新闻网"
    region_code = "360700"
    # Articles are /news/system/2021/11/02/030345545.shtml, their text div.content-zw.
    start_urls = [
        Entry("http://www.newskj.com/", seen="2022-04", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("newskj.com",)
