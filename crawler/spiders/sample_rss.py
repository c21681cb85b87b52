from crawler.platforms.feed import FeedSpider


class SampleRssSpider(FeedSpider):
    """A site of the sample newsroom that is read by its feeds: RSS 2.0 and Atom."""

    name = "sample_rss"
    title = "客家新声网（示例）"
    region_code = "360700"
    is_sample = True
    start_urls = [
        "http://rss.newsroom.test/rss.xml",
        "http://rss.newsroom.test/atom.xml",
    ]
