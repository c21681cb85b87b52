from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import SITE_CITED, Entry


class JxnewsSpider(EnorthSpider):
    """大江网（中国江西网） — the portal of Jiangxi Daily, its Jiangxi news."""

    name = "jxnews"
    title = "大江网"
    region_code = "360000"
    start_urls = [
        Entry("https://jiangxi.jxnews.com.cn/", seen="2025-03", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jiangxi.jxnews.com.cn", "jiangxi.jxcn.cn")
