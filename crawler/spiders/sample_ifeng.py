from crawler.platforms.ifeng import IfengSpider


class SampleIfengSpider(IfengSpider):
    """凤凰网江西 as the sample newsroom prints it: old template, every fifth article allData."""

    name = "sample_ifeng"
    title = "凤凰网江西（示例）"
    region_code = "360000"
    is_sample = True
    start_urls = ["http://jx.ifeng.newsroom.test/jx/list_0/0.shtml"]
