from crawler.platforms.enorth import EnorthSpider


class JxnewsXinyuSpider(EnorthSpider):
    """大江网新余频道 — 大江网's channel for Xinyu."""

    name = "jxnews_xinyu"
    title = "大江网新余频道"
    region_code = "360500"
    # An inference: city channels of the family are named by two letters, as gz is for Ganzhou.
    start_urls = ["http://xy.jxnews.com.cn/"]
    lists_are_whole = False
    hosts = ("xy.jxnews.com.cn", "xy.jxcn.cn")
