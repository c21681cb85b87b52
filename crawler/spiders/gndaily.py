from crawler.platforms.static_list import StaticListSpider


class GndailySpider(StaticListSpider):
    """客家新闻网 — the news site of 赣南日报."""

    name = "gndaily"
    title = "客家新闻网"
    region_code = "360700"
    # The host is known; that its front page is a usable list is an inference.
    start_urls = ["http://www.gndaily.com/"]
    lists_are_whole = False
