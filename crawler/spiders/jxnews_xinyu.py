from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsXinyuSpider(EnorthSpider):
    """大江网新余频道 — 大江网's channel for Xinyu."""

    name = "jxnews_xinyu"
    title = "大江网新余频道"
    region_code = "360500"
    start_urls = [
        Entry("https://jxxy.jxnews.com.cn/", seen="2025-08", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jxxy.jxnews.com.cn", "jxxy.jxcn.cn")
