from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import UNDATED, Entry


class JxnewsJiujiangSpider(EnorthSpider):
    """大江网九江频道 — 大江网's channel for Jiujiang."""

    name = "jxnews_jiujiang"
    title = "大江网九江频道"
    region_code = "360400"
    start_urls = [
        Entry("https://jj.jxnews.com.cn/", seen="2020", evidence=UNDATED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jj.jxnews.com.cn", "jj.jxcn.cn")
