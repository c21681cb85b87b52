from crawler.platforms.json_list import JsonListSpider


class SampleJsonSpider(JsonListSpider):
    """A site of the sample newsroom whose list loads more as JSON."""

    name = "sample_json"
    title = "赣鄱快讯（示例）"
    region_code = "360700"
    is_sample = True
    start_urls = ["http://json.newsroom.test/api/list?page=1"]
    article_pattern = r"^/detail/\d+\.html$"
    more_path = "data.hasMore"
    date_field = "publishTime"
