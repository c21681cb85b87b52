from crawler.platforms.xinhua import XinhuaSpider


class XinhuaJiangxiSpider(XinhuaSpider):
    """新华网江西频道 — the Jiangxi channel of Xinhua News Agency's site."""

    name = "xinhua_jiangxi"
    title = "新华网江西"
    region_code = "360000"
    # The lists are read off the page: node list or data source. Which of its section pages carry
    # them is an inference; the front page is the safe beginning.
    start_urls = ["http://www.jx.xinhuanet.com/"]
    lists_are_whole = False
    hosts = ("jx.xinhuanet.com", "jx.news.cn")
