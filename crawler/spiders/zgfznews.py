from crawler.platforms.entries import Entry
from crawler.platforms.static_list import StaticListSpider


class ZgfznewsSpider(StaticListSpider):
    """中国抚州网 — the news portal of Fuzhou in Jiangxi."""

    name = "zgfznews"
    title = "中国抚州网"
    region_code = "361000"
    start_urls = [
        # 社会
        Entry(
            "http://www.zgfznews.com/shehui/",
            seen="2021",
            evidence="public crawlers, which follow a.next",
        ),
    ]
