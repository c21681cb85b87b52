from crawler.platforms.xinhua import XinhuaSpider


class SampleXinhuaSpider(XinhuaSpider):
    """新华网江西 in the sample newsroom: a data source beside the page and a node list."""

    name = "sample_xinhua"
    title = "新华网江西（示例）"
    region_code = "360000"
    is_sample = True
    start_urls = ["http://jx.xinhua.newsroom.test/"]
