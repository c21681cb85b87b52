from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.static_list import StaticListSpider


class SrxwwSpider(StaticListSpider):
    """上饶新闻网 — the news portal of Shangrao."""

    name = "srxww"
    title = "上饶新闻网"
    region_code = "361100"
    start_urls = [
        Entry("http://www.srxww.com/", seen="2019", evidence=UNDATED),
    ]
    lists_are_whole = False  # a front page shows a choice
