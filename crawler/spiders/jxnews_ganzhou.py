from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import Entry


class JxnewsGanzhouSpider(EnorthSpider):
    """中国赣州网 — 大江网's channel for Ganzhou."""

    name = "jxnews_ganzhou"
    title = "中国赣州网"
    region_code = "360700"
    start_urls = [
        Entry("http://gz.jxcn.cn/", evidence="its newest articles cited in public are of 2015-06"),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("gz.jxcn.cn", "gz.jxnews.com.cn")
