from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsNanchangSpider(EnorthSpider):
    """大江网南昌频道 — 大江网's channel for Nanchang."""

    name = "jxnews_nanchang"
    title = "大江网南昌频道"
    region_code = "360100"
    start_urls = [
        Entry("https://nc.jxnews.com.cn/", seen="2025-11", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("nc.jxnews.com.cn", "nc.jxcn.cn")
