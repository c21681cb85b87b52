from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsPingxiangSpider(EnorthSpider):
    """大江网萍乡频道 — 大江网's channel for Pingxiang."""

    name = "jxnews_pingxiang"
    title = "大江网萍乡频道"
    region_code = "360300"
    start_urls = [
        Entry("https://px.jxnews.com.cn/", seen="2025", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("px.jxnews.com.cn", "px.jxcn.cn")
