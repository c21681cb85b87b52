from crawler.platforms.enorth import EnorthSpider


class SampleEnorthSpider(EnorthSpider):
    """A city channel of the jxnews family in the sample newsroom."""

    name = "sample_enorth"
    title = "虔州在线（示例）"
    region_code = "360700"
    is_sample = True
    start_urls = ["http://gz.enorth.newsroom.test/"]
