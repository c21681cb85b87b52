from crawler.platforms.trs import TrsSpider


class SampleTrsSpider(TrsSpider):
    """A city government's news in the sample newsroom."""

    name = "sample_trs"
    title = "赣州政务公开网（示例）"
    region_code = "360700"
    is_sample = True
    start_urls = ["http://www.trs.newsroom.test/zwgk/zwdt/index.htm"]
