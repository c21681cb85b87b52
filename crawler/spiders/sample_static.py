from crawler.platforms.static_list import StaticListSpider


class SampleStaticSpider(StaticListSpider):
    """A site of the sample newsroom with plain lists. It goes silent after 20 February 2019."""

    name = "sample_static"
    title = "梅关新闻网（示例）"
    region_code = "360700"
    is_sample = True
    start_urls = ["http://static.newsroom.test/news/"]
    article_pattern = r"^/news/\d{8}/\d+\.html$"
    takes_every_link = True
