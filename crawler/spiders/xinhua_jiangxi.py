from crawler.platforms.entries import SITE_CITED, Entry
from crawler.platforms.xinhua import XinhuaSpider


class XinhuaJiangxiSpider(XinhuaSpider):
    """新华网江西频道 — the Jiangxi channel of Xinhua News Agency's site."""

    name = "xinhua_jiangxi"
    title = "新华网江西"
    region_code = "360000"
    # Its lists are read off the page, node list or data source; which sections carry them is
    # unknown.
    start_urls = [
        Entry("http://www.jx.xinhuanet.com/", seen="2026-09", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jx.xinhuanet.com", "jx.news.cn")
