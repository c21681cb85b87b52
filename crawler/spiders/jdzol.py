from crawler.platforms.static_list import StaticListSpider


class JdzolSpider(StaticListSpider):
    """景德镇在线 — the news portal of Jingdezhen."""

    name = "jdzol"
    title = "景德镇在线"
    region_code = "360200"
    # The host is known; that its front page is a usable list is an inference.
    start_urls = ["http://www.jdzol.com/"]
    lists_are_whole = False
