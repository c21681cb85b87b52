from crawler.platforms.enorth import EnorthSpider


class JxnewsYingtanSpider(EnorthSpider):
    """大江网鹰潭频道 — 大江网's channel for Yingtan."""

    name = "jxnews_yingtan"
    title = "大江网鹰潭频道"
    region_code = "360600"
    # An inference: city channels of the family are named by two letters, as gz is for Ganzhou.
    start_urls = ["http://yt.jxnews.com.cn/"]
    lists_are_whole = False
    hosts = ("yt.jxnews.com.cn", "yt.jxcn.cn")
