from crawler.platforms.enorth import EnorthSpider


class JxnewsGanzhouSpider(EnorthSpider):
    """中国赣州网 — 大江网's channel for Ganzhou."""

    name = "jxnews_ganzhou"
    title = "中国赣州网"
    region_code = "360700"
    # Article addresses are known; that the front page leads to /system/more/ is an inference.
    start_urls = ["http://gz.jxcn.cn/"]
    lists_are_whole = False
    hosts = ("gz.jxcn.cn", "gz.jxnews.com.cn")
