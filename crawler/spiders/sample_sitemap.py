from crawler.platforms.sitemap import SitemapSpider


class SampleSitemapSpider(SitemapSpider):
    """A site of the sample newsroom that is read by its sitemaps, some of them gzipped."""

    name = "sample_sitemap"
    title = "贡水新闻网（示例）"
    region_code = "360700"
    is_sample = True
    start_urls = ["http://map.newsroom.test/sitemap_index.xml"]
    article_pattern = r"^/\d{4}/\d{4}/\w+\.html$"
