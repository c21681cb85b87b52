from crawler.platforms.enorth import EnorthSpider


class JxnewsSpider(EnorthSpider):
    """大江网（中国江西网） — the portal of Jiangxi Daily, its Jiangxi news."""

    name = "jxnews"
    title = "大江网"
    region_code = "360000"
    # Article addresses are known; that the front page leads to /system/more/ is an inference.
    start_urls = ["http://jiangxi.jxnews.com.cn/"]
    lists_are_whole = False
    hosts = ("jiangxi.jxnews.com.cn", "jiangxi.jxcn.cn")
