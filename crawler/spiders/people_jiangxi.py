from crawler.platforms.people import PeopleSpider


class PeopleJiangxiSpider(PeopleSpider):
    """人民网江西频道 — the Jiangxi channel of People's Daily Online."""

    name = "people_jiangxi"
    title = "人民网江西"
    region_code = "360000"
    start_urls = [
        "http://jx.people.com.cn/GB/190181/index.html",  # 要闻
        "http://jx.people.com.cn/GB/190260/index.html",  # 本网专稿
        "http://jx.people.com.cn/GB/190268/index.html",  # 人事任免
    ]
    hosts = ("jx.people.com.cn",)
