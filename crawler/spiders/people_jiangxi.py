from crawler.platforms.entries import CRAWLER, SITE_CITED, Entry
from crawler.platforms.people import PeopleSpider


class PeopleJiangxiSpider(PeopleSpider):
    """人民网江西频道 — the Jiangxi channel of People's Daily Online."""

    name = "people_jiangxi"
    title = "人民网江西"
    region_code = "360000"
    start_urls = [
        # 要闻
        Entry("http://jx.people.com.cn/GB/190181/index.html", seen="2025-11", evidence=SITE_CITED),
        # 本网专稿
        Entry("http://jx.people.com.cn/GB/190260/index.html", seen="2025-11", evidence=SITE_CITED),
        # 人事任免
        Entry("http://jx.people.com.cn/GB/190268/index.html", seen="2025-11", evidence=SITE_CITED),
        # 赣州
        Entry(
            "http://jx.people.com.cn/GB/190800/338175/338249/index.html",
            seen="2025-11",
            evidence=CRAWLER,
        ),
    ]
    hosts = ("jx.people.com.cn",)
