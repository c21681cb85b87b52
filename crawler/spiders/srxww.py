from crawler.platforms.static_list import StaticListSpider


class SrxwwSpider(StaticListSpider):
    """上饶新闻网 — the news portal of Shangrao."""

    name = "srxww"
    title = "上饶新闻网"
    region_code = "361100"
    # The host is known; that its front page is a usable list is an inference.
    start_urls = ["http://www.srxww.com/"]
    lists_are_whole = False
