from crawler.platforms.static_list import StaticListSpider


class NcnewsSpider(StaticListSpider):
    """南昌新闻网 — the news portal of Nanchang."""

    name = "ncnews"
    title = "南昌新闻网"
    region_code = "360100"
    start_urls = [
        "https://www.ncnews.com.cn/xwzx/ncxw/szxw/",  # 时政
        "https://www.ncnews.com.cn/xwzx/ncxw/twnc/",  # 图文南昌
    ]
    next_pages = "index_{page}.html"  # an inference
