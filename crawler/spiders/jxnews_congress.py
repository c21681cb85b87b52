from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsCongressSpider(EnorthSpider):
    """江西人大新闻网 — news of Jiangxi's people's congress, by 大江网."""

    name = "jxnews_congress"
    title = "江西人大新闻网"
    region_code = "360000"
    start_urls = [
        Entry("https://jxrd.jxnews.com.cn/", seen="2024-09", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
