from crawler.platforms.chinanews import ChinanewsSpider


class SampleChinanewsSpider(ChinanewsSpider):
    """中新网江西 in the sample newsroom."""

    name = "sample_chinanews"
    title = "中新网江西（示例）"
    region_code = "360000"
    is_sample = True
    start_urls = ["http://www.jx.chinanews.newsroom.test/localnews/index.html"]
