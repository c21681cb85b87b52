from crawler.platforms.static_list import StaticListSpider


class JjxwSpider(StaticListSpider):
    """九江新闻网 — the news portal of Jiujiang."""

    name = "jjxw"
    title = "九江新闻网"
    region_code = "360400"
    # The host is known; that its front page is a usable list is an inference.
    start_urls = ["http://www.jjxw.cn/"]
    lists_are_whole = False
