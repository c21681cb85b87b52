from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.static_list import StaticListSpider


class JdzolSpider(StaticListSpider):
    """景德镇在线 — the news portal of Jingdezhen."""

    name = "jdzol"
    title = "景德镇在线"
    region_code = "360200"
    start_urls = [
        Entry("http://www.jdzol.com/", seen="2019", evidence=UNDATED),
    ]
    lists_are_whole = False  # a front page shows a choice
