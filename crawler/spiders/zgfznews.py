from crawler.platforms.static_list import StaticListSpider


class ZgfznewsSpider(StaticListSpider):
    """中国抚州网 — the news portal of Fuzhou in Jiangxi."""

    name = "zgfznews"
    title = "中国抚州网"
    region_code = "361000"
    # Host and entry point are inferences: check both before the first crawl.
    start_urls = ["http://www.zgfznews.com/"]
    lists_are_whole = False
