from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsYingtanSpider(EnorthSpider):
    """大江网鹰潭频道 — 大江网's channel for Yingtan."""

    name = "jxnews_yingtan"
    title = "大江网鹰潭频道"
    region_code = "360600"
    start_urls = [
        Entry("https://jxyt.jxnews.com.cn/", seen="2021-10", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jxyt.jxnews.com.cn", "jxyt.jxcn.cn")
