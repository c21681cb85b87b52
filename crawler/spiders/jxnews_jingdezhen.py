from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsJingdezhenSpider(EnorthSpider):
    """大江网景德镇频道 — 大江网's channel for Jingdezhen."""

    name = "jxnews_jingdezhen"
    title = "大江网景德镇频道"
    region_code = "360200"
    start_urls = [
        Entry("https://jxjdz.jxnews.com.cn/", seen="2024-12", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jxjdz.jxnews.com.cn", "jxjdz.jxcn.cn")
