from crawler.platforms.enorth import EnorthSpider


class JxnewsPingxiangSpider(EnorthSpider):
    """大江网萍乡频道 — 大江网's channel for Pingxiang."""

    name = "jxnews_pingxiang"
    title = "大江网萍乡频道"
    region_code = "360300"
    # An inference: city channels of the family are named by two letters, as gz is for Ganzhou.
    start_urls = ["http://px.jxnews.com.cn/"]
    lists_are_whole = False
    hosts = ("px.jxnews.com.cn", "px.jxcn.cn")
