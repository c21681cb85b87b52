from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsShangraoSpider(EnorthSpider):
    """大江网上饶频道 — 大江网's channel for Shangrao."""

    name = "jxnews_shangrao"
    title = "大江网上饶频道"
    region_code = "361100"
    start_urls = [
        Entry("https://jxsr.jxnews.com.cn/", seen="2025-05", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jxsr.jxnews.com.cn", "jxsr.jxcn.cn")
